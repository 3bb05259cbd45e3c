//! The commands around provisioning, called as a user calls them.

#![expect(clippy::unwrap_used, reason = "helpers of tests may fail loudly")]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

fn suite() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/suite/provisioning")
}

/// Calls `attrmap` in the suite's folder.
fn attrmap(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_attrmap"))
        .current_dir(suite())
        .args(arguments)
        .output()
        .unwrap()
}

fn status(output: &Output) -> i32 {
    output.status.code().unwrap()
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

fn json(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout).unwrap()
}

fn wanted(file: &str) -> Value {
    serde_json::from_slice(&std::fs::read(suite().join(file)).unwrap()).unwrap()
}

/// A folder of this test's own, empty.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _gone = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

#[test]
fn a_dry_run_writes_every_file_and_says_how_it_went() {
    let folder = folder("dry-run");
    let path = folder.to_str().unwrap();
    let run = attrmap(&["provision", "run.json", "--dry-run", "--settle", "--out", path]);
    assert_eq!(status(&run), 1, "{}", err(&run));
    assert!(out(&run).contains("30 success, 32 failed, 1 deferred, 7 skipped, 0 merged"));
    assert!(out(&run).contains("settled in round 2"));
    assert!(err(&run).contains("ad/export.ldif:3125: IMP-102 error"));
    assert!(err(&run).contains("ad/export.ldif:2175: SCH-105 error"));
    for entry in std::fs::read_dir(suite().join("expected")).unwrap() {
        let path = entry.unwrap().path();
        if path.is_file() {
            let name = path.file_name().unwrap();
            assert!(folder.join(name).is_file(), "{} is missing", name.display());
        }
    }
    for file in ["results.csv", "writeback.active_directory.ldif"] {
        let wanted = std::fs::read(suite().join("expected").join(file)).unwrap();
        assert!(std::fs::read(folder.join(file)).unwrap() == wanted, "{file}");
    }
    let left = std::fs::read_dir(&folder).unwrap();
    assert!(left.flatten().all(|entry| !entry.file_name().to_string_lossy().starts_with('.')));
}

#[test]
fn exit_statuses_tell_failure_misuse_and_blocking_apart() {
    let blocked = attrmap(&["provision", "run.json", "--dry-run", "--preflight", "block"]);
    assert_eq!(status(&blocked), 3);
    assert_eq!(status(&attrmap(&["provision", "run.json"])), 2);
    let missing = attrmap(&["provision", "nowhere.json", "--dry-run"]);
    assert_eq!(status(&missing), 2);
    assert!(err(&missing).contains("nowhere.json"));
    let wrong = attrmap(&["provision", "okta/groups.json", "--dry-run"]);
    assert_eq!(status(&wrong), 2, "{}", err(&wrong));
}

#[test]
fn check_knows_runs_and_mapping_sets() {
    let bad = attrmap(&["check", "bad/run.json", "--format", "json"]);
    assert_eq!((status(&bad), json(&bad)), (1, wanted("bad/expected_check.json")));
    let good = attrmap(&["check", "run.json", "--format", "json"]);
    assert_eq!((status(&good), json(&good)), (0, wanted("expected/check.json")));
    let schema = "schemas/okta_user.json";
    let set = attrmap(&["check", "bad/mappings/ad_to_okta.json", "--schema", schema]);
    assert_eq!(status(&set), 1);
    assert!(err(&set).contains("MAP-003 error toOkta.active_directory.shoeSize"), "{}", err(&set));
}

#[test]
fn mapping_tests_are_reported_in_every_form() {
    let folder = folder("mapping-tests");
    let junit = folder.join("junit.xml");
    let files = ["tests/oah_to_okta.test.yaml", "tests/okta_to_oah.test.yaml"];
    let run = attrmap(&[
        "test",
        files[0],
        files[1],
        "--format",
        "json",
        "--junit",
        junit.to_str().unwrap(),
    ]);
    assert_eq!((status(&run), json(&run)), (1, wanted("tests/expected.json")));
    let xml = std::fs::read_to_string(&junit).unwrap();
    assert!(xml.contains("tests=\"6\" failures=\"2\"") && xml.ends_with("</testsuites>\n"));
    assert_eq!(status(&attrmap(&["test", files[0]])), 0);
    let asked = attrmap(&["test", files[1], "--update"]);
    assert_eq!(status(&asked), 2, "nobody can be asked here");
}

