//! The text that a pattern is matched against, and its characters.

use super::ast::Unit;

/// A text and its characters. A position within a character of four bytes, two after its start,
/// stands for the middle of the pair that it is in UTF-16: look-behind can begin there.
#[derive(Debug, Clone, Copy)]
pub(super) struct Text<'t>(&'t str);

impl<'t> Text<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self(text)
    }

    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    /// The bytes from `at` on.
    pub(super) fn bytes(&self, at: usize) -> &'t [u8] {
        self.0.as_bytes().get(at..).unwrap_or_default()
    }

    /// The byte at `at`.
    #[inline]
    pub(super) fn byte(&self, at: usize) -> Option<u8> {
        self.0.as_bytes().get(at).copied()
    }

    /// The bytes from `start` to `end`.
    pub(super) fn slice(&self, start: usize, end: usize) -> Option<&'t [u8]> {
        self.0.as_bytes().get(start..end)
    }

    /// The character at `at` and its bytes.
    #[inline]
    pub(super) fn after(&self, at: usize) -> Option<(u32, usize)> {
        match self.byte(at)? {
            byte if byte < 128 => Some((u32::from(byte), 1)),
            _ => self.after_wide(at),
        }
    }

    /// The character that ends at `at` and its bytes.
    #[inline]
    pub(super) fn before(&self, at: usize) -> Option<(u32, usize)> {
        match self.byte(at.checked_sub(1)?)? {
            byte if byte < 128 => Some((u32::from(byte), 1)),
            _ => self.before_wide(at),
        }
    }

    #[cold]
    fn after_wide(&self, at: usize) -> Option<(u32, usize)> {
        match self.0.get(at..) {
            Some(rest) => rest.chars().next().map(|c| (u32::from(c), c.len_utf8())),
            None => self.pair_around(at).map(|c| (0xDC00 | c & 0x3FF, 2)),
        }
    }

    #[cold]
    fn before_wide(&self, at: usize) -> Option<(u32, usize)> {
        match self.0.get(..at) {
            Some(rest) => rest.chars().next_back().map(|c| (u32::from(c), c.len_utf8())),
            None => self.pair_around(at).map(|c| (0xD800 + ((c - 0x1_0000) >> 10), 2)),
        }
    }

    fn pair_around(&self, middle: usize) -> Option<u32> {
        self.0.get(middle.checked_sub(2)?..)?.chars().next().map(u32::from)
    }

    /// The position one `unit` back.
    pub(super) fn back(&self, at: usize, unit: Unit) -> Option<usize> {
        let (_, length) = self.before(at)?;
        Some(at - if unit == Unit::Utf16 && length == 4 { 2 } else { length })
    }
}
