//! Assigned users → the account: errors, calls with retries, numbers, leavers.

use std::collections::{BTreeMap, BTreeSet};

use super::app_profile::Request;
use super::hub::Link;
use super::row::{Action, RowError, RowWarning, Status};
use super::service::Service;
use super::work::Work;
use crate::schema::{Datum, Profile};

/// What the account gave in one round.
#[derive(Debug, Default)]
pub(super) struct AccountLog {
    pub(super) activation_emails: Vec<String>,
    pub(super) numbers_assigned: usize,
    pub(super) extensions_assigned: usize,
    pub(super) backoff_seconds: u64,
}

/// What the requests of a run have in common.
struct Requests {
    /// How many users have a mail, in lower case.
    emails: BTreeMap<String, usize>,
    /// How many creates ask for a number.
    asked: BTreeMap<String, usize>,
    /// The numbers that creates ask for.
    reserved: BTreeSet<String>,
    /// The records of each mail, in lower case, before the first change.
    by_email: BTreeMap<String, Vec<usize>>,
}

impl Requests {
    fn new(by_email: BTreeMap<String, Vec<usize>>) -> Self {
        let (emails, asked, reserved) = (BTreeMap::new(), BTreeMap::new(), BTreeSet::new());
        Self { emails, asked, reserved, by_email }
    }

    fn count(&mut self, request: &Request) {
        if let Some(email) = &request.email {
            *self.emails.entry(email.to_lowercase()).or_default() += 1;
        }
        if let Some(asked) = request.asked.as_ref().filter(|_| request.is_create()) {
            *self.asked.entry(asked.clone()).or_default() += 1;
            self.reserved.insert(asked.clone());
        }
    }

    /// The errors that only the other requests and the account's records explain.
    fn errors(&self, work: &Work<'_>, request: &Request) -> Vec<RowError> {
        let mut errors = Vec::new();
        if let Some(email) = &request.email {
            let key = email.to_lowercase();
            let in_account = self.by_email.get(&key).is_some_and(|records| records.len() > 1);
            let is_shared = self.emails.get(&key).is_some_and(|count| *count > 1);
            if in_account || is_shared {
                let mut error = RowError::about("PRV-107", None, Some(email));
                error.scope = Some(if in_account { "account" } else { "incoming" });
                errors.push(error);
            }
        }
        if let Some(asked) = &request.asked {
            if request.is_create() && self.asked.get(asked).is_some_and(|count| *count > 1) {
                errors.push(RowError::about("PRV-106", None, None));
            }
            let owner = work.state.account.by_extension_number(asked);
            if owner.is_some_and(|owner| Some(owner) != request.record) {
                errors.push(RowError::about("PRV-105", None, None));
            }
        }
        errors
    }
}

