//! Random texts and random people: nothing panics, and what holds for every input holds for them.

use attrmap::dialect::Dialect;
use attrmap::functions;
use attrmap_tests::total;
use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::{Map, Value as Json, json};

/// Names of attributes that expressions and people share, so that they meet.
const NAMES: [&str; 8] = ["user", "appuser", "source", "a", "b", "größe", "profile", "groups"];

/// What expressions are made of besides functions.
const TOKENS: [&str; 75] = [
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    "{:}",
    "'",
    "\"",
    "'a'",
    "\"b\"",
    "''",
    "'😀'",
    "'a,b'",
    "'.*'",
    "'group.name'",
    "0",
    "1",
    "2.5",
    "1e308",
    "2147483647",
    "9223372036854775807L",
    "0x1F",
    "-",
    "+",
    "*",
    "/",
    "%",
    "^",
    "div",
    "mod",
    "==",
    "!=",
    "<",
    "<=",
    ">",
    ">=",
    "eq",
    "ne",
    "matches",
    "and",
    "or",
    "not",
    "!",
    "&&",
    "||",
    "?",
    ":",
    "?:",
    "?.",
    ".",
    ",",
    ".![",
    ".?[",
    ".^[",
    ".$[",
    "=",
    "++",
    "#",
    "@",
    "T(",
    "new",
    "true",
    "false",
    "null",
    " ",
    "\n",
    "\u{a0}",
    "“",
    "&quot;",
    "${",
    "\\\"",
    "user.a",
    "appuser.b",
    "user.profile.b",
];

fn token() -> impl Strategy<Value = String> {
    let names: Vec<String> = [Dialect::Classic, Dialect::IdentityEngine]
        .into_iter()
        .flat_map(functions::names)
        .map(|(name, _)| match name.form {
            functions::Form::Function => format!("{}(", name.text),
            functions::Form::Method => format!(".{}(", name.text),
        })
        .collect();
    prop_oneof![
        5 => prop::sample::select(TOKENS.as_slice()).prop_map(str::to_owned),
        2 => prop::sample::select(names),
        2 => prop::sample::select(NAMES.as_slice()).prop_map(str::to_owned),
    ]
}

/// A well-formed expression, which gets further than random tokens do.
fn expression() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        prop::sample::select(
            [
                "null",
                "true",
                "1",
                "-2",
                "2.5",
                "10L",
                "'a'",
                "''",
                "'1'",
                "{}",
                "{:}",
                "'a,b'",
                "'2015-07-31T17:18:37Z'"
            ]
            .as_slice()
        )
        .prop_map(str::to_owned),
        prop::sample::select(
            ["user", "user.a", "user.profile.b", "appuser.b", "appuser", "a", "b"].as_slice()
        )
        .prop_map(str::to_owned),
    ];
    leaf.prop_recursive(5, 40, 4, |inner| {
        let operator = prop::sample::select(
            ["+", "-", "*", "/", "%", "^", "==", "!=", "<", ">=", "and", "or", "matches", "?:"]
                .as_slice(),
        );
        let functions: Vec<_> = [Dialect::Classic, Dialect::IdentityEngine]
            .into_iter()
            .flat_map(functions::names)
            .collect();
        prop_oneof![
            (inner.clone(), operator, inner.clone())
                .prop_map(|(left, operator, right)| format!("({left} {operator} {right})")),
            (inner.clone(), inner.clone(), inner.clone())
                .prop_map(|(a, b, c)| format!("({a} ? {b} : {c})")),
            vec(inner.clone(), 0..4).prop_map(|items| format!("{{{}}}", items.join(","))),
            (inner.clone(), inner.clone()).prop_map(|(k, v)| format!("{{({k}): {v}}}")),
            (inner.clone(), inner.clone()).prop_map(|(target, index)| format!("{target}[{index}]")),
            (inner.clone(), prop::sample::select(["!", "?", "^", "$"].as_slice()), inner.clone())
                .prop_map(|(target, kind, body)| format!("{target}.{kind}[{body}]")),
            (inner.clone(), prop::sample::select(["not ", "-", "!"].as_slice()))
                .prop_map(|(operand, operator)| format!("{operator}{operand}")),
            (prop::sample::select(functions), vec(inner, 0..4)).prop_map(
                |((name, _), mut arguments)| match name.form {
                    functions::Form::Method if !arguments.is_empty() => {
                        let receiver = arguments.remove(0);
                        format!("({receiver}).{}({})", name.text, arguments.join(","))
                    }
                    _ => format!("{}({})", name.text, arguments.join(",")),
                }
            ),
        ]
    })
}

fn value() -> impl Strategy<Value = Json> {
    let scalar = prop_oneof![
        Just(Json::Null),
        any::<bool>().prop_map(Json::from),
        any::<i64>().prop_map(Json::from),
        (-3_i64..4).prop_map(Json::from),
        any::<f64>().prop_map(|number| json!(number)),
        ".{0,12}".prop_map(Json::from),
        prop::sample::select(
            ["", "a", "1", "true", "2015-07-31T17:18:37.979Z", "US", "1.2.3", "a,b", "😀"]
                .as_slice()
        )
        .prop_map(Json::from),
        Just(json!({"type": "datetime", "value": "2015-08-01T02:18:37.979+09:00[Asia/Tokyo]"})),
    ];
    scalar.prop_recursive(3, 12, 4, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..4).prop_map(Json::from),
            profile(inner).prop_map(Json::Object),
        ]
    })
}

fn profile(value: impl Strategy<Value = Json>) -> impl Strategy<Value = Map<String, Json>> {
    vec((prop::sample::select(NAMES.as_slice()), value), 0..5).prop_map(|fields| {
        fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
    })
}

/// A person: roots with attributes, and groups that may be anything.
fn person() -> impl Strategy<Value = Map<String, Json>> {
    (profile(value()), vec(value(), 0..3)).prop_map(|(mut person, groups)| {
        person.insert("$groups".to_owned(), Json::from(groups));
        person
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_taken(text in any::<String>(), person in person()) {
        total::parse_bytes(text.as_bytes());
        total::evaluate(&text, &person);
    }

    #[test]
    fn any_tokens_are_taken(tokens in vec(token(), 1..30), person in person()) {
        let text = tokens.concat();
        total::parse_bytes(text.as_bytes());
        total::evaluate(&text, &person);
    }

    #[test]
    fn any_expression_is_taken(text in expression(), person in person()) {
        total::evaluate(&text, &person);
    }

    #[test]
    fn any_json_is_a_person(person in value()) {
        let person = match person {
            Json::Object(person) => person,
            other => json!({ "user": other }).as_object().unwrap().clone(),
        };
        total::evaluate("user.a + appuser.b", &person);
    }
}
