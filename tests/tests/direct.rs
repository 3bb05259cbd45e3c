//! What is written straight from slots and columns is what the evaluator gives: every rule with
//! every value of a few, where missing attributes are null and where they are errors.

#![expect(clippy::unwrap_used, reason = "helpers of tests may fail loudly")]

use std::fmt;

use attrmap::context::{Context, Missing};
use attrmap::environment::Environment;
use attrmap::eval::Row;
use attrmap::expression::{Expression, Layout};
use attrmap::people::People;
use attrmap::value::{Object, Value};
use serde_json::{Map, Value as Json, json};

const RULES: [&str; 30] = [
    r##"(user.a != null ? user.a : "") + "#" + user.b"##,
    r#"user.a + ", " + user.b"#,
    r#"user.a == null ? "none" : user.a + "!""#,
    r#""é" + user.a + "ab" + user.b + "abcd""#,
    r#"(user.a != null ? String.toLowerCase(String.substringBefore(user.a, "@")) : "") + "." + (user.b != null ? String.substring(user.b, 0, 3) : "")"#,
    r#""" + (user.a == null ? "?" : user.b)"#,
    r#""" + (user.a != null ? 1 : 2) + user.b"#,
    r#""<" + (user.a ?: "default") + ">""#,
    "String.toUpperCase(user.a)",
    "String.removeSpaces(String.substringAfter(user.a, user.b))",
    r#"String.substringBefore(user.a, "s")"#,
    "String.substring(user.a, 1, 4)",
    "String.substring(user.a, 0, user.b)",
    r#"user.a == "Sales" ? "s" : "o" + user.b"#,
    r#"user.a > 3 AND user.b < 10 ? "in" : "out""#,
    "user.a > 1000000 AND !user.b",
    r#"user.a >= 3 OR String.stringContains(user.b, "Sales")"#,
    r#"NOT (user.a == "x" OR user.b != "y")"#,
    "5 < user.a",
    "5 >= user.a",
    "user.a == 5",
    "7 != user.a",
    "user.a == 3000000000L",
    "user.a == null",
    "null != user.a AND user.b == null",
    "user.a",
    "String.startsWith(user.a, user.b)",
    r#"user.a == "Sales" AND user.b"#,
    r#""a" + user.a.b"#,
    r#"String.append(user.a, user.b) + ",""#,
];

fn values() -> Vec<Json> {
    let long = "Sales\u{1F600}".repeat(14_000);
    vec![
        json!(null),
        json!({"t": "missing"}),
        json!(""),
        json!("Sales"),
        json!("Anna.Müller@Sales.example"),
        json!("a😀b"),
        json!("true"),
        json!(long),
        json!(true),
        json!(5),
        json!(-7),
        json!(3_000_000_000_i64),
        json!(2.5),
        json!(["x", "y"]),
        json!({"b": "c"}),
    ]
}

/// A target that is no `String`, so that everything goes through the evaluator.
#[derive(Default)]
struct Target(String);

impl fmt::Write for Target {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.0.push_str(text);
        Ok(())
    }
}

fn same(rule: &str, attributes: &Map<String, Json>, missing: Missing) {
    let mut layout = Layout::default();
    let environment = Environment::default();
    let expression = Expression::compile_in(rule, &environment, &mut layout).unwrap();
    let mut context = Context::new();
    context.missing = missing;
    context.set("user", Object::from(attributes));
    let about = || {
        let text = json!(attributes).to_string();
        format!("{rule} with {text:.200} and {missing:?}")
    };

    let mut slowly = Target::default();
    let expected = expression.evaluate_into(&context, &mut slowly);
    let mut quickly = String::new();
    assert_eq!(expression.append_to(&context, &mut quickly), expected, "{}", about());
    if expected.is_ok() {
        assert!(quickly == slowly.0, "{}", about());
    }

    let row = Row::new(&layout, &context);
    let mut by_row = String::new();
    assert_eq!(expression.append_row_to(&row, &context, &mut by_row), expected, "{}", about());
    assert!(by_row == quickly, "{}", about());

    let value = expression.evaluate(&context);
    let of_row = expression.evaluate_row(&row, &context);
    assert_eq!(format!("{value:?}"), format!("{of_row:?}"), "{}", about());
    let holds = expression.holds_for_row(&row, &context);
    let is_true = value.clone().map(|value| matches!(value, Value::Boolean(true)));
    assert_eq!(holds, is_true, "{}", about());

    let mut base = Context::new();
    base.missing = missing;
    let mut people = People::new();
    people.read_profile("user", json!(attributes).to_string().as_bytes()).unwrap();
    let results = people.evaluate(&expression, &base).unwrap();
    let answer = results.get(0).unwrap();
    assert_eq!(answer.failure.is_some(), value.is_err(), "{}", about());
    if let Ok(value) = value {
        assert_eq!(answer.ty, value.ty(), "{}", about());
        if expected.is_ok() {
            assert!(answer.text == quickly, "{}", about());
        }
    }
}

#[test]
fn every_rule_gives_the_same_on_every_way() {
    for rule in RULES {
        for (a, b) in values().iter().flat_map(|a| values().into_iter().map(move |b| (a, b))) {
            let attributes = Map::from_iter([("a".to_owned(), a.clone()), ("b".to_owned(), b)]);
            same(rule, &attributes, Missing::Null);
            same(rule, &attributes, Missing::Error);
        }
    }
}
