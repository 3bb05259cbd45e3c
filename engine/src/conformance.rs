//! Cases as data: an expression, a profile and what has to come of them → passed or not, and what
//! came.
//!
//! One format serves every suite: a JSON object a line with `id`, `dialect`, `context`, `expr`,
//! `profile`, `now`, `options`, `expect`, and where they matter `diagnostics`.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::{Map, Value as Json, json};

use crate::check::check;
use crate::context::{Context, Missing};
use crate::datetime::DateTime;
use crate::diagnostic::Diagnostic;
use crate::dialect::{Dialect, Place};
use crate::environment::{Environment, KnownAttribute, KnownRoot};
use crate::expression::Expression;
use crate::types::Type;
use crate::value::{ObjectKind, Value};

/// A case.
#[derive(Debug, Clone, Deserialize)]
#[non_exhaustive]
pub struct Case {
    /// Unique and stable.
    pub id: String,
    /// `classic` or `identity`.
    #[serde(default = "classic")]
    pub dialect: String,
    /// The id of a place; `any` where it is absent.
    #[serde(default = "any")]
    pub context: String,
    /// The expression.
    #[serde(rename = "expr")]
    pub expression: String,
    /// Roots by name, and the `$`-keys that functions need.
    #[serde(default)]
    pub profile: Map<String, Json>,
    /// The instant of the evaluation, RFC 3339.
    pub now: Option<String>,
    /// Switches.
    #[serde(default)]
    pub options: Options,
    /// `{"value": …}` or `{"error": kind}`; absent where only diagnostics are asked for.
    pub expect: Option<Map<String, Json>>,
    /// The code of the error that evaluation meets, where the kind does not say enough.
    pub code: Option<String>,
    /// What the profile under a root may have: root → attribute → type, such as `text`.
    #[serde(default)]
    pub schema: BTreeMap<String, BTreeMap<String, String>>,
    /// People whose values warnings may look at, in the form of `profile`.
    #[serde(default)]
    pub samples: Vec<Map<String, Json>>,
    /// The problems the checker has to find, all of them: code and underlined text.
    pub diagnostics: Option<Vec<ExpectedDiagnostic>>,
}

fn classic() -> String {
    Dialect::Classic.id().to_owned()
}

fn any() -> String {
    Place::Any.rules().id.to_owned()
}

/// Switches of a case.
#[derive(Debug, Clone, Copy, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
#[non_exhaustive]
pub struct Options {
    /// An attribute that is not in the profile is an error.
    pub strict_attributes: bool,
}

/// A problem that the checker has to find.
#[derive(Debug, Clone, Deserialize)]
#[non_exhaustive]
pub struct ExpectedDiagnostic {
    /// Its code.
    pub code: String,
    /// The text that is underlined.
    pub at: Option<String>,
    /// The other texts that are underlined, all of them; absent where they do not matter.
    pub also: Option<Vec<String>>,
    /// The text after the first fix; absent where it does not matter.
    pub fixed: Option<String>,
}

/// What came of a case.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Verdict {
    /// Whether it is what was expected.
    pub passed: bool,
    /// What came, in the encoding of `expect`.
    pub got: Json,
}

impl Verdict {
    /// The verdict on a case of which something came that cannot be compared.
    pub fn failed(got: Json) -> Self {
        Self { passed: false, got }
    }
}

/// Runs one case.
pub fn run(case: &Case) -> Verdict {
    let Some(environment) = environment(case) else {
        let message = format!("no dialect `{}` or no context `{}`", case.dialect, case.context);
        return Verdict { passed: false, got: json!({ "invalid": message }) };
    };
    let got = outcome(case, &environment);
    let expected = case.expect.as_ref().is_none_or(|expect| agrees(expect, &got));
    let (found, as_expected) = diagnostics(case, &environment);
    let got = if as_expected { got } else { json!({ "outcome": got, "diagnostics": found }) };
    Verdict { passed: expected && as_expected, got }
}

/// What the checker knows about a case; `None` where its dialect, context or a type does not exist.
pub fn environment(case: &Case) -> Option<Environment> {
    let dialect = Dialect::from_id(&case.dialect)?;
    let place = Place::from_id(&case.context)?;
    let roots = case.profile.keys().map(String::as_str);
    let mut environment = Environment::new(dialect, place)
        .with_roots(roots)
        .with_samples(case.samples.iter().map(Context::from_json));
    for (root, attributes) in &case.schema {
        let attributes = attributes
            .iter()
            .map(|(name, ty)| Some(KnownAttribute { name: name.clone(), ty: Type::from_name(ty)? }))
            .collect::<Option<Vec<_>>>()?;
        environment.known.push(KnownRoot { root: root.clone(), title: root.clone(), attributes });
    }
    Some(environment)
}

