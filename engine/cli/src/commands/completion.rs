//! `attrmap completion`: a shell → the script that completes commands and options in it.

use std::io::Write;

use clap::{Args, CommandFactory};
use clap_complete::Shell;

use crate::outcome::{Outcome, Status};
use crate::output::Output;

/// Print the script that completes commands and options in a shell
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// The shell
    shell: Shell,
}

/// Prints the script.
pub(crate) fn run(arguments: &Arguments, output: &mut Output) -> Outcome {
    let mut script = Vec::new();
    let mut command = crate::Arguments::command();
    clap_complete::generate(arguments.shell, &mut command, "attrmap", &mut script);
    output.out.write_all(&script)?;
    Ok(Status::Fine)
}
