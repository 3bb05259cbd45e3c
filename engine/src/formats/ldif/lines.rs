//! Bytes → logical lines: continuations joined, comments dropped, empty lines kept.

use std::borrow::Cow;

/// A logical line and the number of the line that it starts on, from 1.
#[derive(Debug, Clone)]
pub(super) struct Line<'a> {
    pub(super) number: usize,
    pub(super) bytes: Cow<'a, [u8]>,
}

/// The logical lines of a file.
#[derive(Debug, Clone)]
pub(super) struct Lines<'a> {
    rest: &'a [u8],
    number: usize,
}

impl<'a> Lines<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes), number: 0 }
    }

    /// The next line of the file, without its end.
    fn physical(&mut self) -> Option<&'a [u8]> {
        if self.rest.is_empty() {
            return None;
        }
        let (line, rest) = match memchr::memchr(b'\n', self.rest) {
            Some(end) => self.rest.split_at_checked(end)?,
            None => (self.rest, &[][..]),
        };
        self.rest = rest.strip_prefix(b"\n").unwrap_or(rest);
        self.number += 1;
        Some(line.strip_suffix(b"\r").unwrap_or(line))
    }

    /// The rest of the logical line that began with `first`.
    fn join(&mut self, first: &'a [u8]) -> Cow<'a, [u8]> {
        let mut joined = Cow::Borrowed(first);
        while self.rest.first() == Some(&b' ') {
            let Some(next) = self.physical() else { break };
            joined.to_mut().extend_from_slice(next.strip_prefix(b" ").unwrap_or(next));
        }
        joined
    }
}

impl<'a> Iterator for Lines<'a> {
    type Item = Line<'a>;

    /// An empty line comes as a line without bytes. What follows an empty line is never a
    /// continuation, so it keeps its space.
    fn next(&mut self) -> Option<Line<'a>> {
        loop {
            let first = self.physical()?;
            let number = self.number;
            if first.is_empty() {
                return Some(Line { number, bytes: Cow::Borrowed(first) });
            }
            let bytes = self.join(first);
            if !bytes.starts_with(b"#") {
                return Some(Line { number, bytes });
            }
        }
    }
}
