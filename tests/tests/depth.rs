//! Deep and long expressions: 200 levels work in a test's thread, far too many are refused, and
//! nothing overflows on the way.
#![expect(
    clippy::unwrap_used,
    reason = "a test may stop at the first thing that is not as it says"
)]

use attrmap::context::Context;
use attrmap::dialect::{Dialect, Place};
use attrmap::environment::Environment;
use attrmap::expression::Expression;
use attrmap::limits::Limits;
use attrmap::value::Value;
use attrmap_tests::total;
use serde_json::{Map, json};

/// An expression nested `depth` times: before, inside and behind it.
fn nested(before: &str, inside: &str, behind: &str, depth: usize) -> String {
    format!("{}{inside}{}", before.repeat(depth), behind.repeat(depth))
}

/// Ways to nest that have a value at every depth: dialect, the three parts, and the value.
const WAYS: [(Dialect, &str, &str, &str, &str); 12] = [
    (Dialect::Classic, "(", "1", ")", "1"),
    (Dialect::Classic, "(1 + ", "1", ")", "201"),
    (Dialect::Classic, "String.toUpperCase(", "'a'", ")", "A"),
    (Dialect::Classic, "true ? ", "1", " : 2", "1"),
    (Dialect::Classic, "false ? 2 : ", "1", "", "1"),
    (Dialect::Classic, "null ?: ", "1", "", "1"),
    (Dialect::Classic, "{", "1", "}", "1"),
    (Dialect::Classic, "{0}[", "0", "]", "0"),
    (Dialect::Classic, "{0}.![", "1", "]", "1"),
    (Dialect::Classic, "!", "true", "", "true"),
    (Dialect::Classic, "'a' == 'b' ? 1 : (2 ^ 0 == 1 ? ", "1", " : 2)", "1"),
    (Dialect::IdentityEngine, "'a'.replace(", "'a'", ", 'a')", "a"),
];

/// The text form of an expression's value.
fn text_of(text: &str, dialect: Dialect, limits: Limits) -> Result<String, &'static str> {
    let mut environment = Environment::new(dialect, Place::Any);
    environment.limits = limits;
    let expression = Expression::compile(text, &environment)
        .map_err(|found| found.all().first().unwrap().code.kind())?;
    let mut out = String::new();
    let written = expression.evaluate_into(&Context::new(), &mut out);
    written.map(|_| out).map_err(|error| error.kind())
}

#[test]
fn two_hundred_levels_work() {
    for (dialect, before, inside, behind, value) in WAYS {
        // Two kinds of level at once count twice.
        let depth = if before.matches(['(', '?']).count() > 2 { 80 } else { 200 };
        let text = nested(before, inside, behind, depth);
        assert_eq!(text_of(&text, dialect, Limits::DEFAULT), Ok(value.to_owned()), "{before}");
        total::evaluate(&text, &Map::new());
    }
}

#[test]
fn all_levels_that_are_allowed_work() {
    for (dialect, before, inside, behind, _) in WAYS {
        let works = |depth| {
            let text = nested(before, inside, behind, depth);
            text_of(&text, dialect, Limits::DEFAULT).is_ok()
        };
        // Between one level, which works, and 600, which do not.
        let (mut deepest, mut refused) = (1, 600);
        while deepest + 1 < refused {
            let depth = usize::midpoint(deepest, refused);
            if works(depth) { deepest = depth } else { refused = depth }
        }
        let text = nested(before, inside, behind, deepest + 1);
        let refused = text_of(&text, dialect, Limits::DEFAULT);
        assert_eq!(refused, Err("limit_exceeded"), "{before} {deepest}");
    }
}

#[test]
fn a_hundred_thousand_levels_are_refused() {
    let limits = Limits { expression: usize::MAX, ..Limits::DEFAULT };
    for (dialect, before, inside, behind, _) in WAYS {
        let text = nested(before, inside, behind, 100_000);
        let refused = text_of(&text, dialect, limits);
        assert_eq!(refused, Err("limit_exceeded"), "{before}");
        let refused = text_of(&text, dialect, Limits::DEFAULT);
        assert_eq!(refused, Err("limit_exceeded"), "{before}");
    }
}

#[test]
fn broken_nesting_is_refused_too() {
    let limits = Limits { expression: usize::MAX, ..Limits::DEFAULT };
    for opening in
        ["(", "[", "{", "a(", "a[", "a.![", "a ? ", "a ?: ", "${", "new X(", "#x(", "(a b "]
    {
        let refused = text_of(&opening.repeat(100_000), Dialect::Classic, limits);
        assert_eq!(refused, Err("limit_exceeded"), "{opening}");
        total::parse_bytes(opening.repeat(240).as_bytes());
        total::evaluate(&opening.repeat(240), &Map::new());
    }
    for junk in [") ", "] ", "= ", "a ", ". ", "++ ", "' ", ", ", ": "] {
        total::evaluate(&junk.repeat(3_000), &Map::new());
    }
}

#[test]
fn long_chains_do_not_overflow() {
    let limits = Limits { expression: usize::MAX, ..Limits::DEFAULT };
    for (text, value) in [
        (vec!["1"; 3_000].join(" + "), "3000"),
        (vec!["'a'"; 3_000].join(" + "), &*"a".repeat(3_000)),
        (vec!["true"; 3_000].join(" and "), "true"),
        (format!("Arrays.size({{{}}})", vec!["1"; 3_000].join(",")), "3000"),
        (format!("String.len({})", vec!["(true ? 'a' : 'b')"; 400].join(" + ")), "400"),
    ] {
        assert_eq!(text_of(&text, Dialect::Classic, limits), Ok(value.to_owned()));
    }
    // An operator before an operand and a step are levels of the tree that is evaluated.
    for text in [
        "!".repeat(5_000) + "true",
        "- ".repeat(5_000) + "1",
        "user".to_owned() + &".a".repeat(2_000),
    ] {
        let refused = text_of(&text, Dialect::Classic, limits);
        assert_eq!(refused, Err("limit_exceeded"));
    }
}

#[test]
fn people_may_be_as_deep_as_json() {
    let mut value = json!("x");
    for _ in 0..120 {
        value = json!([value, {"a": 1}]);
    }
    let person = json!({"user": {"a": value}, "source": {"a": value}});
    let person = person.as_object().unwrap();
    for text in
        ["user.a == source.a", "user.a + ''", "Arrays.flatten(user.a)", "user.a", "user.a.![a]"]
    {
        total::evaluate(text, person);
    }
    let context = Context::from_json(person);
    let expression = Expression::compile("user.a == source.a", &Environment::default()).unwrap();
    assert!(matches!(expression.evaluate(&context), Ok(Value::Boolean(true))));
}

#[test]
fn a_group_expression_as_deep_as_its_surroundings_works() {
    let inner = nested("(", "group.name", ")", 200);
    let call = format!("getFilteredGroups({{'00g1'}}, \"{inner}\", 10)");
    let text = nested("{", &call, "}", 200);
    let person = json!({"$groups": [{"id": "00g1", "name": "West"}]});
    let context = Context::from_json(person.as_object().unwrap());
    let expression = Expression::compile(&text, &Environment::default()).unwrap();
    let mut out = String::new();
    expression.evaluate_into(&context, &mut out).unwrap();
    assert_eq!(out, "West");
}
