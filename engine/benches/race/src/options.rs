//! The words after `attrmap-race`, read into what to do.

use std::path::PathBuf;
use std::time::Duration;

use crate::processes::Places;
use crate::stopwatch::Pace;
use crate::workload::Workload;

/// What is printed when a word is not understood.
pub(crate) const HELP: &str = "\
usage: attrmap-race [OPTIONS]                   prints tables of times
         --quick                              fewer rounds
         --only PART                          W1, W2, W3, W4, W5, W6 or compile
         --folder PATH                        whole programs too, with their files here
         --attrmap PATH                       attrmap's command line, for these
         --python PATH                        a Python that has DuckDB, for these
       attrmap-race people COUNT              prints that many people as NDJSON
       attrmap-race map struct|scan IN OUT    maps people by hand";

/// What to do.
pub(crate) enum Command {
    /// Prints people.
    People(usize),
    /// Maps a file by hand: the way, from, to.
    Map(String, PathBuf, PathBuf),
    /// Measures.
    Race(Race),
}

/// What to measure, and for how long.
pub(crate) struct Race {
    pub(crate) pace: Pace,
    /// How many samples W5 takes.
    pub(crate) bulk_rounds: usize,
    /// Whole programs, where they are wanted.
    pub(crate) places: Option<Places>,
    /// How often whole programs run.
    pub(crate) program_rounds: usize,
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
        _ => {}
    }
    let mut race = Race {
        pace: Pace { rounds: 61, sample: Duration::from_millis(2) },
        bulk_rounds: 50,
        places: None,
        program_rounds: 9,
        only: Vec::new(),
    };
    let mut words = words.iter();
    while let Some(word) = words.next() {
        match word.as_str() {
            "--quick" => {
                race.pace.rounds = 21;
                race.bulk_rounds = 15;
                race.program_rounds = 3;
            }
            "--folder" => race.places.get_or_insert_default().folder = words.next()?.into(),
            "--attrmap" => {
                race.places.get_or_insert_default().attrmap = words.next().map(Into::into);
            }
            "--python" => race.places.get_or_insert_default().python = words.next().map(Into::into),
            "--only" => race.only.push(words.next().filter(|part| is_part(part))?.clone()),
            _ => return None,
        }
    }
    Some(Command::Race(race))
}

fn is_part(word: &str) -> bool {
    matches!(word, "W5" | "W6" | "compile")
        || Workload::ALL.iter().any(|workload| workload.name() == word)
}
