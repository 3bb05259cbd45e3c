//! Undo and redo over whole workspaces, which share their unchanged parts.

use std::rc::Rc;

use crate::model::Workspace;

/// How many steps back are kept.
const STEPS: usize = 500;

/// Changes that belong to one step as long as they follow each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Run {
    /// Typing in the expression of a target.
    Typing(String),
    /// Typing in an attribute of a person.
    Value { person: String, root: String, attribute: String },
    /// Typing in a named setting.
    Setting(&'static str),
}

/// A workspace to come back to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Step {
    pub(crate) workspace: Rc<Workspace>,
    /// The target and the person that were selected, where the change was to another workspace.
    pub(crate) selected: Option<(String, String)>,
}

/// The workspaces before and after the present one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct History {
    past: Vec<Step>,
    future: Vec<Step>,
    run: Option<Run>,
}

impl Step {
    /// The same, on the other side of a change.
    fn across(self, other: &Self) -> Self {
        Self { selected: self.selected.filter(|_| other.selected.is_some()), ..self }
    }
}

impl History {
    /// Remembers the workspace as it was before a change.
    pub(crate) fn push(&mut self, before: Step, run: Option<Run>) {
        let joins = run.is_some() && run == self.run && !self.past.is_empty();
        if !joins {
            self.past.push(before);
            if self.past.len() > STEPS {
                self.past.remove(0);
            }
        }
        self.future.clear();
        self.run = run;
    }

    /// Ends the present run: the next change is a step of its own.
    pub(crate) fn seal(&mut self) {
        self.run = None;
    }

    /// The workspace before `present`.
    pub(crate) fn undo(&mut self, present: Step) -> Option<Step> {
        let before = self.past.pop()?;
        self.future.push(present.across(&before));
        self.run = None;
        Some(before)
    }

    /// The workspace that was undone last.
    pub(crate) fn redo(&mut self, present: Step) -> Option<Step> {
        let after = self.future.pop()?;
        self.past.push(present.across(&after));
        self.run = None;
        Some(after)
    }

    /// Changes every workspace that can be come back to.
    pub(crate) fn map(&mut self, change: impl Fn(&Rc<Workspace>) -> Rc<Workspace>) {
        for step in self.past.iter_mut().chain(&mut self.future) {
            step.workspace = change(&step.workspace);
        }
    }

    /// Whether there is something to undo.
    pub(crate) fn can_undo(&self) -> bool {
        !self.past.is_empty()
    }

    /// Whether there is something to redo.
    pub(crate) fn can_redo(&self) -> bool {
        !self.future.is_empty()
    }
}
