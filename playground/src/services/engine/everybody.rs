//! All people as one table of the engine: the results of a text for many at once.

use std::ops::Range;

use attrmap::context::Context;
use attrmap::datetime::DateTime;
use attrmap::people::{Answer, People, Results, State};
use attrmap::types::Type;

use super::{Analysis, Subject, people};
use crate::model::{Outcome, Person, Sorted, Tagged};
use crate::services::table::{CellState, Column};

/// Values that the page writes in its own way.
const COMPOUND: Type = Type::ARRAY.union(Type::MAP).union(Type::OBJECT);

/// So many people may differ from the table before it is made anew.
const ROOM: usize = 256;

/// Everybody, by column.
#[derive(Debug)]
pub(crate) struct Everybody {
    people: People,
    /// How many were added, also of those for whom there was no room.
    len: usize,
    /// People who changed since they were added, and those for whom there was no room.
    apart: Sorted<usize, Subject>,
    base: Context,
    now: i64,
    results: Results,
}

impl Everybody {
    /// Nobody yet; `now` is the clock of all evaluations, in milliseconds of Unix time.
    pub(crate) fn new(now: i64) -> Self {
        let mut base = Context::new();
        base.now = DateTime::from_unix_milliseconds(now);
        Self {
            people: People::new(),
            len: 0,
            apart: Sorted::default(),
            base,
            now,
            results: Results::default(),
        }
    }

    /// How many were added.
    pub(crate) fn len(&self) -> usize {
        self.len
    }

    /// Adds a person.
    pub(crate) fn push(&mut self, person: &Person) {
        let subject = self.subject(person);
        let is_table = self.people.len() == self.len;
        if !is_table || self.people.push(&subject.context).is_err() {
            self.apart.insert(self.len, subject);
        }
        self.len += 1;
    }

    /// Puts another person in a row; false when the table had better be made anew.
    #[must_use]
    pub(crate) fn replace(&mut self, row: usize, person: &Person) -> bool {
        if row < self.len {
            let subject = self.subject(person);
            self.apart.insert(row, subject);
        }
        self.apart.len() <= ROOM
    }

    fn subject(&self, person: &Person) -> Subject {
        Subject { context: people::context(person, self.now) }
    }

    /// Adds what a text gives for the people in `rows`.
    pub(crate) fn evaluate(&mut self, analysis: &Analysis, rows: Range<usize>, to: &mut Column) {
        self.each(analysis, rows, |result| match result {
            Given::Answer(answer) => to.push(state_of(&answer), text_of(&answer)),
            Given::Outcome(outcome) => to.push_outcome(outcome.as_ref()),
        });
    }

    /// Adds, for each of the people in `rows`, whether a text is true.
    pub(crate) fn choose(&mut self, analysis: &Analysis, rows: Range<usize>, to: &mut Vec<bool>) {
        self.each(analysis, rows, |result| {
            to.push(match result {
                Given::Answer(answer) => answer.ty == Type::BOOLEAN && answer.text == "true",
                Given::Outcome(outcome) => {
                    let yes = Tagged::Boolean(true);
                    matches!(outcome, Some(Outcome::Value { value, .. }) if value == yes)
                }
            });
        });
    }

    fn each(&mut self, analysis: &Analysis, rows: Range<usize>, mut take: impl FnMut(Given<'_>)) {
        let mut results = std::mem::take(&mut self.results);
        results.clear();
        if let Some(expression) = &analysis.expression {
            // Where there is no room for the results, people are evaluated one by one.
            let rows = rows.clone();
            let _full = self.people.evaluate_rows(expression, &self.base, rows, &mut results);
        }
        for (at, row) in rows.enumerate() {
            let apart = self.apart.get(&row);
            let answer = results.get(at).filter(|answer| !COMPOUND.intersects(answer.ty));
            take(match answer.filter(|_| apart.is_none()) {
                Some(answer) => Given::Answer(answer),
                None => Given::Outcome(match apart {
                    Some(subject) => analysis.evaluate(subject),
                    None => analysis.evaluate(&self.whole(row)),
                }),
            });
        }
        self.results = results;
    }

    /// What a text gives for one person.
    pub(crate) fn outcome(&self, analysis: &Analysis, row: usize) -> Option<Outcome> {
        match self.apart.get(&row) {
            Some(subject) => analysis.evaluate(subject),
            None if row < self.people.len() => analysis.evaluate(&self.whole(row)),
            None => None,
        }
    }

    fn whole(&self, row: usize) -> Subject {
        Subject { context: self.people.context(row, &self.base) }
    }
}

/// What came of a text for one person.
enum Given<'r> {
    Answer(Answer<'r>),
    Outcome(Option<Outcome>),
}

fn state_of(answer: &Answer<'_>) -> CellState {
    match answer.state {
        State::Null | State::Missing => CellState::Null,
        State::Empty => CellState::Empty,
        State::Error => CellState::Error,
        _ => CellState::Value,
    }
}

fn text_of<'r>(answer: &Answer<'r>) -> &'r str {
    answer.failure.map_or(answer.text, |failure| failure.message())
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use super::*;
    use crate::scenarios;
    use crate::services::engine::Setting;

    const TEXTS: [&str; 7] = [
        "appuser.directNumber + '#' + appuser.extensionNumber",
        "appuser.extensionNumber",
        "appuser",
        "{appuser.extensionNumber}",
        "appuser.extensionNumber / 2",
        "String.len(appuser.directNumber) > 3",
        "broken (",
    ];

    fn assert_alike(everybody: &mut Everybody, people: &[Rc<Person>], setting: &Setting) {
        for text in TEXTS {
            let analysis = Analysis::new(text, setting);
            let (mut alone, mut together) = (Column::default(), Column::default());
            let mut chosen = Vec::new();
            for (row, person) in people.iter().enumerate() {
                let outcome = analysis.evaluate(&Subject::new(person, setting));
                assert_eq!(everybody.outcome(&analysis, row), outcome, "{text}");
                alone.push_outcome(outcome.as_ref());
            }
            for rows in [0..2, 2..people.len()] {
                everybody.evaluate(&analysis, rows.clone(), &mut together);
                everybody.choose(&analysis, rows, &mut chosen);
            }
            assert_eq!(together, alone, "{text}");
            for (row, is_chosen) in chosen.into_iter().enumerate() {
                assert_eq!(is_chosen, alone.cell(row) == Some((CellState::Value, "true")));
            }
        }
    }

    #[test]
    fn everybody_together_gives_what_each_gives_alone() {
        let workspace = scenarios::office_at_hand().workspace;
        let setting = Setting::new(&workspace, 0);
        let mut everybody = Everybody::new(0);
        for person in workspace.people.iter() {
            everybody.push(person);
        }
        assert_alike(&mut everybody, &workspace.people, &setting);
    }

    #[test]
    fn a_person_who_changed_is_seen_as_they_are() {
        let workspace = scenarios::office_at_hand().workspace;
        let setting = Setting::new(&workspace, 0);
        let mut everybody = Everybody::new(0);
        let mut people = workspace.people.to_vec();
        for person in &people {
            everybody.push(person);
        }
        people[1] = Rc::new(people[1].with_value("appuser", "extensionNumber", Tagged::text("7")));
        assert!(everybody.replace(1, &people[1]));
        assert_alike(&mut everybody, &people, &setting);
    }
}
