//! Tables with a header row → people with one record.

use super::{Imported, Kind};
use crate::model::{Record, Tagged};

/// What a field without quotes and without text becomes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Blank {
    #[default]
    Missing,
    Empty,
}

/// A field and whether it stood in quotes.
type Field = (String, bool);

/// The delimiter that the header row uses, if it is a header row.
fn delimiter(text: &str) -> Option<char> {
    let header = text.lines().next()?;
    [',', ';', '\t']
        .into_iter()
        .map(|delimiter| (header.matches(delimiter).count(), delimiter))
        .filter(|(count, _)| *count > 0)
        .max_by_key(|(count, _)| *count)
        .map(|(_, delimiter)| delimiter)
}

/// Whether the first line separates names and there is a second line.
pub(super) fn looks_like_table(text: &str) -> bool {
    delimiter(text).is_some() && text.trim_end().lines().nth(1).is_some()
}

/// Reads a table; a row with another number of fields than the header is skipped.
pub(super) fn read(text: &str, root: &str, blank: Blank) -> Imported {
    let delimiter = delimiter(text).unwrap_or(',');
    let kind = if delimiter == '\t' { Kind::Tsv } else { Kind::Csv };
    let mut imported = Imported::of(kind);
    let mut rows = Rows { text, delimiter, line: 1 };
    let Some((_, header)) = rows.next() else { return imported };
    let names: Vec<String> = header.into_iter().map(|(name, _)| name.trim().to_owned()).collect();
    for (line, row) in rows {
        if row.len() == 1 && row.iter().all(|(text, _)| text.is_empty()) {
            continue;
        }
        if row.len() != names.len() {
            let (found, wanted) = (row.len(), names.len());
            let fields = if found == 1 { "field" } else { "fields" };
            imported.skip(line, format!("{found} {fields} where the header has {wanted}"));
            continue;
        }
        let record: Record = names
            .iter()
            .zip(row)
            .filter(|(name, _)| !name.is_empty())
            .filter_map(|(name, field)| Some((name.clone(), value(field, blank)?)))
            .collect();
        imported.add(vec![(root.to_owned(), record)], Vec::new());
    }
    imported
}

/// Numbers stay text: leading zeros and plus signs of a table mean something.
fn value((text, quoted): Field, blank: Blank) -> Option<Tagged> {
    let is_missing = text.is_empty() && !quoted && blank == Blank::Missing;
    (!is_missing).then_some(Tagged::Text(text))
}

/// The rows of a table with the line each begins on.
struct Rows<'a> {
    text: &'a str,
    delimiter: char,
    line: usize,
}

impl Iterator for Rows<'_> {
    type Item = (usize, Vec<Field>);

    fn next(&mut self) -> Option<Self::Item> {
        if self.text.is_empty() {
            return None;
        }
        let begun = self.line;
        let (mut row, mut field, mut quoted, mut inside) =
            (Vec::new(), String::new(), false, false);
        let mut characters = self.text.char_indices().peekable();
        let mut done = self.text.len();
        while let Some((at, character)) = characters.next() {
            match character {
                '"' if inside && characters.peek().is_some_and(|(_, next)| *next == '"') => {
                    characters.next();
                    field.push('"');
                }
                '"' if inside => inside = false,
                '"' if field.is_empty() && !quoted => (inside, quoted) = (true, true),
                '\n' if !inside => {
                    self.line += 1;
                    done = at + 1;
                    break;
                }
                '\r' if !inside => {}
                other if other == self.delimiter && !inside => {
                    row.push((std::mem::take(&mut field), quoted));
                    quoted = false;
                }
                other => {
                    self.line += usize::from(other == '\n');
                    field.push(other);
                }
            }
        }
        row.push((field, quoted));
        self.text = self.text.get(done..).unwrap_or_default();
        Some((begun, row))
    }
}