/// The outcome of a case in the encoding of `expect`.
fn outcome(case: &Case, environment: &Environment) -> Json {
    let expression = match Expression::compile(&case.expression, environment) {
        Ok(expression) => expression,
        Err(found) => {
            let first = found.all().iter().find(|found| found.is_blocking());
            return json!({ "error": first.map_or("", |found| found.code.kind()) });
        }
    };
    let mut context = Context::from_json(&case.profile);
    if case.options.strict_attributes {
        context.missing = Missing::Error;
    }
    if let Some(now) = &case.now {
        match DateTime::parse_iso(now) {
            Ok(now) => context.now = now,
            Err(error) => return json!({ "invalid": format!("`now`: {error}") }),
        }
    }
    match expression.evaluate(&context) {
        Ok(value) => json!({ "value": encode(&value) }),
        Err(error) if case.code.as_deref().is_some_and(|code| code != error.code().id()) => {
            json!({ "error": error.kind(), "code": error.code().id() })
        }
        Err(error) => json!({ "error": error.kind() }),
    }
}

/// Whether the checker finds exactly the problems that the case names, and what it found.
fn diagnostics(case: &Case, environment: &Environment) -> (Json, bool) {
    let Some(expected) = &case.diagnostics else { return (Json::Null, true) };
    let found = check(&case.expression, environment).diagnostics;
    let others = |found: &Diagnostic| -> Vec<&str> {
        found.also.iter().map(|place| place.of(&case.expression)).collect()
    };
    let shown: Vec<Json> = found
        .iter()
        .map(|found| {
            let fixed = found.fixes.first().map(|fix| fix.apply(&case.expression));
            json!({
                "code": found.code.id(),
                "at": found.span.of(&case.expression),
                "also": others(found),
                "fixed": fixed,
            })
        })
        .collect();
    let agree = expected.len() == found.len()
        && expected.iter().zip(&found).all(|(expected, found)| {
            expected.code == found.code.id()
                && expected.at.as_ref().is_none_or(|at| at == found.span.of(&case.expression))
                && expected.also.as_ref().is_none_or(|also| *also == others(found))
                && expected.fixed.as_ref().is_none_or(|fixed| {
                    found.fixes.first().is_some_and(|fix| fix.apply(&case.expression) == *fixed)
                })
        });
    (Json::from(shown), agree)
}

/// A value in the encoding of the case files: markers for what JSON does not have.
pub fn encode(value: &Value<'_>) -> Json {
    let marked = |kind: &str, value: Json| json!({ "type": kind, "value": value });
    match value {
        Value::Null => Json::Null,
        Value::Boolean(value) => json!(value),
        Value::Integer(number) => json!(number),
        Value::Long(number) => json!(number),
        Value::Double(number) if number.is_finite() => json!(number),
        Value::Double(_) => {
            let mut text = String::new();
            // Writing to a text does not fail.
            let _ = crate::value::write_text(&mut text, value);
            marked("double", text.into())
        }
        Value::Text(text) => json!(text),
        Value::Array(items) => items.iter().map(encode).collect(),
        Value::Map(map) => {
            let entry = |(key, value): &(Value<'_>, Value<'_>)| {
                let mut name = String::new();
                // A key without text form cannot be shown; its entry keeps an empty name.
                let _ = crate::value::write_text(&mut name, key);
                (name, encode(value))
            };
            marked("map", Json::Object(map.entries().iter().map(entry).collect()))
        }
        Value::Object(object) if object.kind() == ObjectKind::Group => {
            marked("group", object.get("id").map_or(Json::Null, encode))
        }
        Value::Object(object) => {
            let attribute = |(name, value): (&str, &Value<'_>)| (name.to_owned(), encode(value));
            marked("object", Json::Object(object.iter().map(attribute).collect()))
        }
        Value::DateTime(value) => marked("datetime", value.to_string().into()),
        Value::Country(country) => marked("country", country.alpha2().into()),
    }
}

/// Whether what came is what was expected; date-times agree when instant, offset and zone do.
fn agrees(expected: &Map<String, Json>, got: &Json) -> bool {
    match (expected.get("error"), expected.get("value")) {
        (Some(kind), _) => got.get("error") == Some(kind) && got.get("code").is_none(),
        (_, Some(value)) => got.get("value").is_some_and(|got| same(value, got)),
        _ => false,
    }
}

fn same(expected: &Json, got: &Json) -> bool {
    match (expected, got) {
        (Json::Array(expected), Json::Array(got)) => {
            expected.len() == got.len() && expected.iter().zip(got).all(|(e, g)| same(e, g))
        }
        (Json::Object(expected), Json::Object(got)) => {
            if is_date_time(expected) && is_date_time(got) {
                return moment(expected).is_some() && moment(expected) == moment(got);
            }
            expected.len() == got.len()
                && expected.iter().all(|(key, value)| got.get(key).is_some_and(|g| same(value, g)))
        }
        (Json::Number(expected), Json::Number(got)) => {
            expected.is_f64() == got.is_f64() && expected == got
        }
        _ => expected == got,
    }
}

fn is_date_time(fields: &Map<String, Json>) -> bool {
    fields.get("type").and_then(Json::as_str) == Some("datetime")
}

fn moment(fields: &Map<String, Json>) -> Option<DateTime> {
    DateTime::parse_iso(fields.get("value")?.as_str()?).ok()
}
