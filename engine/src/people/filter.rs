//! Which people: those of whom an expression is true, or whose results have a text in them.

use memchr::memmem::Finder;

use super::results::{Results, State};
use super::selection::Selection;
use super::{Error, People};
use crate::context::Context;
use crate::expression::Expression;
use crate::text::Letters;
use crate::types::Type;

impl People {
    /// The people of whom an expression is true; any other value is not, and no failure.
    ///
    /// # Errors
    /// As [`People::evaluate`].
    pub fn filter(&self, expression: &Expression, base: &Context) -> Result<Selection, Error> {
        self.evaluate(expression, base).map(|results| results.is_true())
    }
}

impl Results {
    /// The results that are `true`.
    pub fn is_true(&self) -> Selection {
        Selection::of(self.len(), |row| {
            self.ty(row) == Type::BOOLEAN && self.text_of(row).len() == "true".len()
        })
    }

    /// The results that have a state.
    pub fn with_state(&self, state: State) -> Selection {
        let number = state as u8;
        Selection::of(self.len(), |row| self.states().get(row) == Some(&number))
    }

    /// The results in whose text, or in whose message, there is a text; large and small letters are
    /// the same.
    pub fn containing(&self, text: &str) -> Selection {
        let mut search = Search::new(text);
        let failures = self.failures().iter().map(|failure| search.finds(failure.message()));
        let failures: Vec<bool> = failures.collect();
        Selection::of(self.len(), |row| match self.failure_index(row) {
            Some(failure) => failures.get(failure).copied().unwrap_or(false),
            None => search.finds(self.text_of(row)),
        })
    }
}

/// A text that is looked for in others.
struct Search {
    finder: Finder<'static>,
    lower: String,
}

impl Search {
    fn new(text: &str) -> Self {
        let finder = Finder::new(&text.lower()).into_owned();
        Self { finder, lower: String::new() }
    }

    fn finds(&mut self, text: &str) -> bool {
        if text.is_ascii() {
            self.lower.clear();
            self.lower.push_str(text);
            self.lower.make_ascii_lowercase();
        } else {
            self.lower = text.lower();
        }
        self.finder.find(self.lower.as_bytes()).is_some()
    }
}
