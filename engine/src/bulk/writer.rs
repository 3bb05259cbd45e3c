//! The values of a person's slots → one line of JSON with what the rules give.

use std::borrow::Cow;

use super::report::Report;
use crate::context::Context;
use crate::environment::Environment;
use crate::eval::{EvalError, Row};
use crate::expression::{Expression, Layout};
use crate::json::{has_special, push_escaped, push_text};
use crate::mapping::MappingSet;
use crate::schema::Name;
use crate::types::Type;
use crate::value::{Value, write_text};

/// A rule and what it writes.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    target: Name,
    /// What stands before the value: `{"city":` or `,"city":`; with a quote where text follows.
    lead: Box<str>,
    /// The expression, or why it can not be compiled.
    program: Result<Expression, String>,
    form: Form,
}

/// The quickest way to write what a rule gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    /// The rule is an attribute: its value is in this slot.
    Slot(usize),
    /// Text or null, whatever happens.
    Text,
    /// Null, a boolean or a whole number, whose texts are JSON.
    Bare,
    /// Some value.
    Value,
}

impl Form {
    fn new(program: &Result<Expression, String>) -> Self {
        let Ok(expression) = program else { return Self::Value };
        let bare = Type::NULL | Type::BOOLEAN | Type::INTEGER | Type::LONG;
        match expression.as_slot() {
            Some(slot) => Self::Slot(slot),
            None if (Type::TEXT | Type::NULL).contains(expression.ty()) => Self::Text,
            None if bare.contains(expression.ty()) => Self::Bare,
            None => Self::Value,
        }
    }

    /// What opens the value: a quote where it is probably text.
    fn opening(self) -> &'static str {
        match self {
            Self::Slot(_) | Self::Text => "\"",
            Self::Bare | Self::Value => "",
        }
    }
}

impl Entry {
    fn new(target: Name, program: Result<Expression, String>, is_first: bool) -> Self {
        let form = Form::new(&program);
        let mut lead = String::from(if is_first { "{" } else { "," });
        push_text(&mut lead, &target);
        lead.push(':');
        lead.push_str(form.opening());
        Self { target, lead: lead.into(), program, form }
    }

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
        let is_same = |entry: &Entry| entry.target == rule.target;
        let place = entries.iter().position(is_same).unwrap_or(entries.len());
        let entry = Entry::new(Name::clone(&rule.target), program, place == 0);
        match entries.get_mut(place) {
            Some(known) => *known = entry,
            None => entries.push(entry),
        }
    }
    entries
}

/// Where the texts of a row stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Texts {
    /// In a line of JSON: what is borrowed has no escapes there and needs none here.
    InLine,
    /// Anywhere.
    Elsewhere,
}

/// Writes the line of one person; a rule that fails gives null.
#[inline]
pub(super) fn write_line(
    entries: &[Entry],
    (row, texts): (&Row<'_>, Texts),
    context: &Context,
    out: &mut String,
    report: &mut Report,
) {
    for entry in entries {
        out.push_str(&entry.lead);
        let mark = out.len();
        if let Err(failure) = entry.write((row, texts), context, out) {
            entry.write_null(mark, out);
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
    /// Writes what comes behind the lead.
    #[inline]
    fn write(
        &self,
        (row, texts): (&Row<'_>, Texts),
        context: &Context,
        out: &mut String,
    ) -> Result<(), Failure<'_>> {
        let mark = out.len();
        let expression = match (&self.program, self.form) {
            (Err(message), _) => return Err(Failure::Uncompiled(message)),
            (_, Form::Slot(slot)) => {
                push_slot(out, row.values().get(slot).unwrap_or(&Value::Null), texts);
                return Ok(());
            }
            (Ok(expression), Form::Value) => {
                push_value(out, &expression.evaluate_row(row, context)?);
                return Ok(());
            }
            (Ok(expression), Form::Text | Form::Bare) => expression,
        };
        let ty = expression.append_row_to(row, context, out)?;
        if ty == Type::NULL {
            self.write_null(mark, out);
        } else if self.form == Form::Text {
            close_text(out, mark);
        }
        Ok(())
    }

    /// Writes null in the place of what stands behind `mark`, the end of the lead.
    fn write_null(&self, mark: usize, out: &mut String) {
        out.truncate(mark - self.form.opening().len());
        out.push_str("null");
    }
}

/// Writes the value of an attribute behind a quote.
#[inline]
fn push_slot(out: &mut String, value: &Value<'_>, texts: Texts) {
    match value {
        Value::Text(Cow::Borrowed(text)) if texts == Texts::InLine => {
            out.push_str(text);
            out.push('"');
        }
        other => {
            out.pop();
            push_value(out, other);
        }
    }
}

/// Escapes what stands in `out` from `begin` on, where need be, and writes the closing quote.
#[inline]
fn close_text(out: &mut String, begin: usize) {
    if out.get(begin..).is_some_and(has_special) {
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
