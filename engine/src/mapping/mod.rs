//! Mapping sets: one rule per target attribute, applied to a context → a value or a failure per attribute.

mod set;
mod values;

pub use set::{Failure, MappingSet, Outcome, Party, PartyType, Push, Rule};
pub use values::{datum_of, object_of};
