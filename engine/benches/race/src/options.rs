//! The words after `attrmap-race`, read into what to do.

use std::time::Duration;

use crate::stopwatch::Pace;
use crate::workload::Workload;

/// What is printed when a word is not understood.
pub(crate) const HELP: &str = "\
usage: attrmap-race [--quick] [--only PART]…   prints tables of times
       attrmap-race people COUNT               prints that many people as NDJSON

PART is W1, W2, W3, W4 or compile";

/// What to do.
pub(crate) enum Command {
    /// Prints people.
    People(usize),
    /// Measures.
    Race(Race),
}

/// What to measure, and for how long.
pub(crate) struct Race {
    pub(crate) pace: Pace,
    only: Vec<String>,
}

impl Race {
    /// Whether a part is asked for: named, or none is.
    pub(crate) fn wants(&self, part: &str) -> bool {
        self.only.is_empty() || self.only.iter().any(|one| one == part)
    }
}

/// The words as a command; `None` when one of them is not understood.
pub(crate) fn parse(words: &[String]) -> Option<Command> {
    if let [first, count] = words
        && first == "people"
    {
        return count.parse().ok().map(Command::People);
    }
    let mut race =
        Race { pace: Pace { rounds: 61, sample: Duration::from_millis(2) }, only: Vec::new() };
    let mut words = words.iter();
    while let Some(word) = words.next() {
        match word.as_str() {
            "--quick" => race.pace.rounds = 21,
            "--only" => race.only.push(words.next().filter(|part| is_part(part))?.clone()),
            _ => return None,
        }
    }
    Some(Command::Race(race))
}

fn is_part(word: &str) -> bool {
    word == "compile" || Workload::ALL.iter().any(|workload| workload.name() == word)
}
