//! What the engine finds out about an expression and about one evaluation of it.

use std::ops::Range;

use super::Tagged;

/// How bad a problem is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Severity {
    Error,
    Warning,
}

impl Severity {
    /// The word that tests and styles find it by.
    pub(crate) const fn id(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

/// A change of the text that mends a problem.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Fix {
    /// What its button says.
    pub(crate) title: String,
    /// Byte ranges of the text and what comes in their place, in reading order.
    pub(crate) edits: Vec<(Range<usize>, String)>,
}

/// A message to the author, about a part of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Problem {
    pub(crate) code: String,
    pub(crate) severity: Severity,
    pub(crate) message: String,
    pub(crate) help: Option<String>,
    /// The part, in bytes.
    pub(crate) span: Range<usize>,
    /// Further parts that it is about.
    pub(crate) also: Vec<Range<usize>>,
    /// The best one first.
    pub(crate) fixes: Vec<Fix>,
}

impl Problem {
    /// Every part that it is about.
    pub(crate) fn places(&self) -> impl Iterator<Item = &Range<usize>> {
        std::iter::once(&self.span).chain(&self.also)
    }
}

/// An attribute that an expression reads.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Read {
    pub(crate) root: String,
    pub(crate) attribute: String,
}

/// What a piece of the text is, for its color.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TokenKind {
    Root,
    Attribute,
    Function,
    Text,
    Number,
    Keyword,
    Operator,
    Plain,
}

impl TokenKind {
    /// The style class that colors it.
    pub(crate) const fn class(self) -> &'static str {
        match self {
            Self::Root => "tok-root",
            Self::Attribute => "tok-attr",
            Self::Function => "tok-fn",
            Self::Text => "tok-str",
            Self::Number => "tok-num",
            Self::Keyword => "tok-kw",
            Self::Operator => "tok-op",
            Self::Plain => "tok-plain",
        }
    }
}

/// A piece of the text, in bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Token {
    pub(crate) kind: TokenKind,
    pub(crate) span: Range<usize>,
}

/// What came of evaluating an expression for one person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    Value { value: Tagged, ty: String },
    Failed(Problem),
}

impl Outcome {
    /// The word that tests and styles find its state by.
    pub(crate) fn id(&self) -> &'static str {
        match self {
            Self::Value { value, .. } => value.presence().id(),
            Self::Failed(_) => "error",
        }
    }
}
