//! Tables with a header row → people with the records that their columns belong to.

use super::{Blank, Column, How, Imported, Kind, Why};
use crate::model::{Pairs, Record, Tagged};

/// So often reading goes on behind a quote that never ends.
const SECOND_CHANCES: usize = 10;

/// A field and whether it stood in quotes.
type Field = (String, bool);

/// The delimiter that the header row uses, if it is a header row.
fn delimiter(text: &str) -> Option<char> {
    let header = text.lines().next()?;
    // What stands in quotes separates nothing.
    let outside = || header.split('"').step_by(2);
    [',', ';', '\t']
        .into_iter()
        .map(|delimiter| {
            (outside().map(|part| part.matches(delimiter).count()).sum::<usize>(), delimiter)
        })
        .filter(|(count, _)| *count > 0)
        .max_by_key(|(count, _)| *count)
        .map(|(_, delimiter)| delimiter)
}

/// Whether the first line separates names and there is a second line.
pub(super) fn looks_like_table(text: &str) -> bool {
    delimiter(text).is_some() && text.trim_end().lines().nth(1).is_some()
}

/// The names of the columns.
pub(super) fn header(text: &str) -> Vec<String> {
    let mut rows = Rows::of(text);
    let names = rows.next().map(|row| row.fields).unwrap_or_default();
    names.into_iter().map(|(name, _)| name.trim().to_owned()).collect()
}

/// Reads a table; a row with another number of fields than the header is skipped.
pub(super) fn read(text: &str, how: &How) -> Imported {
    let mut rows = Rows::of(text);
    let kind = if rows.delimiter == '\t' { Kind::Tsv } else { Kind::Csv };
    let mut imported = Imported::of(kind);
    let Some(names) = rows.next().map(|row| row.fields) else { return imported };
    let columns: Vec<Column> = names
        .iter()
        .enumerate()
        .map(|(at, (name, _))| match how.columns.get(at) {
            Some(column) => column.clone(),
            None => Column { root: how.root.clone(), attribute: name.trim().to_owned() },
        })
        .collect();
    for row in rows {
        if !row.is_closed {
            imported.skip(row.line, Why::OpenQuote);
        } else if row.fields.len() == 1 && row.fields.iter().all(|(text, _)| text.is_empty()) {
            // An empty line is no person.
        } else if row.fields.len() == columns.len() {
            person(&mut imported, how, &columns, row.fields);
        } else {
            imported.skip(row.line, Why::Fields(row.fields.len(), columns.len()));
        }
    }
    imported
}

fn person(imported: &mut Imported, how: &How, columns: &[Column], fields: Vec<Field>) {
    let name = how.name.and_then(|at| fields.get(at)).map(|(name, _)| name.trim().to_owned());
    let mut records: Pairs<Record> = Pairs::default();
    for (column, field) in columns.iter().zip(fields) {
        let value = value(field, how.blank).filter(|_| !column.attribute.is_empty());
        let mut record = records.get(&column.root).cloned().unwrap_or_default();
        if let Some(value) = value {
            record.set(&column.attribute, value);
        }
        records.set(&column.root, record);
    }
    imported.add(records, Vec::new(), name.filter(|name| !name.is_empty()));
}

/// Numbers stay text: leading zeros and plus signs of a table mean something.
fn value((text, quoted): Field, blank: Blank) -> Option<Tagged> {
    let is_missing = text.is_empty() && !quoted && blank == Blank::Missing;
    (!is_missing).then_some(Tagged::Text(text))
}

/// One row and the line on which it begins.
struct Row {
    line: usize,
    fields: Vec<Field>,
    /// Whether its last quote ends.
    is_closed: bool,
}

/// The rows of a table.
struct Rows<'a> {
    text: &'a str,
    delimiter: char,
    line: usize,
    chances: usize,
}

impl<'a> Rows<'a> {
    /// Lines before the header say nothing, but they count.
    fn of(text: &'a str) -> Self {
        let rest = text.trim_start();
        let before = text.len() - rest.len();
        let above = text.get(..before).unwrap_or_default().matches('\n').count();
        let delimiter = delimiter(rest).unwrap_or(',');
        Self { text: rest, delimiter, line: above + 1, chances: SECOND_CHANCES }
    }
}

impl Iterator for Rows<'_> {
    type Item = Row;

    fn next(&mut self) -> Option<Row> {
        if self.text.is_empty() {
            return None;
        }
        let line = self.line;
        let (mut fields, mut field, mut quoted, mut inside) =
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
                    fields.push((std::mem::take(&mut field), quoted));
                    quoted = false;
                }
                other => {
                    self.line += usize::from(other == '\n');
                    field.push(other);
                }
            }
        }
        fields.push((field, quoted));
        if inside && self.chances > 0 {
            // Only this line is lost; each of them costs a walk to the end, so they are few.
            self.chances -= 1;
            self.line = line + 1;
            done = self.text.find('\n').map_or(self.text.len(), |at| at + 1);
        }
        self.text = self.text.get(done..).unwrap_or_default();
        Some(Row { line, fields, is_closed: !inside })
    }
}
