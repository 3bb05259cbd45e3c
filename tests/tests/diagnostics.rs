//! What the checker says about mistakes, and which of them it knows.
#![expect(
    clippy::unwrap_used,
    reason = "a test may stop at the first thing that is not as it says"
)]

use std::collections::BTreeSet;

use attrmap::check::check;
use attrmap::conformance::{Case, environment, run};
use attrmap::context::Context;
use attrmap::diagnostic::{Code, Diagnostic};
use attrmap::environment::Environment;
use attrmap::expression::Expression;

const SUITES: [(&str, &str); 2] = [
    ("mistakes", include_str!("../suite/mistakes.jsonl")),
    ("lints", include_str!("../suite/lints.jsonl")),
];

fn cases() -> Vec<Case> {
    let lines = SUITES.iter().flat_map(|(_, suite)| suite.lines());
    lines.map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn every_mistake_is_found_where_it_stands() {
    let failed: Vec<String> = cases()
        .iter()
        .filter_map(|case| {
            let verdict = run(case);
            let failed = || format!("{}: {}\n  {}", case.id, case.expression, verdict.got);
            (!verdict.passed).then(failed)
        })
        .collect();
    assert!(failed.is_empty(), "{} cases failed:\n{}", failed.len(), failed.join("\n"));
}

#[test]
fn the_first_fix_mends_its_problem() {
    let mut wrong = Vec::new();
    for case in cases() {
        let environment = environment(&case).unwrap();
        for found in check(&case.expression, &environment).diagnostics {
            let Some(fix) = found.fixes.first() else { continue };
            let fixed = fix.apply(&case.expression);
            let before = count(&case.expression, found.code, &environment);
            let after = count(&fixed, found.code, &environment);
            if after >= before {
                wrong.push(format!("{} {}: {fixed}", case.id, found.code));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_every_fix_leaves_compiles_and_evaluates() {
    let mut wrong = Vec::new();
    for case in cases() {
        let environment = environment(&case).unwrap();
        for found in check(&case.expression, &environment).diagnostics {
            for fix in &found.fixes {
                let fixed = fix.apply(&case.expression);
                if let Err(problem) = holds(&fixed, &case, &environment) {
                    wrong.push(format!("{} {}: {fixed}\n  {problem}", case.id, found.code));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Whether a text compiles and evaluates: for the person of its case, else for somebody who has
/// nothing and for somebody who has everything it reads. Where a text has several mistakes, their
/// own fixes mend the others first; what has no fix may stay.
fn holds(text: &str, case: &Case, environment: &Environment) -> Result<(), String> {
    let mut text = text.to_owned();
    let mut left = blocking(&check(&case.expression, environment).diagnostics).count();
    let expression = loop {
        let problems = match Expression::compile(&text, environment) {
            Ok(expression) => break expression,
            Err(problems) => problems,
        };
        let still = blocking(problems.all()).count();
        if still >= left {
            return Err(problems.to_string());
        }
        left = still;
        match blocking(problems.all()).find_map(|found| found.fixes.first()) {
            Some(fix) => text = fix.apply(&text),
            None => return Ok(()),
        }
    };
    let people = if case.profile.is_empty() {
        vec![Context::new(), everything_read(&expression)]
    } else {
        vec![Context::from_json(&case.profile)]
    };
    people.iter().try_for_each(|person| match expression.evaluate(person) {
        Ok(_) => Ok(()),
        Err(error) => Err(error.to_string()),
    })
}

fn blocking(found: &[Diagnostic]) -> impl Iterator<Item = &Diagnostic> {
    found.iter().filter(|found| found.is_blocking())
}

/// A profile with every attribute that an expression reads: `1` is text, number, condition and list.
fn everything_read(expression: &Expression) -> Context {
    let mut context = Context::new();
    for read in expression.reads() {
        let mut profile = context.root(read.root).cloned().unwrap_or_default();
        profile.set(read.attribute.unwrap_or("name"), "1".into());
        context.set(read.root, profile);
    }
    context
}

fn count(text: &str, code: Code, environment: &Environment) -> usize {
    check(text, environment).diagnostics.iter().filter(|found| found.code == code).count()
}

#[test]
fn every_code_has_a_case() {
    let named: BTreeSet<String> = cases()
        .into_iter()
        .flat_map(|case| {
            let found = case.diagnostics.unwrap_or_default().into_iter().map(|found| found.code);
            found.chain(case.code).collect::<Vec<_>>()
        })
        .collect();
    let missing: Vec<&str> =
        Code::ALL.iter().map(|code| code.id()).filter(|id| !named.contains(*id)).collect();
    assert!(missing.is_empty(), "no case for {}", missing.join(", "));
}

#[test]
fn ids_are_unique() {
    let mut seen = BTreeSet::new();
    for case in cases() {
        assert!(seen.insert(case.id.clone()), "{} stands twice", case.id);
    }
}

#[test]
fn spans_and_fixes_lie_on_character_borders() {
    for case in cases() {
        let environment = environment(&case).unwrap();
        // Whatever is cut off, the places have to fit the rest.
        let ends = case.expression.char_indices().map(|(at, _)| at).chain([case.expression.len()]);
        for end in ends {
            let text = case.expression.get(..end).unwrap();
            for found in check(text, &environment).diagnostics {
                for place in found.places() {
                    assert!(text.get(place.range()).is_some(), "{text}: {found}");
                }
                for edit in found.fixes.iter().flat_map(|fix| &fix.edits) {
                    assert!(text.get(edit.span.range()).is_some(), "{text}: {found}");
                }
            }
        }
    }
}
