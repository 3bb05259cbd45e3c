//! The workspaces that ship with the page; everybody in them is invented.

use crate::model::Workspace;
use crate::state::State;

const OFFICE_AT_HAND: &str = include_str!("../../scenarios/office_at_hand.json");

/// The first screen: the vendor's own rule, and the person for whom it is wrong.
pub(crate) fn office_at_hand() -> State {
    open(OFFICE_AT_HAND, "primaryPhone", "farah")
}

fn open(json: &str, target: &str, person: &str) -> State {
    State::open(Workspace::read(json).unwrap_or_default(), target, person)
}
