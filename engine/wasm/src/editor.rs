//! What editors ask for: tokens, completion, hover, signatures, explanations, edge cases, the catalog.

use attrmap::assist::Tracer;
use attrmap::context::Context;
use attrmap::functions::{self, Description};
use attrmap::limits::Limits;
use attrmap::syntax::{self, parse};
use serde::Serialize;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

use crate::assist::Node;
use crate::program::Program;
use crate::{assist, input, options, problem, to_js, words};

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

#[wasm_bindgen]
impl Program {
    /// The value of every part of the expression for one person, with what was not evaluated.
    ///
    /// # Errors
    /// A `TypeError` for anything that is no person.
    #[wasm_bindgen(unchecked_return_type = "Node")]
    pub fn trace(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Person | string | Uint8Array")] person: &JsValue,
    ) -> Result<JsValue, JsValue> {
        let profile = input::person(person)?;
        let tracer = Tracer::new(&self.text, &self.settings.environment);
        let node = match (tracer, profile) {
            (Ok(tracer), Ok(profile)) => {
                Node::new(&self.text, &tracer.trace(&self.settings.context(&profile)))
            }
            (Err(_), _) => Node::failed(&self.text, self.problems.first().cloned(), None),
            (_, Err(message)) => Node::failed(&self.text, None, Some(message)),
        };
        to_js(&node)
    }
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
