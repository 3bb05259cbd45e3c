//! The catalog of functions against the reference's list, and its own examples.
#![expect(
    clippy::unwrap_used,
    reason = "a test may stop at the first thing that is not as it says"
)]

use std::collections::BTreeSet;

use attrmap::conformance::{Case, run};
use attrmap::dialect::{Dialect, PLACES, Place};
use attrmap::environment::Environment;
use attrmap::expression::Expression;
use attrmap::functions::{self, Form, Function, Name};
use attrmap::types::Type;
use serde::Deserialize;
use serde_json::{Value as Json, json};

const REFERENCE: &str = include_str!("../suite/functions.json");

#[derive(Deserialize)]
struct Reference {
    functions: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Entry {
    name: String,
    dialects: Vec<String>,
    kind: String,
    receiver: Option<String>,
    min_args: usize,
    max_args: Option<usize>,
    deprecated: bool,
    contexts: BTreeSet<String>,
}

fn reference() -> Vec<Entry> {
    serde_json::from_str::<Reference>(REFERENCE).unwrap().functions
}

/// What the reference and the catalog have to agree on, in one line.
fn line(
    dialect: &str,
    receiver: &str,
    name: &str,
    arity: (usize, Option<usize>),
    deprecated: bool,
    places: &BTreeSet<String>,
) -> String {
    format!("{dialect} {receiver} {name} {arity:?} deprecated={deprecated} {places:?}")
}

/// The contexts of the reference that are of a dialect or of both.
fn of_dialect(contexts: &BTreeSet<String>, dialect: Dialect) -> BTreeSet<String> {
    let fits =
        |id: &&String| Place::from_id(id).unwrap().rules().dialect.is_none_or(|own| own == dialect);
    contexts.iter().filter(fits).cloned().collect()
}

fn reference_lines() -> BTreeSet<String> {
    let mut lines = BTreeSet::new();
    for entry in reference() {
        for id in entry.dialects.iter().filter(|_| entry.kind != "property") {
            // Methods of `user` are written with it in their names.
            let receiver = entry.receiver.as_deref().filter(|receiver| *receiver != "User");
            lines.insert(line(
                id,
                receiver.unwrap_or("-"),
                &entry.name,
                (entry.min_args, entry.max_args),
                entry.deprecated,
                &of_dialect(&entry.contexts, Dialect::from_id(id).unwrap()),
            ));
        }
    }
    lines
}

/// The receivers in the reference that a method has: its first parameter may be of several types.
fn receivers(name: &Name, function: &Function) -> Vec<&'static str> {
    if name.form == Form::Function {
        return vec!["-"];
    }
    let types = [
        (Type::TEXT, "String"),
        (Type::NUMBER, "Number"),
        (Type::ARRAY, "Array"),
        (Type::DATE_TIME, "DateTime"),
        (Type::COUNTRY, "CountryCode"),
    ];
    let first = function.signature.parameters.first().unwrap().ty;
    types.iter().filter(|(ty, _)| first.contains(*ty)).map(|(_, name)| *name).collect()
}

fn catalog_lines() -> BTreeSet<String> {
    let mut lines = BTreeSet::new();
    for dialect in [Dialect::Classic, Dialect::IdentityEngine] {
        for (name, function) in functions::names(dialect) {
            let own = usize::from(name.form == Form::Method);
            let (least, most) = function.signature.arity();
            let places = PLACES
                .iter()
                .filter(|rules| function.places.contains(rules.place))
                .map(|rules| rules.id.to_owned())
                .collect();
            for receiver in receivers(name, function) {
                lines.insert(line(
                    dialect.id(),
                    receiver,
                    name.text,
                    (least - own, most.map(|most| most - own)),
                    name.instead.is_some(),
                    &of_dialect(&places, dialect),
                ));
            }
        }
    }
    lines
}

#[test]
fn the_catalog_is_the_list_of_the_reference() {
    let (wanted, got) = (reference_lines(), catalog_lines());
    let missing: Vec<_> = wanted.difference(&got).collect();
    let extra: Vec<_> = got.difference(&wanted).collect();
    assert!(missing.is_empty() && extra.is_empty(), "missing: {missing:#?}\nextra: {extra:#?}");
}

/// Expressions of a property of the reference: `user.<attribute>` stands for `user.x`.
fn property_expression(name: &str) -> String {
    let filled: Vec<&str> = name
        .split('.')
        .map(|part| match part {
            "<app>" => "zendesk",
            "<app>_app" => "zendesk_app",
            part if part.starts_with('<') => "x",
            part => part,
        })
        .collect();
    filled.join(".")
}

#[test]
fn properties_are_readable_in_exactly_the_places_of_the_reference() {
    let mut wrong = Vec::new();
    for entry in reference().iter().filter(|entry| entry.kind == "property") {
        let expression = property_expression(&entry.name);
        for id in &entry.dialects {
            let dialect = Dialect::from_id(id).unwrap();
            let contexts = of_dialect(&entry.contexts, dialect);
            for rules in PLACES.iter().filter(|r| r.dialect.is_none_or(|own| own == dialect)) {
                let environment =
                    Environment::new(dialect, rules.place).with_roots(["zendesk", "zendesk_app"]);
                let compiled = Expression::compile(&expression, &environment);
                let allowed = contexts.contains(rules.id);
                if compiled.is_ok() != allowed {
                    wrong.push(format!(
                        "{dialect} {}: {expression}, reference: {allowed}",
                        rules.id
                    ));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_example_of_the_catalog_gives_its_value() {
    let mut failed = Vec::new();
    for function in functions::all() {
        for example in function.examples {
            let case: Case = serde_json::from_value(json!({
                "id": example.expression,
                "dialect": example.dialect.id(),
                "expr": example.expression,
                "profile": serde_json::from_str::<Json>(example.profile).unwrap(),
                "expect": {"value": serde_json::from_str::<Json>(example.value).unwrap()},
            }))
            .unwrap();
            let verdict = run(&case);
            if !verdict.passed {
                failed.push(format!("{} gives {}", example.expression, verdict.got));
            }
        }
    }
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}

#[test]
fn undocumented_functions_are_recognized() {
    for (dialect, expression, name) in [
        (Dialect::Classic, "isSuperOrgAdmin()", "isSuperOrgAdmin"),
        (Dialect::IdentityEngine, "isAccessRequestsAdmin() ? 1 : 2", "isAccessRequestsAdmin"),
        (Dialect::IdentityEngine, "user.findGroupAndGetOwners('x')", "user.findGroupAndGetOwners"),
    ] {
        let environment = Environment::new(dialect, Place::Any);
        let found = Expression::compile(expression, &environment).unwrap_err();
        let codes: Vec<_> =
            found.all().iter().map(|one| (one.code.id(), one.span.of(expression))).collect();
        assert_eq!(codes, [("E0206", name)]);
    }
}
