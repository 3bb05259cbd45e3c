//! No text and no person makes the engine panic: finds of fuzzing, and suites slightly broken.
#![expect(
    clippy::unwrap_used,
    reason = "a test may stop at the first thing that is not as it says"
)]
#![expect(clippy::print_stdout, reason = "a failure has to name its file")]

use std::fs;
use std::path::Path;

use attrmap::conformance::Case;
use attrmap_tests::mutation::{Dice, mutated};
use attrmap_tests::{readers, total};

/// How many broken forms of each case are tried.
const TRIES: u64 = 4;

#[test]
fn the_corpus_of_the_parser_is_taken() {
    let files = for_each_file("parse", total::parse_bytes);
    assert!(files > 0, "the corpus is gone");
}

#[test]
fn the_corpus_of_the_evaluator_is_taken() {
    let files = for_each_file("evaluate", total::evaluate_bytes);
    assert!(files > 0, "the corpus is gone");
}

#[test]
fn the_corpus_of_the_readers_is_taken() {
    let files = for_each_file("read", readers::read_bytes);
    assert!(files > 0, "the corpus is gone");
}

#[test]
fn every_case_of_the_suite_is_taken_as_it_is_and_slightly_broken() {
    for (seed, line) in (1..).zip(include_str!("../suite/conformance.jsonl").lines()) {
        let case: Case = serde_json::from_str(line).unwrap();
        total::evaluate(&case.expression, &case.profile);
        let mut dice = Dice::new(seed);
        let mut text = case.expression;
        for _ in 0..TRIES {
            text = mutated(&text, &mut dice);
            total::parse_bytes(text.as_bytes());
            total::evaluate(&text, &case.profile);
        }
    }
}

/// Calls `work` with every file of a corpus; the number of files.
fn for_each_file(target: &str, work: fn(&[u8])) -> usize {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../engine/fuzz/corpus").join(target);
    let mut files: Vec<_> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    for file in &files {
        println!("{}", file.display());
        work(&fs::read(file).unwrap());
    }
    files.len()
}
