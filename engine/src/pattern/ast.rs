//! The tree of a pattern: what the parser makes, what the compiler and the lint read.

use std::ops::Range;

use super::set::Set;

/// How letters are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fold {
    Exact,
    /// The 26 letters without case.
    Ascii,
    /// Java's `UNICODE_CASE`.
    Unicode,
}

/// A place that matches without taking a character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Assertion {
    /// `^` without `m`, `\A`, and `\G`, which for a whole match is the same.
    TextStart,
    /// `\z`.
    TextEnd,
    /// `$` without `m`, and `\Z`: at the end or before the last line end.
    LastLineEnd { unix: bool },
    /// `^` with `m`.
    LineStart { unix: bool },
    /// `$` with `m`.
    LineEnd { unix: bool },
    /// `\b`, `\B`.
    WordBoundary { unicode: bool, negated: bool },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Greed {
    Greedy,
    Lazy,
    Possessive,
}

/// What the quantifier stands behind: Java tries the parts of a group in another way than one item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Operand {
    Item,
    Group,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Look {
    Ahead,
    /// From `shortest` to `longest` back, counted in `unit`.
    Behind {
        shortest: usize,
        longest: usize,
        unit: Unit,
    },
}

/// What Java counts in when it looks back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    /// UTF-16 code units, so that half of a pair may be a start.
    Utf16,
    /// Code points: where a character above U+FFFF stands in the pattern.
    Character,
}

#[derive(Debug)]
pub(super) struct Repeat {
    pub(super) body: Node,
    pub(super) least: u32,
    /// `None`: without end.
    pub(super) most: Option<u32>,
    pub(super) greed: Greed,
    pub(super) operand: Operand,
    /// Byte offsets of the body and its quantifier in the pattern.
    pub(super) span: Range<usize>,
}

#[derive(Debug)]
pub(super) enum Node {
    Empty,
    Character {
        character: char,
        fold: Fold,
    },
    Set(Set),
    /// `\R`.
    LineBreak,
    Assertion(Assertion),
    Sequence(Vec<Node>),
    Alternatives(Vec<Node>),
    /// Numbered from 1.
    Capture {
        group: usize,
        body: Box<Node>,
    },
    /// A group without a number.
    Group(Box<Node>),
    BackReference {
        group: usize,
        fold: Fold,
    },
    /// `(?>…)`.
    Atomic(Box<Node>),
    Look {
        look: Look,
        negated: bool,
        body: Box<Node>,
    },
    Repeat(Box<Repeat>),
}
