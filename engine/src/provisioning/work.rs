//! One round of a run while it goes on: rows, users in work, and the contexts of their expressions.

use std::collections::BTreeSet;

use super::people::{Person, Record};
use super::row::{Action, Match, Row, RowDiagnostic, RowError, Status};
use super::run::{Run, State};
use crate::context::Context;
use crate::datetime::DateTime;
use crate::mapping::{MappingSet, object_of};
use crate::schema::Profile;
use crate::value::{Object, Value};

/// The codes against each person of each directory, from the selection.
pub(super) type Selected = Vec<Vec<Option<&'static str>>>;

/// One round.
pub(super) struct Work<'a> {
    pub(super) run: &'a Run,
    pub(super) state: &'a mut State,
    pub(super) selected: &'a Selected,
    pub(super) now: &'a DateTime,
    pub(super) rows: Vec<Row>,
    /// The row of each person of each directory.
    row_of: Vec<Vec<usize>>,
    pub(super) candidates: Vec<Candidate>,
}

/// A place of a person: directory and person.
pub(super) type RecordId = (usize, usize);

/// A user with the records that belong to it in this round.
#[derive(Debug)]
pub(super) struct Candidate {
    /// The place in the hub; none for a user who is not created yet.
    pub(super) user: Option<usize>,
    pub(super) creating: bool,
    pub(super) login: String,
    pub(super) records: Vec<RecordId>,
    /// The row of the first record.
    pub(super) row: usize,
    /// The groups by name, sorted.
    pub(super) groups: Vec<String>,
    /// Whether nothing failed so far.
    pub(super) is_fine: bool,
    /// Whether the user gets the app.
    pub(super) is_assigned: bool,
    /// The extension record after a success.
    pub(super) extension: Option<usize>,
}

impl<'a> Work<'a> {
    pub(super) fn new(
        run: &'a Run,
        state: &'a mut State,
        selected: &'a Selected,
        now: &'a DateTime,
    ) -> Self {
        let mut rows = Vec::new();
        let mut row_of = Vec::new();
        for (people, reasons) in state.people.iter().zip(selected) {
            let mut places = vec![0; people.persons.len()];
            for record in &people.order {
                let (file, line, id, rejected) = match record {
                    Record::Person(index) => {
                        let Some(person) = people.persons.get(*index) else { continue };
                        if let Some(place) = places.get_mut(*index) {
                            *place = rows.len();
                        }
                        (person.file, person.line, &person.record, None)
                    }
                    Record::Rejected(index) => {
                        let Some(rejected) = people.rejected.get(*index) else { continue };
                        (rejected.file, rejected.line, &rejected.record, Some(()))
                    }
                };
                let mut row = new_row(&people.directory, people.path(file), line, id);
                if rejected.is_some() {
                    row.status = Status::Failed;
                    row.action = Action::Reject;
                    row.errors.push(RowError::about("PRV-103", None, None));
                } else if let Record::Person(index) = record {
                    row.reason = reasons.get(*index).copied().flatten();
                }
                rows.push(row);
            }
            row_of.push(places);
        }
        Self { run, state, selected, now, rows, row_of, candidates: Vec::new() }
    }

    pub(super) fn row(&mut self, (directory, person): RecordId) -> Option<&mut Row> {
        let place = self.row_place((directory, person))?;
        self.rows.get_mut(place)
    }

    pub(super) fn row_place(&self, (directory, person): RecordId) -> Option<usize> {
        self.row_of.get(directory)?.get(person).copied()
    }

    pub(super) fn person(&self, (directory, person): RecordId) -> Option<&Person> {
        self.state.people.get(directory)?.persons.get(person)
    }

    /// Every person of every directory, in order.
    pub(super) fn record_ids(&self) -> Vec<RecordId> {
        let directories = self.state.people.iter().enumerate();
        directories
            .flat_map(|(directory, people)| {
                (0..people.persons.len()).map(move |person| (directory, person))
            })
            .collect()
    }

