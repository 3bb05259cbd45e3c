//! Source and byte offset → span, line and column, UTF-16 offset.

mod letters;

use std::borrow::Cow;
use std::iter;
use std::ops::Range;

use serde::{Deserialize, Serialize};

pub use letters::Letters;
pub(crate) use letters::{longer, lower_of, upper_of};

/// A half-open range of byte offsets into the text of an expression.
///
/// Both ends lie on character borders of the text it was made for, and `start` is never after
/// `end`.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
pub struct Span {
    start: u32,
    end: u32,
}

impl Span {
    /// The range from byte `start` up to, not including, byte `end`; reversed ends are swapped.
    pub fn new(start: usize, end: usize) -> Self {
        let start = u32::try_from(start).unwrap_or(u32::MAX);
        let end = u32::try_from(end).unwrap_or(u32::MAX);
        Self { start: start.min(end), end: start.max(end) }
    }

    /// The empty range at byte `offset`.
    pub fn at(offset: usize) -> Self {
        Self::new(offset, offset)
    }

    /// First byte.
    pub fn start(self) -> usize {
        self.start as usize
    }

    /// The byte after the last one.
    pub fn end(self) -> usize {
        self.end as usize
    }

    /// Whether it covers no byte.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The smallest range that covers both.
    #[must_use]
    pub fn to(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// Whether byte `offset` lies inside or at one of the ends.
    pub fn touches(self, offset: usize) -> bool {
        self.start() <= offset && offset <= self.end()
    }

    /// Whether `other` lies completely inside.
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The part of `text` it covers; empty where it does not fit.
    pub fn of(self, text: &str) -> &str {
        text.get(self.range()).unwrap_or_default()
    }

    /// As a range of byte offsets.
    pub fn range(self) -> Range<usize> {
        self.start()..self.end()
    }
}

/// The number of UTF-16 code units in `text`, which is what the language counts.
///
/// ```
/// assert_eq!(attrmap::text::utf16_len("a😀b"), 4);
/// ```
pub fn utf16_len(text: &str) -> usize {
    if text.is_ascii() { text.len() } else { text.chars().map(char::len_utf16).sum() }
}

/// The UTF-16 offset of byte `offset` in `text`; past the end it is the length.
pub fn utf16_offset(text: &str, offset: usize) -> usize {
    text.get(..offset).map_or_else(|| utf16_len(text), utf16_len)
}

/// The byte offset of UTF-16 offset `offset` in `text`; inside a pair it is the pair's start, past
/// the end the length.
pub fn byte_offset(text: &str, offset: usize) -> usize {
    let mut units = 0;
    for (at, character) in text.char_indices() {
        let next = units + character.len_utf16();
        if offset < next {
            return at;
        }
        units = next;
    }
    text.len()
}

/// The byte offset of the first occurrence of `search` in `text`.
///
/// Short texts are the rule here, for which a searcher costs more to set up than to run.
pub(crate) fn find(text: &str, search: &str) -> Option<usize> {
    let (hay, needle) = (text.as_bytes(), search.as_bytes());
    match needle {
        [byte] => memchr::memchr(*byte, hay),
        [first, rest @ ..] if hay.len() <= SHORT => {
            let is_here = |at: usize| hay.get(at + 1..).is_some_and(|tail| tail.starts_with(rest));
            places_of(*first, hay).find(|at| is_here(*at))
        }
        _ => memchr::memmem::find(hay, needle),
    }
}

/// Up to this length looking for the first byte is quickest.
const SHORT: usize = 32;

/// The places of a byte, eight of them looked at in a step.
fn places_of(byte: u8, hay: &[u8]) -> impl Iterator<Item = usize> {
    const LOW: u64 = 0x7F7F_7F7F_7F7F_7F7F;
    let (eights, rest) = hay.as_chunks::<8>();
    let sought = u64::from_le_bytes([byte; 8]);
    let from = eights.len() * 8;
    let of_eight = move |(eight, bytes): (usize, &[u8; 8])| {
        let others = u64::from_le_bytes(*bytes) ^ sought;
        // The highest bit of each byte that is as sought.
        let mut found = !(((others & LOW) + LOW) | others | LOW);
        iter::from_fn(move || {
            let place = found.trailing_zeros() as usize / 8;
            found &= found.wrapping_sub(1);
            (place < 8).then_some(eight * 8 + place)
        })
    };
    let of_rest = rest.iter().zip(from..).filter(move |(at, _)| **at == byte).map(|(_, at)| at);
    eights.iter().enumerate().flat_map(of_eight).chain(of_rest)
}

/// The first forty characters in quotes, as a message shows them: what cannot be seen is escaped.
pub(crate) fn quoted(text: &str) -> String {
    let mut shown = String::from("\"");
    for character in text.chars().take(40) {
        match character {
            '"' | '\\' | '\n' | '\r' | '\t' => shown.extend(character.escape_default()),
            // Marks that change the direction or join letters are as invisible as control characters.
            '\0'..' '
            | '\x7F'..='\u{9F}'
            | '\u{AD}'
            | '\u{200B}'..='\u{200F}'
            | '\u{2028}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}'
            | '\u{FEFF}' => {
                shown.extend(character.escape_unicode());
            }
            _ => shown.push(character),
        }
    }
    shown.push('"');
    shown
}

/// The UTF-16 units from `start` up to, not including, `end`; positions past the end are cut off.
///
/// A cut through a surrogate pair leaves U+FFFD in place of the half.
///
/// ```
/// assert_eq!(attrmap::text::slice_utf16("a😀b", 0, 2), "a\u{FFFD}");
/// ```
pub fn slice_utf16(text: &str, start: usize, end: usize) -> Cow<'_, str> {
    // Up to the end of an ASCII part, bytes and units are the same.
    let last = end.min(text.len());
    if text.as_bytes().get(..last).is_some_and(<[u8]>::is_ascii) {
        return Cow::Borrowed(text.get(start.min(last)..last).unwrap_or_default());
    }
    if start >= end {
        return Cow::Borrowed("");
    }
    let (mut from, starts_inside) = units(text, start);
    let mut count = end - start;
    if starts_inside {
        from += '\u{10000}'.len_utf8();
        count -= 1;
    }
    let rest = text.get(from..).unwrap_or_default();
    let (to, ends_inside) = units(rest, count);
    let slice = rest.get(..to).unwrap_or_default();
    if !starts_inside && !ends_inside {
        return Cow::Borrowed(slice);
    }
    let half = |is_cut| if is_cut { "\u{FFFD}" } else { "" };
    Cow::Owned([half(starts_inside), slice, half(ends_inside)].concat())
}

