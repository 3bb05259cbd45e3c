//! What the Tab key does to a text where it indents.

use std::ops::Range;

/// One step.
const STEP: &str = "  ";

/// Replacements in reading order, and what is selected after them.
pub(super) type Indented = (Vec<(Range<usize>, String)>, Range<usize>);

/// A step at the caret, or before each line of a selection.
pub(super) fn indent(text: &str, selection: &Range<usize>) -> Indented {
    let starts = if selection.is_empty() { vec![selection.start] } else { lines(text, selection) };
    let edits: Vec<_> = starts.into_iter().map(|at| (at..at, STEP.to_owned())).collect();
    let before = usize::from(edits.first().is_some_and(|(at, _)| at.start <= selection.start));
    let moved = |offset: usize, steps: usize| offset + steps * STEP.len();
    let after = moved(selection.start, before)..moved(selection.end, edits.len());
    (edits, after)
}

/// A step less before each line of a selection, or before that of the caret.
pub(super) fn unindent(text: &str, selection: &Range<usize>) -> Indented {
    let mut after = selection.clone();
    let mut edits = Vec::new();
    for start in lines(text, selection) {
        let rest = text.get(start..).unwrap_or_default();
        let blanks = rest.bytes().take(STEP.len()).take_while(|byte| *byte == b' ').count();
        let length = if rest.starts_with('\t') { 1 } else { blanks };
        if length > 0 {
            let gone = |offset: usize| length.min(offset.saturating_sub(start));
            after.start -= gone(selection.start);
            after.end -= gone(selection.end);
            edits.push((start..start + length, String::new()));
        }
    }
    (edits, after)
}

/// Where the lines begin in which something is selected.
fn lines(text: &str, selection: &Range<usize>) -> Vec<usize> {
    let past = text.get(..selection.start).unwrap_or_default();
    let first = past.rfind('\n').map_or(0, |at| at + 1);
    let inside = text.get(first..selection.end).unwrap_or_default();
    // A line of which only its beginning is reached has nothing selected.
    let breaks = inside.match_indices('\n').map(|(at, _)| first + at + 1);
    std::iter::once(first).chain(breaks.filter(|at| *at < selection.end)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::services::editor::apply_edits;

    fn after(indented: Indented, text: &str) -> (String, Range<usize>) {
        (apply_edits(text, &indented.0), indented.1)
    }

    #[test]
    fn a_step_is_put_in_at_the_caret() {
        assert_eq!(after(indent("ab", &(1..1)), "ab"), ("a  b".to_owned(), 3..3));
    }

    #[test]
    fn the_lines_of_a_selection_move_and_it_goes_with_them() {
        let text = "a\nbé\nc";
        let (moved, selection) = after(indent(text, &(2..6)), text);
        assert_eq!((moved.as_str(), &selection), ("a\n  bé\nc", &(4..8)));
        let (back, selection) = after(unindent(&moved, &selection), &moved);
        assert_eq!((back.as_str(), selection), (text, 2..6));
        assert_eq!(after(indent(text, &(1..7)), text), ("  a\n  bé\n  c".to_owned(), 3..13));
    }

    #[test]
    fn what_is_not_indented_stays() {
        assert_eq!(after(unindent("a\n b", &(0..4)), "a\n b"), ("a\nb".to_owned(), 0..3));
        assert_eq!(after(unindent("\ta", &(0..0)), "\ta"), ("a".to_owned(), 0..0));
        assert_eq!(unindent("a", &(1..1)), (Vec::new(), 1..1));
    }
}
