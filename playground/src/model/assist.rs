//! What the engine knows about a place in an expression.

use std::ops::Range;

use super::{Outcome, Tagged};

/// Something that can be written at the caret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Completion {
    pub(crate) label: String,
    /// `attribute`, `function` and so on.
    pub(crate) kind: &'static str,
    /// Type, share of the people, sample value, meaning.
    pub(crate) detail: String,
    pub(crate) insert: String,
    /// The part that it replaces, in bytes.
    pub(crate) span: Range<usize>,
}

/// What stands at a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Hover {
    /// The part that it is about, in bytes.
    pub(crate) span: Range<usize>,
    /// A signature or a name.
    pub(crate) title: String,
    pub(crate) summary: String,
    /// An example and what it gives.
    pub(crate) example: Option<(String, String)>,
    /// Where it may be used.
    pub(crate) places: Vec<&'static str>,
    /// What to write instead of it.
    pub(crate) deprecated: Option<&'static str>,
    pub(crate) ty: String,
    /// What it gives for the current person.
    pub(crate) given: Given,
}

/// What became of a part of an expression for one person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Given {
    Outcome(Outcome),
    /// A condition or an error came first.
    Skipped,
    /// There is nobody to evaluate it for, or it has no value of its own.
    Nothing,
}

/// The call around the caret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Signature {
    pub(crate) label: String,
    /// The byte range of the current parameter in the label.
    pub(crate) active: Option<Range<usize>>,
    pub(crate) summary: &'static str,
    /// Where the function's name stands, in bytes of the text.
    pub(crate) span: Range<usize>,
}

/// A sentence about a part of the text; names stand between asterisks, code between backticks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Sentence {
    pub(crate) text: String,
    pub(crate) span: Range<usize>,
    /// Sentences about a branch are one deeper than what decides on it.
    pub(crate) depth: usize,
}

/// A part of an expression with what it gave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Part {
    /// How deep it lies, from 1.
    pub(crate) level: usize,
    /// Where it stands, in bytes.
    pub(crate) span: Range<usize>,
    /// Its text on one line.
    pub(crate) text: String,
    pub(crate) given: Given,
    /// How many of the parts behind it lie inside of it.
    pub(crate) inside: usize,
}

/// A person worth testing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct EdgeCase {
    /// Root, attribute and value of each change.
    pub(crate) changes: Vec<(String, String, Tagged)>,
    /// The changes in words.
    pub(crate) reason: String,
    pub(crate) outcome: Outcome,
    /// What nobody before reached.
    pub(crate) reaches: Vec<Reach>,
}

/// Something that only some people reach.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Reach {
    /// A part that is evaluated for some people only.
    Branch(String),
    /// An error, with its code.
    Error(String),
    /// A part that is null and is printed as a word.
    PrintsNull(String),
    /// What a warning is about happens; its code.
    Warning(String),
    /// The result is of a new kind.
    Result(String),
}
