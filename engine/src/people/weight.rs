//! Values → the bytes that they keep on the heap.

use std::mem::size_of;

use crate::value::{Object, Value};

/// What an allocation costs besides its bytes.
const BLOCK: usize = 2 * size_of::<usize>();

/// The bytes of a value outside of itself.
pub(super) fn weight(value: &Value<'_>) -> usize {
    match value {
        Value::Text(text) => text.len() + BLOCK,
        Value::Array(items) => {
            BLOCK + items.iter().map(|item| size_of::<Value<'_>>() + weight(item)).sum::<usize>()
        }
        Value::Object(object) => BLOCK + size_of::<Object>() + weight_of_object(object),
        Value::Map(map) => {
            let entry = |(key, value): &(Value<'_>, Value<'_>)| {
                2 * size_of::<Value<'_>>() + weight(key) + weight(value)
            };
            BLOCK + map.entries().iter().map(entry).sum::<usize>()
        }
        Value::DateTime(_) => BLOCK + size_of::<crate::datetime::DateTime>(),
        _ => 0,
    }
}

/// The bytes of the attributes of an object.
pub(super) fn weight_of_object(object: &Object) -> usize {
    let attribute = |(name, value): (&str, &Value<'_>)| {
        size_of::<(Box<str>, Value<'_>)>() + BLOCK + name.len() + weight(value)
    };
    BLOCK + object.iter().map(attribute).sum::<usize>()
}
