//! Expressions that Spring's own evaluator answered, in the part of it that is our language.
//!
//! `suite/spel_differences.tsv` names every line that is answered differently here, with the
//! chapter of the language reference that says so. The list has to be exact: a difference that is
//! not in it fails, and so does an entry that is no difference any more.
#![expect(
    clippy::unwrap_used,
    reason = "a test may stop at the first thing that is not as it says"
)]

use std::collections::BTreeMap;

use attrmap::context::{Context, Missing};
use attrmap::dialect::{Dialect, Place};
use attrmap::environment::Environment;
use attrmap::expression::Expression;
use attrmap::limits::Limits;
use attrmap::syntax::parse;
use attrmap::value::{Object, Value, write_text};
use serde::Deserialize;
use serde_json::{Map, Value as Json, json};

const SAMPLE: &str = include_str!("../suite/spel_sample.jsonl");
const DIFFERENCES: &str = include_str!("../suite/spel_differences.tsv");

#[derive(Deserialize)]
struct Row {
    id: String,
    expr: String,
    profile: Map<String, Json>,
    #[serde(default)]
    mode: String,
    expect: Answer,
    /// The answer of the newest Spring, where it is another one.
    newer: Option<Answer>,
}

#[derive(Deserialize, Clone, PartialEq, Debug)]
struct Answer {
    #[serde(default)]
    value: Json,
    #[serde(default, rename = "type")]
    ty: Option<String>,
    /// Of a Double, its text in Java.
    #[serde(default)]
    str: Json,
    phase: Option<String>,
    #[serde(skip)]
    kind: &'static str,
}

impl Answer {
    fn error(kind: &'static str, at_compile_time: bool) -> Self {
        let parse = at_compile_time
            && matches!(kind, "syntax_error" | "unsupported_construct" | "limit_exceeded");
        let phase = if parse { "parse" } else { "eval" };
        Self { value: Json::Null, ty: None, str: Json::Null, phase: Some(phase.to_owned()), kind }
    }

    fn agrees(&self, other: &Self) -> bool {
        if self.phase.is_some() || other.phase.is_some() {
            return self.phase == other.phase;
        }
        let text = self.ty.as_deref() != Some("Double") || self.str == other.str;
        self.value == other.value && self.ty == other.ty && text
    }
}

/// The answer in a dialect, or `None` where it lacks the functions or methods.
fn answer(row: &Row, dialect: Dialect) -> Option<Answer> {
    let parsed = parse(&row.expr, &Limits::DEFAULT);
    if let Some(found) = parsed.diagnostics.iter().find(|found| found.is_blocking()) {
        return Some(Answer::error(found.code.kind(), true));
    }
    let mut context = Context::new();
    if row.mode == "strict" {
        context.missing = Missing::Error;
    }
    let text = match dialect {
        Dialect::Classic => {
            for (name, value) in &row.profile {
                if let Json::Object(fields) = value {
                    context.set(name, Object::from(fields));
                }
            }
            context.set("source", Object::from(&row.profile));
            row.expr.clone()
        }
        // Bare names are read in the body of a projection only.
        _ => {
            let all = [("all", Value::from_json(&json!([row.profile])))];
            context.set("appuser", all.into_iter().collect());
            format!("appuser.all.![{}][0]", row.expr)
        }
    };
    let environment = Environment::new(dialect, Place::Any);
    let error = match Expression::compile(&text, &environment) {
        Ok(expression) => match expression.evaluate(&context) {
            Ok(value) => return Some(described(&value)),
            Err(error) => Answer::error(error.kind(), false),
        },
        Err(found) => {
            let first = found.all().iter().find(|found| found.is_blocking());
            Answer::error(first.unwrap().code.kind(), true)
        }
    };
    (!matches!(error.kind, "unknown_method" | "unknown_function")).then_some(error)
}

