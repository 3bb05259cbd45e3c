//! What holds for every text and every person; fuzzing and ordinary tests both call these.
//!
//! Each function ends normally for every input, or panics with what was wrong.

use attrmap::check::check;
use attrmap::context::{Context, Missing};
use attrmap::diagnostic::{Diagnostic, Plain, render};
use attrmap::dialect::{Dialect, Place};
use attrmap::environment::Environment;
use attrmap::expression::Expression;
use attrmap::limits::Limits;
use attrmap::syntax::parse;
use attrmap::text::Span;

use crate::columns::Both;

/// One place of each dialect that allows most, and one of each that allows little.
const PLACES: [(Dialect, Place); 4] = [
    (Dialect::Classic, Place::Any),
    (Dialect::Classic, Place::GroupRule),
    (Dialect::IdentityEngine, Place::Any),
    (Dialect::IdentityEngine, Place::IdpRouting),
];

/// Parses any bytes as text: there is a tree, and every problem lies in the text.
///
/// # Panics
/// When that does not hold.
pub fn parse_bytes(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let parsed = parse(&text, &Limits::default());
    assert_inside(parsed.tree.span, &text);
    assert_sound(&parsed.diagnostics, &text);
}

/// Evaluates any bytes: the expression, a NUL byte, and a person as JSON.
///
/// Without a person that can be read, there is one with a few attributes of every type.
///
/// # Panics
/// When a diagnostic or an error lies outside the text, or a second time gives something else.
pub fn evaluate_bytes(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let (expression, person) = text.split_once('\0').unwrap_or((&text, ""));
    let person = serde_json::from_str(person).unwrap_or_else(|_| somebody());
    evaluate(expression, &person);
}

/// Checks and evaluates an expression for a person in every dialect, twice, and among other people.
///
/// # Panics
/// When a diagnostic or an error lies outside the text, or a second time gives something else.
pub fn evaluate(text: &str, person: &serde_json::Map<String, serde_json::Value>) {
    let context = Context::from_json(person);
    let mut strict = Context::new();
    strict.missing = Missing::Error;
    let many = Both::new([&somebody(), person, &serde_json::Map::new(), person, &somebody()]);
    for (dialect, place) in PLACES {
        let environment =
            Environment::new(dialect, place).with_roots(person.keys().map(String::as_str));
        let checked = check(text, &environment);
        assert_sound(&checked.diagnostics, text);
        let compiled = Expression::compile(text, &environment);
        assert_eq!(compiled.is_ok(), checked.is_valid(), "check and compile disagree: {text}");
        let Ok(expression) = compiled else { continue };
        many.assert_same(&expression, &Context::new());
        many.assert_same(&expression, &strict);
        let value = expression.evaluate(&context);
        assert_eq!(
            format!("{value:?}"),
            format!("{:?}", expression.evaluate(&context)),
            "two evaluations differ: {text}"
        );
        let mut written = String::new();
        let wrote = expression.evaluate_into(&context, &mut written);
        match &value {
            Ok(value) => {
                if let (Some(text_value), Ok(_)) = (value.as_text(), &wrote) {
                    assert_eq!(text_value, written, "value and written text differ: {text}");
                }
            }
            Err(error) => {
                assert_inside(error.span(), text);
                assert!(wrote.is_err(), "written what cannot be evaluated: {text}");
            }
        }
    }
}

/// A person with attributes of every type.
fn somebody() -> serde_json::Map<String, serde_json::Value> {
    let person = serde_json::json!({
        "user": {
            "firstName": "Jürgen", "lastName": "王", "login": "j@example.com", "empty": "",
            "age": 41, "big": 9_007_199_254_740_993_i64, "ratio": 0.1, "active": true, "nothing": null,
            "tags": ["a", "", null, 1], "profile": { "city": "Rome" },
        },
        "appuser": { "extensionNumber": null, "directNumber": "+15550100125" },
        "$groups": [{ "id": "00g1", "profile": { "name": "West" } }],
    });
    match person {
        serde_json::Value::Object(person) => person,
        _ => serde_json::Map::new(),
    }
}

/// Every diagnostic can be drawn, and it and its fixes lie inside the text.
fn assert_sound(diagnostics: &[Diagnostic], text: &str) {
    for diagnostic in diagnostics {
        diagnostic.places().for_each(|place| assert_inside(place, text));
        assert!(!render(diagnostic, text, &Plain).is_empty());
        for fix in &diagnostic.fixes {
            fix.edits.iter().for_each(|edit| assert_inside(edit.span, text));
            assert!(fix.apply(text) != *text, "a fix that changes nothing: {text}: {fix:?}");
        }
    }
}

fn assert_inside(span: Span, text: &str) {
    assert!(text.get(span.range()).is_some(), "{span:?} is no part of {text:?}");
}
