//! The scenario of `suite/provisioning`: a dry run, file by file, against what is expected.

#![expect(clippy::unwrap_used, reason = "helpers of tests may fail loudly")]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use attrmap::datetime::DateTime;
use attrmap::formats::read_mapping_set;
use attrmap::provisioning::{
    Direction, DryRun, DryRunOptions, MappingTests, Preflight, ReportFormat, Run, TestReport,
    mapped_to_csv, mapped_to_ldif,
};
use serde_json::Value;

fn suite() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("suite/provisioning")
}

fn loader(folder: PathBuf) -> impl FnMut(&str) -> Result<Vec<u8>, String> {
    move |path| std::fs::read(folder.join(path)).map_err(|error| error.to_string())
}

fn load(folder: &Path) -> Run {
    let bytes = std::fs::read(folder.join("run.json")).unwrap();
    Run::load(&bytes, &mut loader(folder.to_owned())).unwrap()
}

fn options(settle: bool, preflight: Option<Preflight>) -> DryRunOptions {
    DryRunOptions { now: DateTime::from_unix_milliseconds(1_714_557_600_000), settle, preflight }
}

fn files(run: &Run, dry_run: &DryRun) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    dry_run.write_files(run, &mut |name, text| {
        files.insert(name.to_owned(), text.to_owned());
    });
    files
}

/// Compares files with those of a folder: JSON by value, everything else byte by byte.
fn compare(actual: &BTreeMap<String, String>, folder: &Path) {
    let mut failures = Vec::new();
    let mut names = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            continue;
        }
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        let wanted = std::fs::read_to_string(&path).unwrap();
        let Some(got) = actual.get(&name) else {
            failures.push(format!("{name} is missing"));
            continue;
        };
        if path.extension().is_some_and(|extension| extension == "json") {
            let parse = |text: &str| serde_json::from_str::<Value>(text).unwrap();
            differences(&name, &parse(&wanted), &parse(got), &mut failures);
        } else if *got != wanted {
            let line = got.lines().zip(wanted.lines()).position(|(got, wanted)| got != wanted);
            failures.push(format!("{name} differs, first in line {:?}", line.map(|line| line + 1)));
        }
        names.push(name);
    }
    let extra = actual.keys().filter(|name| !names.contains(name));
    failures.extend(extra.map(|name| format!("{name} is not expected")));
    failures.truncate(20);
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

/// The places where two trees differ.
fn differences(place: &str, wanted: &Value, got: &Value, failures: &mut Vec<String>) {
    match (wanted, got) {
        (Value::Object(wanted), Value::Object(got)) => {
            for key in wanted.keys().chain(got.keys().filter(|key| !wanted.contains_key(*key))) {
                let place = format!("{place}.{key}");
                match (wanted.get(key), got.get(key)) {
                    (Some(wanted), Some(got)) => differences(&place, wanted, got, failures),
                    (wanted, got) => {
                        failures.push(format!("{place}: wanted {wanted:?}, got {got:?}"));
                    }
                }
            }
        }
        (Value::Array(wanted), Value::Array(got)) if wanted.len() == got.len() => {
            for (index, (wanted, got)) in wanted.iter().zip(got).enumerate() {
                differences(&format!("{place}[{index}]"), wanted, got, failures);
            }
        }
        _ if wanted == got => {}
        (Value::Array(wanted), Value::Array(got)) => {
            failures.push(format!("{place}: wanted {} items, got {}", wanted.len(), got.len()));
        }
        _ => failures.push(format!("{place}: wanted {wanted}, got {got}")),
    }
}

#[test]
fn the_dry_run_gives_every_expected_file() {
    let run = load(&suite());
    let dry_run = run.dry_run(&options(true, None), &mut loader(suite())).unwrap();
    compare(&files(&run, &dry_run), &suite().join("expected"));
}

#[test]
fn a_blocking_preflight_stops_the_run() {
    let run = load(&suite());
    let options = options(true, Some(Preflight::Block));
    let dry_run = run.dry_run(&options, &mut loader(suite())).unwrap();
    compare(&files(&run, &dry_run), &suite().join("expected/strict"));
}

