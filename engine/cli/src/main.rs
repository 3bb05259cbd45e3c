//! `attrmap`: files and arguments in, text or JSON and an exit status out.
//!
//! A command is one file under `commands/`, with its `Arguments` and its `run`, and a line in
//! [`commands::Command`]. The engine decides everything about expressions; here is what it cannot
//! have: files, the clock, the terminal.

mod bulk;
mod catalog;
mod commands;
mod files;
mod fix;
mod input;
mod lines;
mod options;
mod outcome;
mod output;
mod peer;
mod people;
mod progress;
mod reference;
mod report;
mod runs;
mod schemas;

use std::process::ExitCode;
use std::thread;

use clap::Parser;

use commands::Command;
use output::Output;

/// Attribute mapping expressions: evaluate, check and test them.
#[derive(Debug, Parser)]
#[command(name = "attrmap", version, arg_required_else_help = true)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

/// Expressions may be nested more deeply than the first thread of some systems has room for.
const STACK: usize = 64 << 20;

fn main() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => {
            // Nothing can be told to a reader that has gone away.
            let _gone = error.print();
            return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2));
        }
    };
    let work = move || {
        let mut output = Output::new();
        let outcome = arguments.command.run(&mut output);
        output.finish(outcome)
    };
    match thread::Builder::new().stack_size(STACK).spawn(work).map(thread::JoinHandle::join) {
        Ok(Ok(status)) => status,
        _ => ExitCode::from(outcome::WRONG_USE),
    }
}
