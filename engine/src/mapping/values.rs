//! Values of profiles ⇄ values of the language.

use std::sync::Arc;

use crate::schema::{Datum, Profile};
use crate::value::{Object, Value, write_text};

/// A profile as expressions see it.
#[must_use]
pub fn object_of(profile: &Profile) -> Object {
    profile.iter().map(|(name, value)| (name.as_ref(), value_of(value))).collect()
}

fn value_of(datum: &Datum) -> Value<'static> {
    match datum {
        Datum::Null => Value::Null,
        Datum::Boolean(value) => Value::Boolean(*value),
        Datum::Integer(value) => Value::whole(*value),
        Datum::Number(value) => Value::Double(*value),
        Datum::Text(text) => Value::text(text.clone()),
        Datum::List(items) => {
            let items: Arc<[Value<'static>]> = items.iter().map(value_of).collect();
            Value::array(items)
        }
    }
}

/// What an expression gave as a value that a profile can hold; dates and countries become text.
///
/// `None` for maps and objects.
#[must_use]
pub fn datum_of(value: &Value<'_>) -> Option<Datum> {
    Some(match value {
        Value::Null => Datum::Null,
        Value::Boolean(value) => Datum::Boolean(*value),
        Value::Integer(value) => Datum::Integer(i64::from(*value)),
        Value::Long(value) => Datum::Integer(*value),
        Value::Double(value) => Datum::Number(*value),
        Value::Text(text) => Datum::Text(text.as_ref().to_owned()),
        Value::Array(items) => Datum::List(items.iter().map(datum_of).collect::<Option<Vec<_>>>()?),
        Value::DateTime(_) | Value::Country(_) => {
            let mut text = String::new();
            write_text(&mut text, value).ok()?;
            Datum::Text(text)
        }
        Value::Map(_) | Value::Object(_) => return None,
    })
}
