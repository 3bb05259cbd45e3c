//! The scenario of `suite/provisioning`: a dry run, file by file, against what is expected.

#![expect(clippy::unwrap_used, reason = "helpers of tests may fail loudly")]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use attrmap::datetime::DateTime;
use attrmap::provisioning::{DryRun, DryRunOptions, Preflight, Run};
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
                        failures.push(format!("{place}: wanted {wanted:?}, got {got:?}"))
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
