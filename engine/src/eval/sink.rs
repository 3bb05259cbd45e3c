//! Where texts are written, and how the limit on joined texts is held there.

use std::fmt::{self, Write};

use crate::text::utf16_len;

/// A target of text that knows whether more than a limit was written since a mark.
pub(crate) trait Sink: Write {
    /// The place reached, for [`Sink::exceeds`].
    fn mark(&self) -> usize;

    /// Whether more than `limit` UTF-16 units were written since `mark`.
    fn exceeds(&self, mark: usize, limit: usize) -> bool;

    /// The text that is written to, where the target is one.
    fn as_text(&mut self) -> Option<&mut String>;
}

/// A text looks back at what it holds: short ones are never counted.
impl Sink for String {
    fn mark(&self) -> usize {
        self.len()
    }

    fn exceeds(&self, mark: usize, limit: usize) -> bool {
        self.len().saturating_sub(mark) > limit
            && utf16_len(self.get(mark..).unwrap_or_default()) > limit
    }

    fn as_text(&mut self) -> Option<&mut String> {
        Some(self)
    }
}

/// Any other target is counted on the way.
#[derive(Debug)]
pub(crate) struct Counted<'o, W> {
    out: &'o mut W,
    units: usize,
}

impl<'o, W: Write> Counted<'o, W> {
    pub(crate) fn new(out: &'o mut W) -> Self {
        Self { out, units: 0 }
    }
}

impl<W: Write> Write for Counted<'_, W> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.units += utf16_len(text);
        self.out.write_str(text)
    }
}

impl<W: Write> Sink for Counted<'_, W> {
    fn mark(&self) -> usize {
        self.units
    }

    fn exceeds(&self, mark: usize, limit: usize) -> bool {
        self.units - mark > limit
    }

    fn as_text(&mut self) -> Option<&mut String> {
        None
    }
}
