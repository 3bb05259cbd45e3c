//! What can happen to the state.

use std::ops::Range;
use std::rc::Rc;

use super::State;

use super::edit::Edit;
use super::given::Given;
use super::view::{
    Access, BottomTab, Dialog, FilterKind, Flag, Mode, NarrowTab, Notice, Resizable, TabDoes, Theme,
};

use crate::model::Check;
use crate::services::diff::{Baseline, Kind};
use crate::services::editor::EditorKind;
use crate::services::import::Handed;
use crate::services::storage::{Kept, Memory};
use crate::words::Language;

/// One thing that happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Action {
    SelectMapping(String),
    /// Next (1) or previous (-1) mapping.
    StepMapping(isize),
    /// Shows a part of a mapping's text in the editor.
    Show {
        target: String,
        span: Range<usize>,
    },
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
    /// What comes next is an undo step of its own.
    Seal,
    /// Changes paused: the present state is entered in the log.
    Settle {
        /// Milliseconds of Unix time.
        time: i64,
        /// How many results differ from those of the entry before.
        changed: usize,
    },
    /// Goes back to an entry of the log, as one undoable step.
    Restore(usize),
    /// Another workspace takes the place of the present one, with nothing to undo.
    Open(Box<State>),
    /// Another workspace takes the place of the present one, as one undoable step.
    Replace(Box<State>),
    /// An empty workspace of this name, for the same systems, as one undoable step.
    New(String),
    /// Goes on with a copy of the workspace under this name, as one undoable step.
    Duplicate(String),
    /// Calls an entry of the log by a name.
    NameEntry(usize, String),
    /// Keeps an entry of the log for good, or no longer.
    PinEntry(usize),
    /// The page around sets a part of the workspace.
    Given(Given),
    View(ViewChange),
}

impl Action {
    /// Whether it is the user's wish to change what is worked on.
    pub(crate) fn changes_workspace(&self) -> bool {
        match self {
            Self::EditText { .. }
            | Self::ReplaceText { .. }
            | Self::Edit(_)
            | Self::Undo
            | Self::Redo
            | Self::Restore(_)
            | Self::Open(_)
            | Self::Replace(_)
            | Self::New(_)
            | Self::Duplicate(_) => true,
            Self::SelectMapping(_)
            | Self::StepMapping(_)
            | Self::Show { .. }
            | Self::SelectPerson(_)
            | Self::StepPerson(_)
            | Self::SelectCell { .. }
            | Self::Seal
            | Self::Settle { .. }
            | Self::NameEntry(..)
            | Self::PinEntry(_)
            | Self::Given(_)
            | Self::View(_) => false,
        }
    }
}

/// A change of what is shown, not of what is worked on; it is not undone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum ViewChange {
    Language(Language),
    Theme(Theme),
    Mode(Mode),
    Access(Access),
    /// What tells this playground from others on the page.
    Label(String),
    /// The network was shut.
    Locked,
    Editor(EditorKind),
    /// People are to be remembered on the device, or no longer.
    Memory(Memory),
    /// So much of the work could be kept on the device.
    Kept(Kept),
    /// Opens or closes the explanation.
    Explain,
    /// Opens the reference with a search, or closes it.
    Reference(Option<String>),
    /// Shows values beside the attributes in the editor, or no longer.
    InlineValues,
    Tab(TabDoes),
    /// Makes the lists longer that leave something out, or as they were at first.
    More(bool),
    BottomTab(BottomTab),
    NarrowTab(NarrowTab),
    RecordTab(String),
    Dialog(Option<Dialog>),
    /// The workspace can only be looked at, without these parts.
    LookAt(Vec<String>),
    /// Opens the import with a file.
    Handed(Rc<Handed>),
    /// Shows a text that the clipboard refused, or no longer.
    ByHand(Option<Rc<str>>),
    Notice(Option<Notice>),
    /// Compares with these results from now on, or with none.
    Baseline(Option<Rc<Baseline>>),
    /// Lists the changes of one kind alone, or of all.
    DiffKind(Option<Kind>),
    /// The words for a first visit were read.
    Welcomed,
    /// The workspace is to be saved as a file.
    Save,
    /// The failing checks whose results are to be accepted.
    Ticked(Vec<Rc<Check>>),
    /// The columns of the grid in their order, and whether each is shown.
    Columns(Vec<(String, bool)>),
    Filter(String),
    FilterKind(FilterKind),
    Flag(Option<Flag>),
    SortBy(Option<usize>),
    MappingFilter(String),
    AttributeFilter(String),
    Size(Resizable, Option<u32>),
}

impl Action {
    /// Whether it changes the workspace.
    pub(crate) fn is_edit(&self) -> bool {
        matches!(self, Self::EditText { .. } | Self::ReplaceText { .. } | Self::Edit(_))
    }
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
