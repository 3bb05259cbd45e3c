//! The engine for JavaScript: values and diagnostics in the shapes of the npm package `attrmap`.
//!
//! It converts and decides nothing. Offsets leave as UTF-16 units; a wrong expression or wrong data
//! is an ordinary result, and only misuse throws.

#[cfg(feature = "people")]
mod answers;
#[cfg(feature = "assist")]
mod assist;
#[cfg(feature = "assist")]
mod editor;
mod fields;
mod input;
#[cfg(feature = "lines")]
mod lines;
#[cfg(feature = "people")]
mod many;
mod options;
mod outcome;
#[cfg(feature = "people")]
mod people;
mod problem;
mod program;
mod projection;
mod types;

use attrmap::check::check as check_text;
use serde::Serialize;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

#[cfg(feature = "people")]
pub use answers::Answers;
#[cfg(feature = "assist")]
pub use editor::{catalog, complete, edge_cases, explain, format, hover, signature, tokens};
#[cfg(feature = "lines")]
pub use lines::LineMapper;
#[cfg(feature = "people")]
pub use people::People;
pub use program::Program;

/// The version of the engine, for instance `0.1.0`.
#[must_use]
#[wasm_bindgen]
pub fn version() -> String {
    env!("CARGO_PKG_VERSION").to_owned()
}

/// Checks an expression: its problems, the type of its value, the attributes it reads.
///
/// # Errors
/// A `TypeError` for what is no text, and for options that do not exist.
#[wasm_bindgen(unchecked_return_type = "Checked")]
pub fn check(
    #[wasm_bindgen(unchecked_param_type = "string")] text: &JsValue,
    #[wasm_bindgen(unchecked_optional_param_type = "Options")] options: &JsValue,
) -> Result<JsValue, JsValue> {
    let text = &words(text)?;
    let environment = options::read(options)?.environment;
    let checked = check_text(text, &environment);
    to_js(&outcome::Checked::new(text, &checked, &environment))
}

/// Compiles an expression; a wrong one gives a program that only has problems.
///
/// # Errors
/// A `TypeError` for what is no text, and for options that do not exist.
#[wasm_bindgen]
pub fn compile(
    #[wasm_bindgen(unchecked_param_type = "string")] text: &JsValue,
    #[wasm_bindgen(unchecked_optional_param_type = "Options")] options: &JsValue,
) -> Result<Program, JsValue> {
    let text = &words(text)?;
    Ok(Program::new(text, options::read(options)?))
}

/// The text of a parameter, which JavaScript may call with anything.
fn words(text: &JsValue) -> Result<String, JsValue> {
    text.as_string().ok_or_else(|| misuse("a string is needed here"))
}

/// A value of ours as a plain JavaScript value.
fn to_js(value: &impl Serialize) -> Result<JsValue, JsValue> {
    let serializer = serde_wasm_bindgen::Serializer::json_compatible();
    value.serialize(&serializer).map_err(|error| misuse(&error.to_string()))
}

/// What is thrown for misuse of the package.
fn misuse(message: &str) -> JsValue {
    js_sys::TypeError::new(message).into()
}
