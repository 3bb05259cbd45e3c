//! Undoable changes of the workspace, apart from the text of an expression.

use std::rc::Rc;

use super::Run;
use crate::model::{Apply, Check, Context, Dialect, Mapping, Person, Sorted, Tagged, Workspace};

/// One undoable change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Edit {
    Rename(String),
    SetContext(Context),
    SetDialect(Dialect),
    /// Puts the next direction in the place of the present one.
    SwitchDirection,
    AddMapping(Mapping),
    RemoveMapping(String),
    DuplicateMapping(String),
    /// Moves a mapping up (-1) or down (1).
    MoveMapping(String, isize),
    SetApply(String, Apply),
    SetDefault(String, Option<Tagged>),
    SetNote(String, String),
    /// Moves a source of a target's priority up (-1) or down (1).
    MoveSource {
        target: String,
        source: String,
        by: isize,
    },
    SetValue {
        person: String,
        root: String,
        attribute: String,
        value: Tagged,
    },
    AddPeople(Vec<Rc<Person>>),
    RemovePeople(Vec<String>),
    RemoveGenerated,
    AddCheck(Check),
    RemoveCheck(usize),
    SetChecks(Vec<Rc<Check>>),
    Replace(Rc<Workspace>),
}

impl Edit {
    /// The run it belongs to, when several of it make one undo step.
    pub(super) fn run(&self) -> Option<Run> {
        match self {
            Self::SetValue { person, root, attribute, value: Tagged::Text(text) }
                if !text.is_empty() =>
            {
                Some(Run::Value {
                    person: person.clone(),
                    root: root.clone(),
                    attribute: attribute.clone(),
                })
            }
            Self::Rename(_) => Some(Run::Setting("name")),
            Self::SetNote(..) => Some(Run::Setting("note")),
            Self::SetDefault(..) => Some(Run::Setting("default")),
            _ => None,
        }
    }

    /// The mapping that is selected afterwards.
    pub(super) fn selects(&self) -> Option<String> {
        match self {
            Self::AddMapping(mapping) => Some(mapping.to.clone()),
            Self::DuplicateMapping(target) => Some(copy_name(target)),
            _ => None,
        }
    }

    /// Whether the editor may now show another text.
    pub(super) fn touches_text(&self) -> bool {
        matches!(
            self,
            Self::SwitchDirection
                | Self::AddMapping(_)
                | Self::RemoveMapping(_)
                | Self::DuplicateMapping(_)
                | Self::Replace(_)
        )
    }

    /// The workspace after it.
    pub(super) fn apply(&self, workspace: &Workspace) -> Workspace {
        match self {
            Self::Rename(name) => Workspace { name: name.clone(), ..workspace.clone() },
            Self::SetContext(context) => workspace.in_context(*context),
            Self::SetDialect(dialect) => workspace.in_dialect(*dialect),
            Self::SwitchDirection => switch_direction(workspace),
            Self::Replace(other) => (**other).clone(),
            Self::AddMapping(mapping) => add_mapping(workspace, mapping),
            Self::RemoveMapping(target) => {
                workspace.with_set(|set| set.mappings.retain(|mapping| mapping.to != *target))
            }
            Self::DuplicateMapping(target) => duplicate(workspace, target),
            Self::MoveMapping(target, by) => workspace.with_set(|set| {
                let place = set.mappings.iter().position(|mapping| mapping.to == *target);
                shift(&mut set.mappings, place, *by);
            }),
            Self::SetApply(target, apply) => {
                workspace.with_mapping(target, |mapping| mapping.apply = *apply)
            }
            Self::SetDefault(target, value) => {
                workspace.with_mapping(target, |mapping| mapping.default.clone_from(value))
            }
            Self::SetNote(target, note) => {
                workspace.with_mapping(target, |mapping| mapping.note.clone_from(note))
            }
            Self::MoveSource { target, source, by } => workspace.with_set(|set| {
                let mut order = set.priority.get(target).cloned().unwrap_or_default();
                let place = order.iter().position(|name| name == source);
                shift(&mut order, place, *by);
                set.priority.set(target, order);
            }),
            Self::SetValue { person, root, attribute, value } => {
                workspace.with_person(person, |old| old.with_value(root, attribute, value.clone()))
            }
            Self::AddPeople(people) => {
                with_people(workspace, |all| all.extend(people.iter().cloned()))
            }
            Self::RemovePeople(ids) => {
                let ids =
                    Sorted::from(ids.iter().cloned().zip(0..).collect::<Vec<(String, usize)>>());
                with_people(workspace, |all| all.retain(|person| !ids.contains(&person.id)))
            }
            Self::RemoveGenerated => {
                with_people(workspace, |all| all.retain(|person| person.generated.is_none()))
            }
            Self::AddCheck(check) => {
                workspace.with_set(|set| set.checks.push(Rc::new(check.clone())))
            }
            Self::RemoveCheck(index) => workspace.with_set(|set| {
                if *index < set.checks.len() {
                    set.checks.remove(*index);
                }
            }),
            Self::SetChecks(checks) => workspace.with_set(|set| set.checks.clone_from(checks)),
        }
    }
}

fn with_people(workspace: &Workspace, change: impl FnOnce(&mut Vec<Rc<Person>>)) -> Workspace {
    let mut people = (*workspace.people).clone();
    change(&mut people);
    Workspace { people: Rc::new(people), ..workspace.clone() }
}

fn switch_direction(workspace: &Workspace) -> Workspace {
    let mut changed = workspace.clone();
    if !changed.others.is_empty() {
        let next = changed.others.remove(0);
        let present = std::mem::replace(&mut changed.set, next);
        changed.others.push(present);
        changed.dialect = changed.set.context.dialect().unwrap_or(changed.dialect);
    }
    changed
}

fn add_mapping(workspace: &Workspace, mapping: &Mapping) -> Workspace {
    if workspace.set.mapping(&mapping.to).is_some() {
        return workspace.clone();
    }
    workspace.with_set(|set| set.mappings.push(Rc::new(mapping.clone())))
}

fn duplicate(workspace: &Workspace, target: &str) -> Workspace {
    let Some(mapping) = workspace.set.mapping(target) else { return workspace.clone() };
    add_mapping(workspace, &Mapping { to: copy_name(target), ..(**mapping).clone() })
}

fn copy_name(target: &str) -> String {
    format!("{target}Copy")
}

/// Moves the element at `place` by one, if there is room.
fn shift<T>(list: &mut [T], place: Option<usize>, by: isize) {
    let Some(place) = place else { return };
    let other = place.saturating_add_signed(by);
    if other != place && other < list.len() && place < list.len() {
        list.swap(place, other);
    }
}