/// The bytes of the characters that the first `count` UTF-16 units of a text hold, and whether the
/// last unit is half of the next character.
fn units(text: &str, count: usize) -> (usize, bool) {
    let mut left = count;
    for (at, character) in text.char_indices() {
        match left.checked_sub(character.len_utf16()) {
            Some(less) => left = less,
            None => return (at, left > 0),
        }
    }
    (text.len(), false)
}

/// A line (from 1) and a column (from 1, in characters).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Position {
    /// The line, from 1.
    pub line: usize,
    /// The character in the line, from 1.
    pub column: usize,
}

/// The line and column of byte `offset` in `text`.
pub fn position(text: &str, offset: usize) -> Position {
    let before = text.get(..offset).unwrap_or(text);
    let line = before.bytes().filter(|byte| *byte == b'\n').count() + 1;
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    let column = before.get(start..).unwrap_or_default().chars().count() + 1;
    Position { line, column }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_found_where_the_standard_library_finds_them() {
        let texts: Vec<String> = (0..600_u32)
            .map(|seed| {
                let letter = |at| if (seed * 7 + at * at * 13) % 11 < 4 { "ß" } else { "ab" };
                (0..seed % 24).map(letter).collect()
            })
            .collect();
        for text in &texts {
            for search in ["", "a", "ba", "bß", "ßab", "abab", "aß", "ßß", "abßßßab", "x", "xy"]
            {
                assert_eq!(find(text, search), text.find(search), "{text} {search}");
            }
        }
    }

    #[test]
    fn offsets_convert_both_ways_around_a_surrogate_pair() {
        let text = "a😀é";
        assert_eq!(utf16_offset(text, 5), 3);
        assert_eq!(byte_offset(text, 3), 5);
        assert_eq!(byte_offset(text, 2), 1);
        assert_eq!(byte_offset(text, 99), text.len());
    }

    #[test]
    fn slices_are_those_of_the_units() {
        for text in ["", "abc", "é", "aéb", "a😀b", "😀😀", "é😀", "😀é"] {
            let all: Vec<u16> = text.encode_utf16().collect();
            for start in 0..all.len() + 2 {
                for end in 0..all.len() + 2 {
                    let (from, to) = (start.min(all.len()), end.min(all.len()));
                    let expected = String::from_utf16_lossy(all.get(from..to).unwrap_or_default());
                    assert_eq!(slice_utf16(text, start, end), expected, "{text} {start} {end}");
                }
            }
        }
    }

    #[test]
    fn quoted_text_shows_what_cannot_be_seen() {
        assert_eq!(quoted("1,5 \u{20AC}"), "\"1,5 \u{20AC}\"");
        assert_eq!(quoted("a\"\\\n\u{0}\u{202E}"), r#""a\"\\\n\u{0}\u{202e}""#);
        assert_eq!(quoted(&"x".repeat(50)).len(), 42);
    }

    #[test]
    fn positions_count_lines_and_characters_from_one() {
        assert_eq!(position("é\nxy", 4), Position { line: 2, column: 2 });
    }
}
