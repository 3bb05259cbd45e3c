use std::ffi::OsStr;
use std::process::{Command, Stdio};

use crate::program::{Run, attrmap, attrmap_reading, file};

/// Ends with `status`, says why, and does not panic.
fn refused(run: &Run, status: i32, why: &str) {
    assert_eq!(run.status, Some(status), "{run:?}");
    assert!(run.err.contains(why), "{run:?}");
    assert!(!run.err.contains("panicked"), "{run:?}");
}

#[test]
fn unknown_commands_and_options_are_wrong_use() {
    refused(&attrmap(&["evaluate"]), 2, "evaluate");
    refused(&attrmap(&["eval", "1", "--profil", "x"]), 2, "--profil");
    refused(&attrmap(&["eval"]), 2, "EXPR");
    refused(&attrmap(&["check"]), 2, "FILE");
    refused(&attrmap(&[]), 2, "Usage");
    refused(&attrmap(&["eval", "1", "--context", "nowhere"]), 2, "group_rule");
    refused(&attrmap(&["eval", "1", "--dialect", "latin"]), 2, "classic");
    refused(&attrmap(&["eval", "1", "--now", "yesterday"]), 2, "yesterday");
    refused(&attrmap(&["eval", "1", "--set", "user"]), 2, "root.attribute=value");
    refused(&attrmap(&["eval", "-", "--profile", "-"]), 2, "standard input");
    let mixed = ["check", "--expr", "1", "--context", "group_rule", "--dialect", "identity"];
    refused(&attrmap(&mixed), 2, "belongs to the dialect");
}

#[test]
fn unusable_files_are_named_with_the_place() {
    refused(&attrmap(&["eval", "1", "--profile", "no/such.json"]), 2, "no/such.json: there is no");
    refused(&attrmap(&["eval", "1", "--profile", "."]), 2, "folder");
    let broken = file("broken.json", "{\n  \"a\": 1,\n  nonsense\n}");
    refused(&attrmap(&["eval", "1", "--profile", &broken]), 2, "broken.json:3:3: not JSON");
    let empty = file("empty.json", "");
    refused(&attrmap(&["eval", "1", "--profile", &empty]), 2, "empty");
    let scalar = file("scalar.json", "[{}, 3]");
    refused(&attrmap(&["eval", "1", "--profile", &scalar]), 2, "person 2 is a number");
    let latin = file("latin.json", b"{\n \"a\": \"M\xFCnchen\"}");
    refused(&attrmap(&["eval", "1", "--profile", &latin]), 2, "latin.json:2:9: this is not UTF-8");
    refused(&attrmap(&["check", &latin]), 2, "not UTF-8");
    refused(&attrmap(&["conformance", &latin]), 2, "not UTF-8");
    refused(&attrmap_reading(&["check", "-"], b"\xFF"), 2, "standard input:1:1");
    refused(&attrmap(&["check", "--expr", "1", "--schema", &scalar]), 2, "scalar.json");
}

#[cfg(unix)]
#[test]
fn an_argument_that_is_not_utf8_is_wrong_use() {
    use std::os::unix::ffi::OsStrExt;
    let output = Command::new(env!("CARGO_BIN_EXE_attrmap"))
        .args([OsStr::new("eval"), OsStr::from_bytes(b"'\xFF'")])
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn wrong_expressions_are_errors_of_the_expression() {
    refused(&attrmap(&["eval", ""]), 1, "E0101");
    refused(&attrmap(&["check", "--expr", "  "]), 1, "E0101");
    refused(&attrmap(&["eval", &"1".repeat(10_001)]), 1, "E0140");
    for (open, close) in [("(", ")"), ("{", "}"), ("!", ""), ("a[", "]"), ("a ? b : ", "")] {
        refused(&attrmap(&["eval", &open.repeat(1_200)]), 1, "error[E");
        let deep = format!("{}1{}", open.repeat(1_200), close.repeat(1_200));
        refused(&attrmap(&["check", "--expr", &deep]), 1, "error[E");
    }
    refused(&attrmap(&["eval", &"(".repeat(5_000)]), 1, "E0141");
    let nul = file("nul.expr", "\0");
    refused(&attrmap(&["check", &nul]), 1, "error[E");
}

#[test]
fn two_hundred_levels_work() {
    let deep = format!("{}1{}", "(".repeat(200), ")".repeat(200));
    assert_eq!(attrmap(&["eval", &deep]).out, "1\n");
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_attrmap"))
        .args(["functions", "--format", "json"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
}
