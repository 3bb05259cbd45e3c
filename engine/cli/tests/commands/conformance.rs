use crate::program::{attrmap, attrmap_reading, file};

const CASES: &str = r#"{"id": "sum", "expr": "1 + 2", "expect": {"value": 3}}
{"id": "wrong", "expr": "1 + 2", "expect": {"value": 4}}

{"id": "error", "expr": "1 / 0", "expect": {"error": "division_by_zero"}}
"#;

#[test]
fn each_failure_has_a_line_and_the_last_line_is_the_count() {
    let cases = file("cases_text.jsonl", CASES);
    let run = attrmap(&["conformance", &cases]);
    assert_eq!(run.status, Some(1));
    let lines: Vec<&str> = run.out.lines().collect();
    assert_eq!(lines.len(), 2, "{run:?}");
    assert!(lines[0].starts_with("wrong: "), "{run:?}");
    assert_eq!(lines[1], "2 passed, 1 failed");
}

#[test]
fn json_gives_a_line_for_each_case_in_the_encoding_of_expect() {
    let run = attrmap_reading(&["conformance", "-", "--format", "json"], CASES.as_bytes());
    assert_eq!(run.status, Some(1));
    let lines: Vec<&str> = run.out.lines().collect();
    assert_eq!(lines[0], r#"{"id":"sum","passed":true,"got":{"value":3}}"#);
    assert_eq!(lines[2], r#"{"id":"error","passed":true,"got":{"error":"division_by_zero"}}"#);
    assert_eq!(lines.len(), 3);
}

#[test]
fn a_line_that_is_no_case_is_named() {
    let cases = file("cases_broken.jsonl", "{\"id\": \"a\", \"expr\": \"1\"}\n{\"id\": \"b\"}\n");
    let run = attrmap(&["conformance", &cases]);
    assert_eq!(run.status, Some(2));
    assert!(run.err.contains("cases_broken.jsonl:2:"), "{}", run.err);
    assert!(run.err.contains("`expr`"), "{}", run.err);
}
