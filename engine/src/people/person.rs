//! One person of the table as a context, for what needs whole profiles.

use super::People;
use super::block::{ROWS, Section};
use super::column::{Cell, Column};
use super::fill::INTERNAL;
use super::names::RootNames;
use crate::context::Context;
use crate::value::{Object, Value};

impl People {
    /// The context of a person: what `base` has, and over it the person's own profiles, groups and
    /// people around.
    ///
    /// So the profiles in `base` are those that all people share, and its clock is everybody's.
    pub fn context(&self, row: usize, base: &Context) -> Context {
        let mut context = base.clone();
        let (Some(block), Ok(number)) = (self.blocks.get(row / ROWS), u32::try_from(row)) else {
            return context;
        };
        let in_block = row % ROWS;
        for (root, names) in self.names.roots().iter().enumerate() {
            let Some(section) = block.section(root).filter(|section| section.has(in_block)) else {
                continue;
            };
            let order = self.orders.get(&(number, root)).map_or(names.order(), |order| order);
            let profile = profile(section, names, order, in_block);
            if names.name() == INTERNAL {
                context.internal = profile;
            } else {
                context.set(names.name(), profile);
            }
        }
        self.surroundings.fill(number, &mut context);
        context
    }

    /// The value of an attribute of a person; `None` where it is missing.
    pub fn value(&self, row: usize, root: &str, attribute: &str) -> Option<Value<'_>> {
        let root = self.names.root(crate::dialect::canonical_root(root))?;
        let place = self.names.roots().get(root)?.find(attribute)?;
        let column = self.blocks.get(row / ROWS)?.section(root)?.column(place)?;
        value(column, row % ROWS)
    }

    /// The roots and attributes that anybody has.
    pub fn attributes(&self) -> impl Iterator<Item = (&str, &str)> {
        self.names
            .roots()
            .iter()
            .filter(|root| root.name() != INTERNAL)
            .flat_map(|root| root.attributes().iter().map(|attribute| (root.name(), &**attribute)))
    }
}

fn profile(section: &Section, names: &RootNames, order: &[usize], row: usize) -> Object {
    let attributes = order.iter().filter_map(|place| {
        let value = value(section.column(*place)?, row)?;
        Some((&**names.attributes().get(*place)?, value.into_owned()))
    });
    attributes.collect()
}

fn value(column: &Column, row: usize) -> Option<Value<'_>> {
    (column.state(row) != Cell::Missing).then(|| column.value(row))
}
