//! What is wrong with a JSON text, in the words of whoever wrote it.

use std::fmt;

use hifijson::token::Expect;
use hifijson::{Error, str as quoted};

/// What is wrong with a text, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Wrong {
    pub(crate) what: String,
    /// The line it was found in, from 1.
    pub(crate) line: usize,
    /// The place of the character in its line, from 1.
    pub(crate) column: usize,
}

impl Wrong {
    /// What is wrong where `before` ends.
    pub(super) fn after(before: &str, what: String) -> Self {
        let line = 1 + before.bytes().filter(|byte| *byte == b'\n').count();
        let last = before.rsplit('\n').next().unwrap_or_default();
        Self { what, line, column: 1 + last.chars().count() }
    }
}

impl fmt::Display for Wrong {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} in line {}, column {}", self.what, self.line, self.column)
    }
}

/// What the lexer found wrong before `rest`.
pub(super) fn in_words(error: &Error, rest: &str) -> String {
    let what = match error {
        Error::Depth => return "values lie too deep in each other".to_owned(),
        Error::Str(quoted::Error::Control) => {
            return "a line break or another control character inside quotes".to_owned();
        }
        Error::Str(quoted::Error::Eof) => return "a quote that never ends".to_owned(),
        Error::Str(_) => return "a backslash that begins nothing known".to_owned(),
        Error::Num(_) => "a digit",
        Error::Token(Expect::Value | Expect::ValueOrEnd) => "a value",
        Error::Token(Expect::CommaOrEnd) => "a comma or a closing bracket",
        Error::Token(Expect::String) => "a name in double quotes",
        Error::Token(Expect::Colon) => "a colon",
        Error::Token(Expect::Eof) => "the end",
    };
    match rest.chars().next() {
        Some(found) => format!("{what} expected before `{found}`"),
        None => format!("{what} expected, but the text ends"),
    }
}
