//! The values of a person's slots → one line of JSON with what the rules give.

use super::report::Report;
use super::scan::special;
use crate::context::Context;
use crate::environment::Environment;
use crate::eval::{EvalError, Row};
use crate::expression::{Expression, Layout};
use crate::mapping::MappingSet;
use crate::schema::Name;
use crate::types::Type;
use crate::value::{Value, write_text};

/// A rule and what it writes.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    target: Name,
    /// What stands before the value: `{"city":` or `,"city":`.
    lead: Box<str>,
    /// The expression, or why it can not be compiled.
    program: Result<Expression, String>,
    /// Whether the value is text or null whatever happens.
    is_text: bool,
}

impl Entry {
    pub(super) fn expression(&self) -> Option<&Expression> {
        self.program.as_ref().ok()
    }
}

/// The rules of a set that count, compiled in one layout.
///
/// Of several for one attribute, the last gives the value at the place of the first, as in JSON.
pub(super) fn entries(
    set: &MappingSet,
    environment: &Environment,
    layout: &mut Layout,
) -> Vec<Entry> {
    let mut entries: Vec<Entry> = Vec::new();
    for rule in set.active_rules(true) {
        let Some(program) = rule.compile_in(environment, layout) else { continue };
        let is_text = program
            .as_ref()
            .is_ok_and(|expression| (Type::TEXT | Type::NULL).contains(expression.ty()));
        let target = Name::clone(&rule.target);
        match entries.iter_mut().find(|entry| entry.target == target) {
            Some(entry) => (entry.program, entry.is_text) = (program, is_text),
            None => {
                let mut lead = String::from(if entries.is_empty() { "{" } else { "," });
                push_text(&mut lead, &target);
                lead.push(':');
                entries.push(Entry { target, lead: lead.into(), program, is_text });
            }
        }
    }
    entries
}

/// Writes the line of one person; a rule that fails gives null.
#[inline]
pub(super) fn write_line(
    entries: &[Entry],
    row: &Row<'_>,
    context: &Context,
    out: &mut String,
    report: &mut Report,
) {
    for entry in entries {
        out.push_str(&entry.lead);
        let mark = out.len();
        if let Err(failure) = entry.write(row, context, out) {
            out.truncate(mark);
            out.push_str("null");
            report.add(Some(&entry.target), || failure.message());
        }
    }
    out.push_str(if entries.is_empty() { "{}\n" } else { "}\n" });
}

/// Why a rule gives no value.
enum Failure<'e> {
    Uncompiled(&'e str),
    Evaluation(EvalError),
}

impl Failure<'_> {
    #[cold]
    fn message(&self) -> String {
        match self {
            Self::Uncompiled(message) => (*message).to_owned(),
            Self::Evaluation(error) => error.to_string(),
        }
    }
}

impl From<EvalError> for Failure<'_> {
    fn from(error: EvalError) -> Self {
        Self::Evaluation(error)
    }
}

impl Entry {
    #[inline]
    fn write(&self, row: &Row<'_>, context: &Context, out: &mut String) -> Result<(), Failure<'_>> {
        let expression =
            self.program.as_ref().map_err(|message| Failure::Uncompiled(message.as_str()))?;
        if !self.is_text {
            push_value(out, &expression.evaluate_row(row, context)?);
            return Ok(());
        }
        let mark = out.len();
        out.push('"');
        if expression.append_row_to(row, context, out)? == Type::NULL {
            out.truncate(mark);
            out.push_str("null");
        } else {
            close_text(out, mark + 1);
        }
        Ok(())
    }
}

/// Escapes what stands in `out` from `begin` on, where need be, and writes the closing quote.
#[inline]
fn close_text(out: &mut String, begin: usize) {
    if out.get(begin..).is_some_and(needs_escape) {
        escape_from(out, begin);
    }
    out.push('"');
}

#[cold]
fn escape_from(out: &mut String, begin: usize) {
    let text = out.split_off(begin);
    push_escaped(out, &text);
}

/// A value in JSON; what no attribute can hold is null.
fn push_value(out: &mut String, value: &Value<'_>) {
    let mark = out.len();
    if !push_datum(out, value) {
        out.truncate(mark);
        out.push_str("null");
    }
}

/// Writes a value that an attribute can hold; `false` for maps and objects, also inside a list.
fn push_datum(out: &mut String, value: &Value<'_>) -> bool {
    match value {
        Value::Null => out.push_str("null"),
        Value::Boolean(true) => out.push_str("true"),
        Value::Boolean(false) => out.push_str("false"),
        Value::Text(text) => push_text(out, text),
        Value::Integer(number) => push_whole(out, i64::from(*number)),
        Value::Long(number) => push_whole(out, *number),
        Value::Double(number) => push_double(out, *number),
        Value::Array(items) => {
            out.push('[');
            for (index, item) in items.iter().enumerate() {
                if index > 0 {
                    out.push(',');
                }
                if !push_datum(out, item) {
                    return false;
                }
            }
            out.push(']');
        }
        Value::DateTime(_) | Value::Country(_) => {
            let mark = out.len();
            out.push('"');
            if write_text(out, value).is_err() {
                return false;
            }
            close_text(out, mark + 1);
        }
        Value::Map(_) | Value::Object(_) => return false,
    }
    true
}

#[inline]
fn push_text(out: &mut String, text: &str) {
    out.reserve(text.len() + 2);
    out.push('"');
    if needs_escape(text) {
        push_escaped(out, text);
    } else {
        out.push_str(text);
    }
    out.push('"');
}

#[inline]
fn needs_escape(text: &str) -> bool {
    special(text.as_bytes(), 0).is_some()
}

#[cold]
fn push_escaped(out: &mut String, text: &str) {
    for character in text.chars() {
        let short = match character {
            '"' => '"',
            '\\' => '\\',
            '\u{8}' => 'b',
            '\u{c}' => 'f',
            '\n' => 'n',
            '\r' => 'r',
            '\t' => 't',
            '\0'..' ' => {
                out.push_str("\\u00");
                let code = u32::from(character);
                out.extend(
                    [code >> 4, code & 15].map(|digit| char::from_digit(digit, 16).unwrap_or('0')),
                );
                continue;
            }
            other => {
                out.push(other);
                continue;
            }
        };
        out.push('\\');
        out.push(short);
    }
}

fn push_whole(out: &mut String, number: i64) {
    use std::fmt::Write as _;
    // Writing to a text does not fail.
    let _ = write!(out, "{number}");
}

/// As `serde_json` writes it: what is no finite number is null.
fn push_double(out: &mut String, number: f64) {
    match serde_json::to_string(&number) {
        Ok(text) => out.push_str(&text),
        Err(_) => out.push_str("null"),
    }
}
