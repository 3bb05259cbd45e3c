//! What is shown: tabs, dialogs, filters, sizes, theme.

use std::rc::Rc;

use super::ViewChange;
use crate::model::Check;
use crate::services::diff::{Baseline, Kind};
use crate::services::editor::EditorKind;
use crate::services::import::Handed;
use crate::services::storage::{Kept, Memory};
use crate::words::Language;

/// Which colors.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Theme {
    #[default]
    System,
    Light,
    Dark,
}

impl Theme {
    /// The value of the attribute that carries it, none for the system's own.
    pub(crate) const fn id(self) -> Option<&'static str> {
        match self {
            Self::System => None,
            Self::Light => Some("light"),
            Self::Dark => Some("dark"),
        }
    }
}

/// How much of the page is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Mode {
    #[default]
    Full,
    /// The expression, its problems and its result.
    Expression,
    /// The result alone.
    Result,
}

impl Mode {
    /// The word that styles find it by.
    pub(crate) const fn id(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Expression => "expression",
            Self::Result => "result",
        }
    }
}

/// What may be done with the workspace.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Access {
    #[default]
    Write,
    /// It can be looked at only.
    Read,
}

/// What the Tab key does in the editor. After the Escape key it always leaves.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum TabDoes {
    #[default]
    Leave,
    Indent,
}

/// Whether somebody was here before.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Visit {
    First,
    #[default]
    Again,
}

/// How often the lists were made longer than they are at first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct More(pub(crate) u8);

impl More {
    /// Beyond this no page could hold what is listed.
    pub(crate) const MOST: u8 = 20;

    /// How many entries are shown where `room` are at first: twice as many each time.
    pub(crate) const fn of(self, room: usize) -> usize {
        room.saturating_mul(1 << self.0)
    }

    /// Longer by one step.
    const fn longer(self) -> Self {
        Self(if self.0 < Self::MOST { self.0 + 1 } else { self.0 })
    }
}

/// The panels at the bottom of a wide page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum BottomTab {
    #[default]
    People,
    Checks,
    Diff,
    Problems,
    RoundTrip,
    History,
}

/// The panels of a narrow page, of which one is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NarrowTab {
    Person,
    Trace,
    Mappings,
    Bottom(BottomTab),
}

impl Default for NarrowTab {
    fn default() -> Self {
        Self::Bottom(BottomTab::People)
    }
}

/// The modal dialogs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Dialog {
    Import,
    Export,
    Share,
    EdgeCases,
    Settings,
    Keyboard,
    Palette,
    Privacy,
    Recent,
    Columns,
}

/// What is said in a bar under the header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Notice {
    /// The workspace came with a link; the draft on the device is untouched.
    Shared,
    /// The link could not be read.
    Damaged,
    Newer,
    TooLarge,
    /// The workspace is of a newer version and can only be looked at.
    ReadOnly,
}

/// How the text in the filter box is understood.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum FilterKind {
    /// An expression if it is one, else text.
    #[default]
    Auto,
    Text,
}

/// What a row of the grid may be marked with, one bit each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Flag {
    Error,
    Warning,
    Null,
    Empty,
    Changed,
    Duplicate,
    CheckFailed,
}

impl Flag {
    /// In the order of the chips.
    pub(crate) const ALL: [Self; 7] = [
        Self::Error,
        Self::Warning,
        Self::Null,
        Self::Empty,
        Self::Changed,
        Self::Duplicate,
        Self::CheckFailed,
    ];

    /// The bit that stands for it.
    pub(crate) const fn bit(self) -> u8 {
        match self {
            Self::Error => 1,
            Self::Warning => 2,
            Self::Null => 4,
            Self::Empty => 8,
            Self::Changed => 16,
            Self::Duplicate => 32,
            Self::CheckFailed => 64,
        }
    }
}

/// The panels whose border can be moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Resizable {
    Mappings,
    Person,
    Bottom,
}

/// What is shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct View {
    pub(crate) language: Language,
    pub(crate) theme: Theme,
    pub(crate) mode: Mode,
    pub(crate) access: Access,
    /// What tells this playground from others on the page; empty if nothing does.
    pub(crate) label: String,
    /// Whether the network is shut.
    pub(crate) locked: bool,
    pub(crate) editor: EditorKind,
    /// Whether people are to be remembered on the device.
    pub(crate) memory: Memory,
    /// How much of the work is kept on the device.
    pub(crate) kept: Kept,
    /// Whether the explanation is open.
    pub(crate) explains: bool,
    /// What is searched for in the reference, while it is open.
    pub(crate) reference: Option<String>,
    /// Whether values stand beside the attributes in the editor.
    pub(crate) inline_values: bool,
    pub(crate) tab: TabDoes,
    /// How long the lists are that may leave something out.
    pub(crate) more: More,
    pub(crate) bottom: BottomTab,
    pub(crate) narrow: NarrowTab,
    /// The root whose record the person panel shows; none is the source's.
    pub(crate) record: Option<String>,
    pub(crate) dialog: Option<Dialog>,
    /// The file that is to be imported.
    pub(crate) handed: Option<Rc<Handed>>,
    /// What is to be copied by hand, because the clipboard refused it.
    pub(crate) by_hand: Option<Rc<str>>,
    pub(crate) notice: Option<Notice>,
    /// The parts of the workspace that are not understood.
    pub(crate) ignored: Vec<String>,
    /// The results that the present ones are compared with.
    pub(crate) baseline: Option<Rc<Baseline>>,
    /// The one kind of change that is listed.
    pub(crate) diff_kind: Option<Kind>,
    pub(crate) visit: Visit,
    /// How often the workspace was to be saved as a file.
    pub(crate) saves: u32,
    /// The failing checks whose results are to be accepted.
    pub(crate) ticked: Vec<Rc<Check>>,
    pub(crate) filter: String,
    pub(crate) filter_kind: FilterKind,
    pub(crate) flag: Option<Flag>,
    /// The column by which the grid is sorted, and whether downwards.
    pub(crate) sort: Option<(usize, bool)>,
    /// The columns of the grid by target, in their order, and whether each is shown; those that are
    /// not named come last and are shown.
    pub(crate) columns: Vec<(String, bool)>,
    pub(crate) mapping_filter: String,
    pub(crate) attribute_filter: String,
    /// Sizes in CSS pixels; none is the one that the style sheet gives.
    pub(crate) mappings_size: Option<u32>,
    pub(crate) person_size: Option<u32>,
    pub(crate) bottom_size: Option<u32>,
}

