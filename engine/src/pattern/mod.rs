//! Java's regular expressions: a pattern's text in, whether it matches a whole text out.
//!
//! The semantics are those of `java.util.regex` in Java 17, odd corners included, checked against it
//! with generated patterns (`facts`). What is not supported is an error, never another
//! answer: `\X`, `\b{g}`, `\N{name}`, the flag `c`, an `&&` without anything behind it, and
//! look-behind whose length overflows in Java.
//!
//! # Why a matcher of our own
//!
//! | added to the wasm package | brotli | |
//! |---|---|---|
//! | this module | 42 kB (`s`), 48 kB (`3`) | 10 kB of it are the Unicode tables |
//! | `regress` 0.12 | 67 kB | ECMAScript: no possessive quantifiers, no step limit |
//! | `fancy-regex` 0.20 with `regex-automata` | 189 kB | most of it Unicode tables and engines |
//!
//! Both would also need a translator as large as the parser here, and could not say what Java says
//! of `\b` beside `é`, `(?i)` in a class, or a group that a failed look-ahead has filled. An
//! ordinary pattern compiles in 1 to 3 µs and answers in 25 to 200 ns; `\p{…}` costs 15 µs more to
//! compile, `(?iu)` with other letters than ASCII 250 µs, most of it once. A pattern that runs wild
//! ends in 5 to 10 ms.
//!
//! # How it works
//!
//! `cursor` → `parser`, `group`, `escape`, `bracket` → `ast` → `compiler` → `program` → `machine`.
//! The machine goes back over alternatives that it keeps on a stack of its own. It counts its steps,
//! and after the first 2,000 it remembers where it failed, so that `(a+)+b` takes no more steps
//! than the pattern's length times the text's.

mod ast;
mod boundary;
mod bracket;
mod compiler;
mod cursor;
mod error;
mod escape;
mod fold;
mod group;
mod machine;
mod parser;
mod program;
mod property;
mod risk;
mod set;
mod shape;
mod subject;
#[cfg(test)]
mod tests;
mod unicode;
mod width;

use std::ops::Range;
use std::sync::Arc;

pub use error::{PatternError, PatternErrorKind, StepLimit};
use machine::{Extent, Machine};

/// The greatest length of a pattern in UTF-16 code units.
pub const MAX_LENGTH: usize = 1_000;

/// A compiled pattern; clones share it.
///
/// ```
/// use attrmap::pattern::Pattern;
///
/// let pattern = Pattern::new(r"(?i)\d{3,6}|ext\.?\s*\d+")?;
/// assert_eq!(pattern.matches("EXT. 42"), Ok(true));
/// // The whole text must match, and `\d` is ASCII, as in Java.
/// assert_eq!(pattern.matches("1234567"), Ok(false));
/// assert_eq!(pattern.matches("٣٣٣"), Ok(false));
/// # Ok::<(), attrmap::pattern::PatternError>(())
/// ```
#[derive(Debug, Clone)]
pub struct Pattern {
    program: Arc<program::Program>,
}

impl Pattern {
    /// Compiles a pattern written as for `java.util.regex.Pattern`.
    ///
    /// # Errors
    /// The text is not a pattern, uses what is not supported, or is longer than [`MAX_LENGTH`].
    pub fn new(text: &str) -> Result<Self, PatternError> {
        let parsed = parse(text)?;
        Ok(Self { program: Arc::new(compiler::compile(&parsed)) })
    }

    /// Whether the pattern matches the whole of `text`, as Java's `Matcher.matches` says.
    ///
    /// # Errors
    /// The pattern tries too many ways to fit the text, as `(a+)+\1b` can.
    pub fn matches(&self, text: &str) -> Result<bool, StepLimit> {
        Machine::new(&self.program, text, Extent::Whole).matches()
    }

    /// Whether the pattern matches some part of `text`, as Java's `Matcher.find` says.
    ///
    /// # Errors
    /// As for [`Pattern::matches`].
    pub fn is_found_in(&self, text: &str) -> Result<bool, StepLimit> {
        Machine::new(&self.program, text, Extent::Part).matches()
    }
}

/// The bytes of the pattern that make it expensive: a repetition within a repetition that can share
/// out one text in many ways. `None` where there is no such thing, or no pattern.
///
/// ```
/// use attrmap::pattern::risk;
///
/// assert_eq!(risk("a(x+)+y"), Some(1..6));
/// assert_eq!(risk(r"(\.[a-z]+)*"), None);
/// ```
pub fn risk(text: &str) -> Option<Range<usize>> {
    risk::find(&parse(text).ok()?.root)
}

fn parse(text: &str) -> Result<parser::Parsed, PatternError> {
    if text.len() > MAX_LENGTH && text.encode_utf16().count() > MAX_LENGTH {
        return Err(PatternError {
            kind: PatternErrorKind::TooLarge,
            message: format!("the pattern is longer than {MAX_LENGTH} characters"),
            offset: text.char_indices().nth(MAX_LENGTH).map_or(text.len(), |(at, _)| at),
        });
    }
    parser::parse(text)
}
