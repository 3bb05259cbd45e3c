//! What a round and a run give, and the files that hold it.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::{Value, json};

use super::assign::Membership;
use super::dry_run::DryRun;
use super::people::People;
use super::row::{Action, Row, Status};
use super::to_hub::HubCounts;
use super::write_back::WriteBack;
use super::{Extension, Number, Run, State};
use crate::formats::csv;
use crate::mastering::{Change, Merged, Suppressed};
use crate::schema::Profile;

/// A change or a suppressed value with its user and the stage that it comes from.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Logged<T> {
    /// The login.
    pub login: String,
    /// `import` or `back`.
    pub stage: &'static str,
    /// What is logged.
    #[serde(flatten)]
    pub entry: T,
}

/// What happened in the hub.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct HubLog {
    /// Values that changed.
    pub changes: Vec<Logged<Change>>,
    /// Values that were left out.
    pub suppressed: Vec<Logged<Suppressed>>,
}

impl HubLog {
    /// Logs a merge. Values that were left out explain themselves even where nothing was stored.
    pub(super) fn add(&mut self, stage: &'static str, login: &str, merged: &Merged, stored: bool) {
        let login = || login.to_owned();
        let changes = merged.changes.iter().filter(|_| stored).cloned();
        self.changes.extend(changes.map(|entry| Logged { login: login(), stage, entry }));
        let suppressed = merged.suppressed.iter().cloned();
        self.suppressed.extend(suppressed.map(|entry| Logged { login: login(), stage, entry }));
    }
}

/// What one round gives.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct Round {
    /// What happened to each record, in order.
    pub rows: Vec<Row>,
    /// The groups of each user.
    pub memberships: Vec<Membership>,
    /// What happened in the hub.
    pub hub: HubLog,
    /// How many users of the hub changed.
    pub hub_counts: HubCounts,
    /// The mails of users who are asked to activate their phone.
    pub activation_emails: Vec<String>,
    /// How many direct numbers were given.
    pub numbers_assigned: usize,
    /// How many extensions were given.
    pub extensions_assigned: usize,
    /// How long a client would have waited for the service, in seconds.
    pub backoff_seconds: u64,
    /// What goes back to each directory that has a mapping out of the hub.
    pub write_back: Vec<WriteBack>,
}

impl Round {
    /// How many records are written back.
    #[must_use]
    pub fn written_records(&self) -> usize {
        self.write_back.iter().map(WriteBack::records).sum()
    }

    /// How many phones were given, changed, or switched on or off.
    #[must_use]
    pub fn app_changes(&self) -> usize {
        let is_change = |row: &&Row| {
            let changes = matches!(
                row.action,
                Action::Create | Action::Update | Action::Reactivate | Action::Deactivate
            );
            row.status == Status::Success && changes
        };
        self.rows.iter().filter(is_change).count()
    }

    /// Whether nothing failed and nobody was put off.
    #[must_use]
    pub fn is_fine(&self) -> bool {
        !self.rows.iter().any(|row| matches!(row.status, Status::Failed | Status::Deferred))
    }

    fn summary(&self) -> Value {
        let status = Status::ALL.map(|status| {
            (status.word(), self.rows.iter().filter(|row| row.status == status).count())
        });
        let actions = Action::SUCCESSES.map(|action| {
            let is_success = |row: &&Row| row.status == Status::Success && row.action == action;
            (action.word(), self.rows.iter().filter(is_success).count())
        });
        json!({
            "status": BTreeMap::from(status),
            "actions": BTreeMap::from(actions),
            "hub": self.hub_counts,
            "numbersAssigned": self.numbers_assigned,
            "extensionsAssigned": self.extensions_assigned,
            "writeBack": self.written_records(),
            "activationEmails": self.activation_emails.len(),
            "backoffSeconds": self.backoff_seconds,
        })
    }

    fn results<'a>(&'a self, run: &'a str) -> Results<'a> {
        let (summary, rows) = (self.summary(), self.rows.as_slice());
        let activation_emails = self.activation_emails.as_slice();
        Results { attrmap: "results/v1", run, summary, rows, activation_emails }
    }

    /// The rows as CSV: one line per error, or one for a row without.
    #[must_use]
    pub fn to_csv(&self) -> String {
        let header = "directory,record,login,status,action,reason,code,parameter,message,\
                      extensionNumber,directNumber\r\n";
        let mut text = String::from(header);
        for row in &self.rows {
            for [code, parameter, message] in failures(row) {
                let optional = |text: &Option<String>| text.clone().unwrap_or_default();
                let (login, extension) = (optional(&row.login), optional(&row.extension_number));
                let direct = optional(&row.direct_number);
                let cells = [
                    row.directory.as_str(),
                    &row.record,
                    &login,
                    row.status.word(),
                    row.action.word(),
                    row.reason.unwrap_or_default(),
                    code,
                    parameter,
                    message,
                    &extension,
                    &direct,
                ];
                text.push_str(&csv::write_row(cells));
            }
        }
        text
    }
}