#[test]
fn an_updated_test_file_passes() {
    let folder = folder("update");
    for path in ["tests", "mappings", "schemas"] {
        std::fs::create_dir_all(folder.join(path)).unwrap();
    }
    for file in
        ["tests/okta_to_oah.test.yaml", "mappings/okta_to_oah.json", "schemas/office_at_hand.json"]
    {
        std::fs::copy(suite().join(file), folder.join(file)).unwrap();
    }
    let file = folder.join("tests/okta_to_oah.test.yaml");
    let file = file.to_str().unwrap();
    assert_eq!(status(&attrmap(&["test", file, "--update", "--yes"])), 1);
    let again = attrmap(&["test", file]);
    assert!(out(&again).contains("5 passed, 1 failed"), "{}", out(&again));
}

#[test]
fn codes_and_values_are_explained() {
    assert!(out(&attrmap(&["explain", "prv-105"])).contains("web portal"));
    assert_eq!(status(&attrmap(&["explain", "XYZ-1"])), 2);
    let why = attrmap(&[
        "explain",
        "run.json",
        "--record",
        "nadia.petrov@corp.larkfield.example",
        "--attribute",
        "primaryPhone",
    ]);
    assert!(out(&why).contains("because office_at_hand owns the attribute (MST-101)"));
}

#[test]
fn mapping_sets_convert_there_and_back() {
    let folder = folder("fmt");
    let yaml = folder.join("set.yaml");
    let to = |file: &str, to: &str| out(&attrmap(&["fmt", file, "--to", to]));
    let first = to("mappings/oah_to_okta.json", "yaml");
    std::fs::write(&yaml, &first).unwrap();
    let okta = to(yaml.to_str().unwrap(), "okta-json");
    let json = folder.join("set.json");
    std::fs::write(&json, &okta).unwrap();
    assert_eq!(to(json.to_str().unwrap(), "yaml"), first);
    assert_eq!(status(&attrmap(&["fmt", "--check", yaml.to_str().unwrap()])), 0);
    std::fs::write(&yaml, first.replace("name: user", "name:   user")).unwrap();
    assert_eq!(status(&attrmap(&["fmt", "--check", yaml.to_str().unwrap()])), 1);
    assert_eq!(status(&attrmap(&["fmt", yaml.to_str().unwrap()])), 0);
    assert_eq!(std::fs::read_to_string(&yaml).unwrap(), first);
}

#[test]
fn schemas_are_discovered_checked_and_converted() {
    let found = attrmap(&["schema", "discover", "ad/export.ldif"]);
    assert_eq!(json(&found), wanted("expected/discover.json")["ad/export.ldif"]);
    let schema = attrmap(&["schema", "discover", "ad/export.ldif", "--to", "okta-schema"]);
    assert!(json(&schema)["definitions"]["custom"]["properties"]["mail"].is_object());
    assert!(err(&schema).contains("telephoneNumber"));
    let minimum = attrmap(&["schema", "minimum", "run.json", "--format", "json"]);
    assert_eq!(json(&minimum), wanted("expected/minimum.json"));
    let yaml = attrmap(&["schema", "convert", "schemas/office_at_hand.json"]);
    assert!(out(&yaml).starts_with("attrmap: schema/v1\n"));
    let again = attrmap(&["schema", "convert", "schemas/office_at_hand.json", "--format", "json"]);
    assert_eq!(json(&again)["text"], out(&yaml));
}

#[test]
fn records_that_discovery_cannot_read_are_named() {
    let folder = folder("discover");
    let people = folder.join("people.csv");
    let file = people.to_str().unwrap();
    std::fs::write(&people, "a,b\n1,2\n1,2,3\n").unwrap();
    let found = attrmap(&["schema", "discover", file]);
    assert_eq!((status(&found), &json(&found)["records"]), (0, &1.into()));
    assert_eq!(err(&found), format!("{file}:3: IMP-101 error The record can not be read.\n"));
    std::fs::write(&people, "a,b\n1,2,3\n").unwrap();
    assert_eq!(status(&attrmap(&["schema", "discover", file])), 1);
}

#[test]
fn a_broken_configuration_is_no_expression() {
    let folder = folder("configuration");
    for (name, text, line) in [
        ("run.json", "{\"attrmap\": \"run/v1\",\n", ":2"),
        ("run.yaml", "attrmap: run/v1\norg: [1\n", ":3"),
        ("empty.json", "", ""),
        ("other.json", "{\"a\": 1}", ""),
    ] {
        let file = folder.join(name);
        std::fs::write(&file, text).unwrap();
        let file = file.to_str().unwrap();
        let found = attrmap(&["check", file]);
        assert_eq!(status(&found), 2, "{name}");
        assert!(err(&found).starts_with(&format!("error: {file}{line}: ")), "{}", err(&found));
    }
}

