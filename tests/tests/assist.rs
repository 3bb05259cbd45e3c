//! What editors ask works at every place of every text, and formatting keeps the meaning.

#![expect(
    clippy::unwrap_used,
    reason = "a test may stop at the first thing that is not as it says"
)]

use attrmap::assist::{
    Evaluated, Samples, TraceNode, complete, edge_cases, explain, format, hover, signature, trace,
};
use attrmap::conformance::encode;
use attrmap::context::Context;
use attrmap::dialect::{Dialect, Place};
use attrmap::environment::Environment;
use attrmap::expression::Expression;
use attrmap::limits::Limits;
use attrmap::syntax::parse;
use attrmap::text::Span;
use attrmap::value::{Value, write_text};
use attrmap_tests::mutation::{Dice, mutated};
use proptest::prelude::*;
use serde_json::{Map, Value as Json};

/// The cases of the language: every expression with its person.
fn cases() -> Vec<(Environment, String, Map<String, Json>)> {
    let lines = include_str!("../suite/conformance.jsonl").lines();
    lines
        .map(|line| {
            let case: Json = serde_json::from_str(line).unwrap();
            let word =
                |key: &str| case.get(key).and_then(Json::as_str).unwrap_or_default().to_owned();
            let dialect = Dialect::from_id(&word("dialect")).unwrap_or_default();
            let place = Place::from_id(&word("context")).unwrap_or(Place::Any);
            let person = case.get("profile").and_then(Json::as_object).cloned().unwrap_or_default();
            let environment =
                Environment::new(dialect, place).with_roots(person.keys().map(String::as_str));
            (environment, word("expr"), person)
        })
        .collect()
}

/// A tree without the places of its parts.
fn shape(text: &str) -> String {
    let tree = std::format!("{:?}", parse(text, &Limits::DEFAULT).tree);
    let mut shape = String::with_capacity(tree.len());
    let mut rest = tree.as_str();
    while let Some((before, after)) = rest.split_once("Span {") {
        shape.push_str(before);
        rest = after.split_once('}').map_or("", |(_, after)| after);
    }
    shape + rest
}

#[test]
fn formatting_keeps_the_tree_and_the_value() {
    for (environment, text, person) in cases() {
        let formatted = format(&text);
        assert_eq!(format(&formatted), formatted, "{text}");
        assert_eq!(shape(&formatted), shape(&text), "{text} became {formatted}");
        let context = Context::from_json(&person);
        let value = |text: &str| {
            let expression = Expression::compile(text, &environment).ok()?;
            let value = expression.evaluate(&context);
            Some(value.map(|value| std::format!("{value:?}")).map_err(|error| error.code()))
        };
        assert_eq!(value(&formatted), value(&text), "{text} became {formatted}");
    }
}

#[test]
fn the_trace_agrees_with_the_value() {
    for (environment, text, person) in cases() {
        let context = Context::from_json(&person);
        let Ok(expression) = Expression::compile(&text, &environment) else {
            assert!(trace(&text, &environment, &context).is_err());
            continue;
        };
        let tree = trace(&text, &environment, &context).unwrap();
        assert_inside(&tree, &text);
        match (expression.evaluate(&context), &tree.evaluated) {
            (Ok(value), Evaluated::Value(traced)) => {
                // Where the place wants text, a number becomes one after the last part.
                let text_of = |value: &Value<'_>| {
                    let mut text = String::new();
                    write_text(&mut text, value).ok().map(|()| text)
                };
                let same = encode(&value) == encode(traced)
                    || value.as_text().is_some() && text_of(&value) == text_of(traced);
                assert!(same, "{text}: {value:?} and {traced:?}");
            }
            (Err(error), Evaluated::Failed(traced)) => {
                assert_eq!((error.code(), error.span()), (traced.code(), traced.span()), "{text}");
            }
            (value, traced) => panic!("{text}: {value:?} and {traced:?}"),
        }
    }
}

