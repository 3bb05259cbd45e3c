//! What checking and evaluating give, in the shapes of the package.

use attrmap::check;
use attrmap::conformance::encode;
use attrmap::context::Context;
use attrmap::environment::Environment;
use attrmap::expression::{AttributeRead, Expression};
use attrmap::json;
use attrmap::value::{Value, write_text};
use serde::Serialize;

use crate::problem::Problem;

/// What `check` gives.
#[derive(Debug, Serialize)]
pub(crate) struct Checked {
    ok: bool,
    problems: Vec<Problem>,
    r#type: String,
    reads: Vec<Read>,
}

#[derive(Debug, Serialize)]
pub(crate) struct Read {
    root: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    attr: Option<String>,
}

impl From<AttributeRead<'_>> for Read {
    fn from(read: AttributeRead<'_>) -> Self {
        Self { root: read.root.to_owned(), attr: read.attribute.map(str::to_owned) }
    }
}

impl Checked {
    pub(crate) fn new(text: &str, checked: &check::Checked, environment: &Environment) -> Self {
        let compiled = Expression::from_checked(text, checked.clone(), environment);
        Self {
            ok: checked.is_valid(),
            problems: Problem::all(text, &checked.diagnostics),
            r#type: checked.ty.to_string(),
            reads: compiled.iter().flat_map(Expression::reads).map(Read::from).collect(),
        }
    }
}

/// What `evaluate` gives.
#[derive(Debug, Serialize)]
pub(crate) struct Outcome {
    state: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    r#type: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    json: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    problem: Option<Problem>,
}

impl Outcome {
    /// The value of an expression for one person.
    pub(crate) fn of(expression: &Expression, context: &Context) -> Self {
        match expression.evaluate(context) {
            Ok(value) => Self::value(&value, expression.is_missing(context)),
            Err(error) => Self::failed(Problem::new(expression.text(), &error.to_diagnostic())),
        }
    }

    /// An evaluation that could not happen.
    fn failed(problem: Problem) -> Self {
        let problem = Some(problem);
        Self { state: "error", r#type: None, text: None, json: None, problem }
    }

    /// What a wrong expression gives for everybody.
    pub(crate) fn without_program(problem: Option<&Problem>) -> Self {
        match problem {
            Some(problem) => Self::failed(problem.clone()),
            None => Self::bad_data("the expression has problems".to_owned()),
        }
    }

    /// Data that is no person.
    pub(crate) fn bad_data(message: String) -> Self {
        Self { text: Some(message), state: "error", r#type: None, json: None, problem: None }
    }

    fn value(value: &Value<'_>, missing: bool) -> Self {
        let state = match value {
            Value::Null if missing => "missing",
            Value::Null => "null",
            Value::Text(text) if text.is_empty() => "empty",
            _ => "value",
        };
        let json = json::write(&encode(value));
        let mut text = String::new();
        if value.is_null() || write_text(&mut text, value).is_err() {
            text = if value.is_null() { String::new() } else { json.clone() };
        }
        Self {
            state,
            r#type: Some(value.type_name()),
            text: Some(text),
            json: Some(json),
            problem: None,
        }
    }
}