#[test]
fn people_are_mapped_in_order_and_bad_lines_named() {
    let folder = folder("bulk");
    let people = folder.join("people.ndjson");
    let lines: Vec<String> = (0..5_000)
        .map(|number| format!("{{\"userName\": \"u{number}\", \"extensionNumber\": \"{number}\"}}"))
        .collect();
    std::fs::write(&people, lines.join("\n") + "\noops\n").unwrap();
    let results = folder.join("results.ndjson");
    let run = attrmap(&[
        "map",
        "mappings/oah_to_okta.json",
        "--input",
        people.to_str().unwrap(),
        "--output",
        results.to_str().unwrap(),
        "--threads",
        "3",
    ]);
    assert_eq!(status(&run), 1);
    assert!(err(&run).contains("people.ndjson:5001: IMP-101 error"), "{}", err(&run));
    let text = std::fs::read_to_string(&results).unwrap();
    for (number, line) in text.lines().enumerate() {
        let value: Value = serde_json::from_str(line).unwrap();
        assert_eq!(value["primaryPhone"], format!("#{number}"));
    }
    assert_eq!(text.lines().count(), 5_000);
}

#[test]
fn any_number_of_threads_gives_the_same_bytes() {
    let folder = folder("threads");
    let people = folder.join("people.ndjson");
    let lines: Vec<String> = (0..20_000)
        .map(|number| match number % 1_000 {
            7 => "oops".to_owned(),
            8 => String::new(),
            _ => format!("{{\"city\": \"Rome\", \"extensionNumber\": \"{number}\"}}\r"),
        })
        .collect();
    std::fs::write(&people, lines.join("\n")).unwrap();
    let map = |threads: &str| {
        let people = people.to_str().unwrap();
        attrmap(&["map", "mappings/oah_to_okta.json", "--input", people, "--threads", threads])
    };
    let one = map("1");
    assert_eq!(out(&one).lines().count(), 20_000 - 40);
    assert_eq!(err(&one).lines().count(), 20);
    for threads in ["0", "2", "3", "1000"] {
        let many = map(threads);
        assert_eq!((status(&many), err(&many)), (1, err(&one)), "{threads}");
        assert!(out(&many) == out(&one), "{threads}");
    }
}

#[test]
fn problems_are_named_up_to_a_bound_and_counted_then() {
    let folder = folder("bound");
    let people = folder.join("people.ndjson");
    std::fs::write(&people, "oops\n".repeat(1_500) + &"x".repeat(5 << 20) + "\n{}").unwrap();
    let results = folder.join("results.ndjson");
    let [people, results] = [&people, &results].map(|path| path.to_str().unwrap());
    let arguments = ["map", "mappings/oah_to_okta.json", "--input", people, "--output", results];
    let run = attrmap(&arguments);
    let said = err(&run);
    assert_eq!(said.lines().count(), 1_001);
    assert!(said.ends_with("people.ndjson: 501 more problems\n"), "{said}");
    assert_eq!(std::fs::read_to_string(results).unwrap().lines().count(), 1);

    std::fs::write(people, "x".repeat(5 << 20) + "\n{}\n").unwrap();
    let said = err(&attrmap(&arguments));
    assert!(
        said.contains("people.ndjson:1: IMP-101 error the line is longer than 4 MiB"),
        "{said}"
    );
    assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 2);
}

#[test]
fn results_that_cannot_be_written_leave_nothing() {
    let folder = folder("nowhere");
    let people = folder.join("people.ndjson");
    std::fs::write(&people, "{}\n").unwrap();
    let people = people.to_str().unwrap();
    let map = |people: &str, results: &Path| {
        let results = results.to_str().unwrap();
        attrmap(&["map", "mappings/oah_to_okta.json", "--input", people, "--output", results])
    };
    let run = map(people, &folder.join("no/such/results.ndjson"));
    assert_eq!(status(&run), 2);
    assert!(err(&run).contains("results.ndjson: cannot be written"), "{}", err(&run));
    let results = folder.join("results.ndjson");
    std::fs::write(&results, "old").unwrap();
    let run = map(folder.to_str().unwrap(), &results);
    assert_eq!(status(&run), 2);
    assert!(err(&run).contains("this is a folder, not a file"), "{}", err(&run));
    assert_eq!(std::fs::read_to_string(&results).unwrap(), "old");
    assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 2);
}

#[test]
fn a_mapping_set_of_a_run_is_applied_without_state() {
    let arguments = ["map", "run.json", "--direction", "toOkta", "--name", "active_directory"];
    let csv = attrmap(&[&arguments[..], &["--format", "csv"]].concat());
    assert!(out(&csv).starts_with("record,city,"));
    assert_eq!(out(&csv).lines().count(), 67);
    assert_eq!(status(&attrmap(&["diff", "run.json"])), 1);
    let same = attrmap(&["diff", "run.json", "--with", "mappings/ad_to_okta.json"]);
    assert_eq!((status(&same), out(&same)), (0, String::new()));
}
