//! What the engine's `assist` finds, in the shapes of the package.

use attrmap::assist::{self, Evaluated, Reach, TraceNode};
use attrmap::conformance::encode;
use attrmap::context::Context;
use attrmap::environment::Environment;
use attrmap::json;
use attrmap::text::{Span, byte_offset};
use attrmap::value::{Value, write_text};
use serde::Serialize;

use crate::problem::{Offsets, Problem};

/// The state of a value: `null`, `empty` or `value`.
fn state(value: &Value<'_>) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Text(text) if text.is_empty() => "empty",
        _ => "value",
    }
}

/// The text form of a value, or its JSON where it has none; null has the empty text.
fn shown(value: &Value<'_>) -> String {
    let mut text = String::new();
    match value {
        Value::Null => text,
        value if write_text(&mut text, value).is_err() => json::write(&encode(value)),
        _ => text,
    }
}

/// A value, an error, or that there is neither.
#[derive(Debug, Serialize)]
struct Outcome {
    state: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    r#type: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    problem: Option<Problem>,
}

impl Outcome {
    fn new(text: &str, evaluated: &Evaluated) -> Self {
        let none = Self { state: "skipped", r#type: None, value: None, problem: None };
        match evaluated {
            Evaluated::Value(value) => Self {
                state: state(value),
                r#type: Some(value.type_name()),
                value: Some(shown(value)),
                ..none
            },
            Evaluated::Failed(error) => Self {
                state: "error",
                problem: Some(Problem::new(text, &error.to_diagnostic())),
                ..none
            },
            Evaluated::Skipped => none,
        }
    }
}

/// A part of an expression with what became of it.
#[derive(Debug, Serialize)]
pub(crate) struct Node {
    from: usize,
    to: usize,
    text: String,
    skipped: bool,
    #[serde(flatten)]
    outcome: Outcome,
    children: Vec<Node>,
}

impl Node {
    pub(crate) fn new(text: &str, node: &TraceNode) -> Self {
        let (from, to) = range(&mut Offsets::new(text), node.span);
        Self {
            from,
            to,
            text: node.text.clone(),
            skipped: matches!(node.evaluated, Evaluated::Skipped),
            outcome: Outcome::new(text, &node.evaluated),
            children: node.children.iter().map(|child| Self::new(text, child)).collect(),
        }
    }

