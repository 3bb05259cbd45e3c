//! The results of all mappings for all people, packed by column, and what stands out in them.

use std::collections::BTreeMap;
use std::rc::Rc;

use crate::model::{MappingSet, Outcome, Person, Presence, Read, Tagged};
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
    ends: Vec<usize>,
    text: String,
}

impl Column {
    /// Adds the result for the next person.
    pub(crate) fn push(&mut self, state: CellState, text: &str) {
        self.states.push(state);
        self.text.push_str(text);
        self.ends.push(self.text.len());
    }

    /// Adds what came of evaluating for the next person.
    pub(crate) fn push_outcome(&mut self, outcome: Option<&Outcome>) {
        match outcome {
            Some(Outcome::Value { value, .. }) => {
                let state = match value.presence() {
                    Presence::Value => CellState::Value,
                    Presence::Empty => CellState::Empty,
                    Presence::Null => CellState::Null,
                    Presence::Missing => CellState::Missing,
                };
                self.push(state, &value.to_line());
            }
            Some(Outcome::Failed(problem)) => self.push(CellState::Error, &problem.message),
            None => self.push(CellState::Error, ""),
        }
    }

    /// The result in `row`, if it is there already.
    pub(crate) fn cell(&self, row: usize) -> Option<(CellState, &str)> {
        let start = match row.checked_sub(1) {
            Some(before) => *self.ends.get(before)?,
            None => 0,
        };
        let text = self.text.get(start..*self.ends.get(row)?)?;
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
    duplicates: BTreeMap<usize, (String, usize)>,
}

impl Table {
    /// Looks over all results.
    pub(crate) fn new(set: &MappingSet, people: &[Rc<Person>], targets: Vec<Target>) -> Self {
        let mut table = Self { targets, flags: vec![0; people.len()], ..Self::default() };
        for target in &table.targets {
            for (row, person) in people.iter().enumerate() {
                let state = match target.column.cell(row) {
                    Some((CellState::Null, _)) => Flag::Null.bit(),
                    Some((CellState::Empty, _)) => Flag::Empty.bit(),
                    Some(_) | None => 0,
                };
                let flags = state
                    | match remark(target, row, person) {
                        Some(Remark::Fails(_)) => Flag::Error.bit(),
                        Some(_) => Flag::Warning.bit(),
                        None => 0,
                    };
                if let Some(slot) = table.flags.get_mut(row) {
                    *slot |= flags;
                }
            }
        }
        table.find_duplicates(set, people);
        table
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

    /// What stands out in the result of one target in `row`.
    pub(crate) fn remarks_of(&self, target: &str, row: usize, person: &Person) -> Option<Remark> {
        let target = self.targets.iter().find(|known| known.name == target)?;
        remark(target, row, person)
    }

    /// Marks, in pairs, the rows whose unique attributes hold the same value.
    fn find_duplicates(&mut self, set: &MappingSet, people: &[Rc<Person>]) {
        let mut found = BTreeMap::new();
        for attribute in set.schema.target.attributes.iter().filter(|attribute| attribute.unique) {
            if let Some(target) = self.targets.iter().find(|target| target.name == attribute.name) {
                let texts = (0..people.len())
                    .map(|row| target.column.cell(row).map_or("", |(_, text)| text).to_owned());
                pair_up(&attribute.name, texts, &mut found);
            }
        }
        let source = &set.schema.source;
        for attribute in source.attributes.iter().filter(|attribute| attribute.unique) {
            let texts =
                people.iter().map(|person| person.value(&source.root, &attribute.name).to_line());
            pair_up(&attribute.name, texts, &mut found);
        }
        for row in found.keys() {
            if let Some(flags) = self.flags.get_mut(*row) {
                *flags |= Flag::Duplicate.bit();
            }
        }
        self.duplicates = found;
    }
}

fn remark(target: &Target, row: usize, person: &Person) -> Option<Remark> {
    match target.column.cell(row)? {
        (CellState::Error, _) => Some(Remark::Fails(target.name.clone())),
        (_, text) if is_null_text(text, &target.reads, person) => Some(Remark::NullText),
        (_, text) if text.trim() != text => Some(Remark::Blank),
        _ => None,
    }
}

/// Whether the word null in a result came from an attribute without a value.
fn is_null_text(text: &str, reads: &[Read], person: &Person) -> bool {
    text.contains("null")
        && reads.iter().any(|read| {
            matches!(person.value(&read.root, &read.attribute), Tagged::Null | Tagged::Missing)
        })
}

fn pair_up(
    attribute: &str,
    texts: impl Iterator<Item = String>,
    found: &mut BTreeMap<usize, (String, usize)>,
) {
    let mut first = BTreeMap::<String, usize>::new();
    for (row, text) in texts.enumerate() {
        if text.is_empty() {
            continue;
        }
        match first.get(&text) {
            Some(other) => {
                found.entry(row).or_insert_with(|| (attribute.to_owned(), *other));
                found.entry(*other).or_insert_with(|| (attribute.to_owned(), row));
            }
            None => {
                first.insert(text, row);
            }
        }
    }
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
        Table::new(&state.workspace.set, &state.workspace.people, vec![target])
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
