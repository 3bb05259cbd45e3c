//! What the suites came to: a line for each with its time, and the sum as the last line.

use std::time::{Duration, Instant};

use crate::count::Count;

/// The suites that ran, in their order.
#[derive(Debug, Default)]
pub(crate) struct Summary {
    lines: Vec<(&'static str, Count, Duration)>,
}

impl Summary {
    /// Runs a suite and keeps what it came to.
    pub(crate) fn time(&mut self, name: &'static str, suite: impl FnOnce() -> Count) {
        let begin = Instant::now();
        let count = suite();
        self.lines.push((name, count, begin.elapsed()));
    }

    /// What a suite came to; `None` when it has not run.
    pub(crate) fn count_of(&self, name: &str) -> Option<Count> {
        self.lines.iter().find(|(line, ..)| *line == name).map(|(_, count, _)| *count)
    }

    /// Prints the lines and the sum; whether nothing failed.
    pub(crate) fn print(&self) -> bool {
        let mut sum = Count::default();
        println!();
        for (name, count, time) in &self.lines {
            println!("{name:8} {:>5.0} s  {count}", time.as_secs_f64());
            sum += *count;
        }
        println!("{sum}");
        sum.failed == 0
    }
}
