//! Pieces of a file → people: JSON lines that may be cut anywhere, and CSV.

use memchr::memrchr;

use super::{Error, People};
use crate::context::Context;
use crate::formats::csv;
use crate::value::Value;

/// Reads lines from pieces, so that a file never has to be in memory as a whole.
///
/// ```
/// use attrmap::people::{Feed, People};
/// let mut people = People::new();
/// let mut feed = Feed::under("user");
/// for piece in ["{\"city\": \"Ro", "me\"}\n{\"city\"", ": \"Oslo\"}"] {
///     feed.push(&mut people, piece.as_bytes())?;
/// }
/// feed.finish(&mut people)?;
/// assert_eq!(people.value(1, "user", "city").unwrap().as_text(), Some("Oslo"));
/// # Ok::<(), attrmap::people::Error>(())
/// ```
#[derive(Debug, Clone, Default)]
pub struct Feed {
    root: Option<Box<str>>,
    /// The line that is not complete.
    rest: Vec<u8>,
}

impl Feed {
    /// Lines with a person each: profiles by root.
    pub fn new() -> Self {
        Self::default()
    }

    /// Lines with one profile each, which stands under `root`.
    pub fn under(root: &str) -> Self {
        Self { root: Some(root.into()), rest: Vec::new() }
    }

    /// Takes the next piece.
    ///
    /// # Errors
    /// [`Error`] where there is no room.
    pub fn push(&mut self, people: &mut People, piece: &[u8]) -> Result<(), Error> {
        let Some(end) = memrchr(b'\n', piece) else {
            self.rest.extend_from_slice(piece);
            return Ok(());
        };
        let (lines, rest) = piece.split_at_checked(end).unwrap_or((piece, &[]));
        let mut lines = lines.split(|byte| *byte == b'\n');
        if let Some(first) = lines.next() {
            self.rest.extend_from_slice(first);
            let first = std::mem::take(&mut self.rest);
            self.line(people, &first)?;
        }
        lines.try_for_each(|line| self.line(people, line))?;
        self.rest.extend_from_slice(rest.get(1..).unwrap_or_default());
        Ok(())
    }

    /// Takes the last line, which no line end follows.
    ///
    /// # Errors
    /// [`Error`] where there is no room.
    pub fn finish(&mut self, people: &mut People) -> Result<(), Error> {
        let rest = std::mem::take(&mut self.rest);
        self.line(people, &rest)?;
        people.shrink();
        Ok(())
    }

    fn line(&self, people: &mut People, line: &[u8]) -> Result<(), Error> {
        match &self.root {
            Some(root) => people.read_profile(root, line),
            None => people.read_line(line),
        }
    }
}

impl People {
    /// Adds the people of a CSV file, whose first row names the attributes under `root`.
    ///
    /// Every cell is text; a row that ends early lacks the rest, and cells without a name are left.
    ///
    /// # Errors
    /// [`Error`] where there is no room for all.
    pub fn read_csv(&mut self, bytes: &[u8], delimiter: u8, root: &str) -> Result<(), Error> {
        let mut rows = csv::Reader::new(bytes, delimiter);
        let Some(header) = rows.next() else { return Ok(()) };
        let names: Vec<_> =
            header.cells.iter().map(|cell| String::from_utf8_lossy(cell).into_owned()).collect();
        for row in rows {
            self.begin()?;
            match self.read_cells(&names, &row.cells, root) {
                Ok(()) => self.commit(Context::new()),
                Err(message) => {
                    self.take_back();
                    self.push_fault(message)?;
                }
            }
        }
        self.shrink();
        Ok(())
    }

    fn read_cells(
        &mut self,
        names: &[String],
        cells: &[Vec<u8>],
        root: &str,
    ) -> Result<(), String> {
        let full = |_| Error::TooManyNames.to_string();
        let Some(root) = self.open(root).map_err(full)? else { return Ok(()) };
        for (name, cell) in names.iter().zip(cells) {
            let text = std::str::from_utf8(cell).map_err(|_| format!("`{name}` is not UTF-8"))?;
            self.set(root, name, Some(Value::from(text))).map_err(full)?;
        }
        self.close(root);
        Ok(())
    }
}
