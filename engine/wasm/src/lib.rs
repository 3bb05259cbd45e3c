//! The engine for JavaScript: values and diagnostics in the shapes of the npm package `attrmap`.
//!
//! It converts and decides nothing. Offsets leave as UTF-16 units; a wrong expression or wrong data
//! is an ordinary result, and only misuse throws.

mod answers;
mod assist;
mod input;
mod lines;
mod options;
mod outcome;
mod people;
mod problem;
mod program;
mod projection;
mod types;

use attrmap::check::check as check_text;
use attrmap::context::Context;
use attrmap::functions::{self, Description};
use attrmap::limits::Limits;
use attrmap::syntax::{self, parse};
use serde::Serialize;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

pub use answers::Answers;
pub use lines::LineMapper;
pub use people::People;
pub use program::Program;

/// The version of the engine, for instance `0.1.0`.
#[must_use]
#[wasm_bindgen]
pub fn version() -> String {
    env!("CARGO_PKG_VERSION").to_owned()
}

/// Every function of a dialect, `classic` or `identity`.
///
/// # Errors
/// A `TypeError` for any other dialect.
#[wasm_bindgen(unchecked_return_type = "CatalogEntry[]")]
pub fn catalog(
    #[wasm_bindgen(unchecked_param_type = "Dialect")] dialect: &JsValue,
) -> Result<JsValue, JsValue> {
    let names = functions::names(options::dialect(&words(dialect)?)?);
    to_js(&names.map(|(name, function)| Description::new(name, function)).collect::<Vec<_>>())
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

/// The pieces of an expression with what they are, for highlighting.
///
/// # Errors
/// A `TypeError` for what is no text.
#[wasm_bindgen(unchecked_return_type = "Token[]")]
pub fn tokens(
    #[wasm_bindgen(unchecked_param_type = "string")] text: &JsValue,
) -> Result<JsValue, JsValue> {
    let text = &words(text)?;
    let tree = parse(text, &Limits::DEFAULT).tree;
    let mut offsets = problem::Offsets::new(text);
    let tokens: Vec<_> = syntax::tokens(text, &tree)
        .into_iter()
        .map(|token| Token {
            from: offsets.utf16(token.span.start()),
            to: offsets.utf16(token.span.end()),
            kind: token.kind.id(),
        })
        .collect();
    to_js(&tokens)
}

/// What can be written at an offset of an expression, broken or not; the best first.
///
/// # Errors
/// A `TypeError` for what is no text, and for options that do not exist.
#[wasm_bindgen(unchecked_return_type = "Completion[]")]
pub fn complete(
    #[wasm_bindgen(unchecked_param_type = "string")] text: &JsValue,
    offset: usize,
    #[wasm_bindgen(unchecked_optional_param_type = "Options")] options: &JsValue,
) -> Result<JsValue, JsValue> {
    let text = &words(text)?;
    to_js(&assist::complete(text, offset, &options::read(options)?.environment))
}

/// What stands at an offset of an expression: a function or any part, with type and, for a person,
/// value.
///
/// # Errors
/// A `TypeError` for what is no text, for options that do not exist, and for a person that is none.
#[wasm_bindgen(unchecked_return_type = "Hover | null")]
pub fn hover(
    #[wasm_bindgen(unchecked_param_type = "string")] text: &JsValue,
    offset: usize,
    #[wasm_bindgen(unchecked_optional_param_type = "Options")] options: &JsValue,
    #[wasm_bindgen(unchecked_optional_param_type = "Person | string")] person: &JsValue,
) -> Result<JsValue, JsValue> {
    let text = &words(text)?;
    let settings = options::read(options)?;
    let person = context(person, &settings)?;
    to_js(&assist::hover(text, offset, &settings.environment, person.as_ref()))
}

/// The call around an offset of an expression, with its current parameter.
///
/// # Errors
/// A `TypeError` for what is no text, and for options that do not exist.
#[wasm_bindgen(unchecked_return_type = "SignatureHelp | null")]
pub fn signature(
    #[wasm_bindgen(unchecked_param_type = "string")] text: &JsValue,
    offset: usize,
    #[wasm_bindgen(unchecked_optional_param_type = "Options")] options: &JsValue,
) -> Result<JsValue, JsValue> {
    let text = &words(text)?;
    to_js(&assist::signature(text, offset, &options::read(options)?.environment))
}

/// The expression in its canonical form; unchanged where its syntax is wrong.
///
/// # Errors
/// A `TypeError` for what is no text.
#[wasm_bindgen]
pub fn format(
    #[wasm_bindgen(unchecked_param_type = "string")] text: &JsValue,
) -> Result<String, JsValue> {
    Ok(attrmap::assist::format(&words(text)?))
}

/// What an expression does, in plain sentences.
///
/// # Errors
/// A `TypeError` for what is no text, and for options that do not exist.
#[wasm_bindgen(unchecked_return_type = "Sentence[]")]
pub fn explain(
    #[wasm_bindgen(unchecked_param_type = "string")] text: &JsValue,
    #[wasm_bindgen(unchecked_optional_param_type = "Options")] options: &JsValue,
) -> Result<JsValue, JsValue> {
    let text = &words(text)?;
    to_js(&assist::explain(text, &options::read(options)?.environment))
}

/// The people worth testing: changes to a person, or to somebody invented.
///
/// # Errors
/// A `TypeError` for what is no text, for options that do not exist, and for a person that is none.
#[wasm_bindgen(js_name = edgeCases, unchecked_return_type = "EdgeCases")]
pub fn edge_cases(
    #[wasm_bindgen(unchecked_param_type = "string")] text: &JsValue,
    #[wasm_bindgen(unchecked_optional_param_type = "Options")] options: &JsValue,
    #[wasm_bindgen(unchecked_optional_param_type = "Person | string")] person: &JsValue,
) -> Result<JsValue, JsValue> {
    let text = &words(text)?;
    let settings = options::read(options)?;
    let base = context(person, &settings)?;
    to_js(&assist::edge_cases(text, &settings.environment, base.as_ref()))
}

/// The text of a parameter, which JavaScript may call with anything.
fn words(text: &JsValue) -> Result<String, JsValue> {
    text.as_string().ok_or_else(|| misuse("a string is needed here"))
}

/// A person that may be left out; data that is no person is left out too.
fn context(person: &JsValue, settings: &options::Settings) -> Result<Option<Context>, JsValue> {
    if person.is_undefined() || person.is_null() {
        return Ok(None);
    }
    Ok(input::person(person)?.ok().map(|profile| settings.context(&profile)))
}

#[derive(Serialize)]
struct Token {
    from: usize,
    to: usize,
    kind: &'static str,
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
