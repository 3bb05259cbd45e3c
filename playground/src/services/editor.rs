//! What the page asks of an editor, whichever it is.

use std::ops::Range;
use std::rc::Rc;

use web_sys::HtmlTextAreaElement;
use yew::NodeRef;

use super::{dom, utf16};

/// An editor of one expression. Text flows out of it by events and in only by these commands.
/// Offsets are bytes of the text that it holds.
pub(crate) trait EditorPort {
    /// The text in it.
    fn text(&self) -> String;
    /// Puts another text in it, which its own undo does not remember.
    fn set_text(&self, text: &str);
    /// Makes replacements that its own undo takes back in one step each.
    fn apply(&self, edits: &[(Range<usize>, String)]);
    /// Selects a part and brings it into view.
    fn select(&self, part: &Range<usize>);
    /// The byte offset of the caret.
    fn caret(&self) -> usize;
    /// Puts the keyboard focus in it.
    fn focus(&self);
}

/// The editor that is a plain text field.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct PlainEditor(pub(crate) NodeRef);

impl PlainEditor {
    fn field(&self) -> Option<HtmlTextAreaElement> {
        self.0.cast()
    }
}

impl EditorPort for PlainEditor {
    fn text(&self) -> String {
        self.field().map(|field| field.value()).unwrap_or_default()
    }

    fn set_text(&self, text: &str) {
        if let Some(field) = self.field().filter(|field| field.value() != text) {
            field.set_value(text);
        }
    }

    fn apply(&self, edits: &[(Range<usize>, String)]) {
        let (Some(field), Some((first, _)), Some((last, _))) =
            (self.field(), edits.first(), edits.last())
        else {
            return;
        };
        // One replacement from the first place to the last is one step of the field's own undo.
        let (text, covered) = (field.value(), first.start..last.end);
        let mended = apply_edits(&text, edits);
        let tail = text.len().saturating_sub(covered.end);
        let Some(piece) = mended.get(covered.start..mended.len().saturating_sub(tail)) else {
            return;
        };
        let (start, end) =
            (utf16::from_byte(&text, covered.start), utf16::from_byte(&text, covered.end));
        dom::type_into(&field, start, end, piece);
    }

    fn select(&self, part: &Range<usize>) {
        if let Some(field) = self.field() {
            let text = field.value();
            let (start, end) =
                (utf16::from_byte(&text, part.start), utf16::from_byte(&text, part.end));
            let _refused = field.set_selection_range(start, end);
        }
    }

    fn caret(&self) -> usize {
        let field = self.field();
        let unit = field.as_ref().and_then(|field| field.selection_start().ok().flatten());
        utf16::to_byte(&self.text(), unit.unwrap_or(0))
    }

    fn focus(&self) {
        dom::focus(&self.0);
    }
}

/// The port of the page, shared by everything that edits text.
#[derive(Clone)]
pub(crate) struct Editor(pub(crate) Rc<dyn EditorPort>);

impl PartialEq for Editor {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl std::fmt::Debug for Editor {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Editor")
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edits_are_made_in_place() {
        let edits = [(0..0, "(".to_owned()), (3..3, ")".to_owned()), (4..5, String::new())];
        assert_eq!(apply_edits("abc 1d", &edits), "(abc) d");
        assert_eq!(apply_edits("é", &[(0..9, "x".to_owned())]), "x");
    }
}