    pub(super) fn directory_name(&self, directory: usize) -> &'a str {
        let config = self.run.file.directories.get(directory);
        config.map(|config| config.name.as_str()).unwrap_or_default()
    }

    /// Marks a row as failed in the hub.
    pub(super) fn fail_in_hub(&mut self, id: RecordId, diagnostic: RowDiagnostic) {
        if let Some(row) = self.row(id) {
            row.status = Status::Failed;
            row.action = Action::Hub;
            row.diagnostics.push(diagnostic);
        }
    }

    /// The apps that the user is linked to, and the directories of this round.
    pub(super) fn linked(&self, candidate: &Candidate) -> BTreeSet<&str> {
        let user = candidate.user;
        let links = user.into_iter().flat_map(|user| self.state.hub.linked_apps(user));
        let directories =
            candidate.records.iter().map(|(directory, _)| self.directory_name(*directory));
        links.chain(directories).collect()
    }

    /// What the rules of a mapping set see for a candidate: `user`, and `appuser`, the profile on
    /// the app's side.
    pub(super) fn context(
        &self,
        set: &MappingSet,
        candidate: &Candidate,
        user: &Profile,
        appuser: &Profile,
    ) -> Context {
        let mut context = Context::new();
        context.now = self.now.clone();
        let source = match set.source.ty {
            crate::mapping::PartyType::User => user,
            crate::mapping::PartyType::AppUser => appuser,
        };
        for (root, profile) in [("user", user), ("appuser", appuser), ("source", source)] {
            if set.reads_root(root) {
                context.set(root, object_of(profile));
            }
        }
        for id in &candidate.records {
            let name = self.directory_name(id.0);
            if set.reads_root(name)
                && let Some(person) = self.person(*id)
            {
                context.set(name, object_of(&person.profile));
            }
        }
        let app = self.run.app_name();
        if set.reads_root(app)
            && let Some(profile) = self.live_profile(candidate)
        {
            context.set(app, object_of(&profile));
        }
        context.set("org", self.run.org.clone());
        context.set("app", self.run.app.clone());
        context.groups = group_objects(&candidate.groups);
        context
    }

    /// The app profile of the extension that the user is linked to.
    pub(super) fn live_profile(&self, candidate: &Candidate) -> Option<Profile> {
        let place = self.linked_extension(candidate.user?)?;
        Some(self.state.account.profile(place))
    }

    /// The place of the extension record that a user is linked to.
    pub(super) fn linked_extension(&self, user: usize) -> Option<usize> {
        let link = self.state.hub.link_of(self.run.app_name(), user)?;
        self.state.account.by_id(link.external_id.as_deref()?)
    }
}

impl Candidate {
    /// A user whom nothing is known of.
    pub(super) fn nobody() -> Self {
        Self { records: Vec::new(), ..Self::new((0, 0), 0, String::new(), None) }
    }

    pub(super) fn new(id: RecordId, row: usize, login: String, user: Option<usize>) -> Self {
        Self {
            user,
            creating: user.is_none(),
            login,
            records: vec![id],
            row,
            groups: Vec::new(),
            is_fine: true,
            is_assigned: false,
            extension: None,
        }
    }
}

/// Groups as expressions see them.
pub(super) fn group_objects(names: &[String]) -> Vec<Object> {
    let group = |name: &String| -> Object {
        let object: Object = [("name", Value::text(name.clone()))].into_iter().collect();
        object.into_group()
    };
    names.iter().map(group).collect()
}

fn new_row(directory: &str, file: &str, line: usize, record: &str) -> Row {
    Row {
        directory: directory.to_owned(),
        file: file.to_owned(),
        line,
        record: record.to_owned(),
        status: Status::Skipped,
        action: Action::None,
        login: None,
        matched: None::<Match>,
        reason: None,
        attempts: None,
        extension_number: None,
        direct_number: None,
        errors: Vec::new(),
        warnings: Vec::new(),
        diagnostics: Vec::new(),
    }
}
