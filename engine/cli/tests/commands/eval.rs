use serde_json::json;

use crate::program::{RULE, attrmap, attrmap_reading, file};

const APP_USERS: &str = r#"[
  {"id": "1", "externalId": "101", "scope": "USER",
   "profile": {"firstName": "Dana", "lastName": "Reyes",
               "directNumber": "+15550100123", "extensionNumber": "101"}},
  {"id": "2", "externalId": "102", "scope": "USER",
   "profile": {"firstName": "王", "lastName": "伟", "directNumber": null, "extensionNumber": "102"}},
  {"id": "3", "externalId": "103", "scope": "USER",
   "profile": {"userName": "farah@example.com", "directNumber": "+15550100125"}}
]"#;

#[test]
fn a_list_of_app_users_gives_a_line_each() {
    let people = file("app_users_text.json", APP_USERS);
    let run = attrmap(&["eval", RULE, "--profile", &people]);
    assert_eq!(run.status, Some(0), "{run:?}");
    let expected =
        "Dana Reyes\t+15550100123#101\n王 伟\t#102\nfarah@example.com\t+15550100125#null\n";
    assert_eq!(run.out, expected);
}

#[test]
fn a_list_of_app_users_gives_a_list_in_json() {
    let people = file("app_users_json.json", APP_USERS);
    let answer = attrmap(&["eval", RULE, "--profile", &people, "--format", "json"]).json();
    let first = &answer[0];
    assert_eq!(first["name"], "Dana Reyes");
    assert_eq!(first["ok"], true);
    assert_eq!(first["value"], "+15550100123#101");
    assert_eq!(first["type"], "text");
    assert!(first["diagnostics"].is_array());
    assert_eq!(answer.as_array().unwrap().len(), 3);
}

#[test]
fn one_record_is_picked_by_name_id_or_position() {
    let people = file("app_users_record.json", APP_USERS);
    for wanted in ["王 伟", "2"] {
        let run = attrmap(&["eval", RULE, "--profile", &people, "--record", wanted]);
        assert_eq!((run.status, &*run.out), (Some(0), "#102\n"), "{wanted}");
    }
    let run = attrmap(&["eval", RULE, "--profile", &people, "--record", "4"]);
    assert_eq!(run.status, Some(2));
    assert!(run.err.contains("`4`"), "{}", run.err);
}

#[test]
fn the_context_decides_which_root_a_profile_gets() {
    let people = file("root_by_context.json", r#"{"city": "Rome"}"#);
    let in_context = |context: &str, expression: &str| {
        attrmap(&["eval", expression, "--profile", &people, "--context", context]).out
    };
    assert_eq!(in_context("profile_mapping_to_okta", "source.city"), "Rome\n");
    assert_eq!(in_context("profile_mapping_to_app", "source.city"), "Rome\n");
    assert_eq!(in_context("app_username", "user.city"), "Rome\n");
    assert_eq!(in_context("any", "appuser.city"), "Rome\n");
    assert_eq!(in_context("any", "idpuser.city"), "Rome\n");
    let named = attrmap(&["eval", "acme.city", "--profile", &people, "--root", "acme"]);
    assert_eq!(named.out, "Rome\n");
}

#[test]
fn users_bring_their_status_and_the_identity_dialect_their_profile() {
    let users = r#"{"id": "1", "status": "ACTIVE", "profile": {"city": "Rome"}}"#;
    let people = file("okta_user.json", users);
    let run = attrmap(&[
        "eval",
        "user.profile.city + user.status",
        "--dialect",
        "identity",
        "--profile",
        &people,
    ]);
    assert_eq!(run.out, "RomeACTIVE\n", "{run:?}");
}

#[test]
fn people_come_as_lines_too_and_from_standard_input() {
    let lines = b"{\"name\": \"A\", \"n\": 1}\n\n{\"name\": \"B\", \"n\": 2}\n";
    let run = attrmap_reading(&["eval", "user.n + 1", "--profile", "-"], lines);
    assert_eq!(run.out, "A\t2\nB\t3\n", "{run:?}");
}

#[test]
fn a_context_file_has_roots_and_groups() {
    let data =
        r#"{"user": {"city": "Rome"}, "$groups": [{"id": "g1", "profile": {"name": "Sales"}}]}"#;
    let people = file("context.json", data);
    let run = attrmap(&["eval", "user.city", "--profile", &people, "--format", "json"]);
    assert_eq!(run.json()["value"], "Rome");
    assert_eq!(run.json().get("name"), None);
}

#[test]
fn the_expression_can_come_from_standard_input() {
    let run = attrmap_reading(&["eval", "-", "--set", "user.n=41"], b"user.n + 1\n");
    assert_eq!((run.status, &*run.out), (Some(0), "42\n"), "{run:?}");
}

#[test]
fn null_empty_text_and_lists_can_be_told_apart() {
    let value = |expression| {
        let answer = attrmap(&["eval", expression, "--format", "json"]).json();
        (answer["value"].clone(), answer["type"].clone())
    };
    assert_eq!(value("null"), (json!(null), json!("null")));
    assert_eq!(value("''"), (json!(""), json!("text")));
    assert_eq!(value("{1, 'a'}"), (json!([1, "a"]), json!("list")));
    assert_eq!(attrmap(&["eval", "{1, 'a'}"]).out, "[1,\"a\"]\n");
    assert_eq!(attrmap(&["eval", "null"]).out, "null\n");
}

#[test]
fn a_missing_attribute_is_a_mistake_when_strict() {
    let people = file("strict.json", r#"{"user": {"a": 1}}"#);
    let run = attrmap(&["eval", "user.b", "--profile", &people]);
    assert_eq!((run.status, &*run.out), (Some(0), "null\n"));
    let run = attrmap(&["eval", "user.b", "--profile", &people, "--strict"]);
    assert_eq!(run.status, Some(1));
    assert!(run.err.starts_with("error[E0301]"), "{}", run.err);
}

#[test]
fn a_failing_person_does_not_stop_the_others() {
    let people = file("failing.json", r#"[{"name": "A", "n": 0}, {"name": "B", "n": 2}]"#);
    let run = attrmap(&["eval", "4 / user.n", "--profile", &people]);
    assert_eq!(run.status, Some(1));
    let lines: Vec<&str> = run.out.lines().collect();
    assert!(lines[0].starts_with("A\terror[E0504]: "), "{run:?}");
    assert_eq!(lines[1], "B\t2");
    let answer = attrmap(&["eval", "4 / user.n", "--profile", &people, "--format", "json"]).json();
    assert_eq!(answer[0]["ok"], false);
    assert_eq!(answer[0]["diagnostics"][0]["kind"], "division_by_zero");
    assert_eq!(answer[1]["value"], 2);
}

#[test]
fn the_clock_can_be_set() {
    let people = file("clock.json", r#"{"user": {}}"#);
    let arguments = ["eval", "Time.now()", "--profile", &people, "--now", "2026-03-01T09:00:00Z"];
    assert_eq!(attrmap(&arguments).out, "2026-03-01T09:00:00.000Z\n");
}

#[test]
fn an_expression_that_does_not_compile_shows_where() {
    let run = attrmap(&["eval", "String.length('a')"]);
    assert_eq!((run.status, &*run.out), (Some(1), ""));
    assert!(run.err.contains("error[E0201]") && run.err.contains("^^^^^^"), "{}", run.err);
    let answer = attrmap(&["eval", "String.length('a')", "--format", "json"]).json();
    assert_eq!(answer["ok"], false);
    assert_eq!(answer["value"], json!(null));
    assert_eq!(answer["diagnostics"][0]["code"], "E0201");
}
