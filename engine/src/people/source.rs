//! A slot of a program → where its values come from in a block.

use super::block::{Block, Section};
use super::column::{Cell, Column};
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
    /// Everybody's own, or one in which nobody has the attribute.
    Own(Option<&'a Column>),
    /// The first that a person has.
    First(Vec<Choice<'a>>),
}

/// A profile that some people have.
#[derive(Debug)]
enum Choice<'a> {
    Own(&'a Section, Option<&'a Column>),
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
                let column = known.find(&read.name).and_then(|place| section.column(place));
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
        Self { profiles: Profile::First(choices), reading: read.reading }
    }

    /// The value for a person of the block; `None` where it is missing.
    pub(super) fn value(&self, row: usize) -> Option<Value<'a>> {
        let value = match &self.profiles {
            Profile::Own(column) => cell(*column, row),
            Profile::First(choices) => choices.iter().find_map(|choice| match choice {
                Choice::Own(section, column) => section.has(row).then(|| cell(*column, row)),
                Choice::Shared(value) => Some(value.clone()),
            })?,
        }?;
        Some(match self.reading {
            Reading::AsIs => value,
            Reading::DateTime => as_date_time(value),
        })
    }
}

fn cell(column: Option<&Column>, row: usize) -> Option<Value<'_>> {
    let column = column?;
    (column.state(row) != Cell::Missing).then(|| column.value(row))
}
