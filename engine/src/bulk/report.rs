//! What happened to the lines of a text, and what was wrong with some.

use std::fmt;

use crate::schema::Name;

/// How many people there were, and what went wrong.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Report {
    /// How many lines were read, also those without anybody.
    pub lines: usize,
    /// How many people were written.
    pub people: usize,
    /// The first problems in order, at most [`Report::KEPT`].
    pub problems: Vec<Problem>,
    /// How many problems there were besides.
    pub unkept: usize,
}

impl Report {
    /// How many problems a report keeps: a rule may fail for everybody.
    pub const KEPT: usize = 1_000;

    pub(super) fn add(&mut self, attribute: Option<&Name>, message: impl FnOnce() -> String) {
        if self.problems.len() < Self::KEPT {
            let attribute = attribute.cloned();
            self.problems.push(Problem { line: self.lines, attribute, message: message() });
        } else {
            self.unkept += 1;
        }
    }

    /// Adds what happened to the lines that follow.
    pub fn extend(&mut self, next: Self) {
        let free = Self::KEPT.saturating_sub(self.problems.len());
        self.unkept += next.unkept + next.problems.len().saturating_sub(free);
        let moved = |problem: Problem| Problem { line: self.lines + problem.line, ..problem };
        self.problems.extend(next.problems.into_iter().take(free).map(moved));
        self.lines += next.lines;
        self.people += next.people;
    }

    /// Whether nothing was wrong.
    #[must_use]
    pub fn is_fine(&self) -> bool {
        self.problems.is_empty()
    }
}

/// What is wrong with one line.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Problem {
    /// The line in the text, from 1.
    pub line: usize,
    /// The attribute whose rule failed, which became null; without one the line is no person, and
    /// is left out.
    pub attribute: Option<Name>,
    /// Why, in one sentence.
    pub message: String,
}

impl Problem {
    /// The code of the pipeline: `IMP-101` for a line, `MAP-101` for a rule.
    #[must_use]
    pub fn code(&self) -> &'static str {
        if self.attribute.is_some() { "MAP-101" } else { "IMP-101" }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.attribute {
            Some(attribute) => write!(f, "{attribute}: {}", self.message),
            None => f.write_str(&self.message),
        }
    }
}
