//! A slot of a program → where its values come from in a block.

use super::block::{Block, Section};
use super::column::{Cell, Column, NOBODY};
use super::names::Names;
use crate::check::typed::{Profiles, Reading, Root};
use crate::compile::program::Read;
use crate::context::{Context, as_date_time, attribute};
use crate::value::Value;

/// Where the values of a slot come from.
#[derive(Debug)]
pub(super) struct Source<'a> {
    profiles: Profile<'a>,
    reading: Reading,
}

/// The profile that has the attribute.
#[derive(Debug)]
enum Profile<'a> {
    /// Everybody's own.
    Own(&'a Column),
    /// The first that a person has.
    First(Vec<Choice<'a>>),
}

/// A profile that some people have.
#[derive(Debug)]
enum Choice<'a> {
    Own(&'a Section, &'a Column),
    /// The one that all share.
    Shared(Option<Value<'a>>),
}

impl<'a> Source<'a> {
    pub(super) fn new(
        block: &'a Block,
        names: &Names,
        root: &Root,
        read: &Read,
        base: &'a Context,
    ) -> Self {
        let own = [&*root.name];
        let candidates = match root.profiles {
            Profiles::Own => own.as_slice(),
            Profiles::FirstOf(names) => names,
        };
        let mut choices = Vec::new();
        for name in candidates {
            let known = names.root(name).and_then(|place| Some((place, names.roots().get(place)?)));
            let section = known.and_then(|(place, known)| Some((block.section(place)?, known)));
            if let Some((section, known)) = section {
                let column = known
                    .find(&read.name)
                    .and_then(|place| section.column(place))
                    .unwrap_or(&NOBODY);
                if section.is_full(block.len()) && choices.is_empty() {
                    return Self { profiles: Profile::Own(column), reading: read.reading };
                }
                choices.push(Choice::Own(section, column));
            }
            if let Some(shared) = base.root(name) {
                choices.push(Choice::Shared(attribute(shared, &read.name)));
                break;
            }
        }
        let profiles = match choices.as_slice() {
            // Who has no such profile has no attribute of it either.
            [] => Profile::Own(&NOBODY),
            [Choice::Own(_, column)] => Profile::Own(column),
            _ => Profile::First(choices),
        };
        Self { profiles, reading: read.reading }
    }

    /// The one column of the values, if they are taken from it as they are.
    pub(super) fn plain(&self) -> Option<&'a Column> {
        match (&self.profiles, self.reading) {
            (Profile::Own(column), Reading::AsIs) => Some(column),
            _ => None,
        }
    }

    /// The value for a person of the block; `None` where it is missing.
    pub(super) fn value(&self, row: usize) -> Option<Value<'a>> {
        let value = match &self.profiles {
            Profile::Own(column) => cell(column, row),
            Profile::First(choices) => choices.iter().find_map(|choice| match choice {
                Choice::Own(section, column) => section.has(row).then(|| cell(column, row)),
                Choice::Shared(value) => Some(value.clone()),
            })?,
        }?;
        Some(match self.reading {
            Reading::AsIs => value,
            Reading::DateTime => as_date_time(value),
        })
    }
}

fn cell(column: &Column, row: usize) -> Option<Value<'_>> {
    (column.state(row) != Cell::Missing).then(|| column.value(row))
}
