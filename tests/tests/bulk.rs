//! Mapping in bulk gives, line by line, what the rules give one by one over a tree of the person.
#![expect(clippy::unwrap_used, reason = "a test may stop at the first set that is none")]

use attrmap::bulk::{Bulk, Mapper, Report};
use attrmap::context::Context;
use attrmap::datetime::DateTime;
use attrmap::formats::read_mapping_set;
use attrmap::mapping::{MappingSet, Outcome};
use attrmap::schema::Datum;
use attrmap::value::Object;
use proptest::prelude::*;
use serde_json::{Map, Value as Json, json};

/// Rules of every kind: copies, joins, conditions, numbers, lists, dates, failures, constants.
const RULES: &[(&str, &str)] = &[
    ("copy", "appuser.a"),
    ("other", "appuser.b"),
    ("join", r#"appuser.a + ", " + appuser.b"#),
    ("guarded", r##"(appuser.a != null ? appuser.a : "") + "#" + appuser.c"##),
    ("choice", "appuser.flag ? appuser.a : appuser.n"),
    ("sum", "appuser.n + 1"),
    ("half", "appuser.n / 2.0"),
    ("upper", "String.toUpperCase(appuser.a)"),
    ("prefix", "String.substring(appuser.b, 0, 2)"),
    ("list", "appuser.tags"),
    ("size", "Arrays.size(appuser.tags)"),
    ("first", "appuser.tags[0]"),
    ("more", "appuser.n > 1 AND !appuser.flag"),
    ("has", r#"String.stringContains(appuser.a, "x")"#),
    ("map", "{'k': appuser.a}"),
    ("mixed", "{appuser.a, {'k': 1}}"),
    ("constant", r#"'say "\\" twice'"#),
    ("nothing", "null"),
    ("bare", "city"),
    ("strange \"name\"", "appuser['strange key']"),
    ("elsewhere", "user.a"),
    ("broken", "appuser.a +"),
    ("whole", "Convert.toInt(appuser.a)"),
    ("when", "Time.now()"),
    ("code", "Iso3166Convert.toAlpha3(appuser.b)"),
];

fn set(rules: &[(&str, &str)]) -> MappingSet {
    let properties: Map<String, Json> = rules
        .iter()
        .map(|(target, text)| ((*target).to_owned(), json!({ "expression": text })))
        .collect();
    let document = json!({
        "id": "set", "properties": properties,
        "source": { "name": "phone", "type": "appuser" },
        "target": { "name": "user", "type": "user" },
    });
    read_mapping_set(document.to_string().as_bytes()).unwrap()
}

fn now() -> DateTime {
    DateTime::from_unix_milliseconds(1_700_000_000_000)
}

/// What the rules give one by one, and the attributes that fail; the reference for all else.
fn one_by_one(set: &MappingSet, root: &str, line: &[u8]) -> Result<(String, Vec<String>), ()> {
    let attributes: Map<String, Json> = serde_json::from_slice(line).map_err(|_| ())?;
    let object = Object::from(&attributes);
    let mut context = Context::new();
    context.now = now();
    context.set("source", object.clone());
    context.set(root, object);
    let mut failed = Vec::new();
    let mut values = Map::new();
    for rule in set.active_rules(true) {
        let value = match rule.evaluate(&context) {
            Ok(Outcome::Value(value)) => value,
            Ok(Outcome::Unfit) => Datum::Null,
            Err(failure) => {
                failed.push(format!("{}: {}", rule.target, failure.message));
                Datum::Null
            }
        };
        values.insert(rule.target.to_string(), json!(value));
    }
    Ok((Json::Object(values).to_string(), failed))
}

fn compare(rules: &[(&str, &str)], root: &str, lines: &[Vec<u8>]) {
    // So few that a report keeps all their problems.
    for lines in lines.chunks(Report::KEPT / rules.len().max(1)) {
        compare_few(rules, root, lines);
    }
}

fn compare_few(rules: &[(&str, &str)], root: &str, lines: &[Vec<u8>]) {
    let mut set = set(rules);
    let bulk = Bulk::new(&set, Some(root));
    set.compile(&["phone".to_owned(), "user".to_owned()]);
    let mut wanted = (String::new(), Vec::new());
    for (index, line) in lines.iter().enumerate() {
        let line = line.trim_ascii();
        if line.is_empty() {
            continue;
        }
        match one_by_one(&set, root, line) {
            Ok((text, failed)) => {
                wanted.0 += &text;
                wanted.0.push('\n');
                wanted.1.extend(failed.into_iter().map(|why| (index + 1, why)));
            }
            Err(()) => wanted.1.push((index + 1, "no person".to_owned())),
        }
    }
    let mut mapper = Mapper::new(&bulk, now());
    // The second time the order of the attributes is known.
    for _ in 0..2 {
        let mut text = String::new();
        let report = mapper.map(&lines.join(&b'\n'), &mut text);
        let problems: Vec<(usize, String)> = report
            .problems
            .iter()
            .map(|problem| {
                let is_rule = problem.attribute.is_some();
                (problem.line, if is_rule { problem.to_string() } else { "no person".to_owned() })
            })
            .collect();
        for (line, wanted) in text.lines().zip(wanted.0.lines()) {
            assert_eq!(line, wanted);
        }
        assert_eq!(problems, wanted.1);
        assert_eq!(text, wanted.0);
        assert_eq!(report.people, wanted.0.lines().count());
    }
}

#[test]
fn what_json_can_say_is_read_as_one_by_one() {
    let values = [
        r#""x""#,
        r#""""#,
        r#""é😀""#,
        r#""a\"b\\c\/\b\f\n\r\t\u00e9\ud83d\ude00\u0000""#,
        "null",
        "true",
        "false",
        "0",
        "-0",
        "-1",
        "2147483648",
        "-2147483649",
        "999999999999999999",
        "9223372036854775807",
        "9223372036854775808",
        "-9223372036854775808",
        "18446744073709551616",
        "123456789012345678901234567890",
        "1.5",
        "-0.0",
        "1e3",
        "1E-7",
        "1e22",
        "0.1",
        "5e-324",
        "1.7976931348623157e308",
        "[]",
        "[ ]",
        r#"["a",1,null,[2]]"#,
        r#"[ "a" , {"b" : [ { } ] } ]"#,
        "{}",
        r#"{"a":{"b":1}}"#,
        r#"{"t":"missing"}"#,
        r#"{"t":"int","v":"9007199254740993"}"#,
        r#"{"type":"datetime","value":"2024-05-01T10:00:00Z"}"#,
        r#"{"t":"datetime","v":"oops"}"#,
        r#""2024-05-01T10:00:00Z""#,
        "\"\u{7f}\u{2028}\"",
    ];
    for root in ["appuser", "appUser", "user", "source"] {
        let lines: Vec<Vec<u8>> = values
            .iter()
            .flat_map(|value| {
                ["a", "b", "n", "tags", "flag", "city", "skipped", "strange key"]
                    .map(|name| format!(r#"{{"x":1,"{name}":{value},"y":[{value}]}}"#).into_bytes())
            })
            .collect();
        compare(RULES, root, &lines);
    }
}

#[test]
fn what_is_no_json_is_no_person_there_either() {
    let broken: [&[u8]; 44] = [
        b"oops",
        b"[]",
        b"1",
        b"\"a\"",
        b"null",
        b"{",
        b"{}",
        b" {} ",
        b"{}x",
        b"{} {}",
        b"{\"a\"}",
        b"{\"a\":}",
        b"{\"a\":1,}",
        b"{,\"a\":1}",
        b"{\"a\":1 \"b\":2}",
        b"{\"a\":1,,\"b\":2}",
        b"{a:1}",
        b"{\"a\":01}",
        b"{\"a\":+1}",
        b"{\"a\":1.}",
        b"{\"a\":.5}",
        b"{\"a\":1e}",
        b"{\"a\":-}",
        b"{\"a\":1e999}",
        b"{\"a\":tru}",
        b"{\"a\":nullx}",
        b"{\"a\":\"\x01\"}",
        b"{\"a\":\"\t\"}",
        b"{\"a\":\"\\x\"}",
        b"{\"a\":\"\\ud800\"}",
        b"{\"a\":\"\\ud800\\u0041\"}",
        b"{\"a\":\"\\udc00\"}",
        b"{\"a\":\"\\u12g4\"}",
        b"{\"a\":\"\xff\"}",
        b"{\"\xc3\":1}",
        b"{\"a\":[1,]}",
        b"{\"a\":[1 2]}",
        b"{\"a\":{\"b\":1]}",
        b"{\"a\":[1}}",
        b"{\"a\":\"x}",
        b"{\"a\":1{\"a\":2}",
        b"\x0c{}\x0b",
        b"\xef\xbb\xbf{}",
        b"{\"a\" : 1\x0c}",
    ];
    let sound: &[u8] = br#"{"a":"x","b":"y"}"#;
    let mut lines = Vec::new();
    for line in broken {
        let skipped = String::from_utf8_lossy(line).replace("\"a\"", "\"skipped\"");
        lines.extend([sound.to_vec(), line.to_vec(), skipped.into_bytes(), Vec::new()]);
    }
    compare(RULES, "appuser", &lines);
    for depth in [10, 59, 60, 61, 126, 127, 128, 200] {
        for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
            let nest = open.repeat(depth) + "1" + &close.repeat(depth);
            let names = ["a", "skipped"];
            let lines = names.map(|name| format!(r#"{{"{name}":{nest},"b":"y"}}"#).into_bytes());
            compare(RULES, "appuser", &lines);
        }
    }
}

#[test]
fn attributes_may_come_in_any_order_and_more_than_once() {
    let lines: Vec<Vec<u8>> = [
        r#"{"a":"1","b":"2","c":"3"}"#,
        r#"{"b":"2","c":"3"}"#,
        r#"{"c":"3","b":"2","a":"1"}"#,
        r#" { "a" : "1" , "b" : "2" } "#,
        r#"{"a":"1","a":"2"}"#,
        r#"{"a":"1","b":"x","a":{"t":"missing"}}"#,
        r#"{"\u0061":"1","b":"2"}"#,
        r#"{"n":1{"a":"1"}"#,
        r#"{"b":"2""c":"3"}"#,
        "\r",
        "{\"a\":\"1\"}\r",
    ]
    .map(|line| line.as_bytes().to_vec())
    .into();
    for rotation in 0..lines.len() {
        let mut lines = lines.clone();
        lines.rotate_left(rotation);
        compare(RULES, "appuser", &lines);
    }
}

#[test]
fn a_rule_may_read_the_whole_profile() {
    let rules = [("size", "appuser"), ("a", "appuser.a"), ("b", "user.getInternalProperty('id')")];
    compare(&rules, "appuser", &[br#"{"a":"1"}"#.to_vec(), b"oops".to_vec()]);
    compare(&[], "appuser", &[br#"{"a":"1"}"#.to_vec()]);
}

#[test]
fn problems_are_kept_up_to_a_bound() {
    let set = set(&[("a", "appuser.a + ")]);
    let bulk = Bulk::new(&set, None);
    let lines = "{\"a\":\"x\"}\n".repeat(Report::KEPT + 500);
    let mut text = String::new();
    let report = Mapper::new(&bulk, now()).map(lines.as_bytes(), &mut text);
    assert_eq!(text, "{\"a\":null}\n".repeat(Report::KEPT + 500));
    assert_eq!((report.problems.len(), report.unkept), (Report::KEPT, 500));
    assert_eq!(report.problems[7].code(), "MAP-101");
}

fn json_value() -> impl Strategy<Value = Json> {
    let leaf = prop_oneof![
        Just(Json::Null),
        any::<bool>().prop_map(Json::from),
        any::<i64>().prop_map(Json::from),
        (-100_i64..100).prop_map(Json::from),
        any::<f64>().prop_map(Json::from),
        "[a-zA-Zäß😀\"\\\\\n /-]{0,12}".prop_map(Json::from),
        "\\PC{0,20}".prop_map(Json::from),
        "-?[0-9]{1,12}".prop_map(Json::from),
        Just(json!({ "t": "missing" })),
        Just(json!("2024-05-01T10:00:00Z")),
    ];
    leaf.prop_recursive(3, 12, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Json::from),
            prop::collection::vec(("[a-c]", inner), 0..4)
                .prop_map(|fields| Json::Object(fields.into_iter().collect())),
        ]
    })
}

fn person() -> impl Strategy<Value = Vec<u8>> {
    let name = prop::sample::select(vec!["a", "b", "c", "n", "tags", "flag", "city", "x", "é\""]);
    let attributes = prop::collection::vec((name, json_value()), 0..9);
    (
        attributes,
        any::<bool>(),
        prop::option::weighted(0.1, (any::<prop::sample::Index>(), any::<u8>())),
    )
        .prop_map(|(attributes, is_spaced, damage)| {
            let (colon, comma) = if is_spaced { (": ", " , ") } else { (":", ",") };
            let written: Vec<String> = attributes
                .iter()
                .map(|(name, value)| format!("{}{colon}{value}", json!(name)))
                .collect();
            let mut line = format!("{{{}}}", written.join(comma)).into_bytes();
            if let Some((place, byte)) = damage {
                let at = place.index(line.len());
                line.splice(at..=at, [if byte == b'\n' { b' ' } else { byte }]);
            }
            line
        })
}

proptest! {
    #[test]
    fn bulk_is_one_by_one(people in prop::collection::vec(person(), 1..12)) {
        compare(RULES, "appuser", &people);
    }
}
