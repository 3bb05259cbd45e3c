//! What can go wrong: a pattern that cannot be used, a match that takes too long.

use std::error::Error;
use std::fmt;

/// Why a pattern cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum PatternErrorKind {
    /// Not a pattern: Java refuses it too.
    Syntax,
    /// Java takes it, this engine does not.
    Unsupported,
    /// Too long, or nested too deeply.
    TooLarge,
}

/// A pattern that cannot be used, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct PatternError {
    /// The sort of the error.
    pub kind: PatternErrorKind,
    /// What is wrong, in an administrator's words.
    pub message: String,
    /// Byte offset in the pattern, from 0, on a character boundary; the pattern's length where it ends too early.
    pub offset: usize,
}

impl fmt::Display for PatternError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl Error for PatternError {}

/// The match was given up: the pattern tried too many ways to fit the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StepLimit;

impl fmt::Display for StepLimit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the pattern takes too many steps on this text")
    }
}

impl Error for StepLimit {}
