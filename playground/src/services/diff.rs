//! Two sets of results → who changes, and how.

use std::ops::Range;
use std::rc::Rc;

use super::table::{CellState, Column, Table, Target};
use crate::model::{MappingSet, Person, Sorted};

/// What present results are compared with.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Baseline {
    origin: Origin,
    columns: Sorted<String, Rc<Column>>,
    people: Rc<Vec<Rc<Person>>>,
    /// The mappings that gave it.
    pub(crate) set: Option<Rc<MappingSet>>,
    /// Who is in the file but not among the people.
    pub(crate) unmatched: Vec<String>,
}

/// Where a baseline comes from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Origin {
    /// Results as they were when they were pinned.
    #[default]
    Results,
    /// A file of what is in the target, where null, empty and missing are one.
    Target,
}

/// A result: its state and its text.
pub(crate) type Cell = (CellState, String);

/// The same, where it stands.
type Shown<'c> = (CellState, &'c str);

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

/// All changes, of which not all are listed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Changes {
    /// How many people have a result that changed.
    pub(crate) people: usize,
    /// How many results changed, by kind.
    pub(crate) counts: [usize; 3],
    /// The first changes, by row.
    pub(crate) list: Vec<Change>,
}

/// The most changes of a kind that are listed at first.
pub(crate) const ROOM: usize = 200;

impl Changes {
    /// How many results changed.
    pub(crate) fn count(&self) -> usize {
        self.counts.iter().sum()
    }

    fn add(&mut self, change: (usize, &str), before: Shown<'_>, after: Shown<'_>, room: usize) {
        let (row, target) = change;
        let has = |cell: Shown<'_>| cell.0 == CellState::Value;
        let kind = match (has(before), has(after)) {
            (false, true) => Kind::Set,
            (true, false) => Kind::Cleared,
            _ => Kind::Changed,
        };
        if let Some(count) = self.counts.get_mut(kind as usize) {
            *count += 1;
        }
        // As many of each kind, so that one kind alone can be listed.
        if self.counts.get(kind as usize).is_some_and(|count| *count <= room) {
            let target = target.to_owned();
            let (before, after) = (owned(before), owned(after));
            self.list.push(Change { row, target, before, after, kind });
        }
    }
}

impl Baseline {
    /// Freezes the results of a table about these people.
    pub(crate) fn new(table: &Table, people: &Rc<Vec<Rc<Person>>>) -> Self {
        let column = |target: &Target| (target.name.clone(), Rc::clone(&target.column));
        let columns = Sorted::from(table.targets.iter().map(column).collect::<Vec<_>>());
        Self::from_parts(Origin::Results, columns, Rc::clone(people))
    }

    /// The same, with the mappings that gave these results.
    #[must_use]
    pub(crate) fn of(self, set: &Rc<MappingSet>) -> Self {
        Self { set: Some(Rc::clone(set)), ..self }
    }

    /// A baseline that was made elsewhere.
    pub(crate) fn from_parts(
        origin: Origin,
        columns: Sorted<String, Rc<Column>>,
        people: Rc<Vec<Rc<Person>>>,
    ) -> Self {
        Self { origin, columns, people, set: None, unmatched: Vec::new() }
    }

    /// Where it comes from.
    pub(crate) fn origin(&self) -> Origin {
        self.origin
    }

    /// The results by target.
    pub(crate) fn columns(&self) -> &Sorted<String, Rc<Column>> {
        &self.columns
    }

    /// The people whose results they are, as they were.
    pub(crate) fn people(&self) -> &Rc<Vec<Rc<Person>>> {
        &self.people
    }

    /// Compares with these people, some rows at a time; so many changes are listed.
    pub(crate) fn compare<'b>(&'b self, people: &[Rc<Person>], room: usize) -> Comparison<'b> {
        let same_place = |(old, new): (&Rc<Person>, &Rc<Person>)| old.id == new.id;
        let moved =
            self.people.len() != people.len() || !self.people.iter().zip(people).all(same_place);
        let row = |(row, person): (usize, &'b Rc<Person>)| (person.id.as_str(), row);
        let rows = || Sorted::from(self.people.iter().enumerate().map(row).collect::<Vec<_>>());
        let rows = moved.then(rows);
        Comparison { baseline: self, rows, room, changes: Changes::default() }
    }

    /// How many results of a table are not what they were.
    pub(crate) fn count(&self, table: &Table, people: &[Rc<Person>]) -> usize {
        let mut comparison = self.compare(people, 0);
        comparison.rows(table, people, 0..people.len(), |_| {});
        comparison.changes.count()
    }
}

/// A comparison of results with those of a baseline.
#[derive(Debug)]
pub(crate) struct Comparison<'b> {
    baseline: &'b Baseline,
    /// The old row of each person, unless they all stand where they stood.
    rows: Option<Sorted<&'b str, usize>>,
    room: usize,
    pub(crate) changes: Changes,
}

impl Comparison<'_> {
    /// Compares the people in `rows`; people who are new do not count. Calls `changed` with the
    /// rows of those who have a result that changed.
    pub(crate) fn rows(
        &mut self,
        table: &Table,
        people: &[Rc<Person>],
        rows: Range<usize>,
        mut changed: impl FnMut(usize),
    ) {
        let columns = table.targets.iter().filter_map(|target| {
            let old = self.baseline.columns.get(&target.name)?;
            // The results themselves are the same; only who has them may have changed.
            let same = self.rows.is_none() && Rc::ptr_eq(old, &target.column);
            (!same).then_some((target, old))
        });
        let columns: Vec<(&Target, &Rc<Column>)> = columns.collect();
        for (row, person) in people.iter().enumerate().skip(rows.start).take(rows.len()) {
            let old_row = match &self.rows {
                Some(rows) => rows.get(person.id.as_str()).copied(),
                None => Some(row),
            };
            let Some(old_row) = old_row else { continue };
            let before = self.changes.count();
            for (target, old) in &columns {
                let cells = old.cell(old_row).zip(target.column.cell(row));
                let differ = |old: Shown<'_>, new: Shown<'_>| match self.baseline.origin {
                    Origin::Results => old != new,
                    Origin::Target => old != new && !(is_nothing(old) && is_nothing(new)),
                };
                if let Some((old, new)) = cells.filter(|(old, new)| differ(*old, *new)) {
                    self.changes.add((row, &target.name), old, new, self.room);
                }
            }
            if self.changes.count() > before {
                self.changes.people += 1;
                changed(row);
            }
        }
    }
}

fn is_nothing((state, _): Shown<'_>) -> bool {
    matches!(state, CellState::Empty | CellState::Null | CellState::Missing)
}

fn owned((state, text): Shown<'_>) -> Cell {
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