/// Code, parameter and message of everything that made a row fail, or one empty line.
fn failures(row: &Row) -> Vec<[&str; 3]> {
    if !row.errors.is_empty() {
        return row
            .errors
            .iter()
            .map(|error| {
                [error.code, error.parameter.as_deref().unwrap_or_default(), &error.message]
            })
            .collect();
    }
    let is_failure = row.status == Status::Failed;
    let findings = row.diagnostics.iter().filter(|_| is_failure);
    let lines: Vec<[&str; 3]> = findings
        .map(|found| [found.code, found.attribute.as_deref().unwrap_or_default(), ""])
        .collect();
    if lines.is_empty() { vec![["", "", ""]] } else { lines }
}

impl DryRun {
    /// The files of the run, one after the other: name and text.
    ///
    /// A run that was blocked has only the preflight.
    pub fn write_files(&self, run: &Run, write: &mut dyn FnMut(&str, &str)) {
        let mut json = |name: &str, value: &dyn erased::Json| write(name, &value.text());
        json("preflight.json", &self.preflight);
        let Some(round) = &self.round else { return };
        json("import.json", &import_summary(&self.state.people));
        json("selection.json", &self.selection());
        json("memberships.json", &round.memberships);
        json("results.json", &round.results(&run.file.name));
        json("hub_changes.json", &round.hub.changes);
        json("suppressed.json", &round.hub.suppressed);
        json("okta_users_after.json", &users_after(&self.state));
        json("appusers_after.json", &app_users_after(run, &self.state));
        json("inventory_after.json", &inventory_after(&self.state));
        if let Some(convergence) = &self.convergence {
            json("convergence.json", convergence);
        }
        json("check.json", &run.check());
        json("minimum.json", &run.minimum());
        json("discover.json", &self.discovered);
        write("results.csv", &round.to_csv());
        for written in &round.write_back {
            write(&format!("writeback.{}.ldif", written.directory), &written.to_ldif());
            write(&format!("writeback.{}.scim.ndjson", written.directory), &written.to_scim());
        }
    }

    fn selection(&self) -> Vec<SelectionEntry<'_>> {
        let mut entries = Vec::new();
        for (people, reasons) in self.state.people.iter().zip(&self.selected) {
            for (person, reason) in people.persons.iter().zip(reasons) {
                entries.push(SelectionEntry {
                    directory: &people.directory,
                    file: people.path(person.file),
                    line: person.line,
                    record: &person.record,
                    selected: reason.is_none(),
                    reason: *reason,
                });
            }
        }
        entries
    }
}

/// Anything that can be written as indented JSON.
mod erased {
    use serde::Serialize;

    pub(super) trait Json {
        fn text(&self) -> String;
    }

    impl<T: Serialize> Json for T {
        fn text(&self) -> String {
            let mut text = serde_json::to_string_pretty(self).unwrap_or_default();
            text.push('\n');
            text
        }
    }
}

/// Counts and diagnostics per directory.
#[must_use]
pub(super) fn import_summary(people: &[People]) -> Value {
    let diagnostics = |people: &People| -> Vec<Value> {
        let entry = |found: &super::ImportDiagnostic| {
            json!({
                "file": people.path(found.file), "line": found.line, "code": found.code,
                "severity": found.severity(), "attribute": found.attribute,
            })
        };
        people.diagnostics.iter().map(entry).collect()
    };
    let directories: Vec<Value> = people
        .iter()
        .map(|people| {
            json!({
                "name": people.directory, "counts": people.counts,
                "diagnostics": diagnostics(people),
            })
        })
        .collect();
    json!({"directories": directories})
}

fn users_after(state: &State) -> Vec<UserAfter<'_>> {
    let users = state.hub.users.iter();
    let mut users: Vec<UserAfter<'_>> = users
        .map(|user| UserAfter {
            login: user.login(),
            created: user.created,
            profile: &user.profile,
        })
        .collect();
    users.sort_by(|a, b| a.login.cmp(b.login));
    users
}

fn app_users_after<'a>(run: &Run, state: &'a State) -> Vec<AppUserAfter<'a>> {
    let mut users = Vec::new();
    for (place, link) in state.hub.linked_users(run.app_name()) {
        let Some(user) = state.hub.users.get(place) else { continue };
        let external_id = link.external_id.as_deref();
        let record = external_id.and_then(|id| state.account.by_id(id));
        let live = record.map(|record| state.account.profile(record));
        let profile = live.unwrap_or_else(|| link.profile.clone());
        users.push(AppUserAfter { login: user.login(), external_id, profile });
    }
    users.sort_by(|a, b| a.login.cmp(b.login));
    users
}

fn inventory_after(state: &State) -> InventoryAfter<'_> {
    InventoryAfter { extensions: &state.account.extensions, numbers: &state.account.numbers }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Results<'a> {
    attrmap: &'static str,
    run: &'a str,
    summary: Value,
    rows: &'a [Row],
    activation_emails: &'a [String],
}

#[derive(Serialize)]
struct SelectionEntry<'a> {
    directory: &'a str,
    file: &'a str,
    line: usize,
    record: &'a str,
    selected: bool,
    reason: Option<&'static str>,
}

#[derive(Serialize)]
struct UserAfter<'a> {
    login: &'a str,
    created: bool,
    profile: &'a Profile,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct AppUserAfter<'a> {
    login: &'a str,
    external_id: Option<&'a str>,
    profile: Profile,
}

#[derive(Serialize)]
struct InventoryAfter<'a> {
    extensions: &'a [Extension],
    numbers: &'a [Number],
}
