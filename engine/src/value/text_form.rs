//! Value → text, as joining and text parameters need it.

use std::fmt::{self, Write};

use super::{Value, write_double};

/// Values of this type have no text form; or the target refused to take it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotText;

impl From<fmt::Error> for NotText {
    fn from(_: fmt::Error) -> Self {
        Self
    }
}

/// Writes the text form of a value: null prints `null`, a list its elements joined by commas.
///
/// # Errors
/// [`NotText`] for maps and objects, also inside a list.
pub fn write_text(out: &mut (impl Write + ?Sized), value: &Value<'_>) -> Result<(), NotText> {
    match value {
        Value::Text(text) => out.write_str(text)?,
        Value::Null => out.write_str("null")?,
        Value::Boolean(true) => out.write_str("true")?,
        Value::Boolean(false) => out.write_str("false")?,
        Value::Integer(number) => write!(out, "{number}")?,
        Value::Long(number) => write!(out, "{number}")?,
        Value::Double(number) => write_double(out, *number)?,
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                if index > 0 {
                    out.write_char(',')?;
                }
                write_text(out, item)?;
            }
        }
        Value::DateTime(value) => write!(out, "{value}")?,
        Value::Country(country) => out.write_str(country.alpha2())?,
        Value::Map(_) | Value::Object(_) => return Err(NotText),
    }
    Ok(())
}

/// Writes a value as Java's `toString` does, which joining uses for a map and what is in it:
/// `{a=1, b=[1, 2]}`.
///
/// # Errors
/// Those of `out`.
pub(crate) fn write_java(out: &mut (impl Write + ?Sized), value: &Value<'_>) -> fmt::Result {
    match value {
        Value::Array(items) => {
            out.write_char('[')?;
            for (index, item) in items.iter().enumerate() {
                out.write_str(if index > 0 { ", " } else { "" })?;
                write_java(out, item)?;
            }
            out.write_char(']')
        }
        Value::Map(map) => {
            out.write_char('{')?;
            for (index, (key, value)) in map.entries().iter().enumerate() {
                out.write_str(if index > 0 { ", " } else { "" })?;
                write_java(out, key)?;
                out.write_char('=')?;
                write_java(out, value)?;
            }
            out.write_char('}')
        }
        Value::Object(object) => {
            out.write_char('{')?;
            for (index, (name, value)) in object.iter().enumerate() {
                out.write_str(if index > 0 { ", " } else { "" })?;
                out.write_str(name)?;
                out.write_char('=')?;
                write_java(out, value)?;
            }
            out.write_char('}')
        }
        other => write_text(out, other).map_err(|NotText| fmt::Error),
    }
}
