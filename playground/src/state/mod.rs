//! The state of the page and the one pure function that changes it.

mod action;
mod edit;
mod given;
mod history;
pub(crate) mod log;
mod view;

use std::ops::Range;
use std::rc::Rc;

pub(crate) use action::{Action, ViewChange};
pub(crate) use edit::Edit;
pub(crate) use given::Given;
pub(crate) use history::{History, Run, Step};
pub(crate) use log::{Entry, Log, What};
pub(crate) use view::{
    Access, BottomTab, Dialog, FilterKind, Flag, Mode, More, NarrowTab, Notice, Resizable, TabDoes,
    Theme, View, Visit,
};

use crate::model::{Mapping, MappingSet, Person, Workspace};

/// Everything the page shows, apart from what the engine finds out about it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct State {
    pub(crate) workspace: Rc<Workspace>,
    /// The workspace as it was opened.
    pub(crate) opened: Rc<Workspace>,
    pub(crate) history: History,
    /// The settled states of this tab.
    pub(crate) log: Log,
    /// The target of the mapping being edited.
    pub(crate) target: String,
    /// The id of the person being looked at.
    pub(crate) person: String,
    /// Grows whenever the text in the editor must be replaced from here.
    pub(crate) revision: u64,
    /// The part that the editor was last asked to show, and the number of such wishes.
    pub(crate) shown: (u64, Range<usize>),
    pub(crate) view: View,
}

impl State {
    /// The state in which a workspace is first shown.
    pub(crate) fn open(workspace: Workspace, target: &str, person: &str) -> Self {
        let workspace = Rc::new(workspace);
        let opened = Rc::clone(&workspace);
        let mut state = Self { workspace, opened, ..Self::default() };
        target.clone_into(&mut state.target);
        person.clone_into(&mut state.person);
        state.settle_selection();
        state
    }

    /// An empty workspace in the same context, for the same systems, with one mapping to begin.
    fn blank(&self, name: &str) -> Self {
        let set = &self.workspace.set;
        let attributes = &set.schema.target.attributes;
        let first = attributes.iter().find(|one| one.required).or_else(|| attributes.first());
        let to = first.map_or_else(|| "attribute".to_owned(), |first| first.name.clone());
        let set = MappingSet {
            context: set.context,
            schema: Rc::clone(&set.schema),
            mappings: vec![Rc::new(Mapping { to, ..Mapping::default() })],
            ..MappingSet::default()
        };
        let workspace = Workspace {
            name: name.to_owned(),
            dialect: self.workspace.dialect,
            set: Rc::new(set),
            ..Workspace::default()
        };
        Self::open(workspace, "", "")
    }

    /// The mapping being edited.
    pub(crate) fn mapping(&self) -> Option<&Rc<Mapping>> {
        self.workspace.set.mapping(&self.target)
    }

    /// The person being looked at.
    pub(crate) fn current_person(&self) -> Option<&Rc<Person>> {
        self.workspace.person(&self.person)
    }

    /// The place of the current person among all, from 0.
    pub(crate) fn person_index(&self) -> Option<usize> {
        self.workspace.people.iter().position(|person| person.id == self.person)
    }

