//! attrmap beside hand-written code and other engines: same people, same answers, one process.

mod field;
mod hand;
mod options;
mod ours;
#[cfg(feature = "peers")]
mod peers;
mod people;
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
        Some(Command::Race(race)) => {
            single::evaluate(&race);
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
