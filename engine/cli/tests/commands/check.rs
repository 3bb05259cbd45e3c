use std::fs;

use serde_json::json;

use crate::program::{RULE, attrmap, attrmap_reading, file};

#[test]
fn the_missing_guard_is_a_warning_with_a_caret() {
    let run = attrmap(&["check", "--expr", RULE]);
    assert_eq!(run.status, Some(0), "a warning is no error");
    assert!(run.err.starts_with("warning[W"), "{}", run.err);
    let column = RULE.find("appuser.extensionNumber").unwrap();
    assert!(run.err.contains(&format!("\n  | {}^^^^", " ".repeat(column))), "{}", run.err);
    assert!(!run.err.contains('\u{1b}'), "no colors where there is no terminal");
}

#[test]
fn json_has_ranges_in_bytes_and_in_utf16_units() {
    let answer = attrmap(&["check", "--expr", "'😀' + user.", "--format", "json"]).json();
    assert_eq!(answer["ok"], false);
    let found = &answer["diagnostics"][0];
    assert_eq!(found["code"], "E0119");
    assert_eq!(found["utf8"], json!({ "start": 13, "end": 14 }), "{found}");
    assert_eq!(found["utf16"], json!({ "start": 11, "end": 12 }), "{found}");
    let fix = &found["fixes"][0];
    assert_eq!(fix["safe"], false);
    assert_eq!(fix["edits"][0]["utf16"], json!({ "start": 11, "end": 12 }));
    assert_eq!(fix["fixed"], "'😀' + user");
}

#[test]
fn files_are_named_with_line_and_column() {
    let good = file("good.expr", "user.city");
    let bad = file("bad.expr", "user.a +\n  user.\n");
    let run = attrmap(&["check", &good, &bad]);
    assert_eq!(run.status, Some(1));
    assert!(run.err.starts_with(&format!("{bad}:2:7: error[E0119]")), "{}", run.err);
    let answer = attrmap(&["check", &good, &bad, "--format", "json"]).json();
    assert_eq!(answer[0]["file"], good);
    assert_eq!(answer[0]["ok"], true);
    assert_eq!(answer[1]["diagnostics"][0]["line"], 2);
}

#[test]
fn safe_fixes_are_printed_or_written() {
    let curly = "user.a == \u{201c}x\u{201d}";
    let run = attrmap(&["check", "--fix", "--expr", curly]);
    assert_eq!((run.status, &*run.out), (Some(0), "user.a == \"x\"\n"), "{run:?}");
    let run = attrmap_reading(&["check", "--fix", "-"], format!("{curly}\n").as_bytes());
    assert_eq!(run.out, "user.a == \"x\"\n");
    let path = file("fix.expr", format!("{curly}\n"));
    let run = attrmap(&["check", "--fix", &path]);
    assert_eq!((run.status, &*run.out), (Some(0), ""));
    assert_eq!(fs::read_to_string(&path).unwrap(), "user.a == \"x\"\n");
}

#[test]
fn fixes_that_may_change_the_meaning_are_left_to_the_author() {
    let path = file("not_fixed.expr", "user.a === 'x'");
    let run = attrmap(&["check", "--fix", &path]);
    assert_eq!(run.status, Some(1));
    assert_eq!(fs::read_to_string(&path).unwrap(), "user.a === 'x'");
}

#[test]
fn a_schema_says_which_attributes_there_are() {
    let schema = "attrmap: schema/v1\nattributes:\n  city: {type: string}\n";
    let schema = file("schema.yaml", schema);
    let option = format!("user={schema}");
    let run = attrmap(&["check", "--expr", "user.ctiy", "--schema", &option]);
    assert_eq!(run.status, Some(1));
    assert!(run.err.contains("E0301") && run.err.contains("`city`"), "{}", run.err);
    let run = attrmap(&["check", "--expr", "user.city", "--schema", &option]);
    assert_eq!((run.status, &*run.err), (Some(0), ""));
}

#[test]
fn the_context_restricts_roots_and_functions() {
    let run = attrmap(&["check", "--expr", "appuser.a == 1", "--context", "group_rule"]);
    assert_eq!(run.status, Some(1));
    assert!(run.err.contains("E0303"), "{}", run.err);
}

#[test]
fn people_show_what_an_expression_misses() {
    let people = file("samples.json", r#"[{"city": "Rome"}, {"city": "Milan"}]"#);
    let run = attrmap(&["check", "--expr", "user.city == 'rome'", "--profile", &people]);
    assert_eq!(run.status, Some(0));
    assert!(run.err.starts_with("warning[W0006]"), "{}", run.err);
    let run = attrmap(&["check", "--expr", "user.city == 'Rome'", "--profile", &people]);
    assert_eq!(run.err, "");
}