impl View {
    /// The size of a panel.
    pub(crate) fn size(&self, panel: Resizable) -> Option<u32> {
        match panel {
            Resizable::Mappings => self.mappings_size,
            Resizable::Person => self.person_size,
            Resizable::Bottom => self.bottom_size,
        }
    }

    pub(super) fn apply(&mut self, change: &ViewChange) {
        match change {
            ViewChange::Language(language) => self.language = *language,
            ViewChange::Theme(theme) => self.theme = *theme,
            ViewChange::Mode(mode) => self.mode = *mode,
            ViewChange::Access(access) => self.access = *access,
            ViewChange::Label(label) => self.label.clone_from(label),
            ViewChange::Locked => self.locked = true,
            ViewChange::Editor(kind) => self.editor = *kind,
            ViewChange::Memory(memory) => self.memory = *memory,
            ViewChange::Kept(kept) => self.kept = *kept,
            ViewChange::Explain => self.explains = !self.explains,
            ViewChange::Reference(search) => self.reference.clone_from(search),
            ViewChange::InlineValues => self.inline_values = !self.inline_values,
            ViewChange::Tab(does) => self.tab = *does,
            ViewChange::More(wider) => {
                self.more = if *wider { self.more.longer() } else { More::default() };
            }
            ViewChange::BottomTab(tab) => {
                self.bottom = *tab;
                self.narrow = NarrowTab::Bottom(*tab);
            }
            ViewChange::NarrowTab(tab) => {
                self.narrow = *tab;
                if let NarrowTab::Bottom(bottom) = tab {
                    self.bottom = *bottom;
                }
            }
            ViewChange::RecordTab(root) => self.record = Some(root.clone()),
            ViewChange::Notice(notice) => self.notice = *notice,
            ViewChange::Baseline(baseline) => {
                self.baseline.clone_from(baseline);
                self.diff_kind = None;
            }
            ViewChange::DiffKind(kind) => {
                self.diff_kind = if self.diff_kind == *kind { None } else { *kind };
            }
            ViewChange::Welcomed => self.visit = Visit::Again,
            ViewChange::Save => self.saves += 1,
            ViewChange::Ticked(checks) => self.ticked.clone_from(checks),
            ViewChange::LookAt(ignored) => {
                self.access = Access::Read;
                self.notice = Some(Notice::ReadOnly);
                self.ignored.clone_from(ignored);
            }
            ViewChange::Handed(handed) => {
                self.dialog = Some(Dialog::Import);
                self.handed = Some(Rc::clone(handed));
            }
            ViewChange::Dialog(dialog) => {
                self.dialog = *dialog;
                self.handed = None;
                self.by_hand = None;
            }
            ViewChange::ByHand(text) => self.by_hand.clone_from(text),
            ViewChange::Filter(text) => self.filter.clone_from(text),
            ViewChange::FilterKind(kind) => self.filter_kind = *kind,
            ViewChange::Flag(flag) => self.flag = if self.flag == *flag { None } else { *flag },
            ViewChange::SortBy(column) => self.sort = next_sort(self.sort, *column),
            ViewChange::Columns(columns) => self.columns.clone_from(columns),
            ViewChange::MappingFilter(text) => self.mapping_filter.clone_from(text),
            ViewChange::AttributeFilter(text) => self.attribute_filter.clone_from(text),
            ViewChange::Size(panel, size) => match panel {
                Resizable::Mappings => self.mappings_size = *size,
                Resizable::Person => self.person_size = *size,
                Resizable::Bottom => self.bottom_size = *size,
            },
        }
    }
}

/// The same column again turns the order round, and a third time ends the sorting.
fn next_sort(sort: Option<(usize, bool)>, column: Option<usize>) -> Option<(usize, bool)> {
    match (sort, column?) {
        (Some((old, false)), column) if old == column => Some((column, true)),
        (Some((old, true)), column) if old == column => None,
        (Some(_) | None, column) => Some((column, false)),
    }
}
