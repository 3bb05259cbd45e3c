//! How a command ends: a status that it reached, or why it could not be performed.

use std::fmt::{Display, Write};
use std::io;

/// The exit status of wrong use and of unusable files.
pub(crate) const WRONG_USE: u8 = 2;

/// How a command ended that did its work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Status {
    /// All is fine.
    Fine,
    /// The work was done, and something in it is wrong.
    Failed,
    /// The preflight stopped a run before the first change.
    Blocked,
}

impl Status {
    /// Fine exactly if `condition` holds.
    pub(crate) const fn fine_if(condition: bool) -> Self {
        if condition { Self::Fine } else { Self::Failed }
    }

    /// The exit status.
    pub(crate) const fn code(self) -> u8 {
        match self {
            Self::Fine => 0,
            Self::Failed => 1,
            Self::Blocked => 3,
        }
    }
}

/// Why a command could not do its work.
#[derive(Debug)]
pub(crate) enum Failure {
    /// Wrong use: options that do not fit together, files that cannot be used.
    Usage(String),
    /// What it says cannot be written.
    Output(io::Error),
}

impl Failure {
    /// A file that cannot be used: its name, where in it, and why.
    pub(crate) fn file(path: &str, place: &[usize], why: impl Display) -> Self {
        let mut message = shown(path).to_owned();
        for number in place {
            // Writing to a text does not fail.
            let _ = write!(message, ":{number}");
        }
        Self::Usage(format!("{message}: {why}"))
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::Output(error)
    }
}

/// What a command gives back.
pub(crate) type Outcome = Result<Status, Failure>;

/// The name of a file as it is shown: `-` is standard input.
pub(crate) fn shown(path: &str) -> &str {
    if path == "-" { "standard input" } else { path }
}
