//! Lines in, lines out: what one thread works with.

use serde_json::Value as Json;

use super::Bulk;
use super::reader::{Line, read_line};
use super::report::Report;
use super::shape::Shape;
use super::writer::{Texts, write_line};
use crate::context::Context;
use crate::datetime::DateTime;
use crate::eval::Row;
use crate::json;
use crate::value::{Object, Value};

/// What one thread needs to map people: it learns the order of their attributes.
#[derive(Debug, Clone)]
pub struct Mapper<'b> {
    bulk: &'b Bulk,
    context: Context,
    shape: Shape<'b>,
}

impl<'b> Mapper<'b> {
    /// A mapper whose expressions see this time.
    #[must_use]
    pub fn new(bulk: &'b Bulk, now: DateTime) -> Self {
        let mut context = Context::new();
        context.now = now;
        Self { bulk, context, shape: Shape::new(&bulk.fields) }
    }

    /// Maps the people of a text, one in each line, and appends a line for each to `out`.
    ///
    /// A line that is no JSON object is left out, and an attribute whose rule fails is null; the
    /// report has both. Blank lines mean nothing. The text may end with or without a line end.
    pub fn map(&mut self, lines: &[u8], out: &mut String) -> Report {
        let mut report = Report::default();
        let mut rest = lines;
        while !rest.is_empty() {
            match std::str::from_utf8(rest) {
                Ok(text) => {
                    self.map_text(text, out, &mut report);
                    break;
                }
                Err(error) => {
                    // All before the line of the first wrong byte is text.
                    let (sound, _) = rest.split_at(error.valid_up_to());
                    let begin = memchr::memrchr(b'\n', sound).map_or(0, |at| at + 1);
                    let (before, from) = rest.split_at(begin);
                    if let Ok(text) = std::str::from_utf8(before) {
                        self.map_text(text, out, &mut report);
                    }
                    let end = memchr::memchr(b'\n', from).map_or(from.len(), |at| at + 1);
                    let (line, after) = from.split_at(end);
                    report.lines += 1;
                    self.map_odd(line, out, &mut report);
                    rest = after;
                }
            }
        }
        report
    }

    fn map_text(&mut self, text: &str, out: &mut String, report: &mut Report) {
        let bulk = self.bulk;
        let mut row = Row::from_values(vec![Value::Null; bulk.layout.len()]);
        let mut at = 0;
        while at < text.len() {
            report.lines += 1;
            let read = if bulk.reads_whole {
                None
            } else {
                read_line(text, at, &mut self.shape, row.values_mut())
            };
            match read {
                Some((Line::Person, next)) => {
                    report.people += 1;
                    write_line(&bulk.entries, (&row, Texts::InLine), &self.context, out, report);
                    at = next;
                }
                Some((Line::Blank, next)) => at = next,
                None => {
                    let line = text.as_bytes().get(at..).unwrap_or_default();
                    let end = memchr::memchr(b'\n', line).unwrap_or(line.len());
                    self.map_odd(line.get(..end).unwrap_or_default(), out, report);
                    at += end + 1;
                }
            }
        }
    }

    /// Maps a line that the quick reader does not take, by way of a tree.
    #[cold]
    fn map_odd(&mut self, line: &[u8], out: &mut String, report: &mut Report) {
        let line = line.trim_ascii();
        if line.is_empty() {
            return;
        }
        let attributes = match json::parse_bytes(line) {
            Ok(Json::Object(attributes)) => attributes,
            Ok(_) => return report.add(None, || "a person is an object".to_owned()),
            Err(wrong) => return report.add(None, || wrong.what),
        };
        let person = Object::from(&attributes);
        for root in &self.bulk.roots {
            self.context.set(root, person.clone());
        }
        report.people += 1;
        let row = Row::new(&self.bulk.layout, &self.context);
        write_line(&self.bulk.entries, (&row, Texts::Elsewhere), &self.context, out, report);
    }
}
