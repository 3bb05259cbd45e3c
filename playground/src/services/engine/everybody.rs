//! All people as one table of the engine: the results of a text for everybody at once.

use std::rc::Rc;

use attrmap::context::Context;
use attrmap::datetime::DateTime;
use attrmap::people::{Answer, People, Selection, State};
use attrmap::types::Type;

use super::{Analysis, Setting, Subject};
use crate::model::Person;
use crate::services::table::{CellState, Column};

/// Values that the page writes in its own way.
const COMPOUND: Type = Type::ARRAY.union(Type::MAP).union(Type::OBJECT);

/// Everybody, by column.
#[derive(Debug)]
pub(crate) struct Everybody {
    people: People,
    subjects: Vec<(Rc<Person>, Rc<Subject>)>,
    base: Context,
}

impl Everybody {
    pub(crate) fn new(subjects: &[(Rc<Person>, Rc<Subject>)], setting: &Setting) -> Self {
        let mut people = People::new();
        // Where there is no room, people are evaluated one by one.
        let _full = subjects.iter().try_for_each(|(_, subject)| people.push(&subject.context));
        people.shrink();
        let mut base = Context::new();
        base.now = DateTime::from_unix_milliseconds(setting.now);
        Self { people, subjects: subjects.to_vec(), base }
    }

    /// What a text gives for each.
    pub(crate) fn column(&self, analysis: &Analysis) -> Column {
        let results = analysis
            .expression
            .as_ref()
            .and_then(|expression| self.people.evaluate(expression, &self.base).ok());
        let mut column = Column::default();
        for (row, (_, subject)) in self.subjects.iter().enumerate() {
            let answer = results.as_ref().and_then(|results| results.get(row));
            match answer.filter(|answer| !COMPOUND.intersects(answer.ty)) {
                Some(answer) => column.push(state_of(&answer), text_of(&answer)),
                None => column.push_outcome(analysis.evaluate(subject).as_ref()),
            }
        }
        column
    }

    /// The rows of those for whom a text is true.
    pub(crate) fn chosen(&self, analysis: &Analysis) -> Selection {
        let expression = analysis.expression.as_ref();
        expression
            .and_then(|expression| self.people.filter(expression, &self.base).ok())
            .unwrap_or_default()
    }
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
    use super::*;
    use crate::scenarios;

    #[test]
    fn everybody_together_gives_what_each_gives_alone() {
        let state = scenarios::office_at_hand();
        let setting = Setting::new(&state.workspace, 0);
        let subject =
            |person: &Rc<Person>| (Rc::clone(person), Rc::new(Subject::new(person, &setting)));
        let subjects: Vec<_> = state.workspace.people.iter().map(subject).collect();
        let everybody = Everybody::new(&subjects, &setting);
        for text in [
            "appuser.directNumber + '#' + appuser.extensionNumber",
            "appuser.extensionNumber",
            "appuser",
            "{appuser.extensionNumber}",
            "appuser.extensionNumber / 2",
            "String.len(appuser.directNumber) > 3",
            "broken (",
        ] {
            let analysis = Analysis::new(text, &setting);
            let mut alone = Column::default();
            for (_, subject) in &subjects {
                alone.push_outcome(analysis.evaluate(subject).as_ref());
            }
            assert_eq!(everybody.column(&analysis), alone, "{text}");
            let chosen = everybody.chosen(&analysis);
            for row in 0..subjects.len() {
                assert_eq!(chosen.has(row), alone.cell(row) == Some((CellState::Value, "true")));
            }
        }
    }
}
