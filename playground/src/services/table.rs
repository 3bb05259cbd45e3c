//! The results of all mappings for all people, packed by column, and what stands out in them.

use std::borrow::Cow;
use std::ops::Range;
use std::rc::Rc;

use crate::model::{Outcome, Person, Presence, Read, Sorted, Tagged};
use crate::state::Flag;

/// The state of one cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CellState {
    Value,
    Empty,
    Null,
    Missing,
    Error,
}

impl CellState {
    /// All; each stands at its own number.
    pub(crate) const ALL: [Self; 5] =
        [Self::Value, Self::Empty, Self::Null, Self::Missing, Self::Error];

    /// The word that tests and styles find it by.
    pub(crate) const fn id(self) -> &'static str {
        match self {
            Self::Value => "value",
            Self::Empty => "empty",
            Self::Null => "null",
            Self::Missing => "missing",
            Self::Error => "error",
        }
    }
}

/// The results of one mapping for all people: states, and all texts in one block, so that ten
/// thousand results are three allocations.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Column {
    states: Vec<CellState>,
    ends: Vec<u32>,
    text: String,
}

impl Column {
    /// Adds the result for the next person.
    pub(crate) fn push(&mut self, state: CellState, text: &str) {
        self.states.push(state);
        self.text.push_str(text);
        // More than four gigabytes do not fit into the page's memory anyway.
        self.ends.push(u32::try_from(self.text.len()).unwrap_or(u32::MAX));
    }

    /// Adds what came of evaluating for the next person.
    pub(crate) fn push_outcome(&mut self, outcome: Option<&Outcome>) {
        let (state, text) = outcome.map_or((CellState::Error, Cow::Borrowed("")), cell);
        self.push(state, &text);
    }

    /// A column of these parts, unless they do not fit together.
    pub(crate) fn from_parts(states: Vec<CellState>, ends: Vec<u32>, text: String) -> Option<Self> {
        let last = ends.last().map_or(0, |end| *end as usize);
        let fits = states.len() == ends.len() && last == text.len();
        fits.then_some(Self { states, ends, text })
    }

    /// The states of all, where the text of each ends, and all texts.
    pub(crate) fn parts(&self) -> (&[CellState], &[u32], &str) {
        (&self.states, &self.ends, &self.text)
    }

    /// How many results are there.
    pub(crate) fn len(&self) -> usize {
        self.states.len()
    }

    /// The result in `row`, if it is there already.
    pub(crate) fn cell(&self, row: usize) -> Option<(CellState, &str)> {
        let start = match row.checked_sub(1) {
            Some(before) => *self.ends.get(before)?,
            None => 0,
        };
        let text = self.text.get(start as usize..*self.ends.get(row)? as usize)?;
        Some((*self.states.get(row)?, text))
    }
}

/// One column of the table: a target, what its expression reads, and the results.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Target {
    pub(crate) name: String,
    pub(crate) reads: Vec<Read>,
    pub(crate) column: Rc<Column>,
}

/// Why a row deserves a look.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Remark {
    Fails(String),
    NullText,
    Blank,
    /// The same value in this attribute as the person in this row.
    Duplicate {
        attribute: String,
        other: usize,
    },
}

/// All columns and what stands out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Table {
    pub(crate) targets: Vec<Target>,
    flags: Vec<u8>,
    duplicates: Sorted<usize, (String, usize)>,
}

impl Table {
    /// Columns that nobody has looked over yet, for so many people.
    pub(crate) fn new(targets: Vec<Target>, rows: usize) -> Self {
        Self { targets, flags: vec![0; rows], duplicates: Sorted::default() }
    }

    /// A table that was looked over elsewhere.
    pub(crate) fn from_parts(
        targets: Vec<Target>,
        flags: Vec<u8>,
        duplicates: Sorted<usize, (String, usize)>,
    ) -> Self {
        Self { targets, flags, duplicates }
    }

