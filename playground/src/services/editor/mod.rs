//! What the page asks of an editor, whichever it is.

mod layer;
mod plain;
mod rich;

use std::ops::{Deref, Range};
use std::rc::Rc;

use web_sys::{DomRect, Element, KeyboardEvent};
use yew::{Callback, NodeRef};

pub(crate) use plain::PlainEditor;
pub(crate) use rich::{Glue, Look, RichEditor};

/// An editor of one expression. Text flows out of it by events and in only by these commands.
/// Offsets are bytes of the text that it holds.
pub(crate) trait EditorPort {
    /// Begins to tell what happens in it; says whether it works at all.
    fn attach(&self, tell: Callback<EditorEvent>) -> bool;
    /// Ends it.
    fn detach(&self);
    /// The text in it.
    fn text(&self) -> String;
    /// Begins anew with another text, of which there is nothing to undo.
    fn open(&self, text: &str);
    /// Puts another text in it; its own undo never mixes it with the one before.
    fn set_text(&self, text: &str);
    /// Makes replacements that its own undo takes back in one step.
    fn apply(&self, edits: &[(Range<usize>, String)]);
    /// Selects a part and brings it into view.
    fn select(&self, part: &Range<usize>);
    /// The selected part.
    fn selection(&self) -> Range<usize>;
    /// The byte offset of the caret.
    fn caret(&self) -> usize;
    /// Puts the keyboard focus in it.
    fn focus(&self);
    /// Where in the window a character stands.
    fn place_of(&self, offset: usize) -> Option<DomRect>;
    /// The character at a point of the window.
    fn offset_at(&self, x: f64, y: f64) -> Option<usize>;
    /// Says which list belongs to the text field now, and which of its options is chosen.
    fn point_at(&self, list: Option<&Element>, option: Option<&Element>);
    /// Tells that this was asked for elsewhere.
    fn ask(&self, wish: Wish);
}

/// What the page can do at the caret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Wish {
    /// Lists what can be written there.
    Complete,
    /// Shows the signature of the call around it.
    Sign,
    /// Shows what stands there.
    Hover,
    /// Lists the quick fixes.
    Fix,
    /// Puts the whole text in its canonical form.
    Format,
}

/// Something that happened in an editor.
#[derive(Clone, Debug)]
pub(crate) enum EditorEvent {
    /// Its user changed the text.
    Text {
        /// Whether by typing one character.
        typed: bool,
    },
    /// The caret or the selection moved.
    Caret,
    /// A key, before the editor sees it.
    Key(KeyboardEvent),
    /// The pointer is over this point of the window.
    Over(i32, i32),
    /// The pointer left.
    Out,
    /// The keyboard focus left.
    Blur,
    /// Something was asked for, not by a key.
    Ask(Wish),
}

/// Which editor.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum EditorKind {
    /// The one with a view of its own.
    #[default]
    Rich,
    /// The browser's own text field.
    Plain,
}

/// The editor of the page, shared by everything that edits text.
#[derive(Clone, Debug)]
pub(crate) enum Editor {
    Rich(Rc<RichEditor>),
    Plain(Rc<PlainEditor>),
}

impl Editor {
    /// An editor of this kind, which is not mounted yet.
    pub(crate) fn new(kind: EditorKind, glue: Option<&Glue>) -> Self {
        match kind {
            EditorKind::Rich => {
                Self::Rich(Rc::new(RichEditor::new(NodeRef::default(), glue.cloned())))
            }
            EditorKind::Plain => Self::Plain(Rc::new(PlainEditor::new(NodeRef::default()))),
        }
    }

    /// The element that it lives in.
    pub(crate) fn node(&self) -> NodeRef {
        match self {
            Self::Rich(editor) => editor.node(),
            Self::Plain(editor) => editor.node(),
        }
    }
}

impl Deref for Editor {
    type Target = dyn EditorPort;

    fn deref(&self) -> &Self::Target {
        match self {
            Self::Rich(editor) => &**editor,
            Self::Plain(editor) => &**editor,
        }
    }
}

impl PartialEq for Editor {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Rich(one), Self::Rich(other)) => Rc::ptr_eq(one, other),
            (Self::Plain(one), Self::Plain(other)) => Rc::ptr_eq(one, other),
            (Self::Rich(_), Self::Plain(_)) | (Self::Plain(_), Self::Rich(_)) => false,
        }
    }
}

/// `text` with replacements made that do not overlap and stand in reading order.
pub(crate) fn apply_edits(text: &str, edits: &[(Range<usize>, String)]) -> String {
    let mut mended = String::with_capacity(text.len());
    let mut done = 0;
    for (span, piece) in edits {
        if let Some(kept) = text.get(done..span.start) {
            mended.push_str(kept);
            mended.push_str(piece);
            done = span.end;
        }
    }
    mended.push_str(text.get(done..).unwrap_or_default());
    mended
}

/// A part of a text, or empty text where the part is null; nothing of a part that is blank.
pub(crate) fn guarded(text: &str, span: &Range<usize>) -> Option<String> {
    let part = text.get(span.clone())?.trim();
    if part.is_empty() {
        return None;
    }
    let is_name = part.chars().all(|c| c.is_alphanumeric() || c == '_' || c == '.');
    let part = if is_name { part.to_owned() } else { format!("({part})") };
    let guard = format!("{part} != null ? {part} : \"\"");
    let is_all = span.start == 0 && span.end == text.len();
    Some(if is_all { guard } else { format!("({guard})") })
}

/// A part with at least one character of the text in it, so that there is something to underline.
pub(crate) fn visible(text: &str, span: &Range<usize>) -> Range<usize> {
    if !span.is_empty() {
        return span.clone();
    }
    let after = text.get(span.start..).and_then(|rest| rest.chars().next());
    let before = text.get(..span.start).and_then(|past| past.chars().next_back());
    match (after, before) {
        (Some(after), _) if after != '\n' => span.start..span.start + after.len_utf8(),
        (_, Some(before)) => span.start - before.len_utf8()..span.start,
        (_, None) => span.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edits_are_made_in_place() {
        let edits = [(0..0, "(".to_owned()), (3..3, ")".to_owned()), (4..5, String::new())];
        assert_eq!(apply_edits("abc 1d", &edits), "(abc) d");
        assert_eq!(apply_edits("é", &[(0..9, "x".to_owned())]), "x");
    }

    #[test]
    fn a_guard_stands_around_a_part_or_around_all() {
        let guard = |text, span| guarded(text, &span);
        assert_eq!(guard("a.b", 0..3).as_deref(), Some("a.b != null ? a.b : \"\""));
        assert_eq!(guard("a + b.c", 4..7).as_deref(), Some("(b.c != null ? b.c : \"\")"));
        assert_eq!(guard("a + b", 0..5).as_deref(), Some("(a + b) != null ? (a + b) : \"\""));
        assert_eq!(guard("a  b", 1..3), None);
        assert_eq!(guard("é", 1..2), None);
    }

    #[test]
    fn an_empty_part_is_shown_on_the_next_or_the_last_character() {
        assert_eq!(visible("ab", &(1..2)), 1..2);
        assert_eq!(visible("a é", &(2..2)), 2..4);
        assert_eq!(visible("aé", &(3..3)), 1..3);
        assert_eq!(visible("", &(0..0)), 0..0);
    }
}
