//! How many tests passed and failed, read from the closing lines of test runners.

use std::fmt;
use std::ops::AddAssign;

/// Passed and failed tests.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Count {
    /// Tests that passed.
    pub(crate) passed: u64,
    /// Tests that failed.
    pub(crate) failed: u64,
}

impl Count {
    /// One test of its own.
    pub(crate) fn one(passed: bool) -> Self {
        Self { passed: u64::from(passed), failed: u64::from(!passed) }
    }

    /// What a closing line of a runner says; `None` for any other line.
    ///
    /// Understood are `test result: ok. 3 passed; 0 failed; …` of cargo, `Summary [ 1 s] 4 tests
    /// run: 3 passed, 1 failed, 0 skipped` of nextest, and `3 passed, 1 failed` alone.
    pub(crate) fn in_line(line: &str) -> Option<Self> {
        let line = line.trim();
        let closing = line.starts_with("test result: ")
            || line.starts_with("Summary [")
            || line.split_once(" passed, ").is_some_and(|(number, rest)| {
                number.parse::<u64>().is_ok()
                    && rest.strip_suffix(" failed").is_some_and(|rest| rest.parse::<u64>().is_ok())
            });
        let failed = before(line, "failed").unwrap_or(0) + before(line, "timed").unwrap_or(0);
        closing.then(|| Self { passed: before(line, "passed").unwrap_or(0), failed })
    }
}

/// The number in front of a word: 3 for `passed` in `ok. 3 passed; …`.
fn before(line: &str, word: &str) -> Option<u64> {
    let words: Vec<&str> = line.split(|c: char| !c.is_alphanumeric()).collect();
    words.windows(2).find_map(|pair| match pair {
        [number, found] if *found == word => number.parse().ok(),
        _ => None,
    })
}

impl AddAssign for Count {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

impl fmt::Display for Count {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} passed, {} failed", self.passed, self.failed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_runner_is_understood() {
        let count = |passed, failed| Some(Count { passed, failed });
        let cargo = "test result: FAILED. 12 passed; 3 failed; 0 ignored; 0 measured; 4 filtered";
        assert_eq!(Count::in_line(cargo), count(12, 3));
        let nextest =
            "     Summary [   0.010s] 6 tests run: 5 passed (1 slow), 1 failed, 0 skipped";
        assert_eq!(Count::in_line(nextest), count(5, 1));
        let timed_out = "     Summary [  60.010s] 6 tests run: 5 passed, 1 timed out, 0 skipped";
        assert_eq!(Count::in_line(timed_out), count(5, 1));
        assert_eq!(Count::in_line("7 passed, 0 failed"), count(7, 0));
    }

    #[test]
    fn a_line_about_something_else_counts_nothing() {
        assert_eq!(Count::in_line("test a_sum_of_3_passed ... ok"), None);
        assert_eq!(Count::in_line("3 passed, then 4 failed"), None);
        assert_eq!(Count::in_line(""), None);
    }
}
