//! What a command says → standard output and standard error, colored on terminals only.

use std::io::{self, BufWriter, ErrorKind, Write};
use std::process::ExitCode;

use anstream::AutoStream;
use clap::ValueEnum;

use crate::outcome::{Failure, Outcome, WRONG_USE};

/// The form in which a command answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(crate) enum Format {
    /// Lines for people.
    #[default]
    Text,
    /// JSON for programs.
    Json,
}

/// Where a command writes.
///
/// Colors may be written to both; they are left out where no terminal shows them, and where
/// `NO_COLOR` is set.
pub(crate) struct Output {
    /// Standard output: the answer.
    pub(crate) out: BufWriter<AutoStream<io::Stdout>>,
    /// Standard error: what is wrong.
    pub(crate) err: AutoStream<io::Stderr>,
}

impl Output {
    /// The streams of this program.
    pub(crate) fn new() -> Self {
        Self { out: BufWriter::new(anstream::stdout()), err: anstream::stderr() }
    }

    /// Writes what is left and turns the outcome into the exit status.
    ///
    /// A reader that has gone away, such as `head`, is no mistake of ours.
    pub(crate) fn finish(mut self, outcome: Outcome) -> ExitCode {
        let outcome = outcome.and_then(|status| Ok(self.out.flush().map(|()| status)?));
        match outcome {
            Ok(status) => ExitCode::from(status.code()),
            Err(Failure::Output(error)) if error.kind() == ErrorKind::BrokenPipe => {
                ExitCode::SUCCESS
            }
            Err(Failure::Output(error)) => self.complain(&format!("cannot write: {error}")),
            Err(Failure::Usage(message)) => self.complain(&message),
        }
    }

    fn complain(&mut self, message: &str) -> ExitCode {
        // There is nobody left to tell if this fails.
        let _gone = self.out.flush();
        let _gone = writeln!(self.err, "{RED}error{RESET}: {message}");
        ExitCode::from(WRONG_USE)
    }
}

/// Bold red.
pub(crate) const RED: &str = "\u{1b}[1;31m";
/// Bold yellow.
pub(crate) const YELLOW: &str = "\u{1b}[1;33m";
/// Blue.
pub(crate) const BLUE: &str = "\u{1b}[34m";
/// Bold.
pub(crate) const BOLD: &str = "\u{1b}[1m";
/// Back to the terminal's own colors.
pub(crate) const RESET: &str = "\u{1b}[0m";
