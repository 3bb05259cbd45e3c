//! The engine for JavaScript: values and diagnostics in the shapes of the npm package `attrmap`.
//!
//! It converts and decides nothing. Offsets leave as UTF-16 units; a wrong expression or wrong data
//! is an ordinary result, and only misuse throws.

mod catalog;
mod input;
mod options;
mod outcome;
mod problem;
mod program;
mod types;

use attrmap::check::check as check_text;
use attrmap::limits::Limits;
use attrmap::syntax::{self, parse};
use serde::Serialize;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

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
    #[wasm_bindgen(unchecked_param_type = "Dialect")] dialect: &str,
) -> Result<JsValue, JsValue> {
    to_js(&catalog::entries(options::dialect(dialect)?))
}

/// Checks an expression: its problems, the type of its value, the attributes it reads.
///
/// # Errors
/// A `TypeError` for options that do not exist.
#[wasm_bindgen(unchecked_return_type = "Checked")]
pub fn check(
    text: &str,
    #[wasm_bindgen(unchecked_optional_param_type = "Options")] options: &JsValue,
) -> Result<JsValue, JsValue> {
    let environment = options::read(options)?.environment;
    let checked = check_text(text, &environment);
    to_js(&outcome::Checked::new(text, &checked, &environment))
}

/// Compiles an expression; a wrong one gives a program that only has problems.
///
/// # Errors
/// A `TypeError` for options that do not exist.
#[wasm_bindgen]
pub fn compile(
    text: &str,
    #[wasm_bindgen(unchecked_optional_param_type = "Options")] options: &JsValue,
) -> Result<Program, JsValue> {
    Ok(Program::new(text, options::read(options)?))
}

/// The pieces of an expression with what they are, for highlighting.
///
/// # Errors
/// None for any text.
#[wasm_bindgen(unchecked_return_type = "Token[]")]
pub fn tokens(text: &str) -> Result<JsValue, JsValue> {
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
