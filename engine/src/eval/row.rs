//! One person's values in the order of a layout: read once, evaluated often.

use super::{profile, read_from};
use crate::compile::layout::Layout;
use crate::compile::program::Read;
use crate::context::Context;
use crate::value::Value;

/// The values of a layout's slots for one person.
///
/// An attribute that is missing is null here.
#[derive(Debug, Clone, Default)]
pub struct Row<'a> {
    values: Vec<Value<'a>>,
}

impl<'a> Row<'a> {
    /// A row with the values of a context.
    pub fn new(layout: &Layout, context: &'a Context) -> Self {
        let read = |read: &Read| {
            let root = layout.roots.get(read.root);
            read_from(root.and_then(|root| profile(root, context, None)), read)
        };
        Self { values: layout.reads.iter().map(read).collect() }
    }

    /// A row of these values, one for each slot in order.
    pub fn from_values(values: Vec<Value<'a>>) -> Self {
        Self { values }
    }

    /// The values in order.
    pub fn values(&self) -> &[Value<'a>] {
        &self.values
    }

    /// The values, to fill them again for the next person.
    pub fn values_mut(&mut self) -> &mut Vec<Value<'a>> {
        &mut self.values
    }
}
