//! Why an evaluation ended without a value.

use std::fmt;

use crate::diagnostic::{Code, Diagnostic};
use crate::functions::CallError;
use crate::text::Span;

/// An error of an evaluation, with the part of the expression that failed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EvalError(Box<Inner>);

#[derive(Debug, Clone, PartialEq, Eq)]
struct Inner {
    code: Code,
    span: Span,
    message: String,
}

impl EvalError {
    pub(crate) fn new(code: Code, span: Span, message: impl Into<String>) -> Self {
        Self(Box::new(Inner { code, span, message: message.into() }))
    }

    /// The error of a call: about one of its values, or about the call as a whole.
    pub(super) fn of_call(error: CallError, call: Span, arguments: &[Span]) -> Self {
        let span = error.argument.and_then(|index| arguments.get(index)).copied();
        Self::new(error.code, span.unwrap_or(call), error.message)
    }

    /// Its code.
    pub fn code(&self) -> Code {
        self.0.code
    }

    /// The kind of the language reference, such as `null_dereference`.
    pub fn kind(&self) -> &'static str {
        self.0.code.kind()
    }

    /// The part of the expression that failed.
    pub fn span(&self) -> Span {
        self.0.span
    }

    /// What is wrong, in the admin's words.
    pub fn message(&self) -> &str {
        &self.0.message
    }

    /// As a diagnostic, to be rendered or fixed like those of the checker.
    pub fn to_diagnostic(&self) -> Diagnostic {
        let found = Diagnostic::failure(self.code(), self.span(), self.message());
        match advice(self.code()) {
            Some(help) => found.with_help(help),
            None => found,
        }
    }
}

/// The explanation on the page of a code, as a clause: without its capital and its full stop.
fn advice(code: Code) -> Option<String> {
    let lines = code.page().lines().skip(2).map(str::trim).take_while(|line| !line.is_empty());
    let text = lines.collect::<Vec<_>>().join(" ");
    let mut letters = text.strip_suffix('.').unwrap_or(&text).chars();
    let first = letters.next()?;
    Some(std::iter::once(first.to_ascii_lowercase()).chain(letters).collect())
}

impl fmt::Display for EvalError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.kind(), self.message())
    }
}

impl std::error::Error for EvalError {}
