//! People as JavaScript hands them over: objects, JSON text, or its bytes.

use attrmap::json;
use js_sys::{JSON, JsString, Uint8Array};
use serde_json::{Map, Value};
use wasm_bindgen::prelude::{Closure, JsCast, JsValue};

use crate::misuse;

/// A person as it was read: roots by name.
pub(crate) type Profile = Map<String, Value>;

/// A person: a JavaScript object, or JSON text of one, which keeps the digits of its numbers.
///
/// `Err` holds what is wrong with the data, which is a result and not misuse.
pub(crate) fn person(person: &JsValue) -> Result<Result<Profile, String>, JsValue> {
    Ok(parse(&json_text(person)?))
}

/// A person from its JSON text.
pub(crate) fn parse(text: &str) -> Result<Profile, String> {
    object(json::parse(text).map_err(|wrong| format!("this is not JSON: {wrong}"))?)
}

fn object(value: Value) -> Result<Profile, String> {
    match value {
        Value::Object(fields) => Ok(fields),
        _ => Err("a person is an object with a profile for each root".to_owned()),
    }
}

/// A value as JSON text: text as it is, bytes as UTF-8, anything else through JavaScript's own
/// writer, with big integers by their digits.
pub(crate) fn json_text(value: &JsValue) -> Result<String, JsValue> {
    if let Some(text) = value.as_string() {
        return Ok(text);
    }
    if let Some(bytes) = value.dyn_ref::<Uint8Array>() {
        return String::from_utf8(bytes.to_vec())
            .map_err(|error| misuse(&format!("the bytes are not UTF-8: {error}")));
    }
    if !value.is_object() {
        return Err(misuse("an object, its JSON text, or the bytes of that are needed"));
    }
    // A big integer makes this fail; what asks for each property costs much more.
    if let Ok(written) = JSON::stringify(value) {
        return text_of(&written);
    }
    let keep_digits = Closure::<dyn Fn(JsValue, JsValue) -> JsValue>::new(|_, value: JsValue| {
        if value.is_bigint() { marked_integer(&value) } else { value }
    });
    let written = JSON::stringify_with_replacer(value, keep_digits.as_ref())
        .map_err(|_| misuse("the object cannot be written as JSON: it contains itself"))?;
    text_of(&written)
}

/// What was written; a function or a symbol gives no text at all.
fn text_of(written: &JsValue) -> Result<String, JsValue> {
    written
        .dyn_ref::<JsString>()
        .map(String::from)
        .ok_or_else(|| misuse("the object cannot be written as JSON"))
}

/// `{"t": "int", "v": digits}` for a `BigInt`.
fn marked_integer(value: &JsValue) -> JsValue {
    let digits = value
        .dyn_ref::<js_sys::BigInt>()
        .and_then(|number| number.to_string(10).ok())
        .map_or(JsValue::NULL, JsValue::from);
    let object = js_sys::Object::new();
    for (key, part) in [("t", JsValue::from("int")), ("v", digits)] {
        // Setting a property of a new plain object does not fail.
        let _ = js_sys::Reflect::set(&object, &key.into(), &part);
    }
    object.into()
}