/// Every part lies in its whole, and what is inside of a skipped part is skipped.
fn assert_inside(node: &TraceNode, text: &str) {
    assert_eq!(node.span.of(text), node.text);
    for child in &node.children {
        assert!(node.span.contains(child.span), "{text}: {:?} in {:?}", child.text, node.text);
        let skipped = |node: &TraceNode| matches!(node.evaluated, Evaluated::Skipped);
        assert!(!skipped(node) || skipped(child), "{text}: {:?} in {:?}", child.text, node.text);
        assert_inside(child, text);
    }
}

#[test]
fn an_explanation_names_every_attribute_that_is_read() {
    for (environment, text, _) in cases() {
        let told: String = explain(&text, &environment).into_iter().map(|s| s.text).collect();
        let Ok(expression) = Expression::compile(&text, &environment) else { continue };
        for read in expression.reads().filter_map(|read| read.attribute) {
            assert!(told.contains(&std::format!("*{read}*")), "{text}: {told}");
        }
    }
}

#[test]
fn edge_cases_are_bounded_and_each_reaches_something() {
    for (environment, text, person) in cases().into_iter().step_by(29) {
        let context = Context::from_json(&person);
        let found = edge_cases(&text, &environment, Some(&context));
        assert!(found.tried <= 3_200 && found.cases.len() <= 64, "{text}");
        for case in &found.cases {
            assert!(
                !case.reaches.is_empty() && !case.changes.is_empty(),
                "{text}: {}",
                case.reason
            );
        }
    }
}

/// Asks everything at every offset, also inside of characters.
fn ask_everywhere(text: &str, environment: &Environment, person: &Context) {
    let samples = Samples::of(std::slice::from_ref(person));
    for offset in 0..=text.len() + 1 {
        for item in complete(text, offset, environment, &samples) {
            assert_place(item.span, text);
        }
        if let Some(found) = hover(text, offset, environment, Some(person)) {
            assert_place(found.span, text);
        }
        if let Some(found) = signature(text, offset, environment) {
            assert_place(found.span, text);
            found.parameters.iter().for_each(|span| assert_place(*span, &found.label));
        }
    }
    for sentence in explain(text, environment) {
        assert_place(sentence.span, text);
    }
    let formatted = format(text);
    assert_eq!(format(&formatted), formatted, "{text}");
}

fn assert_place(span: Span, text: &str) {
    assert!(text.get(span.range()).is_some(), "{span:?} is no part of {text:?}");
}

#[test]
fn every_offset_of_nearly_right_texts_is_answered() {
    let mut dice = Dice::new(7);
    for (environment, text, person) in cases().into_iter().step_by(11) {
        let mut text = text;
        for _ in 0..dice.below(4) {
            text = mutated(&text, &mut dice);
        }
        if text.len() < 200 {
            ask_everywhere(&text, &environment, &Context::from_json(&person));
        }
    }
}

#[test]
fn two_hundred_levels_are_explained_and_traced() {
    for (open, close) in
        [("(", ")"), ("{", "}"), ("true ? ", " : 2"), ("false ? 1 : ", ""), ("null ?: ", "")]
    {
        let text = [open.repeat(200), "1".to_owned(), close.repeat(200)].concat();
        let environment = Environment::default();
        assert!(trace(&text, &environment, &Context::new()).is_ok(), "{open}");
        assert!(!explain(&text, &environment).is_empty());
        assert!(edge_cases(&text, &environment, None).tried > 0);
        assert!(hover(&text, text.len() / 2, &environment, None).is_some());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_offset_of_any_text_is_answered(text in "[ -~é😀\u{a0}\n]{0,40}") {
        let environment = Environment::new(Dialect::IdentityEngine, Place::Any);
        ask_everywhere(&text, &environment, &Context::new());
        ask_everywhere(&text, &Environment::default(), &Context::new());
    }
}
