//! What an expression gives for many people: one text, where each result ends, and its state.

use std::collections::BTreeMap;

use super::Error;
use super::texts::Texts;
use crate::conformance::encode;
use crate::eval::EvalError;
use crate::json;
use crate::types::Type;
use crate::value::{Value, write_text};

/// The state of a result.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
#[non_exhaustive]
pub enum State {
    /// A value that is not empty.
    Value,
    /// Null.
    Null,
    /// The empty text.
    Empty,
    /// The null of an attribute that the profile does not have.
    Missing,
    /// An error, or a person who could not be read.
    Error,
}

impl State {
    /// All states; each stands at its own number.
    pub const ALL: [Self; 5] = [Self::Value, Self::Null, Self::Empty, Self::Missing, Self::Error];

    /// Its name: `value`, `null`, `empty`, `missing`, `error`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Value => "value",
            Self::Null => "null",
            Self::Empty => "empty",
            Self::Missing => "missing",
            Self::Error => "error",
        }
    }
}

/// Why there is no result.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Failure {
    /// The expression failed.
    Expression(EvalError),
    /// The person could not be read.
    Person(Box<str>),
}

/// One result.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct Answer<'r> {
    /// Its state.
    pub state: State,
    /// The type of the value; [`Type::NEVER`] where there is none.
    pub ty: Type,
    /// The text of the value; JSON where it has no text form; empty for null and errors.
    pub text: &'r str,
    /// Why there is no value.
    pub failure: Option<&'r Failure>,
}

/// The results of an expression for people in a row.
#[derive(Debug, Clone, Default)]
pub struct Results {
    text: String,
    ends: Vec<u32>,
    states: Vec<u8>,
    types: Vec<Type>,
    counts: [usize; 5],
    failures: Vec<Failure>,
    /// The size of the messages of all failures.
    messages: usize,
    /// The places of failures, by what they are about and a hash of what they say.
    known: BTreeMap<(usize, usize, u64), u32>,
    /// The failures of people, by row.
    failed: Vec<(u32, u32)>,
}

impl Results {
    /// The results of what cannot be evaluated at all, with what is wrong.
    ///
    /// # Errors
    /// [`Error::TooManyPeople`] where rows cannot be counted.
    pub fn failed(rows: usize, message: &str) -> Result<Self, Error> {
        let count = u32::try_from(rows).map_err(|_| Error::TooManyPeople { limit: 1 << 31 })?;
        let mut results = Self::default();
        (0..count).for_each(|_| results.push_fault(message));
        Ok(results)
    }

    /// The number of results.
    pub fn len(&self) -> usize {
        self.states.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.states.is_empty()
    }

    /// The number of the state of each result.
    pub fn states(&self) -> &[u8] {
        &self.states
    }

    /// The state of a result.
    pub fn state(&self, row: usize) -> Option<State> {
        State::ALL.get(usize::from(*self.states.get(row)?)).copied()
    }

    /// Where the text of each result ends, in bytes of [`Results::text`].
    pub fn ends(&self) -> &[u32] {
        &self.ends
    }

    /// The texts of all results, one behind the other.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// How many results have a state.
    pub fn count(&self, state: State) -> usize {
        self.counts.get(state as usize).copied().unwrap_or(0)
    }

    /// Every failure that somebody has, each once.
    pub fn failures(&self) -> &[Failure] {
        &self.failures
    }

    /// The type of a result; [`Type::NEVER`] where there is none.
    pub fn ty(&self, row: usize) -> Type {
        self.types.get(row).copied().unwrap_or(Type::NEVER)
    }

    /// The text of a result.
    pub fn text_of(&self, row: usize) -> &str {
        let end = self.ends.get(row).map_or(0, |end| *end as usize);
        let start = row.checked_sub(1).and_then(|before| self.ends.get(before));
        self.text.get(start.map_or(0, |start| *start as usize)..end).unwrap_or_default()
    }

