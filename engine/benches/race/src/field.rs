//! Contenders on one workload: checked against the answers written by hand, then ready to be timed.

use std::hint::black_box;

use crate::people::Profile;
use crate::stopwatch::Entrant;

/// How many people a pass is about: few enough for every contender's caches.
const TIMED: usize = 256;

/// The contenders on a workload.
pub(crate) struct Field<'a> {
    /// Everybody that answers are checked for.
    people: &'static [Profile],
    /// The right answers.
    expected: &'a [String],
    /// Those that have been checked.
    pub(crate) entrants: Vec<Entrant>,
}

/// What a contender answers with.
pub(crate) trait Answer {
    /// The text of the answer; `buffer` is what the contender wrote into.
    fn into_text(self, buffer: &str) -> String;
}

/// It wrote into the buffer.
impl Answer for () {
    fn into_text(self, buffer: &str) -> String {
        buffer.to_owned()
    }
}

impl Answer for String {
    fn into_text(self, _: &str) -> String {
        self
    }
}

impl Answer for bool {
    fn into_text(self, _: &str) -> String {
        self.to_string()
    }
}

impl<'a> Field<'a> {
    pub(crate) fn new(people: &'static [Profile], expected: &'a [String]) -> Self {
        Self { people, expected, entrants: Vec::new() }
    }

    /// Checks a contender for everybody and keeps it with the first people for timing.
    ///
    /// `prepare` puts a profile into the contender's own form, which is not timed.
    pub(crate) fn enter<P: 'static, A: Answer>(
        &mut self,
        name: &str,
        mut prepare: impl FnMut(&'static Profile) -> P,
        run: impl Fn(&mut P, &mut String) -> A + 'static,
    ) {
        let mut buffer = String::new();
        let mut wrong = 0;
        let mut first_wrong = String::new();
        let mut timed = Vec::with_capacity(TIMED);
        for (person, expected) in self.people.iter().zip(self.expected) {
            let mut prepared = prepare(person);
            buffer.clear();
            let answer = run(&mut prepared, &mut buffer).into_text(&buffer);
            if answer != *expected {
                if wrong == 0 {
                    first_wrong = format!("`{answer}` for `{expected}`");
                }
                wrong += 1;
            }
            if timed.len() < TIMED {
                timed.push(prepared);
            }
        }
        let note = match wrong {
            0 => String::new(),
            _ => format!("wrong for {wrong} of {}: {first_wrong}", self.people.len()),
        };
        let items = timed.len();
        let pass = Box::new(move || {
            for person in &mut timed {
                buffer.clear();
                black_box(run(black_box(person), black_box(&mut buffer)));
            }
        });
        self.entrants.push(Entrant { name: name.to_owned(), note, items, pass });
    }
}
