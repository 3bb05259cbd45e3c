//! What a long command is doing → one changing line of the terminal, and nothing anywhere else.

use std::io::{self, IsTerminal, Write};

/// The line of the terminal that says what goes on.
#[derive(Debug)]
pub(crate) struct Progress {
    is_shown: bool,
    is_dirty: bool,
}

impl Progress {
    /// Shown only where standard error is a terminal.
    pub(crate) fn new() -> Self {
        Self { is_shown: io::stderr().is_terminal(), is_dirty: false }
    }

    /// Replaces the line.
    pub(crate) fn say(&mut self, message: &str) {
        if self.is_shown {
            self.is_dirty = true;
            let mut err = io::stderr().lock();
            // A line that can not be shown is no reason to stop.
            let _shown = write!(err, "\r\u{1b}[2K{message}").and_then(|()| err.flush());
        }
    }

    /// Takes the line away.
    pub(crate) fn clear(&mut self) {
        if self.is_dirty {
            self.say("");
            self.is_dirty = false;
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.clear();
    }
}
