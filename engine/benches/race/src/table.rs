//! Names and times → a Markdown table on standard output.

use crate::stopwatch::{Entrant, Times};

/// What a column of times is counted in.
#[derive(Clone, Copy)]
pub(crate) enum Unit {
    Nanoseconds,
    Microseconds,
}

impl Unit {
    fn of(self, nanoseconds: f64) -> f64 {
        match self {
            Self::Nanoseconds => nanoseconds,
            Self::Microseconds => nanoseconds / 1e3,
        }
    }

    fn word(self) -> &'static str {
        match self {
            Self::Nanoseconds => "ns",
            Self::Microseconds => "µs",
        }
    }
}

/// Prints a table of times; ratios are to the first row.
pub(crate) fn print_times(title: &str, unit: Unit, entrants: &[Entrant], times: &[Times]) {
    println!("\n### {title}, {} of processor time\n", unit.word());
    println!("| | min | median | max | min ÷ first | median ÷ first | |");
    println!("| --- | ---: | ---: | ---: | ---: | ---: | --- |");
    let Some(first) = times.first() else { return };
    for (entrant, times) in entrants.iter().zip(times) {
        println!(
            "| {} | {:.1} | {:.1} | {:.1} | {:.2} | {:.2} | {} |",
            entrant.name,
            unit.of(times.min()),
            unit.of(times.median()),
            unit.of(times.max()),
            times.min() / first.min(),
            times.median() / first.median(),
            entrant.note,
        );
    }
}
