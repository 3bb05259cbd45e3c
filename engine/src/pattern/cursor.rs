//! The pattern as the parser walks it: quotations opened up, comments skipped where the flag `x` says so.
//!
//! Java decides in many small places whether a blank counts in comments mode; the moves here have
//! the same places, so that odd patterns mean the same.

use super::error::{PatternError, PatternErrorKind};

/// Code points with the byte offset of each, and a position.
#[derive(Debug)]
pub(super) struct Cursor {
    units: Vec<(u32, usize)>,
    length: usize,
    position: usize,
    /// Flag `x`: blanks and comments do not count.
    pub(super) comments: bool,
    /// Flag `d`: only `\n` ends a line, and so a comment.
    pub(super) unix_lines: bool,
}

impl Cursor {
    pub(super) fn new(pattern: &str) -> Self {
        let units = unquote(pattern);
        Self { units, length: pattern.len(), position: 0, comments: false, unix_lines: false }
    }

    pub(super) fn position(&self) -> usize {
        self.position
    }

    pub(super) fn set_position(&mut self, position: usize) {
        self.position = position;
    }

    pub(super) fn at_end(&self) -> bool {
        self.position >= self.units.len()
    }

    /// Whether a `read` went past the end.
    pub(super) fn past_end(&self) -> bool {
        self.position > self.units.len()
    }

    /// The byte offset of the position.
    pub(super) fn offset(&self) -> usize {
        self.offset_of(self.position)
    }

    pub(super) fn offset_of(&self, position: usize) -> usize {
        self.units.get(position).map_or(self.length, |unit| unit.1)
    }

    pub(super) fn error(&self, message: impl Into<String>) -> PatternError {
        self.error_at(self.position.saturating_sub(1), PatternErrorKind::Syntax, message)
    }

    pub(super) fn error_at(
        &self,
        position: usize,
        kind: PatternErrorKind,
        message: impl Into<String>,
    ) -> PatternError {
        PatternError { kind, message: message.into(), offset: self.offset_of(position) }
    }

    /// The code point at `position`; 0 past the end.
    pub(super) fn at(&self, position: usize) -> u32 {
        self.units.get(position).map_or(0, |unit| unit.0)
    }

    /// The code points from `start` to `end` as text.
    pub(super) fn text(&self, start: usize, end: usize) -> String {
        (start..end.min(self.units.len())).filter_map(|i| char::from_u32(self.at(i))).collect()
    }

    /// Whether a character above U+FFFF stands at `position` or later.
    pub(super) fn has_astral_from(&self, position: usize) -> bool {
        self.units.iter().skip(position).any(|unit| unit.0 > 0xFFFF)
    }

    /// Whether the next code points that count begin with `text`.
    pub(super) fn peek_text(&mut self, text: &str) -> bool {
        self.peek();
        self.text(self.position, self.position + text.len()) == text
    }

    /// The next code point that counts, which stays next.
    pub(super) fn peek(&mut self) -> u32 {
        if self.comments {
            self.skip_blanks();
        }
        self.at(self.position)
    }

    /// The one after the next, blank or not.
    pub(super) fn peek_raw(&self) -> u32 {
        self.at(self.position + 1)
    }

    /// Leaves the next code point and peeks.
    pub(super) fn advance(&mut self) -> u32 {
        self.position += 1;
        self.peek()
    }

    /// Leaves the next code point and peeks at what follows, blank or not.
    pub(super) fn advance_raw(&mut self) -> u32 {
        self.position += 1;
        self.at(self.position)
    }

    /// Takes the next code point that counts.
    pub(super) fn read(&mut self) -> u32 {
        if self.comments {
            self.skip_blanks();
        }
        let character = self.at(self.position);
        self.position += 1;
        character
    }

    /// Leaves the next code point and takes the one after it, blank or not.
    pub(super) fn skip(&mut self) -> u32 {
        self.position += 2;
        self.at(self.position - 1)
    }

    pub(super) fn unread(&mut self) {
        self.position = self.position.saturating_sub(1);
    }

    fn skip_blanks(&mut self) {
        loop {
            match u8::try_from(self.at(self.position)) {
                Ok(b'\t'..=b'\r' | b' ') => self.position += 1,
                Ok(b'#') => self.skip_line(),
                _ => return,
            }
        }
    }

    fn skip_line(&mut self) {
        while !self.at_end() && !self.is_line_end(self.at(self.position)) {
            self.position += 1;
        }
    }

    fn is_line_end(&self, character: u32) -> bool {
        match character {
            0x0A => true,
            0x0D | 0x85 | 0x2028 | 0x2029 => !self.unix_lines,
            _ => false,
        }
    }
}

/// The pattern with each `\Q…\E` written out: letters as they are, other ASCII signs escaped.
fn unquote(pattern: &str) -> Vec<(u32, usize)> {
    let mut units = Vec::with_capacity(pattern.len() + 2);
    let mut characters = pattern.char_indices().peekable();
    let mut quoted = false;
    let mut first = false;
    while let Some((at, c)) = characters.next() {
        let follower = characters.peek().map(|&(_, c)| c);
        match (c, follower) {
            ('\\', Some('Q')) if !quoted => {
                characters.next();
                (quoted, first) = (true, true);
                continue;
            }
            ('\\', Some('E')) if quoted => {
                characters.next();
                quoted = false;
                continue;
            }
            ('\\', Some(other)) if !quoted => {
                units.extend([(u32::from(c), at), (u32::from(other), at + 1)]);
                characters.next();
                continue;
            }
            _ if !quoted || !c.is_ascii() || c.is_ascii_alphabetic() => {}
            // A digit must not join an escape that ends before the quotation: `\x{1}`-like forms, `\1`.
            _ if c.is_ascii_digit() => {
                if first {
                    units.extend("\\x3".chars().map(|c| (u32::from(c), at)));
                }
            }
            _ => units.push((u32::from('\\'), at)),
        }
        units.push((u32::from(c), at));
        first = false;
    }
    units
}
