//! What the page around gives, which is not the user's to undo.

use std::rc::Rc;

use super::State;
use crate::model::{Context, Dialect, Person, Schema, Workspace};

/// A part of the workspace that is set from outside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Given {
    /// Another workspace, with nothing to undo.
    Workspace(Box<State>),
    /// A part of this one, in every step of undo as well.
    Context(Context),
    Dialect(Dialect),
    Schema(Rc<Schema>),
    People(Rc<Vec<Rc<Person>>>),
}

impl Given {
    /// `state` with what is given.
    pub(super) fn apply(&self, state: &State) -> State {
        if let Self::Workspace(opened) = self {
            return State { view: state.view.clone(), ..(**opened).clone() };
        }
        let mut next = state.clone();
        next.history.map(|workspace| self.put(workspace));
        next.log.map(|workspace| self.put(workspace));
        next.workspace = self.put(&state.workspace);
        next.opened = self.put(&state.opened);
        next.settle_selection();
        next
    }

    fn put(&self, workspace: &Rc<Workspace>) -> Rc<Workspace> {
        Rc::new(match self {
            Self::Workspace(_) => return Rc::clone(workspace),
            Self::Context(context) => workspace.in_context(*context),
            Self::Dialect(dialect) => workspace.in_dialect(*dialect),
            Self::Schema(schema) => workspace.with_set(|set| set.schema = Rc::clone(schema)),
            Self::People(people) => {
                Workspace { people: Rc::clone(people), ..(**workspace).clone() }
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenarios;
    use crate::state::{Access, Action, Edit, ViewChange};

    #[test]
    fn what_is_given_stays_when_the_user_undoes() {
        let state = scenarios::office_at_hand();
        let edited = state.reduce(&Edit::Rename("mine".to_owned()).into());
        let given = edited.reduce(&Action::Given(Given::People(Rc::default())));
        assert!(given.workspace.people.is_empty());
        let undone = given.reduce(&Action::Undo);
        assert_eq!(undone.workspace.name, state.workspace.name);
        assert!(undone.workspace.people.is_empty());
        assert_eq!(undone.person, "");
    }

    #[test]
    fn a_given_workspace_has_nothing_to_undo_and_looks_as_before() {
        let state = scenarios::office_at_hand()
            .reduce(&Edit::Rename("mine".to_owned()).into())
            .reduce(&ViewChange::Explain.into());
        let other = State::open(Workspace::default(), "", "");
        let given = state.reduce(&Action::Given(Given::Workspace(Box::new(other))));
        assert_eq!(*given.workspace, Workspace::default());
        assert!(!given.history.can_undo() && given.view.explains);
    }

    #[test]
    fn only_what_is_given_changes_a_workspace_that_is_read_only() {
        let state = scenarios::office_at_hand()
            .reduce(&Edit::Rename("mine".to_owned()).into())
            .reduce(&ViewChange::Access(Access::Read).into());
        let target = state.target.clone();
        let changes = [
            Action::Undo,
            Action::EditText { target: target.clone(), text: "1".to_owned() },
            Action::ReplaceText { target, text: "1".to_owned() },
            Edit::RemoveGenerated.into(),
            Edit::Rename("other".to_owned()).into(),
            Action::Open(Box::default()),
        ];
        for change in changes {
            assert_eq!(state.reduce(&change).workspace, state.workspace, "{change:?}");
        }
        let given = state.reduce(&Action::Given(Given::Context(Context::GroupRule)));
        assert_eq!(given.workspace.set.context, Context::GroupRule);
        assert_ne!(state.reduce(&Action::StepPerson(1)).person, state.person);
    }
}
