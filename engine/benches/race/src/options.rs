//! The words after `attrmap-race`, read into what to do.

use std::path::PathBuf;
use std::time::Duration;

use crate::processes::Places;
use crate::stopwatch::Pace;
use crate::workload::Workload;

/// What is printed when a word is not understood.
pub(crate) const HELP: &str = "\
usage: attrmap-race [--quick] [--only PART]…  prints tables of times
                                             PART is W1, W2, W3, W4, W5, W6 or compile
       attrmap-race programs [OPTIONS]       measures whole programs on W5
         --quick                             runs them less often
         --folder PATH                       the folder for their files
         --attrmap PATH                      attrmap's command line
         --python PATH                       a Python that has DuckDB
       attrmap-race people COUNT             prints that many people as NDJSON
       attrmap-race map struct|scan IN OUT   maps people by hand
       attrmap-race compare RESULTS EXPECTED prints for how many people they differ";

/// What to do.
pub(crate) enum Command {
    /// Prints people.
    People(usize),
    /// Maps a file by hand: the way, from, to.
    Map(String, PathBuf, PathBuf),
    /// Compares two files of results.
    Compare(PathBuf, PathBuf),
    /// Measures whole programs, so many times.
    Programs(Places, usize),
    /// Measures.
    Race(Race),
}

/// What to measure, and for how long.
pub(crate) struct Race {
    pub(crate) pace: Pace,
    /// How many samples W5 takes.
    pub(crate) bulk_rounds: usize,
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
    match words {
        [first, count] if first == "people" => return count.parse().ok().map(Command::People),
        [first, way, from, to] if first == "map" => {
            return Some(Command::Map(way.clone(), from.into(), to.into()));
        }
        [first, from, to] if first == "compare" => {
            return Some(Command::Compare(from.into(), to.into()));
        }
        [first, others @ ..] if first == "programs" => return programs(others),
        _ => {}
    }
    let mut race = Race {
        pace: Pace { rounds: 61, sample: Duration::from_millis(2) },
        bulk_rounds: 50,
        only: Vec::new(),
    };
    let mut words = words.iter();
    while let Some(word) = words.next() {
        match word.as_str() {
            "--quick" => {
                race.pace.rounds = 21;
                race.bulk_rounds = 15;
            }
            "--only" => race.only.push(words.next().filter(|part| is_part(part))?.clone()),
            _ => return None,
        }
    }
    Some(Command::Race(race))
}

fn programs(words: &[String]) -> Option<Command> {
    let mut places = Places::default();
    let mut rounds = 9;
    let mut words = words.iter();
    while let Some(word) = words.next() {
        match word.as_str() {
            "--quick" => rounds = 3,
            "--folder" => places.folder = words.next()?.into(),
            "--attrmap" => places.attrmap = Some(words.next()?.into()),
            "--python" => places.python = Some(words.next()?.into()),
            _ => return None,
        }
    }
    Some(Command::Programs(places, rounds))
}

fn is_part(word: &str) -> bool {
    matches!(word, "W5" | "W6" | "compile")
        || Workload::ALL.iter().any(|workload| workload.name() == word)
}
