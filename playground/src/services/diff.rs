//! Two sets of results → who changes, and how.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::table::{CellState, Column, Table};
use crate::model::Person;

/// Results as they were when they were pinned.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Baseline {
    columns: BTreeMap<String, Rc<Column>>,
    rows: BTreeMap<String, usize>,
}

/// A result: its state and its text.
pub(crate) type Cell = (CellState, String);

/// How a result changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    Set,
    Changed,
    Cleared,
}

impl Kind {
    /// All, in the order in which they are counted.
    pub(crate) const ALL: [Self; 3] = [Self::Set, Self::Changed, Self::Cleared];

    /// The word that tests find it by.
    pub(crate) const fn id(self) -> &'static str {
        match self {
            Self::Set => "set",
            Self::Changed => "changed",
            Self::Cleared => "cleared",
        }
    }
}

/// A result that is not what it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Change {
    /// The place of the person among all.
    pub(crate) row: usize,
    pub(crate) target: String,
    pub(crate) before: Cell,
    pub(crate) after: Cell,
    pub(crate) kind: Kind,
}

impl Baseline {
    /// Freezes the results of a table.
    pub(crate) fn new(table: &Table, people: &[Rc<Person>]) -> Self {
        let column =
            |target: &super::table::Target| (target.name.clone(), Rc::clone(&target.column));
        Self {
            columns: table.targets.iter().map(column).collect(),
            rows: people.iter().enumerate().map(|(row, person)| (person.id.clone(), row)).collect(),
        }
    }

    /// Whether the result in a row is another than it was; people who are new do not count.
    fn change(&self, target: &super::table::Target, row: usize, person: &Person) -> Option<Change> {
        let old = *self.rows.get(&person.id)?;
        let before = owned(self.columns.get(&target.name)?.cell(old)?);
        let after = owned(target.column.cell(row)?);
        let has = |cell: &Cell| cell.0 == CellState::Value;
        let kind = match (has(&before), has(&after)) {
            _ if before == after => return None,
            (false, true) => Kind::Set,
            (true, false) => Kind::Cleared,
            _ => Kind::Changed,
        };
        Some(Change { row, target: target.name.clone(), before, after, kind })
    }

    /// All results that are not what they were.
    pub(crate) fn changes(&self, table: &Table, people: &[Rc<Person>]) -> Vec<Change> {
        let mut changes = Vec::new();
        for target in &table.targets {
            if self.columns.get(&target.name).is_some_and(|old| Rc::ptr_eq(old, &target.column)) {
                continue;
            }
            for (row, person) in people.iter().enumerate() {
                changes.extend(self.change(target, row, person));
            }
        }
        changes.sort_by_key(|change| change.row);
        changes
    }
}

fn owned((state, text): (CellState, &str)) -> Cell {
    (state, text.to_owned())
}

/// The parts of two texts: what both begin with, what was removed, what was added, what both end
/// with.
pub(crate) fn marks<'a>(before: &'a str, after: &'a str) -> (&'a str, &'a str, &'a str, &'a str) {
    let same = |pairs: &mut dyn Iterator<Item = (char, char)>| -> usize {
        pairs.take_while(|(one, other)| one == other).map(|(one, _)| one.len_utf8()).sum()
    };
    let start = same(&mut before.chars().zip(after.chars()));
    let (before_rest, after_rest) =
        (before.get(start..).unwrap_or_default(), after.get(start..).unwrap_or_default());
    let end = same(&mut before_rest.chars().rev().zip(after_rest.chars().rev()));
    let cut = |text: &'a str| text.get(..text.len().saturating_sub(end)).unwrap_or_default();
    let tail = before_rest.get(before_rest.len().saturating_sub(end)..).unwrap_or_default();
    (before.get(..start).unwrap_or_default(), cut(before_rest), cut(after_rest), tail)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_as_short_as_they_can_be() {
        assert_eq!(marks("+1#null", "+1#"), ("+1#", "null", "", ""));
        assert_eq!(marks("aéb", "aöb"), ("a", "é", "ö", "b"));
        assert_eq!(marks("aa", "a"), ("a", "a", "", ""));
        assert_eq!(marks("", "x"), ("", "", "x", ""));
    }
}