    /// The result in a row.
    pub fn get(&self, row: usize) -> Option<Answer<'_>> {
        let state = self.state(row)?;
        let failure = match state {
            State::Error => self.failure(row),
            _ => None,
        };
        Some(Answer { state, ty: self.ty(row), text: self.text_of(row), failure })
    }

    /// The number of a row's failure in [`Results::failures`].
    pub fn failure_index(&self, row: usize) -> Option<usize> {
        if self.failed.is_empty() {
            return None;
        }
        let row = u32::try_from(row).ok()?;
        let at = self.failed.binary_search_by_key(&row, |(row, _)| *row).ok()?;
        self.failed.get(at).map(|(_, failure)| *failure as usize)
    }

    fn failure(&self, row: usize) -> Option<&Failure> {
        self.failures.get(self.failure_index(row)?)
    }

    /// Nothing, with the memory kept for the next results.
    pub fn clear(&mut self) {
        self.text.clear();
        self.ends.clear();
        self.states.clear();
        self.types.clear();
        self.counts = [0; 5];
        self.failures.clear();
        self.messages = 0;
        self.known.clear();
        self.failed.clear();
    }

    pub(super) fn reserve(&mut self, rows: usize) {
        self.ends.reserve(rows);
        self.states.reserve(rows);
        self.types.reserve(rows);
    }

    /// Makes room for the texts of `more` rows, if they are like the ones that are there.
    pub(super) fn foresee(&mut self, more: usize) {
        let each = self.text.len() / self.len().max(1) + 1;
        self.text.reserve(each.saturating_mul(more).min(1 << 28));
    }

    /// Where the next text begins.
    pub(super) fn mark(&self) -> usize {
        self.text.len()
    }

    /// Where the next text is written.
    pub(super) fn text_mut(&mut self) -> &mut String {
        &mut self.text
    }

    /// Takes back what was written since a mark.
    pub(super) fn take_back(&mut self, mark: usize) {
        self.text.truncate(mark);
    }

    /// Fails where the texts are longer than allowed.
    pub(super) fn check(&self, limit: usize) -> Result<(), Error> {
        // Ends have 32 bits, and one result adds less than this.
        let limit = limit.min(1 << 31);
        if self.text.len() + self.messages > limit {
            Err(Error::TooLarge { limit })
        } else {
            Ok(())
        }
    }

    /// Adds a result whose text is written since `mark`.
    pub(super) fn push_written(&mut self, mark: usize, ty: Type, missing: impl FnOnce() -> bool) {
        let state = match ty {
            Type::NULL if missing() => State::Missing,
            Type::NULL => State::Null,
            Type::TEXT if self.text.len() == mark => State::Empty,
            _ => State::Value,
        };
        self.push_state(state, ty);
    }

    /// Adds the text of a row; false where there is none that needs no evaluation.
    pub(super) fn push_text(&mut self, texts: &Texts<'_>, row: usize) -> bool {
        let mark = self.mark();
        let ty = texts.write(row, &mut self.text);
        if let Some(ty) = ty {
            self.push_written(mark, ty, || false);
        }
        ty.is_some()
    }

    /// Adds what came of evaluating.
    pub(super) fn push(
        &mut self,
        outcome: Result<Value<'_>, EvalError>,
        missing: impl FnOnce() -> bool,
    ) {
        match outcome {
            Ok(value) => {
                let mark = self.mark();
                if !value.is_null() && write_text(&mut self.text, &value).is_err() {
                    self.take_back(mark);
                    self.text.push_str(&json::write(&encode(&value)));
                }
                self.push_written(mark, value.ty(), missing);
            }
            Err(error) => {
                let span = error.span();
                let key = (span.start(), span.end(), hash(error.message()));
                self.push_failure(key, Failure::Expression(error));
            }
        }
    }

    /// Adds a person who could not be read.
    pub(super) fn push_fault(&mut self, message: &str) {
        let key = (usize::MAX, usize::MAX, hash(message));
        self.push_failure(key, Failure::Person(message.into()));
    }

    fn push_failure(&mut self, key: (usize, usize, u64), failure: Failure) {
        let row = u32::try_from(self.len()).unwrap_or(u32::MAX);
        let place = match self.known.get(&key) {
            Some(place) if self.failures.get(*place as usize) == Some(&failure) => *place,
            _ => {
                let place = u32::try_from(self.failures.len()).unwrap_or(u32::MAX);
                self.messages += failure.message().len();
                self.failures.push(failure);
                self.known.insert(key, place);
                place
            }
        };
        self.failed.push((row, place));
        self.push_state(State::Error, Type::NEVER);
    }

    fn push_state(&mut self, state: State, ty: Type) {
        self.ends.push(u32::try_from(self.text.len()).unwrap_or(u32::MAX));
        self.states.push(state as u8);
        self.types.push(ty);
        if let Some(count) = self.counts.get_mut(state as usize) {
            *count += 1;
        }
    }
}

impl Failure {
    /// What is wrong, in words.
    pub fn message(&self) -> &str {
        match self {
            Self::Expression(error) => error.message(),
            Self::Person(message) => message,
        }
    }
}

/// A hash that is the same everywhere (FNV-1a).
pub(super) fn hash(text: &str) -> u64 {
    text.bytes().fold(0xCBF2_9CE4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3)
    })
}