    /// The flags of all rows, one bit each.
    pub(crate) fn flags(&self) -> &[u8] {
        &self.flags
    }

    /// By row, an attribute and another row with the same value in it.
    pub(crate) fn duplicates(&self) -> &Sorted<usize, (String, usize)> {
        &self.duplicates
    }

    /// Flags what stands out in the results of one target, as [`look_over`] found it.
    pub(crate) fn mark_all(&mut self, flags: &[u8]) {
        for (slot, flags) in self.flags.iter_mut().zip(flags) {
            *slot |= flags;
        }
    }

    /// Flags the rows that have the same text in an attribute as another, which they name.
    pub(crate) fn pair_up(&mut self, attribute: &str, same: &[Same]) {
        let mut pairs = Vec::new();
        for Same { rows, .. } in same {
            let [first, second, ..] = **rows else { continue };
            for row in rows {
                let other = if *row == first { second } else { first };
                pairs.push((*row, (attribute.to_owned(), other)));
                self.mark(*row, Flag::Duplicate);
            }
        }
        self.duplicates.complete(pairs);
    }

    /// Flags a row.
    pub(crate) fn mark(&mut self, row: usize, flag: Flag) {
        if let Some(flags) = self.flags.get_mut(row) {
            *flags |= flag.bit();
        }
    }

    /// How many rows carry `flag`.
    pub(crate) fn count(&self, flag: Flag) -> usize {
        self.flags.iter().filter(|flags| *flags & flag.bit() != 0).count()
    }

    /// Whether `row` carries `flag`.
    pub(crate) fn has(&self, row: usize, flag: Flag) -> bool {
        self.flags.get(row).is_some_and(|flags| flags & flag.bit() != 0)
    }

    /// What stands out in `row`, the worst first.
    pub(crate) fn remarks(&self, row: usize, person: &Person) -> Vec<Remark> {
        let mut remarks: Vec<Remark> =
            self.targets.iter().filter_map(|target| remark(target, row, person)).collect();
        if let Some((attribute, other)) = self.duplicates.get(&row) {
            remarks.push(Remark::Duplicate { attribute: attribute.clone(), other: *other });
        }
        remarks.dedup();
        remarks
    }
}

/// What stands out in some rows of a target, as flags to be added to `flags`.
pub(crate) fn look_over(
    target: &Target,
    people: &[Rc<Person>],
    rows: Range<usize>,
    flags: &mut Vec<u8>,
) {
    for (row, person) in people.iter().enumerate().skip(rows.start).take(rows.len()) {
        let state = match target.column.cell(row) {
            Some((CellState::Null, _)) => Flag::Null.bit(),
            Some((CellState::Empty, _)) => Flag::Empty.bit(),
            Some(_) | None => 0,
        };
        flags.push(
            state
                | match remark(target, row, person) {
                    Some(Remark::Fails(_)) => Flag::Error.bit(),
                    Some(_) => Flag::Warning.bit(),
                    None => 0,
                },
        );
    }
}

/// A text that stands in several rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Same {
    pub(crate) text: String,
    pub(crate) rows: Vec<usize>,
}

/// The texts that stand in several rows, in their order; that there is none is no text.
pub(crate) fn same_texts<'t>(texts: impl Iterator<Item = Cow<'t, str>>) -> Vec<Same> {
    let mut all: Vec<_> = texts.enumerate().filter(|(_, text)| !text.is_empty()).collect();
    all.sort_by(|(_, one), (_, other)| one.cmp(other));
    let groups = all.chunk_by(|(_, one), (_, other)| one == other);
    let same = groups.filter(|group| group.len() > 1).filter_map(|group| {
        let (_, text) = group.first()?;
        Some(Same { text: text.to_string(), rows: group.iter().map(|(row, _)| *row).collect() })
    });
    same.collect()
}

