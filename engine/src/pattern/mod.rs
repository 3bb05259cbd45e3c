//! Java's regular expressions: a pattern's text in, whether it matches a whole text out.

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
mod set;
mod unicode;
mod width;

use std::sync::Arc;

pub use error::{PatternError, PatternErrorKind, StepLimit};

/// The greatest length of a pattern in UTF-16 code units.
pub const MAX_LENGTH: usize = 1_000;

/// A compiled pattern.
#[derive(Debug, Clone)]
pub struct Pattern {
    program: Arc<program::Program>,
}

impl Pattern {
    /// Compiles a pattern written as for `java.util.regex.Pattern`.
    ///
    /// # Errors
    /// A text that is not a pattern.
    pub fn new(text: &str) -> Result<Self, PatternError> {
        if text.len() > MAX_LENGTH && text.encode_utf16().count() > MAX_LENGTH {
            return Err(PatternError {
                kind: PatternErrorKind::TooLarge,
                message: format!("the pattern is longer than {MAX_LENGTH} characters"),
                offset: 0,
            });
        }
        let parsed = parser::parse(text)?;
        Ok(Self { program: Arc::new(compiler::compile(&parsed)) })
    }

    /// Whether the pattern matches the whole of `text`.
    ///
    /// # Errors
    /// When too many steps are needed.
    pub fn matches(&self, text: &str) -> Result<bool, StepLimit> {
        machine::Machine::new(&self.program, text).matches()
    }
}
