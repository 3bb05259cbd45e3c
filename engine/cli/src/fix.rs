//! A text with problems → the text after every fix that is safe.

use attrmap::check::check;
use attrmap::diagnostic::{Applicability, Edit, Fix};
use attrmap::environment::Environment;

/// One fix can uncover the next problem, and no text needs more rounds than this.
const ROUNDS: usize = 20;

/// Applies the fixes that keep the meaning until there are no more; `None` where there are none.
pub(crate) fn fixed(text: &str, environment: &Environment) -> Option<String> {
    let mut now = text.to_owned();
    for _ in 0..ROUNDS {
        let next = once(&now, environment);
        if next == now {
            break;
        }
        now = next;
    }
    (now != text).then_some(now)
}

/// Applies those that do not touch each other.
fn once(text: &str, environment: &Environment) -> String {
    let diagnostics = check(text, environment).diagnostics;
    let safe = |fix: &&Fix| fix.applicability == Applicability::Safe;
    let mut edits: Vec<Edit> = Vec::new();
    for fix in diagnostics.iter().filter_map(|found| found.fixes.iter().find(safe)) {
        let free = |edit: &Edit| {
            let apart = |a: &Edit, b: &Edit| a.span.end() < b.span.start();
            edits.iter().all(|other| apart(edit, other) || apart(other, edit))
        };
        if fix.edits.iter().all(free) {
            edits.extend(fix.edits.iter().cloned());
        }
    }
    Fix::edits(Applicability::Safe, "", edits).apply(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_safe_fix_is_applied() {
        let environment = Environment::default();
        assert_eq!(
            fixed("user.a\u{a0}== \u{201c}x\u{201d}", &environment).as_deref(),
            Some("user.a == \"x\"")
        );
        assert_eq!(fixed("user.a == 'x'", &environment), None);
    }

    #[test]
    fn a_fix_that_may_change_the_meaning_is_not_applied() {
        assert_eq!(fixed("user.a === 'x'", &Environment::default()), None);
    }
}
