//! `cargo xtask`: builds the site into `target/www`, serves it, and runs every test of the project.
#![expect(clippy::print_stdout, reason = "a build tool talks to the terminal")]
#![expect(clippy::disallowed_methods, reason = "steps are timed by the real clock")]

mod alike;
mod arguments;
mod bindgen;
mod build;
mod count;
mod licenses;
mod locals;
mod names;
mod notices;
mod order;
mod process;
mod race;
mod serve;
mod spdx;
mod step;
mod summary;
mod tally;
mod test;
mod tools;

use std::process::ExitCode;

use arguments::{Command, Effort, HELP};
use step::Outcome;

fn main() -> ExitCode {
    let command = match Command::parse(std::env::args().skip(1)) {
        Ok(command) => command,
        Err(message) => {
            println!("{message}\n\n{HELP}");
            return ExitCode::from(2);
        }
    };
    match perform(&command) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            println!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Whether the command's tests passed; commands without tests are `true` when they end.
fn perform(command: &Command) -> Outcome<bool> {
    match command {
        Command::Help => println!("{HELP}"),
        Command::Build(effort) => build::everything(*effort)?,
        Command::Package(effort) => build::package(*effort)?,
        Command::Serve { port, build } => {
            if let Some(effort) = build {
                build::everything(*effort)?;
            }
            serve::forever(*port)?;
        }
        Command::Race(options) => race::all(options)?,
        Command::Budgets { build } => {
            if *build {
                build::everything(Effort::Published)?;
            }
            test::budgets()?;
        }
        Command::Shots { build } => {
            if *build {
                build::everything(Effort::Published)?;
            }
            test::shots()?;
        }
        Command::Test(options) => return Ok(test::all(options)),
    }
    Ok(true)
}