impl Work<'_> {
    /// Provisions every assigned user, in the order of the records.
    pub(super) fn provision(&mut self, service: &mut Service<'_>) -> AccountLog {
        let mut log = AccountLog::default();
        let mut requests = Requests::new(self.state.account.by_email());
        let candidates = self.candidates.iter().enumerate();
        let assigned: Vec<usize> = candidates
            .filter(|(_, candidate)| candidate.is_assigned)
            .map(|(index, _)| index)
            .collect();
        let mut pending = Vec::with_capacity(assigned.len());
        for index in assigned {
            let Some(candidate) = self.candidates.get(index) else { continue };
            let request = self.request(candidate, &requests.by_email);
            requests.count(&request);
            pending.push((index, request));
        }
        for (index, request) in pending {
            self.send(index, request, &requests, service, &mut log);
        }
        log
    }

    fn send(
        &mut self,
        index: usize,
        mut request: Request,
        requests: &Requests,
        service: &mut Service<'_>,
        log: &mut AccountLog,
    ) {
        let Some(row) = self.candidates.get(index).map(|candidate| candidate.row) else { return };
        let mut errors = std::mem::take(&mut request.errors);
        errors.extend(requests.errors(self, &request));
        let has_failed = request.diagnostics.iter().any(|diagnostic| diagnostic.code == "MAP-101");
        let mut attempts = 0;
        let mut given = Profile::new();
        if errors.is_empty() && !has_failed {
            let called = service.push(&request.profile, self.run.file.options.retries);
            attempts = called.attempts;
            log.backoff_seconds = log.backoff_seconds.saturating_add(called.backoff);
            match called.answer {
                Ok(profile) => given = profile,
                Err(error) => errors.push(*error),
            }
        }
        let is_deferred = errors.iter().any(|error| error.code == "PRV-104");
        let mut action = if request.is_create() { Action::Create } else { Action::Update };
        let mut done = None;
        if errors.is_empty() && !has_failed {
            match self.apply(&request, &given, &requests.reserved, log) {
                Ok(applied) => {
                    action = applied.action;
                    done = Some(applied);
                }
                Err(error) => errors.push(*error),
            }
        }
        super::validate::sort(&mut errors);
        if let Some(row) = self.rows.get_mut(row) {
            row.action = action;
            row.attempts = Some(attempts);
            row.errors = errors;
            row.diagnostics.append(&mut request.diagnostics);
            row.status = if is_deferred { Status::Deferred } else { Status::Failed };
        }
        if let Some(applied) = done {
            self.finish(index, row, applied);
        }
    }

    /// Writes the result of a success into the row, and stores the link with the live profile.
    fn finish(&mut self, index: usize, row: usize, applied: Applied) {
        let profile = self.state.account.profile(applied.record);
        let text = |name: &str| profile.get(name).map(Datum::to_plain);
        if let Some(row) = self.rows.get_mut(row) {
            row.status = Status::Success;
            row.extension_number = text("extensionNumber");
            row.direct_number = text("directNumber");
            row.warnings = applied.warnings;
        }
        let id =
            self.state.account.extensions.get(applied.record).map(|record| record.id.to_string());
        let Some(candidate) = self.candidates.get_mut(index) else { return };
        candidate.extension = Some(applied.record);
        if let Some(user) = candidate.user {
            let link = Link { external_id: id, profile };
            self.state.hub.link(self.run.app_name(), user, link);
        }
    }

    fn apply(
        &mut self,
        request: &Request,
        given: &Profile,
        reserved: &BTreeSet<String>,
        log: &mut AccountLog,
    ) -> Result<Applied, Box<RowError>> {
        let mut warnings = Vec::new();
        let account = &mut self.state.account;
        let (record, action) = match request.record {
            None => {
                let email = request.email.clone().unwrap_or_default();
                let record = account
                    .first_unassigned()
                    .ok_or_else(|| Box::new(RowError::about("ASN-101", None, Some(&email))))?;
                let asked = request.asked.clone().or_else(|| given_text(given, "extensionNumber"));
                let number = asked.unwrap_or_else(|| account.automatic_number(reserved));
                account.assign(record, number);
                log.extensions_assigned += 1;
                if let Some(number) = given_text(given, "directNumber") {
                    account.take_direct_number(record, &number);
                    log.numbers_assigned += 1;
                } else if account.direct_numbers(record).is_empty() {
                    let country = request.profile.get("country").map(Datum::to_plain);
                    if account.assign_direct_number(record, &country.unwrap_or_default()) {
                        log.numbers_assigned += 1;
                    } else {
                        warnings.push(RowWarning::new("ASN-201"));
                    }
                }
                account.write_contact(record, &request.profile);
                log.activation_emails.push(email);
                (record, Action::Create)
            }
            Some(record) => {
                if let Some(number) = given_text(given, "directNumber") {
                    account.take_direct_number(record, &number);
                }
                if !request.overwritten.is_empty() {
                    let overwritten = request.overwritten.clone();
                    warnings.push(RowWarning { overwritten, ..RowWarning::new("PSH-201") });
                }
                (record, self.update(record, request))
            }
        };
        let numbers = self.state.account.direct_numbers(record);
        if let [_, others @ ..] = numbers.as_slice()
            && !others.is_empty()
        {
            let ignored = others.iter().map(|number| (*number).to_owned()).collect();
            warnings.push(RowWarning { ignored, ..RowWarning::new("ASN-202") });
        }
        Ok(Applied { record, action, warnings })
    }

    fn update(&mut self, record: usize, request: &Request) -> Action {
        let account = &mut self.state.account;
        let before = account.extensions.get(record).cloned();
        if let Some(number) = &request.asked {
            account.set_extension_number(record, number.clone());
        }
        account.write_contact(record, &request.profile);
        let is_disabled = before.as_ref().is_some_and(|before| before.status == "Disabled");
        if is_disabled {
            account.set_status(record, "Enabled");
            Action::Reactivate
        } else if account.extensions.get(record) == before.as_ref() {
            Action::Unchanged
        } else {
            Action::Update
        }
    }

    /// Switches off the phones of people who are disabled.
    pub(super) fn deactivate_leavers(&mut self, service: &mut Service<'_>, log: &mut AccountLog) {
        let active: BTreeSet<usize> =
            self.candidates.iter().filter_map(|candidate| candidate.user).collect();
        for id in self.record_ids() {
            let reason = self.selected.get(id.0).and_then(|reasons| reasons.get(id.1));
            if reason != Some(&Some("SEL-103")) {
                continue;
            }
            let login = self.login(id).unwrap_or_default();
            let external_id = self.external_id(id);
            let (Some(user), _) = self.find_user(id, external_id.as_deref(), &login) else {
                continue;
            };
            if active.contains(&user) {
                continue;
            }
            self.deactivate(id, user, service, log);
        }
    }

    fn deactivate(
        &mut self,
        id: super::work::RecordId,
        user: usize,
        service: &mut Service<'_>,
        log: &mut AccountLog,
    ) {
        let Some(record) = self.linked_extension(user) else { return };
        let Some(extension) = self.state.account.extensions.get(record) else { return };
        if !matches!(extension.status.as_str(), "Enabled" | "NotActivated") {
            return;
        }
        let number = extension.extension_number.clone();
        let profile = self.state.account.profile(record);
        let user_name = profile.get("userName").map(Datum::to_plain).unwrap_or_default();
        let called = service.switch_off(&user_name, self.run.file.options.retries);
        let attempts = called.as_ref().map(|called| called.attempts);
        let error = called.and_then(|called| {
            log.backoff_seconds = log.backoff_seconds.saturating_add(called.backoff);
            called.answer.err()
        });
        if error.is_none() {
            self.state.account.set_status(record, "Disabled");
        }
        let login = self.state.hub.users.get(user).map(|user| user.login().to_owned());
        if let Some(row) = self.row(id) {
            row.status = match error.as_ref().map(|error| error.code) {
                None => Status::Success,
                Some("PRV-104") => Status::Deferred,
                Some(_) => Status::Failed,
            };
            row.action = Action::Deactivate;
            row.login = login;
            row.extension_number = number;
            row.attempts = attempts;
            row.errors.extend(error.map(|error| *error));
        }
    }
}

/// What the account itself gave for an attribute.
fn given_text(given: &Profile, name: &str) -> Option<String> {
    given.get(name).filter(|value| !value.is_missing()).map(Datum::to_plain)
}

/// What a successful call did.
struct Applied {
    record: usize,
    action: Action,
    warnings: Vec<RowWarning>,
}

/// The live profile of a candidate's extension after a success.
pub(super) fn live(work: &Work<'_>, extension: usize) -> Profile {
    work.state.account.profile(extension)
}
