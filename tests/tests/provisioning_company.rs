//! Invented companies: what holds for all of them.

#![expect(clippy::unwrap_used, reason = "helpers of tests may fail loudly")]

use std::path::Path;

use attrmap::datetime::DateTime;
use attrmap::provisioning::{DryRun, DryRunOptions, Preflight, Run, Status};
use attrmap_tests::company::{Files, company};

fn files(seed: u64, people: usize) -> Files {
    let suite = Path::new(env!("CARGO_MANIFEST_DIR")).join("suite/provisioning");
    company(seed, people, &suite).unwrap()
}

fn dry_run(files: &Files) -> (Run, DryRun) {
    let mut loader = |path: &str| files.get(path).cloned().ok_or_else(|| "no such file".to_owned());
    let run = Run::load(files.get("run.json").unwrap(), &mut loader).unwrap();
    let now = DateTime::from_unix_milliseconds(1_714_557_600_000);
    let options = DryRunOptions { now, settle: true, preflight: Some(Preflight::Report) };
    let dry_run = run.dry_run(&options, &mut loader).unwrap();
    (run, dry_run)
}

#[test]
fn running_the_same_thing_twice_changes_nothing() {
    for seed in 1..=24 {
        let (_, dry_run) = dry_run(&files(seed, 60));
        let convergence = dry_run.convergence.unwrap();
        assert_eq!(convergence.converged_at, Some(2), "seed {seed}: {convergence:?}");
        assert!(convergence.rounds[0].total > 0, "seed {seed} changes nothing at all");
    }
}

#[test]
fn every_record_has_one_row_and_every_failure_a_reason() {
    for seed in 41..=60 {
        let (_, dry_run) = dry_run(&files(seed, 80));
        let round = dry_run.round.unwrap();
        let people = &dry_run.state.people[0];
        assert_eq!(round.rows.len(), people.persons.len() + people.rejected.len());
        for row in &round.rows {
            let has_reason = !row.errors.is_empty() || !row.diagnostics.is_empty();
            assert!(row.status != Status::Failed || has_reason, "seed {seed}: {row:?}");
            assert!(row.status != Status::Skipped || row.reason.is_some(), "seed {seed}: {row:?}");
        }
    }
}

#[test]
fn no_number_is_given_twice() {
    for seed in 61..=80 {
        let (_, dry_run) = dry_run(&files(seed, 80));
        let extensions = &dry_run.state.account.extensions;
        let mut numbers: Vec<_> =
            extensions.iter().filter_map(|record| record.extension_number.as_ref()).collect();
        let count = numbers.len();
        numbers.sort_unstable();
        numbers.dedup();
        assert_eq!(numbers.len(), count, "seed {seed}");
        let is_unassigned = |status: &str| status == "Unassigned";
        assert!(
            extensions.iter().all(|r| is_unassigned(&r.status) == r.extension_number.is_none()),
            "seed {seed}"
        );
    }
}

#[test]
fn the_same_input_gives_the_same_files() {
    let texts = || {
        let (run, dry_run) = dry_run(&files(7, 100));
        let mut all = Vec::new();
        dry_run.write_files(&run, &mut |name, text| all.push((name.to_owned(), text.to_owned())));
        all
    };
    assert_eq!(texts(), texts());
}
