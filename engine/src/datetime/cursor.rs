//! A place in a text that is being read, byte by byte; dates are ASCII but for what a pattern
//! quotes.

use super::DateTimeError;

#[derive(Clone, Copy, Debug)]
pub(super) struct Cursor<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Cursor<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, at: 0 }
    }

    pub(super) fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    pub(super) fn is_done(&self) -> bool {
        self.at >= self.text.len()
    }

    pub(super) fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// Moves on; the caller has seen that many bytes, whole characters.
    pub(super) fn skip(&mut self, bytes: usize) {
        self.at = self.at.saturating_add(bytes);
    }

    pub(super) fn eat(&mut self, byte: u8) -> bool {
        let found = self.peek() == Some(byte);
        self.at += usize::from(found);
        found
    }

    pub(super) fn expect(&mut self, byte: u8, expected: &'static str) -> Result<(), DateTimeError> {
        if self.eat(byte) { Ok(()) } else { Err(self.missing(expected)) }
    }

    /// How many ASCII digits come next, counted to a limit.
    pub(super) fn count_digits(&self, limit: usize) -> usize {
        let digits = self.rest().bytes().take(limit);
        digits.take_while(u8::is_ascii_digit).count()
    }

    /// Reads that many bytes, which the caller has seen to be digits; `None` past 64 bits.
    pub(super) fn take_number(&mut self, digits: usize) -> Option<i64> {
        let number = self.rest().get(..digits)?.parse().ok()?;
        self.skip(digits);
        Some(number)
    }

    /// A number of exactly so many digits (at most 18).
    pub(super) fn digits(
        &mut self,
        count: usize,
        expected: &'static str,
    ) -> Result<i64, DateTimeError> {
        let missing = self.missing(expected);
        if self.count_digits(count) < count {
            return Err(missing);
        }
        self.take_number(count).ok_or(missing)
    }

    pub(super) fn missing(&self, expected: &'static str) -> DateTimeError {
        DateTimeError::text(self.at, expected)
    }
}
