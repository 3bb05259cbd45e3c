//! The attributes that the rules read of the person, and the slots that each of them fills.

use std::borrow::Cow;
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
    places: Vec<Place>,
}

#[derive(Debug, Clone, Copy)]
struct Place {
    slot: usize,
    /// One for each of the first 64 slots.
    bit: u64,
    reading: Reading,
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
                let bit = u32::try_from(slot).ok().and_then(|slot| 1_u64.checked_shl(slot));
                let bit = bit.unwrap_or_default();
                field.places.push(Place { slot, bit, reading: read.reading });
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
    #[inline]
    pub(super) fn fill<'t>(&self, value: Value<'t>, slots: &mut Slots<'_, 't>) {
        if let [place @ Place { reading: Reading::AsIs, .. }] = &*self.places {
            slots.set(*place, value);
        } else {
            self.fill_all(&value, slots);
        }
    }

    #[cold]
    fn fill_all<'t>(&self, value: &Value<'t>, slots: &mut Slots<'_, 't>) {
        for place in &self.places {
            let value = match place.reading {
                Reading::AsIs => value.clone(),
                Reading::DateTime => as_date_time(value.clone()),
            };
            slots.set(*place, value);
        }
    }
}

/// The values of one person while they are read.
#[derive(Debug)]
pub(super) struct Slots<'v, 't> {
    values: &'v mut [Value<'t>],
    /// The slots that were set, one bit each; those beyond are set to null at first.
    seen: u64,
}

impl<'v, 't> Slots<'v, 't> {
    /// The slots with the values of the person before.
    #[inline]
    pub(super) fn new(values: &'v mut [Value<'t>]) -> Self {
        if let Some(beyond) = values.get_mut(64..) {
            beyond.fill(Value::Null);
        }
        Self { values, seen: 0 }
    }

    #[inline]
    fn set(&mut self, place: Place, value: Value<'t>) {
        if let Some(slot) = self.values.get_mut(place.slot) {
            self.seen |= place.bit;
            put(slot, value);
        }
    }

    /// Makes the slots null that were not set.
    #[inline]
    pub(super) fn finish(self) {
        let mut bit = 1;
        for slot in self.values.iter_mut().take(64) {
            if self.seen & bit == 0 {
                put(slot, Value::Null);
            }
            bit <<= 1;
        }
    }
}

/// Replaces a value; most values own nothing that would have to be dropped.
#[inline]
fn put<'t>(slot: &mut Value<'t>, value: Value<'t>) {
    let is_plain = matches!(
        slot,
        Value::Null | Value::Boolean(_) | Value::Integer(_) | Value::Text(Cow::Borrowed(_))
    );
    if is_plain {
        std::mem::forget(std::mem::replace(slot, value));
    } else {
        *slot = value;
    }
}
