//! Matched records → profiles of the hub: every directory proposes, owners decide.

use std::collections::{BTreeMap, BTreeSet};

use super::hub::{HubUser, Link};
use super::output::HubLog;
use super::propose::{Manner, Proposal, propose};
use super::row::{Action, RowDiagnostic, Status};
use super::work::{Candidate, Work};
use crate::mastering::{Change, Merge, Merged, Owner, owner};
use crate::schema::{Name, Profile};

/// How many users of the hub changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize)]
#[non_exhaustive]
pub struct HubCounts {
    /// New users.
    pub created: usize,
    /// Users that changed.
    pub updated: usize,
    /// Users that stayed as they were.
    pub unchanged: usize,
    /// Records that failed before or in the hub.
    pub failed: usize,
}

impl Work<'_> {
    /// Maps every candidate to the hub; whoever has an error stays as they were.
    pub(super) fn map_to_hub(&mut self, log: &mut HubLog) -> HubCounts {
        let mut counts = HubCounts::default();
        let mut candidates = std::mem::take(&mut self.candidates);
        for candidate in &mut candidates {
            self.collect_groups(candidate);
            self.map_candidate(candidate, log, &mut counts);
        }
        self.candidates = candidates;
        let is_hub_failure =
            |row: &&super::Row| row.status == Status::Failed && row.action == Action::Hub;
        counts.failed = self.rows.iter().filter(is_hub_failure).count();
        counts
    }

    /// The groups of all of a candidate's records, by name, sorted.
    fn collect_groups(&self, candidate: &mut Candidate) {
        let mut names = BTreeSet::new();
        for id in &candidate.records {
            let Some(people) = self.state.people.get(id.0) else { continue };
            let Some(person) = people.persons.get(id.1) else { continue };
            names.extend(people.groups.names(&people.groups.closure(&person.groups)));
        }
        candidate.groups = names.into_iter().collect();
    }

    fn map_candidate(
        &mut self,
        candidate: &mut Candidate,
        log: &mut HubLog,
        counts: &mut HubCounts,
    ) {
        let current = candidate.user.and_then(|user| self.state.hub.users.get(user));
        let current = current.map(|user| user.profile.clone()).unwrap_or_default();
        let mut proposals: BTreeMap<&str, Profile> = BTreeMap::new();
        let mut found = Findings::default();
        for id in &candidate.records {
            let source = self.directory_name(id.0);
            let proposal = self.propose_record(candidate, *id, &current);
            found.add(self, candidate, source, &proposal);
            proposals.insert(source, proposal.values);
        }
        let merged = self.merge(candidate, &current, &proposals);
        found.require(self, &merged.profile);
        let is_fine = found.errors.is_empty();
        found.diagnostics.sort_by(|a, b| (&a.attribute, a.code).cmp(&(&b.attribute, b.code)));
        if let Some(row) = self.rows.get_mut(candidate.row) {
            row.diagnostics.extend(found.diagnostics);
            if !is_fine {
                row.status = Status::Failed;
                row.action = Action::Hub;
            }
        }
        candidate.is_fine = is_fine;
        log.add("import", &candidate.login, &merged, is_fine);
        if is_fine {
            match (candidate.creating, merged.changes.is_empty()) {
                (true, _) => counts.created += 1,
                (false, true) => counts.unchanged += 1,
                (false, false) => counts.updated += 1,
            }
            self.store(candidate, merged.profile);
        }
    }

    /// What a record's directory proposes.
    pub(super) fn propose_record(
        &self,
        candidate: &Candidate,
        id: super::work::RecordId,
        current: &Profile,
    ) -> Proposal {
        let source = self.directory_name(id.0);
        let (Some(set), Some(person)) = (self.run.to_hub.get(source), self.person(id)) else {
            return Proposal::default();
        };
        let context = self.context(set, candidate, current, &person.profile);
        let keeps_nulls = self.run.keeps_nulls(&format!("toOkta.{source}"));
        let manner = Manner { creating: candidate.creating, keeps_nulls };
        propose(set, &self.run.hub_schema, &context, manner)
    }

    /// The merge of the proposals, with defaults for what is still empty on create.
    fn merge(
        &self,
        candidate: &Candidate,
        current: &Profile,
        proposals: &BTreeMap<&str, Profile>,
    ) -> Merged {
        let linked = self.linked(candidate);
        let merge = Merge {
            schema: &self.run.hub_schema,
            profile_sources: &self.run.file.okta.profile_sources,
            linked: &linked,
            creating: candidate.creating,
        };
        let mut merged = merge.apply(current, proposals);
        if candidate.creating {
            for attribute in self.run.hub_schema.attributes() {
                if attribute.default.is_null() || merged.profile.contains_key(&attribute.name) {
                    continue;
                }
                let name = Name::clone(&attribute.name);
                merged.profile.insert(Name::clone(&name), attribute.default.clone());
                merged.changes.push(Change {
                    attribute: name,
                    old: crate::schema::Datum::Null,
                    new: attribute.default.clone(),
                    source: "default".to_owned(),
                });
            }
            merged.changes.sort_by(|a, b| a.attribute.cmp(&b.attribute));
        }
        merged
    }

    /// Stores the profile and the links to the candidate's directories.
    fn store(&mut self, candidate: &mut Candidate, profile: Profile) {
        let hub = &mut self.state.hub;
        let user = match candidate.user {
            Some(user) => {
                hub.update(user, profile);
                user
            }
            None => hub.add(HubUser { id: None, is_deprovisioned: false, created: true, profile }),
        };
        candidate.user = Some(user);
        for id in &candidate.records {
            // What the directory sent is in its record; holding it twice would cost much memory.
            let link = Link { external_id: self.external_id(*id), profile: Profile::new() };
            let directory = self.directory_name(id.0);
            self.state.hub.link(directory, user, link);
        }
    }
}

/// The findings of one user, and the attributes that have an error.
#[derive(Default)]
struct Findings {
    diagnostics: Vec<RowDiagnostic>,
    errors: BTreeSet<String>,
}

impl Findings {
    /// A finding is an error when its source owns the attribute, or when the hub owns it and the
    /// user is new.
    fn add(&mut self, work: &Work<'_>, candidate: &Candidate, source: &str, proposal: &Proposal) {
        if proposal.diagnostics.is_empty() {
            return;
        }
        let linked = work.linked(candidate);
        let profile_sources = &work.run.file.okta.profile_sources;
        for diagnostic in &proposal.diagnostics {
            let name = diagnostic.attribute.clone().unwrap_or_default();
            let attribute = work.run.hub_schema.attribute(&name);
            let owner = owner(attribute, profile_sources, &linked);
            if owner == Owner::Source(source) || (candidate.creating && owner == Owner::Hub) {
                self.errors.insert(name);
            }
            self.diagnostics.push(diagnostic.clone());
        }
    }

    /// A required attribute needs a value, unless something else is wrong with it.
    fn require(&mut self, work: &Work<'_>, profile: &Profile) {
        for attribute in work.run.hub_schema.attributes().filter(|attribute| attribute.required) {
            let name = attribute.name.as_ref();
            let is_missing = profile.get(name).is_none_or(crate::schema::Datum::is_missing);
            if is_missing && self.errors.insert(name.to_owned()) {
                self.diagnostics.push(RowDiagnostic::new(name, "SCH-101"));
            }
        }
    }
}