    /// The whole of an expression that could not be evaluated.
    pub(crate) fn failed(text: &str, problem: Option<Problem>, value: Option<String>) -> Self {
        Self {
            from: 0,
            to: attrmap::text::utf16_len(text),
            text: text.to_owned(),
            skipped: false,
            outcome: Outcome { state: "error", r#type: None, value, problem },
            children: Vec::new(),
        }
    }
}

fn range(offsets: &mut Offsets<'_>, span: Span) -> (usize, usize) {
    (offsets.utf16(span.start()), offsets.utf16(span.end()))
}

#[derive(Debug, Serialize)]
pub(crate) struct Completion {
    label: String,
    kind: &'static str,
    detail: String,
    insert: String,
    from: usize,
    to: usize,
}

pub(crate) fn complete(text: &str, offset: usize, environment: &Environment) -> Vec<Completion> {
    let samples = assist::Samples::of(&environment.samples);
    let mut offsets = Offsets::new(text);
    assist::complete(text, byte_offset(text, offset), environment, &samples)
        .into_iter()
        .map(|item| {
            let (from, to) = range(&mut offsets, item.span);
            let (label, kind) = (item.label, item.kind.id());
            Completion { label, kind, detail: item.detail, insert: item.insert, from, to }
        })
        .collect()
}

#[derive(Debug, Serialize)]
pub(crate) struct Hover {
    from: usize,
    to: usize,
    title: String,
    summary: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    example: Option<Example>,
    places: Vec<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    deprecated: Option<&'static str>,
    r#type: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    result: Option<Outcome>,
}

#[derive(Debug, Serialize)]
struct Example {
    expression: &'static str,
    profile: &'static str,
    value: &'static str,
}

pub(crate) fn hover(
    text: &str,
    offset: usize,
    environment: &Environment,
    person: Option<&Context>,
) -> Option<Hover> {
    let found = assist::hover(text, byte_offset(text, offset), environment, person)?;
    let (from, to) = range(&mut Offsets::new(text), found.span);
    Some(Hover {
        from,
        to,
        title: found.title,
        summary: found.summary,
        example: found.example.map(|example| Example {
            expression: example.expression,
            profile: example.profile,
            value: example.value,
        }),
        places: found.places,
        deprecated: found.deprecated,
        r#type: found.ty.to_string(),
        result: found.evaluated.map(|evaluated| Outcome::new(text, &evaluated)),
    })
}

#[derive(Debug, Serialize)]
pub(crate) struct Signature {
    label: String,
    parameters: Vec<Range>,
    #[serde(skip_serializing_if = "Option::is_none")]
    active: Option<usize>,
    summary: &'static str,
    from: usize,
    to: usize,
}

#[derive(Debug, Serialize)]
struct Range {
    from: usize,
    to: usize,
}

pub(crate) fn signature(text: &str, offset: usize, environment: &Environment) -> Option<Signature> {
    let found = assist::signature(text, byte_offset(text, offset), environment)?;
    let (from, to) = range(&mut Offsets::new(text), found.span);
    let mut offsets = Offsets::new(&found.label);
    let parameter = |span: &Span| {
        let (from, to) = range(&mut offsets, *span);
        Range { from, to }
    };
    let parameters = found.parameters.iter().map(parameter).collect();
    let (active, summary) = (found.active, found.summary);
    Some(Signature { parameters, label: found.label, active, summary, from, to })
}

#[derive(Debug, Serialize)]
pub(crate) struct Sentence {
    text: String,
    from: usize,
    to: usize,
    depth: usize,
}

pub(crate) fn explain(text: &str, environment: &Environment) -> Vec<Sentence> {
    let mut offsets = Offsets::new(text);
    assist::explain(text, environment)
        .into_iter()
        .map(|sentence| {
            let (from, to) = range(&mut offsets, sentence.span);
            Sentence { text: sentence.text, from, to, depth: sentence.depth }
        })
        .collect()
}

#[derive(Debug, Serialize)]
pub(crate) struct EdgeCases {
    cases: Vec<EdgeCase>,
    unreached: Vec<Range>,
    tried: usize,
}

#[derive(Debug, Serialize)]
struct EdgeCase {
    reason: String,
    changes: Vec<Change>,
    result: Outcome,
    reaches: Vec<Reached>,
}

#[derive(Debug, Serialize)]
struct Change {
    root: String,
    path: Vec<String>,
    state: &'static str,
    /// JSON text of the value, in the form that people are read in.
    #[serde(skip_serializing_if = "Option::is_none")]
    json: Option<String>,
}

#[derive(Debug, Serialize)]
struct Reached {
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<String>,
    from: usize,
    to: usize,
}

pub(crate) fn edge_cases(
    text: &str,
    environment: &Environment,
    base: Option<&Context>,
) -> EdgeCases {
    let found = assist::edge_cases(text, environment, base);
    let mut offsets = Offsets::new(text);
    let unreached = found.unreached.iter().map(|span| {
        let (from, to) = range(&mut offsets, *span);
        Range { from, to }
    });
    let unreached = unreached.collect();
    let cases = found.cases.into_iter().map(|case| EdgeCase {
        reason: case.reason,
        changes: case.changes.into_iter().map(change).collect(),
        reaches: case.reaches.iter().map(|reach| reached(text, reach)).collect(),
        result: match case.result {
            Ok(value) => Outcome::new(text, &Evaluated::Value(value)),
            Err(error) => Outcome::new(text, &Evaluated::Failed(error)),
        },
    });
    EdgeCases { cases: cases.collect(), unreached, tried: found.tried }
}

fn change(change: assist::Change) -> Change {
    let state = change.value.as_ref().map_or("missing", state);
    let json = change.value.map(|value| json::write(&encode(&value)));
    Change { root: change.root, path: change.path, state, json }
}

fn reached(text: &str, reach: &Reach) -> Reached {
    let (kind, code, message, span) = match reach {
        Reach::Branch(span) => ("branch", None, None, *span),
        Reach::Error(error) => {
            let message = Some(error.message().to_owned());
            ("error", Some(error.code().id()), message, error.span())
        }
        Reach::PrintsNull(span) => ("null", None, None, *span),
        Reach::Lint { code, span } => ("lint", Some(code.id()), None, *span),
        Reach::Result(kind) => ("result", None, Some((*kind).to_owned()), Span::new(0, text.len())),
        _ => ("other", None, None, Span::new(0, text.len())),
    };
    let (from, to) = range(&mut Offsets::new(text), span);
    Reached { kind, code, message, from, to }
}
