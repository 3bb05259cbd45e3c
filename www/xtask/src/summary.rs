//! What the suites came to: every failure once more, a line for each suite with its time, and the
//! sum as the last line.

use std::time::{Duration, Instant};

use crate::count::Count;
use crate::tally::Tally;

/// The suites that ran, in their order.
#[derive(Debug, Default)]
pub(crate) struct Summary {
    lines: Vec<(&'static str, Tally, Duration)>,
}

impl Summary {
    /// Runs a suite and keeps what it came to.
    pub(crate) fn time(&mut self, name: &'static str, suite: impl FnOnce() -> Tally) {
        let begin = Instant::now();
        let tally = suite();
        self.lines.push((name, tally, begin.elapsed()));
    }

    /// What a suite came to; `None` when it has not run.
    pub(crate) fn count_of(&self, name: &str) -> Option<Count> {
        self.lines.iter().find(|(line, ..)| *line == name).map(|(_, tally, _)| tally.count)
    }

    /// Prints the lines and the sum; whether nothing failed.
    pub(crate) fn print(&self) -> bool {
        let mut sum = Count::default();
        println!();
        for failure in self.lines.iter().flat_map(|(_, tally, _)| &tally.failures) {
            println!("{failure}");
        }
        for (name, tally, time) in &self.lines {
            println!("{name:8} {:>5.0} s  {}", time.as_secs_f64(), tally.count);
            sum += tally.count;
        }
        println!("{sum}");
        sum.failed == 0
    }
}
