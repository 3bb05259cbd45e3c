//! What a user works on, as values: the workspace with its mappings, people and checks.

mod assist;
mod check;
mod context;
mod effect;
mod finding;
mod mapping;
mod pairs;
mod person;
mod places;
mod schema;
mod tagged;
mod workspace;

pub(crate) use attrmap::sorted::Sorted;

pub(crate) use assist::{Completion, EdgeCase, Given, Hover, Part, Reach, Sentence, Signature};
pub(crate) use check::{Check, Expectation};
pub(crate) use context::{Context, Dialect};
pub(crate) use effect::{Effect, Reason};
pub(crate) use finding::{Fix, Outcome, Problem, Read, Severity, Token, TokenKind};
pub(crate) use mapping::{Apply, Mapping, MappingSet};
pub(crate) use pairs::Pairs;
pub(crate) use person::{Person, Record};
pub(crate) use places::Places;
pub(crate) use schema::{AttributeSchema, Schema, Side};
pub(crate) use tagged::{Presence, Tagged, is_integer};
pub(crate) use workspace::{ReadError, Workspace};
