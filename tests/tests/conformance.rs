//! The cases of the language reference and of its edges, run natively.
#![expect(clippy::unwrap_used, reason = "a test may stop at the first line that is no case")]

use attrmap::conformance::{Case, run};

const REFERENCE: &str = include_str!("../suite/conformance.jsonl");
const EDGES: &str = include_str!("../suite/edges.jsonl");

#[test]
fn every_case_of_the_reference_passes() {
    assert_eq!(passed(REFERENCE), 1647);
}

#[test]
fn every_case_at_the_edges_passes() {
    assert!(passed(EDGES) > 300);
}

/// The number of cases; all of them pass.
fn passed(suite: &str) -> usize {
    let cases: Vec<Case> = suite.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let failed: Vec<String> = cases
        .iter()
        .filter_map(|case| {
            let verdict = run(case);
            let failed = || format!("{}: {} gives {}", case.id, case.expression, verdict.got);
            (!verdict.passed).then(failed)
        })
        .collect();
    assert!(failed.is_empty(), "{} cases failed:\n{}", failed.len(), failed.join("\n"));
    cases.len()
}
