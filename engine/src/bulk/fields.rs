//! The attributes that the rules read of the person, and the slots that each of them fills.

use std::collections::BTreeMap;

use crate::check::typed::{Profiles, Reading};
use crate::context::{Context, as_date_time};
use crate::expression::Layout;
use crate::value::Value;

/// The attributes that are read.
#[derive(Debug, Clone, Default)]
pub(super) struct Fields {
    by_name: BTreeMap<Box<str>, Field>,
}

/// The slots of one attribute: nearly always a single one.
#[derive(Debug, Clone, Default)]
pub(super) struct Field {
    slots: Vec<(usize, Reading)>,
}

impl Fields {
    /// Those of a layout whose roots have a profile in the context.
    pub(super) fn new(layout: &Layout, anybody: &Context) -> Self {
        let mut fields = Self::default();
        for (slot, read) in layout.reads.iter().enumerate() {
            let Some(root) = layout.roots.get(read.root) else { continue };
            let is_person = match root.profiles {
                Profiles::Own => anybody.root(&root.name).is_some(),
                Profiles::FirstOf(names) => names.iter().any(|name| anybody.root(name).is_some()),
            };
            if is_person {
                let field = fields.by_name.entry(read.name.clone()).or_default();
                field.slots.push((slot, read.reading));
            }
        }
        fields
    }

    /// The field of an attribute, where any rule reads it.
    pub(super) fn get(&self, name: &str) -> Option<&Field> {
        self.by_name.get(name)
    }
}

impl Field {
    /// Puts the value of the attribute into its slots.
    pub(super) fn fill<'t>(&self, value: Value<'t>, values: &mut [Value<'t>]) {
        let mut put = |slot: usize, reading, value| {
            if let Some(place) = values.get_mut(slot) {
                *place = match reading {
                    Reading::AsIs => value,
                    Reading::DateTime => as_date_time(value),
                };
            }
        };
        if let [(slot, reading)] = &*self.slots {
            return put(*slot, *reading, value);
        }
        for (slot, reading) in &self.slots {
            put(*slot, *reading, value.clone());
        }
    }
}
