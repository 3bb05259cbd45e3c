//! A line of JSON → the values of the slots, borrowed from the line.

use std::borrow::Cow;

use super::fields::{Field, Slots};
use super::scan::{blanks_end, nested_end, value_end};
use super::shape::Shape;
use crate::json::{self, Reader, number, text_end, word_end};
use crate::value::{Value, is_missing};

/// What a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Line {
    /// A person, whose values are in their slots.
    Person,
    /// Nothing but blanks.
    Blank,
}

/// Reads the line that begins at `at` and tells where the next one begins.
///
/// `None` leaves the line to a slower reader; some values are set then.
#[inline]
pub(super) fn read_line<'t>(
    text: &'t str,
    at: usize,
    shape: &mut Shape<'_>,
    values: &mut [Value<'t>],
) -> Option<(Line, usize)> {
    let bytes = text.as_bytes();
    let at = blanks_end(bytes, at);
    if bytes.get(at) != Some(&b'{') {
        return Some((Line::Blank, line_end(bytes, at)?));
    }
    let mut slots = Slots::new(values);
    let mut cursor = 0;
    let mut found = match shape.open(bytes, at) {
        Some((field, value)) => Found::Value(field, value),
        None => unknown_first(text, at, shape)?,
    };
    loop {
        let end = match found {
            Found::Value(Some(field), value) => read_value(text, value, field, &mut slots)?,
            Found::Value(None, value) => value_end(text, value)?,
            Found::End(end) => {
                slots.finish();
                return Some((Line::Person, line_end(bytes, end)?));
            }
        };
        found = match shape.next(&mut cursor, bytes, end) {
            Some((field, value)) => Found::Value(field, value),
            None => unknown_next(text, end, shape, &mut cursor)?,
        };
    }
}

/// What comes next in an object.
enum Found<'f> {
    /// A value to read or to skip.
    Value(Option<&'f Field>, usize),
    /// The end of the object; what comes behind it begins here.
    End(usize),
}

#[cold]
fn unknown_first<'f>(text: &str, at: usize, shape: &mut Shape<'f>) -> Option<Found<'f>> {
    let bytes = text.as_bytes();
    let key = blanks_end(bytes, at + 1);
    if bytes.get(key) == Some(&b'}') {
        return Some(Found::End(key + 1));
    }
    let (name, value) = read_key(text, key)?;
    let field = shape.learn_first(bytes.get(at..value)?, &name);
    Some(Found::Value(field, value))
}

fn unknown_next<'f>(
    text: &str,
    at: usize,
    shape: &mut Shape<'f>,
    cursor: &mut usize,
) -> Option<Found<'f>> {
    let bytes = text.as_bytes();
    let comma = blanks_end(bytes, at);
    match bytes.get(comma)? {
        b'}' => Some(Found::End(comma + 1)),
        b',' => {
            let (name, value) = read_key(text, blanks_end(bytes, comma + 1))?;
            let field = shape.learn(cursor, bytes.get(at..value)?, &name);
            Some(Found::Value(field, value))
        }
        _ => None,
    }
}

/// A key, and where its value begins.
fn read_key(text: &str, at: usize) -> Option<(String, usize)> {
    let bytes = text.as_bytes();
    if *bytes.get(at)? != b'"' {
        return None;
    }
    let (end, is_escaped) = text_end(bytes, at + 1)?;
    let name = if is_escaped {
        unescaped(text.get(at..=end)?)?
    } else {
        text.get(at + 1..end)?.to_owned()
    };
    let colon = blanks_end(bytes, end + 1);
    (*bytes.get(colon)? == b':').then(|| (name, blanks_end(bytes, colon + 1)))
}

/// Behind the line, if nothing but blanks comes in it.
#[inline]
fn line_end(bytes: &[u8], at: usize) -> Option<usize> {
    let at = blanks_end(bytes, at);
    match bytes.get(at) {
        Some(b'\n') => Some(at + 1),
        None => Some(at),
        Some(_) => None,
    }
}

/// Puts the value that begins at `at` into its slots and tells where it ends.
#[inline]
fn read_value<'t>(
    text: &'t str,
    at: usize,
    field: &Field,
    slots: &mut Slots<'_, 't>,
) -> Option<usize> {
    let bytes = text.as_bytes();
    let (value, end) = match bytes.get(at)? {
        b'"' => {
            let (end, is_escaped) = text_end(bytes, at + 1)?;
            if is_escaped {
                field.fill(Value::text(unescaped(text.get(at..=end)?)?), slots);
            } else {
                // Made where it is stored: a value that is copied from one place to another costs
                // more than all else here.
                field.fill(Value::Text(Cow::Borrowed(text.get(at + 1..end)?)), slots);
            }
            return Some(end + 1);
        }
        b't' => (Value::Boolean(true), word_end(bytes, at, b"true")?),
        b'f' => (Value::Boolean(false), word_end(bytes, at, b"false")?),
        b'n' => (Value::Null, word_end(bytes, at, b"null")?),
        b'[' | b'{' => {
            let end = nested_end(text, at)?;
            (nested(text.get(at..end)?)?, end)
        }
        _ => {
            let (number, end) = number(text, at)?;
            (number.into(), end)
        }
    };
    field.fill(value, slots);
    Some(end)
}

#[cold]
fn unescaped(quoted: &str) -> Option<String> {
    Reader::new(quoted).text().ok().map(Cow::into_owned)
}

/// A list or an object becomes a tree; it is one attribute's, and not a person's.
#[cold]
fn nested<'t>(text: &str) -> Option<Value<'t>> {
    let json = json::parse(text).ok()?;
    Some(if is_missing(&json) { Value::Null } else { Value::from_json(&json) })
}
