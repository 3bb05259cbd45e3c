//! Before the first change: mails that occur on more than one extension record.

use serde::Serialize;

use super::account::Account;
use super::config::Preflight;

/// What the preflight found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct PreflightReport {
    /// `block` or `report`.
    pub mode: &'static str,
    /// The mails, sorted.
    pub duplicates: Vec<DuplicateEmail>,
    /// Whether the run stops.
    pub blocked: bool,
}

/// A mail on several records.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct DuplicateEmail {
    /// The mail in lower case.
    pub email: String,
    /// The ids of the records, in the order of the inventory.
    pub extensions: Vec<String>,
}

pub(super) fn preflight(account: &Account, mode: Preflight) -> PreflightReport {
    let records = account.by_email().into_iter().filter(|(_, places)| places.len() > 1);
    let id = |place: &usize| Some(account.extensions.get(*place)?.id.to_string());
    let duplicates: Vec<DuplicateEmail> = records
        .map(|(email, places)| DuplicateEmail {
            email,
            extensions: places.iter().filter_map(id).collect(),
        })
        .collect();
    let blocked = mode == Preflight::Block && !duplicates.is_empty();
    PreflightReport { mode: mode.word(), duplicates, blocked }
}
