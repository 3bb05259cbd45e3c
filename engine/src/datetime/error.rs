//! What can go wrong with a date: a value for each, said in the words of the person who wrote the
//! expression.

use std::fmt;

/// Why a text is no date, or a date cannot be had.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum DateTimeError {
    /// The text is not of the form: `expected` is missing at some place.
    Text {
        /// Characters before that place.
        offset: usize,
        /// What should have stood there.
        expected: &'static str,
    },
    /// The text is of the form and names no date: 30 February, a local time that clocks skip.
    NoSuchDate(&'static str),
    /// The zone id is not one that the product lists.
    UnknownZone,
    /// The date or number passes the first or last that there is.
    OutOfRange,
}

impl DateTimeError {
    pub(super) fn text(offset: usize, expected: &'static str) -> Self {
        Self::Text { offset, expected }
    }

    /// The same error, its place counted in characters instead of bytes.
    pub(super) fn in_characters(self, text: &str) -> Self {
        match self {
            Self::Text { offset, expected } => {
                let before = text.get(..offset).unwrap_or(text);
                Self::Text { offset: before.chars().count(), expected }
            }
            other => other,
        }
    }
}

impl fmt::Display for DateTimeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text { offset, expected } => {
                write!(f, "expected {expected} at character {}", offset + 1)
            }
            Self::NoSuchDate(why) => f.write_str(why),
            Self::UnknownZone => f.write_str("not a time zone id of the product"),
            Self::OutOfRange => f.write_str("the date or number is out of range"),
        }
    }
}

impl std::error::Error for DateTimeError {}

/// Why a text is no date pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PatternError {
    /// Bytes from the start of the pattern to what is wrong.
    pub offset: usize,
    /// What is wrong there.
    pub message: String,
}

impl PatternError {
    pub(super) fn new(offset: usize, message: impl Into<String>) -> Self {
        Self { offset, message: message.into() }
    }
}

impl fmt::Display for PatternError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for PatternError {}