#[test]
fn broken_mappings_are_found_without_people() {
    let run = load(&suite().join("bad"));
    let wanted = std::fs::read_to_string(suite().join("bad/expected_check.json")).unwrap();
    let wanted: Value = serde_json::from_str(&wanted).unwrap();
    let mut failures = Vec::new();
    differences("check", &wanted, &serde_json::to_value(run.check()).unwrap(), &mut failures);
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn mapping_tests_pass_and_fail_as_expected() {
    let folder = suite().join("tests");
    let reports: Vec<TestReport> = ["oah_to_okta.test.yaml", "okta_to_oah.test.yaml"]
        .map(|file| {
            let bytes = std::fs::read(folder.join(file)).unwrap();
            let tests = MappingTests::load(&bytes, &mut loader(folder.clone())).unwrap();
            tests.run(file, &options(false, None).now)
        })
        .into();
    let wanted = std::fs::read_to_string(folder.join("expected.json")).unwrap();
    let wanted: Value = serde_json::from_str(&wanted).unwrap();
    let mut failures = Vec::new();
    differences("tests", &wanted, &serde_json::to_value(&reports).unwrap(), &mut failures);
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn an_explanation_says_why_the_directory_value_does_not_arrive() {
    let run = load(&suite());
    let state = run.load_state(&mut loader(suite())).unwrap();
    let explain = |record: &str, attribute: &str| {
        let now = options(false, None).now;
        run.explain(state.clone(), record, attribute, &now).map(|found| found.to_text())
    };
    let nadia = explain("nadia.petrov@corp.larkfield.example", "primaryPhone").unwrap();
    for line in [
        "primaryPhone of nadia.petrov@corp.larkfield.example (ad/export.ldif:2546)",
        "For this person: office_at_hand.",
        "active_directory proposes \"5053\" by appuser.telephoneNumber",
        "\"5053\" from active_directory is left out, because office_at_hand owns the attribute",
        "Before the run: \"+14085550111#1001\". After it: \"+14085550111#1001\".",
    ] {
        assert!(nadia.contains(line), "{line}\nis not in\n{nadia}");
    }
    let refused = explain("ad/export.ldif:1646", "state").unwrap();
    assert!(refused.contains("PRV-101") && refused.contains("Perhaps CA was meant."), "{refused}");
    let left_out =
        explain("cn=xenia kraft,ou=munich,ou=staff,dc=corp,dc=larkfield,dc=example", "city");
    assert!(left_out.unwrap().contains("SEL-105"));
    assert!(explain("nobody", "city").is_none());
}

#[test]
fn the_report_names_everybody_and_hides_values() {
    let run = load(&suite());
    let dry_run = run.dry_run(&options(false, None), &mut loader(suite())).unwrap();
    let mail = dry_run.report(&run, ReportFormat::Mail, false);
    for line in [
        "Subject: larkfield-first-rollout: 30 succeeded, 32 failed, 1 put off",
        "- amelia.brandt@corp.larkfield.example: create, extension 1012, direct number +14085550120",
        "The [state] is invalid. Please correct the parameter in Active Directory. (PRV-101, parameter state)",
        "Perhaps CA was meant.",
        "Service Temporarily Unavailable. Please check back later. (PRV-104)",
        "- vera.lomax@corp.larkfield.example: deactivate, extension 1006",
        "A push overwrites values that no mapping sets. (PSH-201)",
        "- active_directory: 29 records",
    ] {
        assert!(mail.contains(line), "{line}\nis not in\n{mail}");
    }
    assert!(!mail.contains("Calif."));
    assert!(dry_run.report(&run, ReportFormat::Mail, true).contains("Value: \"Calif.\""));
    let html = dry_run.report(&run, ReportFormat::Html, false);
    assert!(html.contains("<h2>Failed (32)</h2>") && html.ends_with("</html>\n"));
    assert!(dry_run.report(&run, ReportFormat::Markdown, false).contains("## Put off (1)"));
}

#[test]
fn a_diff_shows_what_changes_and_what_a_mapping_would_change() {
    let run = load(&suite());
    let state = run.load_state(&mut loader(suite())).unwrap();
    let all = run.diff(state.clone(), &options(false, None));
    let phones =
        all.iter().filter(|d| d.system == "active_directory" && &*d.attribute == "ipPhone");
    assert_eq!(phones.count(), 29);
    let text = std::fs::read_to_string(suite().join("mappings/ad_to_okta.json")).unwrap();
    let other = text.replace("\"appuser.company\"", "\"String.toUpperCase(appuser.company)\"");
    let set = read_mapping_set(other.as_bytes()).unwrap();
    let differences = run.diff_with(set, &state, &options(false, None)).unwrap();
    assert!(
        differences.iter().any(|d| d.system == "okta" && d.after == "LARKFIELD INSTRUMENTS".into())
    );
    assert!(differences.iter().all(|d| d.attribute == "organization" && d.system == "okta"));
    let same = read_mapping_set(text.as_bytes()).unwrap();
    assert_eq!(run.diff_with(same, &state, &options(false, None)), Some(Vec::new()));
}

#[test]
fn a_mapping_set_alone_gives_values_without_state() {
    let run = load(&suite());
    let mut state = run.load_state(&mut loader(suite())).unwrap();
    let now = options(false, None).now;
    let record = "CN=Amelia Brandt,OU=San Jose,OU=Staff,DC=corp,DC=larkfield,DC=example";
    let to_hub =
        run.map(Direction::ToHub, "active_directory", Some(record), &mut state, &now).unwrap();
    assert_eq!(to_hub[0].values.get("city"), Some(&"San Jose".into()));
    let csv = mapped_to_csv(&to_hub);
    assert!(csv.starts_with("record,city,costCenter,") && csv.lines().count() == 2);
    let ldif =
        mapped_to_ldif(&to_hub, run.target_schema(Direction::ToHub, "active_directory").unwrap());
    assert!(
        ldif.contains("\ndn: CN=Amelia Brandt,OU=San Jose") && ldif.contains("\ncity: San Jose\n")
    );
    let to_app = run.map(Direction::ToApp, "office_at_hand", None, &mut state, &now).unwrap();
    assert_eq!(to_app.len(), state.hub.users.len());
    assert!(run.map(Direction::ToApp, "nowhere", None, &mut state, &now).is_none());
}
