//! People and values of the page ⇄ contexts and values of the engine.

use attrmap::context::Context;
use attrmap::datetime::DateTime;
use attrmap::value::{Object, Value, read_double, write_text};

use crate::model::{Pairs, Person, Tagged};

/// One person as the engine sees them.
#[derive(Debug)]
pub(crate) struct Subject {
    pub(super) context: Context,
}

/// What an evaluation sees of a person; a missing attribute is not there.
pub(super) fn context(person: &Person, now: i64) -> Context {
    let mut context = Context::new();
    for (root, record) in person.records.iter() {
        if root == "$internal" {
            context.internal = object(record);
        } else {
            context.set(root, object(record));
        }
    }
    context.groups = person
        .groups
        .iter()
        .map(|name| {
            let mut group = Object::new();
            group.set("id", Value::text(name.clone()));
            group.set("name", Value::text(name.clone()));
            // Groups of other systems come with a system, and would not be known by name alone.
            group.set("type", Value::text("OKTA_GROUP"));
            group.into_group()
        })
        .collect();
    context.now = DateTime::from_unix_milliseconds(now);
    context
}

fn object(record: &Pairs<Tagged>) -> Object {
    record
        .iter()
        .filter(|(_, value)| **value != Tagged::Missing)
        .map(|(name, tagged)| (name, value(tagged)))
        .collect()
}

fn value(tagged: &Tagged) -> Value<'static> {
    match tagged {
        Tagged::Missing | Tagged::Null => Value::Null,
        Tagged::Text(text) => Value::text(text.clone()),
        Tagged::Integer(digits) => match digits.parse() {
            Ok(whole) => Value::whole(whole),
            Err(_) => read_double(digits).map_or(Value::Null, Value::Double),
        },
        Tagged::Decimal(text) => read_double(text).map_or(Value::Null, Value::Double),
        Tagged::Boolean(value) => Value::Boolean(*value),
        Tagged::DateTime(text) => match DateTime::parse_iso(text) {
            Ok(date_time) => date_time.into(),
            Err(_) => Value::text(text.clone()),
        },
        Tagged::List(items) => Value::array(items.iter().map(value).collect::<Vec<_>>()),
        Tagged::Map(pairs) => {
            Value::Object(attrmap::value::ObjectRef::Shared(object(pairs).into()))
        }
    }
}

/// A value of the engine in the page's words.
pub(super) fn tagged(value: &Value<'_>) -> Tagged {
    match value {
        Value::Null => Tagged::Null,
        Value::Boolean(value) => Tagged::Boolean(*value),
        Value::Integer(_) | Value::Long(_) => Tagged::Integer(text(value)),
        Value::Double(_) => Tagged::Decimal(text(value)),
        Value::Text(text) => Tagged::text(text.clone()),
        Value::Array(items) => Tagged::List(items.iter().map(tagged).collect()),
        Value::Map(map) => {
            let entry = |(key, value): &(Value<'_>, Value<'_>)| (text(key), tagged(value));
            Tagged::Map(map.entries().iter().map(entry).collect())
        }
        Value::Object(object) => {
            let attribute = |(name, value): (&str, &Value<'_>)| (name.to_owned(), tagged(value));
            Tagged::Map(object.iter().map(attribute).collect())
        }
        Value::DateTime(_) => Tagged::DateTime(text(value)),
        _ => Tagged::Text(text(value)),
    }
}

fn text(value: &Value<'_>) -> String {
    let mut out = String::new();
    // What has no text form leaves the text empty.
    let _none = write_text(&mut out, value);
    out
}
