//! Many people by column: the same results as one by one, and what cannot be read keeps its place.
#![expect(
    clippy::unwrap_used,
    reason = "a test may stop at the first thing that is not as it says"
)]

use attrmap::conformance::{Case, environment};
use attrmap::context::{Context, Missing};
use attrmap::datetime::DateTime;
use attrmap::dialect::{Dialect, Place};
use attrmap::environment::Environment;
use attrmap::expression::Expression;
use attrmap::people::{Error, Failure, Limits, People, State};
use attrmap_tests::columns::Both;
use serde_json::{Map, Value as Json, json};

const CASES: &str = include_str!("../suite/conformance.jsonl");

fn cases() -> Vec<Case> {
    CASES.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn every_case_gives_the_same_among_the_people_of_other_cases() {
    let cases = cases();
    let nobody = Map::new();
    for (at, case) in cases.iter().enumerate() {
        let Some(environment) = environment(case) else { continue };
        let Ok(expression) = Expression::compile(&case.expression, &environment) else { continue };
        let others = cases.iter().cycle().skip(at + 1).step_by(61).take(6);
        let people = others.map(|other| &other.profile).chain([&nobody, &case.profile]);
        let mut base = Context::new();
        if case.options.strict_attributes {
            base.missing = Missing::Error;
        }
        if let Some(now) = &case.now {
            base.now = DateTime::parse_iso(now).unwrap();
        }
        Both::new(people).assert_same(&expression, &base);
    }
}

#[test]
fn many_blocks_of_people_give_the_same() {
    let person = |number: i64| {
        let mut user = json!({ "login": format!("p{number}@example.com"), "age": number % 90 });
        if number % 3 != 0 {
            user["nick"] = if number % 3 == 1 { Json::Null } else { json!("ž".repeat(9)) };
        }
        if number % 4099 == 7 {
            user["age"] = json!("old");
        }
        let mut person = json!({ "user": user });
        if number % 2 == 0 {
            person["appuser"] = json!({ "extension": format!("{}", number % 1000) });
        }
        person.as_object().unwrap().clone()
    };
    let people: Vec<_> = (0..9000).map(person).collect();
    let both = Both::new(&people);
    let environment = Environment::new(Dialect::Classic, Place::Any);
    for text in [
        "user.login",
        "user.nick",
        "appuser.extension",
        "(user.nick != null ? user.nick : '') + '#' + appuser.extension",
        "user.age > 40 and appuser.extension != null",
        "source.extension + user.age",
        "String.len(user.login) + user.age",
        "user.age * 2",
        "user",
        "isMemberOfGroup('1')",
    ] {
        let expression = Expression::compile(text, &environment).unwrap();
        both.assert_same(&expression, &Context::new());
    }
}

#[test]
fn profiles_of_the_base_are_shared_and_the_own_ones_come_first() {
    let mut people = People::new();
    people.read("{}\n{\"org\": {\"name\": \"Own\"}}\n{\"org\": {}}").unwrap();
    let mut base = Context::new();
    base.set("org", [("name", "Everybody's".into())].into_iter().collect());
    let expression = Expression::compile("org.name", &Environment::default()).unwrap();
    let results = people.evaluate(&expression, &base).unwrap();
    assert_eq!((results.text_of(0), results.text_of(1)), ("Everybody's", "Own"));
    assert_eq!(results.state(2), Some(State::Missing));
}

#[test]
fn repeated_keys_are_read_as_in_a_map() {
    for line in [
        r#"{"user": {"a": 1, "b": 2, "a": 3}, "user": {"b": 4, "a": 5, "b": 6}}"#,
        r#"{"appUser": {"a": 1}, "appuser": {"a": 2}, "appUser": {"a": 3}}"#,
        r#"{"appuser": {"a": 1}, "appUser": {"b": 2}}"#,
        r#"{"user": 5, "user": {"a": 1}}"#,
        r#"{"user": {"a": 1}, "user": 5}"#,
        r#"{"user": {"a": {"t": "missing"}, "b": {"t": "int", "v": "7"}, "a": 1}}"#,
        r#"{"$internal": {"id": "1"}, "$internal": {"status": "ACTIVE"}, "$other": [1e5]}"#,
        r#"{"user": {"b": 1, "a": [1, {"c": "\u00e9"}], "c": 1.5, "d": 18446744073709551615}}"#,
    ] {
        let person: Map<String, Json> = serde_json::from_str(line).unwrap();
        let mut people = People::new();
        people.read_line(br#"{"user": {"a": 1, "b": "x"}}"#).unwrap();
        people.read_line(line.as_bytes()).unwrap();
        let (read, alone) = (people.context(1, &Context::new()), Context::from_json(&person));
        assert_eq!(format!("{read:?}"), format!("{alone:?}"), "{line}");
    }
}

#[test]
fn what_cannot_be_read_keeps_its_place_and_leaves_nothing() {
    let mut people = People::new();
    people
        .read("{\"user\":{\"a\":1}}\n\n{\"user\":{\"a\":2,\n[5]\r\n{\"user\":{\"b\":1}} x\n{\"user\":{}}\n")
        .unwrap();
    people.read_line(b"\xff").unwrap();
    assert_eq!(people.len(), 6);
    let faults: Vec<bool> = (0..6).map(|row| people.fault(row).is_some()).collect();
    assert_eq!(faults, [false, true, true, true, false, true]);
    let expression = Expression::compile("user.a", &Environment::default()).unwrap();
    let results = people.evaluate(&expression, &Context::new()).unwrap();
    assert_eq!(State::ALL.map(|state| results.count(state)), [1, 0, 0, 1, 4]);
    let failure = results.get(2).unwrap().failure.unwrap();
    assert!(matches!(failure, Failure::Person(message) if message.starts_with("a person is")));
    assert_eq!(people.attributes().count(), 2);
}

#[test]
fn a_list_is_read_whole_or_not_at_all() {
    let mut people = People::new();
    people.read(" [{\"user\":{\"a\":1}}, 5, {\"user\":{}}] ").unwrap();
    assert_eq!((people.len(), people.fault(1).is_some()), (3, true));
    people.read("[{\"user\":{\"a\":1}}, {\"user\":{}]").unwrap();
    assert_eq!(people.len(), 4);
    let message =
        "this is not JSON: a comma or a closing bracket expected before `]` in line 1, column 30";
    assert_eq!(people.fault(3), Some(message));
}

#[test]
fn there_is_room_for_so_many_and_no_more() {
    let mut people = People::with_limits(Limits { people: 2, bytes: 1 << 20 });
    people.read("[{}, {}]").unwrap();
    let full = Err(Error::TooManyPeople { limit: 2 });
    assert_eq!((people.read("{}"), people.read("[{}]"), people.len()), (full, full, 2));
    assert_eq!(people.push(&Context::new()), full);

    let mut people = People::with_limits(Limits { people: 100, bytes: 1000 });
    let line = json!({ "user": { "a": "x".repeat(400) } }).to_string();
    let full = Error::TooLarge { limit: 1000 };
    assert_eq!((people.read(&vec![line; 9].join("\n")), people.len()), (Err(full), 3));
    let expression = Expression::compile("user.a + user.a", &Environment::default()).unwrap();
    assert_eq!(people.evaluate(&expression, &Context::new()).unwrap_err(), full);

    let mut people = People::new();
    let names: Map<String, Json> = (0..10_001).map(|n| (n.to_string(), Json::Null)).collect();
    people.read(&json!({ "user": names }).to_string()).unwrap();
    people.read(r#"{"user": {"1": 1}}"#).unwrap();
    assert!(people.fault(0).is_some_and(|fault| fault.contains("10000")));
    assert_eq!(people.value(1, "user", "1").map(|value| value.type_name()), Some("integer".into()));
}

#[test]
fn people_take_no_more_memory_than_their_text() {
    let person = |n: u32| {
        let user: Map<String, Json> = (0..25)
            .map(|at| (format!("attribute{at}"), json!(format!("value {n} {at}"))))
            .collect();
        json!({ "user": user }).to_string()
    };
    let text = (0..8192).map(person).collect::<Vec<_>>().join("\n");
    let mut people = People::new();
    people.read(&text).unwrap();
    people.shrink();
    assert!(people.bytes() < text.len(), "{} for {}", people.bytes(), text.len());
}

/// The results of an expression for people with these logins; null for none.
fn results(text: &str, logins: &[Json]) -> attrmap::people::Results {
    let mut people = People::new();
    for login in logins {
        people.read_line(json!({ "user": { "login": login } }).to_string().as_bytes()).unwrap();
    }
    let expression = Expression::compile(text, &Environment::default()).unwrap();
    people.evaluate(&expression, &Context::new()).unwrap()
}

#[test]
fn equal_results_are_found_and_empty_ones_do_not_count() {
    let logins: Vec<Json> = (0..5000).map(|n| json!(format!("p{}", n % 4998))).collect();
    let duplicates = results("user.login", &logins).duplicates();
    assert_eq!((duplicates.count(), duplicates.values()), (4, 2));
    assert_eq!((duplicates.other(0), duplicates.other(4998)), (Some(4998), Some(0)));
    assert_eq!(duplicates.other(2), None);
    let empty = [json!(""), json!(""), Json::Null, Json::Null, json!("x"), json!("x"), json!("x")];
    let duplicates = results("user.login", &empty).duplicates();
    assert_eq!(duplicates.others(), [u32::MAX, u32::MAX, u32::MAX, u32::MAX, 5, 4, 4]);
}

#[test]
fn a_diff_says_what_was_set_changed_and_cleared() {
    use attrmap::people::Change;
    let before =
        results("user.login", &[json!("a"), json!("b"), Json::Null, json!("d"), json!("")]);
    let after =
        results("user.login", &[json!("a"), json!("c"), json!("e"), Json::Null, Json::Null]);
    let diff = after.diff(&before);
    let changes: Vec<&str> = (0..5).map(|row| diff.get(row).unwrap().name()).collect();
    assert_eq!(changes, ["same", "changed", "set", "cleared", "changed"]);
    assert_eq!(Change::ALL.map(|change| diff.count(change)), [1, 1, 2, 1]);
    let failed = results("String.len(user)", &[json!("a")]);
    assert_eq!(failed.diff(&failed).count(Change::Same), 1);
    assert_eq!(failed.diff(&before).count(Change::Cleared), 1);
    assert_eq!(before.diff(&failed).count(Change::Same), 4);
}

#[test]
fn people_are_filtered_by_text_and_by_expression() {
    let logins = [json!("Anna"), json!("ÄRNA"), json!("bob"), Json::Null, json!(5)];
    let found = results("user.login", &logins);
    let rows = |text: &str| found.containing(text).rows().collect::<Vec<_>>();
    assert_eq!(
        (rows("aN"), rows("är"), rows(""), rows("anna-")),
        (vec![0], vec![1], vec![0, 1, 2, 3, 4], vec![])
    );
    let long = results("String.len(user.login) > 3 or user.login", &logins);
    assert_eq!(long.is_true().rows().collect::<Vec<_>>(), [0, 1]);
    assert_eq!(long.with_state(State::Error).rows().collect::<Vec<_>>(), [2, 3, 4]);
    let message = long.get(2).unwrap().failure.unwrap().message().to_owned();
    assert_eq!(long.failures().len(), 3, "{message}");
    assert_eq!(long.containing(&message.to_uppercase()).rows().collect::<Vec<_>>(), [2]);
    assert_eq!(results("user.login", &logins).with_state(State::Null).count(), 1);
}

#[test]
fn failures_are_kept_once() {
    let found = results("user.login / 0", &vec![json!(1); 100]);
    assert_eq!((found.failures().len(), found.count(State::Error)), (1, 100));
    assert_eq!((found.failure_index(99), found.text()), (Some(0), ""));
}
