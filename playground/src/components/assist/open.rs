//! What is open beside the caret, as a value without a browser.

use crate::model::{Completion, Fix, Hover, Signature};

/// The most entries of a list that are shown at once.
pub(super) const ROOM: usize = 200;

/// How far the page keys go.
const PAGE: isize = 8;

/// What is open. A list stands under its line, a signature over it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Open {
    pub(super) list: Option<List>,
    pub(super) help: Option<Signature>,
    pub(super) card: Option<Card>,
}

/// A list of which one entry is chosen.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct List {
    pub(super) choices: Vec<Choice>,
    pub(super) active: usize,
    /// The byte offset that it stands under.
    pub(super) anchor: usize,
}

/// Something that can be done to the text.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Choice {
    Write(Completion),
    Mend(Fix),
}

/// What is known about a place.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Card {
    pub(super) hover: Hover,
    /// Whether the pointer opened it, and closes it by leaving.
    pub(super) by_pointer: bool,
    /// Where the caret was.
    pub(super) caret: usize,
}

impl Open {
    /// Opens the list of completions, or closes it where there is none, or only the one that is
    /// written already.
    pub(super) fn propose(&mut self, text: &str, found: Vec<Completion>) {
        let written = |item: &Completion| text.get(item.span.clone()) == Some(&*item.insert);
        let is_done = found.iter().all(written);
        let anchor = found.first().map(|item| item.span.start);
        self.list = anchor.filter(|_| !is_done).map(|anchor| List {
            choices: found.into_iter().map(Choice::Write).collect(),
            active: 0,
            anchor,
        });
    }

    /// Opens the list of fixes.
    pub(super) fn offer(&mut self, anchor: usize, fixes: &[Fix]) {
        let choices: Vec<Choice> = fixes.iter().cloned().map(Choice::Mend).collect();
        self.list = (!choices.is_empty()).then_some(List { choices, active: 0, anchor });
    }

    /// Whether the list is one of completions.
    pub(super) fn proposes(&self) -> bool {
        let first = self.list.as_ref().and_then(|list| list.choices.first());
        matches!(first, Some(Choice::Write(_)))
    }

    /// Closes the topmost thing; says whether there was one.
    pub(super) fn close_one(&mut self) -> bool {
        self.list.take().is_some() || self.card.take().is_some() || self.help.take().is_some()
    }

    /// Closes what belongs to the caret.
    pub(super) fn leave(&mut self) {
        self.list = None;
        self.help = None;
        self.card = self.card.take().filter(|card| card.by_pointer);
    }
}

impl List {
    /// Moves the choice by a key; says whether the key was one of the list's.
    pub(super) fn step(&mut self, key: &str) -> bool {
        let by = match key {
            "ArrowDown" => 1,
            "ArrowUp" => -1,
            "PageDown" => PAGE,
            "PageUp" => -PAGE,
            _ => return false,
        };
        let last = self.choices.len().min(ROOM).saturating_sub(1);
        let next = self.active.saturating_add_signed(by);
        self.active = match by {
            1 if next > last => 0,
            -1 if self.active == 0 => last,
            _ => next.min(last),
        };
        true
    }

    /// What is chosen.
    pub(super) fn chosen(&self) -> Option<&Choice> {
        self.choices.get(self.active)
    }
}

/// Whether a list opens by itself after a character was typed before `caret`.
pub(super) fn opens_by_itself(text: &str, caret: usize) -> bool {
    let past = text.get(..caret).unwrap_or_default();
    let Some(last) = past.chars().next_back() else { return false };
    let word = past.rfind(|c: char| !is_name(c)).map_or(past, |at| past.get(at..).unwrap_or(past));
    let is_number = word.trim_start_matches(|c| !is_name(c)).starts_with(|c: char| c.is_numeric());
    matches!(last, '.' | '"' | '\'') || is_name(last) && !is_number
}

fn is_name(character: char) -> bool {
    character.is_alphanumeric() || character == '_'
}

#[cfg(test)]
mod tests {
    use super::*;

    fn item(insert: &str) -> Completion {
        let (label, kind) = (insert.to_owned(), "attribute");
        let (insert, detail) = (label.clone(), String::new());
        Completion { label, kind, detail, insert, span: 2..4 }
    }

    #[test]
    fn what_is_written_already_is_not_proposed() {
        let mut open = Open::default();
        open.propose("a.bc", vec![item("bcd"), item("bce")]);
        assert_eq!(open.list.as_ref().map(|list| list.anchor), Some(2));
        open.propose("a.bc", vec![item("bc")]);
        assert_eq!(open.list, None);
        open.propose("a.bc", Vec::new());
        assert_eq!(open.list, None);
    }

    #[test]
    fn steps_go_round_and_pages_stop_at_the_ends() {
        let choices = vec![Choice::Write(item("a")), Choice::Write(item("b"))];
        let mut list = List { choices, active: 0, anchor: 0 };
        for (key, active) in [("ArrowUp", 1), ("ArrowDown", 0), ("PageDown", 1), ("PageUp", 0)] {
            assert!(list.step(key));
            assert_eq!(list.active, active, "{key}");
        }
        assert!(!list.step("Home"));
    }

    #[test]
    fn one_thing_is_closed_at_a_time() {
        let mut open = Open::default();
        open.propose("a.bc", vec![item("bcd")]);
        open.help = Some(Signature { label: String::new(), active: None, summary: "", span: 0..0 });
        assert!(open.close_one() && open.list.is_none() && open.help.is_some());
        assert!(open.close_one() && !open.close_one());
    }

    #[test]
    fn names_dots_and_quotes_open_the_list() {
        for text in ["a", "user.", "user.f", "x == \"", "f(a"] {
            assert!(opens_by_itself(text, text.len()), "{text}");
        }
        for text in ["", "a ", "a +", "12", "1.5 + 2", "f("] {
            assert!(!opens_by_itself(text, text.len()), "{text}");
        }
    }
}
