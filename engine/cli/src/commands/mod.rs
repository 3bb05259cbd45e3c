//! The commands, one file each: arguments in, what they do out.

mod check;
mod completion;
mod conformance;
mod eval;
mod functions;
mod playground;

use clap::Subcommand;

use crate::outcome::Outcome;
use crate::output::Output;

/// A command with its arguments.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Eval(eval::Arguments),
    Check(check::Arguments),
    Conformance(conformance::Arguments),
    Functions(functions::Arguments),
    Playground(playground::Arguments),
    Completion(completion::Arguments),
}

impl Command {
    /// Performs it.
    pub(crate) fn run(self, output: &mut Output) -> Outcome {
        match self {
            Self::Eval(arguments) => eval::run(&arguments, output),
            Self::Check(arguments) => check::run(&arguments, output),
            Self::Conformance(arguments) => conformance::run(&arguments, output),
            Self::Functions(arguments) => functions::run(&arguments, output),
            Self::Playground(arguments) => playground::run(&arguments, output),
            Self::Completion(arguments) => completion::run(&arguments, output),
        }
    }
}