    /// The state after `action`.
    #[must_use]
    pub(crate) fn reduce(&self, action: &Action) -> Self {
        let mut next = self.clone();
        match action {
            Action::Given(given) => next = given.apply(self),
            action if self.view.access == Access::Read && action.changes_workspace() => {}
            Action::SelectMapping(target) => next.select_mapping(target),
            Action::StepMapping(by) => {
                let targets = self.workspace.set.mappings.iter().map(|mapping| &mapping.to);
                if let Some(target) = step(&targets, &self.target, *by) {
                    next.select_mapping(&target);
                }
            }
            Action::Show { target, span } => {
                next.select_mapping(target);
                next.shown = (self.shown.0 + 1, span.clone());
            }
            Action::SelectPerson(id) => next.person.clone_from(id),
            Action::StepPerson(by) => {
                let ids = self.workspace.people.iter().map(|person| &person.id);
                if let Some(id) = step(&ids, &self.person, *by) {
                    next.person = id;
                }
            }
            Action::SelectCell { person, target } => {
                next.person.clone_from(person);
                next.select_mapping(target);
            }
            Action::Undo => next.travel(History::undo),
            Action::Redo => next.travel(History::redo),
            Action::Seal => next.history.seal(),
            Action::Settle { time, changed } => {
                next.history.seal();
                if self.log.iter().next().is_none() {
                    // Whoever is quick has changed it before it settles.
                    next.log.enter(*time, 0, &self.opened);
                }
                next.log.enter(*time, *changed, &self.workspace);
            }
            Action::Restore(at) => {
                if let Some(entry) = self.log.entry(*at) {
                    next.commit((*entry.workspace).clone(), None);
                    next.revision += 1;
                    next.settle_selection();
                }
            }
            Action::Open(opened) => next = Self { view: self.view.clone(), ..(**opened).clone() },
            Action::Replace(opened) => next.replace(opened),
            Action::New(name) => next.replace(&self.blank(name)),
            Action::Duplicate(name) => {
                let name = name.clone();
                let copy = Workspace { name, ..(*self.workspace).clone() };
                next.replace(&Self::open(copy, &self.target, &self.person));
            }
            Action::NameEntry(at, name) => next.log.name(*at, name),
            Action::PinEntry(at) => next.log.pin(*at),
            Action::View(change) => next.view.apply(change),
            Action::EditText { target, text } => {
                let edited = self.workspace.with_mapping(target, |m| m.expr.clone_from(text));
                next.commit(edited, Some(Run::Typing(target.clone())));
            }
            Action::ReplaceText { target, text } => {
                let edited = self.workspace.with_mapping(target, |m| m.expr.clone_from(text));
                next.commit(edited, None);
                next.revision += 1;
            }
            Action::Edit(edit) => {
                let run = edit.run();
                let edited = edit.apply(&self.workspace);
                next.commit(edited, run);
                if let Some(target) = edit.selects() {
                    next.target = target;
                }
                next.revision += u64::from(edit.touches_text());
                next.settle_selection();
            }
        }
        next
    }

    fn select_mapping(&mut self, target: &str) {
        if self.target != target && self.workspace.set.mapping(target).is_some() {
            target.clone_into(&mut self.target);
            self.history.seal();
            self.revision += 1;
        }
    }

    /// Makes `workspace` the present one and remembers the one before, if they differ.
    fn commit(&mut self, workspace: Workspace, run: Option<Run>) {
        if workspace != *self.workspace {
            let before = std::mem::replace(&mut self.workspace, Rc::new(workspace));
            self.history.push(Step { workspace: before, selected: None }, run);
        }
    }

    /// What is shown now, to come back to.
    fn step(&self) -> Step {
        let selected = Some((self.target.clone(), self.person.clone()));
        Step { workspace: Rc::clone(&self.workspace), selected }
    }

    /// Puts another workspace in the place of the present one.
    fn replace(&mut self, other: &Self) {
        self.history.push(self.step(), None);
        self.workspace = Rc::clone(&other.workspace);
        self.opened = Rc::clone(&other.opened);
        self.target.clone_from(&other.target);
        self.person.clone_from(&other.person);
        self.revision += 1;
        self.settle_selection();
    }

    fn travel(&mut self, direction: fn(&mut History, Step) -> Option<Step>) {
        let present = self.step();
        if let Some(Step { workspace, selected }) = direction(&mut self.history, present) {
            self.workspace = workspace;
            if let Some((target, person)) = selected {
                (self.target, self.person) = (target, person);
            }
            self.revision += 1;
            self.settle_selection();
        }
    }

    /// Selects the first of what is there when what was selected is gone.
    fn settle_selection(&mut self) {
        if self.mapping().is_none() {
            let first = self.workspace.set.mappings.first();
            self.target = first.map(|mapping| mapping.to.clone()).unwrap_or_default();
            self.revision += 1;
        }
        if self.current_person().is_none() {
            let first = self.workspace.people.first();
            self.person = first.map(|person| person.id.clone()).unwrap_or_default();
        }
    }
}

/// The name `by` places after `current`, without running over either end.
fn step<'a>(
    names: &(impl ExactSizeIterator<Item = &'a String> + Clone),
    current: &str,
    by: isize,
) -> Option<String> {
    let last = names.len().checked_sub(1)?;
    let here = names.clone().position(|name| name == current).unwrap_or(0);
    let there = here.saturating_add_signed(by).min(last);
    names.clone().nth(there).cloned()
}

#[cfg(test)]
mod tests;
