//! The cases of the language reference, run natively.

use attrmap::conformance::{Case, run};

const CASES: &str = include_str!("../suite/conformance.jsonl");

#[test]
fn every_case_of_the_reference_passes() {
    let cases: Vec<Case> = CASES.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(cases.len(), 1647);
    let failed: Vec<String> = cases
        .iter()
        .filter_map(|case| {
            let verdict = run(case);
            let failed = || format!("{}: {} gives {}", case.id, case.expression, verdict.got);
            (!verdict.passed).then(failed)
        })
        .collect();
    assert!(failed.is_empty(), "{} cases failed:\n{}", failed.len(), failed.join("\n"));
}
