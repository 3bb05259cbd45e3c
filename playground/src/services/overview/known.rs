//! What stands out in one attribute of everybody, kept until a result, a person or a rule changes.

use std::rc::Rc;

use crate::model::{AttributeSchema, Person};
use crate::services::set_problems::{self, SetProblem};
use crate::services::table::{Column, Same, same_texts};

/// What was found about an attribute.
#[derive(Clone, Debug)]
pub(super) struct Found {
    attribute: AttributeSchema,
    /// The results for it; none where it is an attribute of the source.
    column: Option<Rc<Column>>,
    /// Where a text may stand only once, those that stand more often.
    pub(super) same: Rc<Vec<Same>>,
    pub(super) problems: Rc<Vec<SetProblem>>,
}

/// What is known about all attributes, as long as the people stay who they are.
#[derive(Debug, Default)]
pub(super) struct Known(Vec<Found>);

impl Known {
    /// Forgets everything.
    pub(super) fn clear(&mut self) {
        self.0.clear();
    }

    /// What is found in the results for an attribute of the target.
    pub(super) fn of_results(&mut self, attribute: &AttributeSchema, column: &Rc<Column>) -> Found {
        self.of(attribute, Some(column), || {
            let rows = 0..column.len();
            let texts = rows.map(|row| column.cell(row).map_or("", |(_, text)| text).into());
            let same = if attribute.unique { same_texts(texts) } else { Vec::new() };
            let mut problems = set_problems::of_results(attribute, column);
            problems.extend(set_problems::duplicates(attribute, &same));
            (same, problems)
        })
    }

    /// What is found in the people's own values of an attribute that must be unique.
    pub(super) fn of_sources(
        &mut self,
        attribute: &AttributeSchema,
        root: &str,
        people: &[Rc<Person>],
    ) -> Found {
        self.of(attribute, None, || {
            let same =
                same_texts(people.iter().map(|person| person.value(root, &attribute.name).line()));
            let problems = set_problems::duplicates(attribute, &same);
            (same, problems)
        })
    }

    fn of(
        &mut self,
        attribute: &AttributeSchema,
        column: Option<&Rc<Column>>,
        find: impl FnOnce() -> (Vec<Same>, Vec<SetProblem>),
    ) -> Found {
        let is_of = |known: &Found| {
            known.attribute.name == attribute.name && known.column.is_some() == column.is_some()
        };
        let place = self.0.iter().position(is_of);
        let known = place.and_then(|place| self.0.get(place));
        if let Some(known) = known.filter(|known| {
            known.attribute == *attribute
                && known.column.as_ref().map(Rc::as_ptr) == column.map(Rc::as_ptr)
        }) {
            return known.clone();
        }
        let (same, problems) = find();
        let found = Found {
            attribute: attribute.clone(),
            column: column.cloned(),
            same: Rc::new(same),
            problems: Rc::new(problems),
        };
        match place.and_then(|place| self.0.get_mut(place)) {
            Some(slot) => *slot = found.clone(),
            None => self.0.push(found.clone()),
        }
        found
    }
}
