//! Who answers a run's calls: a rehearsal, or a peer. Calls are tried again while it is away.

use std::collections::BTreeMap;

use super::account::{Account, FaultKind};
use super::peer::Refusal;
use super::row::RowError;
use super::scim_account::ScimAccount;
use crate::schema::Profile;

/// What answers.
pub(super) enum Service<'p> {
    /// The inventory's rehearsed failures, by user name in lower case.
    Rehearsal(BTreeMap<String, Vec<(FaultKind, u32)>>),
    /// A SCIM service.
    Scim(ScimAccount<'p>),
}

/// What came of a call.
pub(super) struct Called<T> {
    /// How often it was made.
    pub(super) attempts: u32,
    /// How long a client waits for that, in seconds.
    pub(super) backoff: u64,
    pub(super) answer: Result<T, Box<RowError>>,
}

impl Service<'_> {
    /// A service that answers as the inventory says.
    pub(super) fn rehearsal(account: &Account) -> Self {
        let mut faults: BTreeMap<String, Vec<(FaultKind, u32)>> = BTreeMap::new();
        for fault in account.faults() {
            let key = fault.user_name.to_lowercase();
            faults.entry(key).or_default().push((fault.kind, fault.times));
        }
        Self::Rehearsal(faults)
    }

    /// Creates or changes a user: what the account itself gave, as far as it says so.
    pub(super) fn push(&mut self, profile: &Profile, retries: u32) -> Called<Profile> {
        self.with_retries(retries, |service| match service {
            Self::Rehearsal(faults) => rehearse(faults, profile).map(|()| Profile::new()),
            Self::Scim(account) => account.push(profile),
        })
    }

    /// Switches a user off; a rehearsal has nothing to say about that.
    pub(super) fn switch_off(&mut self, user_name: &str, retries: u32) -> Option<Called<()>> {
        if matches!(self, Self::Rehearsal(_)) {
            return None;
        }
        Some(self.with_retries(retries, |service| match service {
            Self::Rehearsal(_) => Ok(()),
            Self::Scim(account) => account.switch_off(user_name),
        }))
    }

    /// Why no more calls are made, where that is so.
    pub(super) fn closed(&self) -> Option<&str> {
        match self {
            Self::Rehearsal(_) => None,
            Self::Scim(account) => account.closed(),
        }
    }

    fn with_retries<T>(
        &mut self,
        retries: u32,
        mut attempt: impl FnMut(&mut Self) -> Result<T, Refusal>,
    ) -> Called<T> {
        let unavailable = || Err(Box::new(RowError::about("PRV-104", None, None)));
        let mut called = Called { attempts: 0, backoff: 0, answer: unavailable() };
        while self.closed().is_none() {
            called.attempts += 1;
            match attempt(self) {
                Ok(given) => called.answer = Ok(given),
                Err(Refusal::Error(error)) => called.answer = Err(error),
                Err(Refusal::Unavailable) if called.attempts < retries => {
                    let seconds = 1u64.checked_shl(called.attempts).unwrap_or(u64::MAX);
                    called.backoff = called.backoff.saturating_add(seconds);
                    if let Self::Scim(account) = self {
                        account.wait(seconds);
                    }
                    continue;
                }
                Err(Refusal::Unavailable | Refusal::Closed(_)) => called.answer = unavailable(),
            }
            break;
        }
        called
    }
}

/// The next failure that is rehearsed for a user, if one is left.
fn rehearse(
    faults: &mut BTreeMap<String, Vec<(FaultKind, u32)>>,
    profile: &Profile,
) -> Result<(), Refusal> {
    let user_name = profile.get("userName").map(crate::schema::Datum::to_plain);
    let faults = faults.get_mut(&user_name.unwrap_or_default().to_lowercase());
    let next = faults.into_iter().flatten().find(|(_, times)| *times > 0);
    match next {
        None => Ok(()),
        Some((kind, times)) => {
            *times -= 1;
            Err(match kind {
                FaultKind::InvalidJson => Refusal::error("PRV-103", None, None),
                FaultKind::Unavailable => Refusal::Unavailable,
            })
        }
    }
}