/// A value as the sample writes it.
fn described(value: &Value<'_>) -> Answer {
    let (json, ty) = encoded(value);
    let mut str = Json::Null;
    if let Value::Double(_) = value {
        let mut text = String::new();
        write_text(&mut text, value).unwrap();
        str = json!(text);
    }
    Answer { value: json, ty: Some(ty), str, phase: None, kind: "" }
}

fn encoded(value: &Value<'_>) -> (Json, String) {
    let named = |json: Json, ty: &str| (json, ty.to_owned());
    match value {
        Value::Null => named(Json::Null, "null"),
        Value::Boolean(value) => named(json!(value), "Boolean"),
        Value::Integer(value) => named(json!(value), "Integer"),
        Value::Long(value) => named(json!(value), "Long"),
        Value::Double(value) if value.is_finite() => named(json!(value), "Double"),
        Value::Double(_) => {
            let mut text = String::new();
            write_text(&mut text, value).unwrap();
            named(json!({ "$double": text }), "Double")
        }
        Value::Text(text) => named(json!(text), "String"),
        Value::Array(items) => {
            let (values, types): (Vec<_>, Vec<_>) = items.iter().map(encoded).unzip();
            named(Json::Array(values), &format!("List[{}]", types.join(",")))
        }
        Value::Map(map) => entries(map.entries().iter().map(|(key, value)| (key.clone(), value))),
        Value::Object(object) => {
            entries(object.iter().map(|(name, value)| (Value::text(name.to_owned()), value)))
        }
        other => named(Json::Null, &other.type_name()),
    }
}

fn entries<'v, 'a: 'v>(pairs: impl Iterator<Item = (Value<'a>, &'v Value<'a>)>) -> (Json, String) {
    let mut values = Map::new();
    let mut types = Vec::new();
    for (key, value) in pairs {
        let mut name = String::new();
        write_text(&mut name, &key).unwrap();
        let (json, ty) = encoded(value);
        types.push(format!("{}:{ty}", encoded(&key).1));
        values.insert(name, json);
    }
    types.sort();
    (Json::Object(values), format!("Map{{{}}}", types.join(",")))
}

/// What is answered differently, or `None` where nothing is.
fn difference(row: &Row) -> Option<String> {
    let wanted = row.newer.as_ref().unwrap_or(&row.expect);
    let given: Vec<Answer> = [Dialect::Classic, Dialect::IdentityEngine]
        .into_iter()
        .filter_map(|dialect| answer(row, dialect))
        .collect();
    let differing: Vec<_> = given.iter().filter(|given| !given.agrees(wanted)).collect();
    if given.is_empty() && wanted.phase.as_deref() != Some("eval") {
        return Some(format!("{}: no such function or method; wanted {wanted:?}", row.expr));
    }
    (!differing.is_empty()).then(|| format!("{}: {differing:?}; wanted {wanted:?}", row.expr))
}

#[test]
fn every_difference_from_spring_has_its_chapter() {
    let rows: Vec<Row> = SAMPLE.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(rows.len(), 1038);
    let mut listed: BTreeMap<&str, &str> = DIFFERENCES
        .lines()
        .filter(|line| !line.starts_with('#'))
        .map(|line| line.split_once('\t').unwrap())
        .collect();
    let mut wrong = Vec::new();
    for row in &rows {
        match (difference(row), listed.remove(&*row.id)) {
            (Some(found), None) => wrong.push(format!("{}\tis not listed\t{found}", row.id)),
            (None, Some(_)) => wrong.push(format!("{}\tis no difference any more", row.id)),
            (Some(_), Some(reason)) if !reason.starts_with("chapter ") => {
                wrong.push(format!("{}\tnames no chapter: {reason}", row.id));
            }
            _ => {}
        }
    }
    wrong.extend(listed.keys().map(|id| format!("{id}\tis not in the sample")));
    assert!(wrong.is_empty(), "{} lines:\n{}", wrong.len(), wrong.join("\n"));
}
