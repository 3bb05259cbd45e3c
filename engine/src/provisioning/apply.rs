//! One mapping set for the people of a run, without state: what each of them would get.

use serde::Serialize;

use super::propose::{Manner, propose};
use super::row::RowDiagnostic;
use super::run::{Run, State};
use super::work::{Candidate, Work};
use crate::datetime::DateTime;
use crate::formats::{csv, ldif};
use crate::schema::{Datum, Profile, Schema};

/// What a mapping set gives for one person.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Mapped {
    /// The record's id, the login, or the id of the extension.
    pub record: String,
    /// The values by attribute; null where the rule gives none.
    pub values: Profile,
    /// What went wrong.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub diagnostics: Vec<RowDiagnostic>,
}

/// Which way a mapping set goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// Into the hub.
    ToHub,
    /// Out of the hub.
    ToApp,
}

impl Run {
    /// Applies a mapping set to everybody on its source side: people of a directory, extensions of
    /// the app, or users of the hub; `None` when there is no such set.
    ///
    /// With a record, only to that one.
    #[must_use]
    pub fn map(
        &self,
        direction: Direction,
        name: &str,
        record: Option<&str>,
        state: &mut State,
        now: &DateTime,
    ) -> Option<Vec<Mapped>> {
        let (set, schema) = match direction {
            Direction::ToHub => (self.to_hub.get(name)?, &self.hub_schema),
            Direction::ToApp => (self.to_app.get(name)?, self.schema_of(name)?),
        };
        let sources = self.sources(direction, name, state);
        let selected = Vec::new();
        let work = Work::new(self, state, &selected, now);
        let nobody = Profile::new();
        let mut mapped = Vec::new();
        for (id, profile) in sources {
            if record.is_some_and(|record| record != id) {
                continue;
            }
            let candidate = Candidate::nobody();
            let (user, appuser) = match direction {
                Direction::ToHub => (&nobody, &profile),
                Direction::ToApp => (&profile, &nobody),
            };
            let context = work.context(set, &candidate, user, appuser);
            let manner = Manner { creating: true, keeps_nulls: false };
            let proposal = propose(set, schema, &context, manner);
            let (values, diagnostics) = (proposal.values, proposal.diagnostics);
            mapped.push(Mapped { record: id, values, diagnostics });
        }
        Some(mapped)
    }

    /// Ids and profiles of the source side.
    fn sources(&self, direction: Direction, name: &str, state: &State) -> Vec<(String, Profile)> {
        if direction == Direction::ToApp {
            let users = state.hub.users.iter();
            return users.map(|user| (user.login().to_owned(), user.profile.clone())).collect();
        }
        if let Some(people) = self.directory(name).and_then(|place| state.people.get(place)) {
            let persons = people.persons.iter();
            return persons.map(|person| (person.record.clone(), person.profile.clone())).collect();
        }
        let extensions = state.account.extensions.iter().enumerate();
        extensions
            .filter(|(_, extension)| extension.ty == "User" && extension.status != "Unassigned")
            .map(|(place, extension)| (extension.id.to_string(), state.account.profile(place)))
            .collect()
    }

    /// The schema of the target of a mapping set.
    #[must_use]
    pub fn target_schema(&self, direction: Direction, name: &str) -> Option<&Schema> {
        match direction {
            Direction::ToHub => Some(&self.hub_schema),
            Direction::ToApp => self.schema_of(name),
        }
    }
}

/// The results as CSV: a column per attribute that occurs, after the record's id.
#[must_use]
pub fn mapped_to_csv(mapped: &[Mapped]) -> String {
    let names: std::collections::BTreeSet<&str> =
        mapped.iter().flat_map(|mapped| mapped.values.keys()).map(AsRef::as_ref).collect();
    let mut text = csv::write_row(std::iter::once("record").chain(names.iter().copied()));
    for mapped in mapped {
        let values = names.iter().map(|name| mapped.values.get(*name).map(Datum::to_plain));
        let cells: Vec<String> = values.map(Option::unwrap_or_default).collect();
        let record = std::iter::once(mapped.record.as_str());
        text.push_str(&csv::write_row(record.chain(cells.iter().map(String::as_str))));
    }
    text
}

/// The results as LDIF content, under the outer names of the target; only records that are named
/// by a distinguished name.
#[must_use]
pub fn mapped_to_ldif(mapped: &[Mapped], schema: &Schema) -> String {
    let named = mapped.iter().filter(|mapped| mapped.record.contains('='));
    let values = |mapped: &Mapped| -> Vec<(String, String)> {
        let pairs = mapped.values.iter().flat_map(|(name, value)| {
            let outer = schema.attribute(name).map_or(name.as_ref(), |a| a.outer_name()).to_owned();
            plain_values(value).into_iter().map(move |value| (outer.clone(), value))
        });
        pairs.collect()
    };
    let entries: Vec<_> = named.map(|mapped| (mapped.record.as_str(), values(mapped))).collect();
    ldif::write_content(entries.iter().map(|(dn, values)| {
        (*dn, values.iter().map(|(name, value)| (name.as_str(), value.as_bytes())))
    }))
}

fn plain_values(value: &Datum) -> Vec<String> {
    match value {
        Datum::Null => Vec::new(),
        Datum::List(items) => items.iter().map(Datum::to_plain).collect(),
        scalar => vec![scalar.to_plain()],
    }
}
