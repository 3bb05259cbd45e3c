//! What tests came to: how many passed and failed, and the failures in their runner's words.

use std::ops::AddAssign;

use crate::count::Count;

/// The most lines that are kept of one failure.
const LINES: usize = 12;

/// The count of tests, with what failed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    /// How many passed and failed.
    pub(crate) count: Count,
    /// What failed, one text each, of one or more lines.
    pub(crate) failures: Vec<String>,
}

impl Tally {
    /// One test of its own that passed.
    pub(crate) fn passed() -> Self {
        Self { count: Count::one(true), failures: Vec::new() }
    }

    /// One test of its own that failed.
    pub(crate) fn failed(message: &str) -> Self {
        Self { count: Count::one(false), failures: vec![format!("✗ {message}")] }
    }

    /// Reads a line that a test runner has printed.
    ///
    /// Failures are lines that begin with `✗`, with what is indented below them; `FAIL [ 1 s] name`
    /// and `TIMEOUT [ 1 s] name` of nextest; and `test name ... FAILED` of cargo.
    pub(crate) fn read(&mut self, line: &str) {
        if let Some(found) = Count::in_line(line) {
            self.count += found;
        }
        let name = line.trim();
        let named = ["✗ ", "FAIL [", "TIMEOUT ["].iter().any(|start| name.starts_with(start))
            || (name.starts_with("test ") && name.ends_with("... FAILED"));
        if named && !self.failures.iter().any(|failure| failure == name) {
            self.failures.push(name.to_owned());
        } else if line.starts_with("  ")
            && let Some(failure) = self.failures.last_mut()
            && failure.starts_with('✗')
            && failure.lines().count() < LINES
        {
            failure.push('\n');
            failure.push_str(line);
        }
    }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.count += other.count;
        self.failures.extend(other.failures);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(lines: &[&str]) -> Tally {
        let mut tally = Tally::default();
        for line in lines {
            tally.read(line);
        }
        tally
    }

    #[test]
    fn failures_are_kept_with_their_reasons() {
        let tally = read(&[
            "✓ one (3 ms)",
            "  said by a test that passed",
            "✗ two (two.test.mjs)",
            "  the value is wrong",
            "  expected: 1",
            "✓ three (3 ms)",
            "2 passed, 1 failed",
        ]);
        assert_eq!(tally.count, Count { passed: 2, failed: 1 });
        assert_eq!(tally.failures, ["✗ two (two.test.mjs)\n  the value is wrong\n  expected: 1"]);
    }

    #[test]
    fn a_test_that_a_runner_names_twice_failed_once() {
        let fail = "        FAIL [   0.004s] attrmap value::number::prints";
        let doc = "test engine/src/lib.rs - (line 3) ... FAILED";
        let tally = read(&[fail, "        PASS [   0.004s] attrmap others", fail, doc]);
        assert_eq!(tally.failures, [fail.trim(), doc]);
    }

    #[test]
    fn of_a_long_failure_the_beginning_is_kept() {
        let mut lines = vec!["✗ one (one.test.mjs)"];
        lines.extend(vec!["  at somewhere"; 100]);
        assert_eq!(
            read(&lines).failures.iter().map(|text| text.lines().count()).max(),
            Some(LINES)
        );
    }
}
