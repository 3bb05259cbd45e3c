//! CSV (RFC 4180 with any delimiter): bytes → rows with their lines, cells → a row.

use std::borrow::Cow;

/// One row.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Row {
    /// The line it starts on, from 1.
    pub line: usize,
    /// The bytes of its cells.
    pub cells: Vec<Vec<u8>>,
    /// Whether its last cell opens with a quote that nothing closes.
    pub is_open: bool,
}

/// Reads row after row; empty lines are skipped.
///
/// ```
/// use attrmap::formats::csv::Reader;
///
/// let rows: Vec<_> = Reader::new(b"a,b\n\n\"x,\"\"y\"\"\",2\n", b',').collect();
/// assert_eq!((rows[1].line, rows[1].cells[0].as_slice()), (3, &b"x,\"y\""[..]));
/// ```
#[derive(Debug, Clone)]
pub struct Reader<'a> {
    rest: &'a [u8],
    line: usize,
    delimiter: u8,
}

impl<'a> Reader<'a> {
    /// A reader of the bytes of a file; a byte order mark is skipped.
    #[must_use]
    pub fn new(bytes: &'a [u8], delimiter: u8) -> Self {
        Self { rest: bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes), line: 1, delimiter }
    }

    fn take(&mut self) -> Option<u8> {
        let (first, rest) = self.rest.split_first()?;
        self.rest = rest;
        self.line += usize::from(*first == b'\n');
        Some(*first)
    }

    /// Takes the end of a line, when one stands here.
    fn take_line_end(&mut self) -> bool {
        let is_end = self.rest.starts_with(b"\n") || self.rest.starts_with(b"\r\n");
        if is_end {
            while self.take() != Some(b'\n') {}
        }
        is_end
    }

    /// One cell; false when its quote is never closed.
    fn cell(&mut self, cell: &mut Vec<u8>) -> bool {
        if self.rest.first() == Some(&b'"') {
            self.take();
            loop {
                match self.take() {
                    None => return false,
                    Some(b'"') if self.rest.first() == Some(&b'"') => {
                        self.take();
                        cell.push(b'"');
                    }
                    Some(b'"') => break,
                    Some(byte) => cell.push(byte),
                }
            }
        }
        while let Some(byte) = self.rest.first() {
            let ends_line = *byte == b'\n' || self.rest.starts_with(b"\r\n");
            if *byte == self.delimiter || ends_line {
                break;
            }
            cell.push(*byte);
            self.take();
        }
        true
    }
}

impl Iterator for Reader<'_> {
    type Item = Row;

    fn next(&mut self) -> Option<Row> {
        while self.take_line_end() {}
        if self.rest.is_empty() {
            return None;
        }
        let mut row = Row { line: self.line, cells: Vec::new(), is_open: false };
        loop {
            let mut cell = Vec::new();
            row.is_open = !self.cell(&mut cell);
            row.cells.push(cell);
            if self.rest.is_empty() || self.take_line_end() {
                return Some(row);
            }
            self.take();
            if self.rest.is_empty() {
                row.cells.push(Vec::new());
                return Some(row);
            }
        }
    }
}

/// The cells as one row with CRLF at its end; quotes stand only where they are needed.
#[must_use]
pub fn write_row<'a>(cells: impl IntoIterator<Item = &'a str>) -> String {
    let mut text = String::new();
    for (index, cell) in cells.into_iter().enumerate() {
        if index > 0 {
            text.push(',');
        }
        text.push_str(&quote(cell));
    }
    // A lone empty cell would be an empty line, which readers skip.
    if text.is_empty() {
        text.push_str("\"\"");
    }
    text.push_str("\r\n");
    text
}

fn quote(cell: &str) -> Cow<'_, str> {
    if cell.contains([',', '"', '\r', '\n']) {
        format!("\"{}\"", cell.replace('"', "\"\"")).into()
    } else {
        cell.into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Vec<Vec<String>> {
        let text_of = |cell: Vec<u8>| String::from_utf8(cell).unwrap();
        Reader::new(text.as_bytes(), b',')
            .map(|row| row.cells.into_iter().map(text_of).collect())
            .collect()
    }

    #[test]
    fn a_delimiter_at_the_end_opens_an_empty_cell() {
        assert_eq!(rows("a,\n1,"), [["a", ""], ["1", ""]]);
    }

    #[test]
    fn text_after_a_closing_quote_belongs_to_the_cell() {
        assert_eq!(rows("\"a\"b,c\rd"), [["ab", "c\rd"]]);
    }

    #[test]
    fn a_quote_that_never_closes_is_seen() {
        let row = Reader::new(b"x\n\"a,b\nc\n", b',').nth(1).unwrap();
        assert!(row.is_open && row.line == 2);
    }

    #[test]
    fn what_is_written_reads_back() {
        for cells in [vec![""], vec!["a\r\nb", "\"", ","], vec!["", ""], vec![" x ", "é"]] {
            assert_eq!(rows(&write_row(cells.clone())), [cells]);
        }
    }
}
