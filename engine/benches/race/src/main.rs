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

use std::process::ExitCode;

use options::{Command, HELP};

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    match options::parse(&words) {
        Some(Command::People(count)) => print!("{}", people::ndjson(count)),
        Some(Command::Map(way, from, to)) => {
            if let Err(error) = processes::map_file(&way, &from, &to) {
                eprintln!("{error}");
                return ExitCode::FAILURE;
            }
        }
        Some(Command::Race(race)) => {
            single::evaluate(&race);
            if race.wants("W5") {
                bulk::race(race.bulk_rounds);
                if let Some(places) = &race.places
                    && let Err(error) = processes::race(places, race.program_rounds)
                {
                    println!("\nW5 as a program: {error}");
                }
            }
            if race.wants("W6") {
                columns::race(race.pace);
            }
            if race.wants("compile") {
                single::compile(race.pace);
            }
        }
        None => {
            eprintln!("{HELP}");
            return ExitCode::from(2);
        }
    }
    ExitCode::SUCCESS
}
