//! Selected records → users of the hub: linked, matched by login, or new.

use std::collections::{BTreeMap, BTreeSet};

use super::row::{Action, Match, RowDiagnostic, Status};
use super::work::{Candidate, RecordId, Work};
use crate::mapping::Outcome;
use crate::schema::{Datum, Profile};

/// What matching remembers while it goes through the records.
#[derive(Default)]
struct Seen {
    /// External ids, per directory.
    external_ids: BTreeSet<(usize, String)>,
    /// The candidate of each user of the hub.
    of_user: BTreeMap<usize, usize>,
    /// The candidate of each new login, in lower case.
    of_login: BTreeMap<String, usize>,
}

impl Work<'_> {
    /// Finds the user of every selected record.
    pub(super) fn match_records(&mut self) {
        let mut seen = Seen::default();
        for id in self.record_ids() {
            let reason = self.selected.get(id.0).and_then(|reasons| reasons.get(id.1));
            if reason == Some(&None)
                && let Err(diagnostic) = self.match_record(id, &mut seen)
            {
                self.fail_in_hub(id, diagnostic);
            }
        }
    }

    fn match_record(&mut self, id: RecordId, seen: &mut Seen) -> Result<(), RowDiagnostic> {
        let login = self.login(id)?;
        if let Some(row) = self.row(id) {
            row.login = Some(login.clone());
        }
        let external_id = self.external_id(id);
        if let Some(external_id) = &external_id
            && !seen.external_ids.insert((id.0, external_id.clone()))
        {
            return Err(RowDiagnostic::new("externalId", "MTC-103"));
        }
        let (user, matched) = self.find_user(id, external_id.as_deref(), &login);
        let known = match user {
            Some(user) => seen.of_user.get(&user).copied(),
            None => seen.of_login.get(&login.to_lowercase()).copied(),
        };
        let is_gone = user.and_then(|user| self.state.hub.users.get(user));
        if is_gone.is_some_and(|user| user.is_deprovisioned) {
            return Err(RowDiagnostic::new("login", "MTC-102"));
        }
        match known {
            Some(known) => self.join(id, known, matched.unwrap_or(Match::Matched)),
            None => {
                let candidate = self.candidates.len();
                match user {
                    Some(user) => seen.of_user.insert(user, candidate),
                    None => seen.of_login.insert(login.to_lowercase(), candidate),
                };
                let row = self.row_place(id).unwrap_or_default();
                self.candidates.push(Candidate::new(id, row, login, user));
                if let Some(row) = self.row(id) {
                    row.matched = Some(matched.unwrap_or(Match::Created));
                }
                Ok(())
            }
        }
    }

    /// Adds a further record to a user who has one of another directory.
    fn join(&mut self, id: RecordId, known: usize, matched: Match) -> Result<(), RowDiagnostic> {
        let Some(candidate) = self.candidates.get_mut(known) else { return Ok(()) };
        if candidate.records.iter().any(|(directory, _)| *directory == id.0) {
            return Err(RowDiagnostic::new("login", "MTC-101"));
        }
        candidate.records.push(id);
        if let Some(row) = self.row(id) {
            row.status = Status::Merged;
            row.action = Action::None;
            row.matched = Some(matched);
        }
        Ok(())
    }

    /// The user of the hub for a record: by its link, else by its login.
    pub(super) fn find_user(
        &self,
        id: RecordId,
        external_id: Option<&str>,
        login: &str,
    ) -> (Option<usize>, Option<Match>) {
        let directory = self.directory_name(id.0);
        let hub = &self.state.hub;
        if let Some(user) = external_id.and_then(|external| hub.by_external_id(directory, external))
        {
            return (Some(user), Some(Match::Linked));
        }
        match hub.by_login(login) {
            Some(user) => (Some(user), Some(Match::Matched)),
            None => (None, None),
        }
    }

    /// The external id of a record.
    pub(super) fn external_id(&self, id: RecordId) -> Option<String> {
        let value = self.person(id)?.profile.get("externalId")?;
        Some(value.to_plain()).filter(|text| !text.is_empty())
    }

    /// The login of a record: the `login` rule of its directory, evaluated alone.
    pub(super) fn login(&self, id: RecordId) -> Result<String, RowDiagnostic> {
        let missing = || RowDiagnostic::new("login", "SCH-101");
        let set = self.run.to_hub.get(self.directory_name(id.0)).ok_or_else(missing)?;
        let rule = set.rule("login").ok_or_else(missing)?;
        let person = self.person(id).ok_or_else(missing)?;
        let alone = Candidate::new(id, 0, String::new(), None);
        let context = self.context(set, &alone, &Profile::new(), &person.profile);
        match rule.evaluate(&context) {
            Err(failure) => {
                let detail = Some(failure.message);
                Err(RowDiagnostic { detail, ..RowDiagnostic::new("login", "MAP-101") })
            }
            Ok(Outcome::Value(value)) if !value.is_missing() => Ok(Datum::to_plain(&value)),
            Ok(_) => Err(missing()),
        }
    }
}
