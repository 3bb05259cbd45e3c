//! attrmap beside hand-written code and other engines: same people, same answers, one process.

mod bulk;
mod columns;
mod field;
mod hand;
mod options;
mod ours;
#[cfg(feature = "peers")]
mod peers;
mod people;
mod processes;
mod single;
mod stopwatch;
mod table;
mod workload;

use std::io;
use std::process::ExitCode;

use options::{Command, HELP};

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let Some(command) = options::parse(&words) else {
        eprintln!("{HELP}");
        return ExitCode::from(2);
    };
    match perform(&command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn perform(command: &Command) -> io::Result<()> {
    match command {
        Command::People(count) => print!("{}", people::ndjson(*count)),
        Command::Map(way, from, to) => return processes::map_file(way, from, to),
        Command::Compare(results, expected) => return processes::compare(results, expected),
        Command::Programs(places, rounds) => return processes::race(places, *rounds),
        Command::Race(race) => {
            single::evaluate(race);
            if race.wants("W5") {
                bulk::race(race.bulk_rounds);
            }
            if race.wants("W6") {
                columns::race(race.pace);
            }
            if race.wants("compile") {
                single::compile(race.pace);
            }
        }
    }
    Ok(())
}
