//! The commands, one file each: arguments in, what they do out.

mod check;
mod check_run;
mod completion;
mod conformance;
mod diff;
mod eval;
mod explain;
mod fmt;
mod functions;
mod map;
mod playground;
mod provision;
mod reference;
mod schema;
mod test;

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
    Map(map::Arguments),
    Test(test::Arguments),
    Diff(diff::Arguments),
    Provision(provision::Arguments),
    Fmt(fmt::Arguments),
    Explain(explain::Arguments),
    Schema(schema::Arguments),
    Reference(reference::Arguments),
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
            Self::Map(arguments) => map::run(&arguments, output),
            Self::Test(arguments) => test::run(&arguments, output),
            Self::Diff(arguments) => diff::run(&arguments, output),
            Self::Provision(arguments) => provision::run(&arguments, output),
            Self::Fmt(arguments) => fmt::run(&arguments, output),
            Self::Explain(arguments) => explain::run(&arguments, output),
            Self::Schema(arguments) => schema::run(&arguments, output),
            Self::Reference(arguments) => reference::run(&arguments, output),
            Self::Completion(arguments) => completion::run(&arguments, output),
        }
    }
}
