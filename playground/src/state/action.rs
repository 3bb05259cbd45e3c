//! What can happen to the state.

use super::State;
use super::edit::Edit;
use super::view::{BottomTab, FilterKind, Flag, NarrowTab, Resizable, Theme};

/// One thing that happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Action {
    SelectMapping(String),
    /// Next (1) or previous (-1) mapping.
    StepMapping(isize),
    SelectPerson(String),
    /// Next (1) or previous (-1) person.
    StepPerson(isize),
    SelectCell {
        person: String,
        target: String,
    },
    /// The text in the editor was changed by its user.
    EditText {
        target: String,
        text: String,
    },
    /// The text is changed from outside the editor: a fix, a format.
    ReplaceText {
        target: String,
        text: String,
    },
    /// Any other undoable change of the workspace.
    Edit(Edit),
    Undo,
    Redo,
    /// Typing paused: what comes next is an undo step of its own.
    Seal,
    /// Another workspace takes the place of the present one.
    Open(Box<State>),
    View(ViewChange),
}

/// A change of what is shown, not of what is worked on; it is not undone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum ViewChange {
    Theme(Theme),
    BottomTab(BottomTab),
    NarrowTab(NarrowTab),
    RecordTab(String),
    Filter(String),
    FilterKind(FilterKind),
    Flag(Option<Flag>),
    SortBy(Option<usize>),
    MappingFilter(String),
    AttributeFilter(String),
    Size(Resizable, Option<u32>),
}

impl From<Edit> for Action {
    fn from(edit: Edit) -> Self {
        Self::Edit(edit)
    }
}

impl From<ViewChange> for Action {
    fn from(change: ViewChange) -> Self {
        Self::View(change)
    }
}