/// A result as the state and the text of a cell.
fn cell(outcome: &Outcome) -> (CellState, Cow<'_, str>) {
    match outcome {
        Outcome::Value { value, .. } => {
            let state = match value.presence() {
                Presence::Value => CellState::Value,
                Presence::Empty => CellState::Empty,
                Presence::Null => CellState::Null,
                Presence::Missing => CellState::Missing,
            };
            (state, value.line())
        }
        Outcome::Failed(problem) => (CellState::Error, Cow::Borrowed(&problem.message)),
    }
}

fn remark(target: &Target, row: usize, person: &Person) -> Option<Remark> {
    match target.column.cell(row)? {
        (CellState::Error, _) => Some(Remark::Fails(target.name.clone())),
        (_, text) => remark_on(text, &target.reads, person),
    }
}

/// What stands out in the text of a result, from what was read of a person.
pub(crate) fn remark_on(text: &str, reads: &[Read], person: &Person) -> Option<Remark> {
    if is_null_text(text, reads, person) {
        Some(Remark::NullText)
    } else if text.trim() != text {
        Some(Remark::Blank)
    } else {
        None
    }
}

/// Whether the word null in a result came from an attribute without a value.
fn is_null_text(text: &str, reads: &[Read], person: &Person) -> bool {
    text.contains("null")
        && reads.iter().any(|read| {
            matches!(person.value(&read.root, &read.attribute), Tagged::Null | Tagged::Missing)
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenarios;

    fn phone(results: &[&str]) -> Table {
        let state = scenarios::office_at_hand();
        let mut column = Column::default();
        for result in results {
            let value = Tagged::text(*result);
            column.push_outcome(Some(&Outcome::Value { value, ty: "string".to_owned() }));
        }
        let reads = ["directNumber", "extensionNumber"]
            .map(|name| Read { root: "appuser".to_owned(), attribute: name.to_owned() });
        let target = Target {
            name: "primaryPhone".to_owned(),
            reads: reads.to_vec(),
            column: Rc::new(column),
        };
        let people = &state.workspace.people;
        let mut flags = Vec::new();
        look_over(&target, people, 0..people.len(), &mut flags);
        let mut table = Table::new(vec![target], people.len());
        table.mark_all(&flags);
        let values = people.iter().map(|person| person.value("appuser", "extensionNumber").line());
        table.pair_up("extensionNumber", &same_texts(values));
        table
    }

    fn remarks(table: &Table, row: usize) -> Vec<Remark> {
        table.remarks(row, &scenarios::office_at_hand().workspace.people[row])
    }

    #[test]
    fn cells_come_back_as_they_went_in() {
        let table = phone(&["a", "", "ž"]);
        let column = &table.targets[0].column;
        assert_eq!(column.cell(0), Some((CellState::Value, "a")));
        assert_eq!(column.cell(1), Some((CellState::Empty, "")));
        assert_eq!(column.cell(2), Some((CellState::Value, "ž")));
        assert_eq!(column.cell(3), None);
    }

    #[test]
    fn the_text_null_is_found_where_an_attribute_is_null() {
        let table = phone(&["null", "x", "+15550100125#null"]);
        assert!(!table.has(0, Flag::Warning), "Dana has both numbers");
        assert_eq!(remarks(&table, 2), [Remark::NullText]);
        assert_eq!(table.count(Flag::Warning), 1);
    }

    #[test]
    fn the_same_extension_is_flagged_in_a_pair() {
        let table = phone(&[]);
        assert_eq!(table.count(Flag::Duplicate), 2);
        let same = |other| Remark::Duplicate { attribute: "extensionNumber".to_owned(), other };
        assert_eq!(remarks(&table, 0), [same(7)]);
        assert_eq!(remarks(&table, 7), [same(0)]);
    }

    #[test]
    fn blanks_at_the_ends_are_a_warning() {
        assert_eq!(remarks(&phone(&["1 "]), 0)[0], Remark::Blank);
    }
}
