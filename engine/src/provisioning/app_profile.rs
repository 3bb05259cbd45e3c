//! A user of the hub → the app profile that is sent to the account, and what is wrong with it.

use std::collections::BTreeMap;

use super::propose::evaluate;
use super::row::{Overwritten, RowDiagnostic, RowError};
use super::work::{Candidate, Work};
use crate::mapping::{MappingSet, Outcome, Push, Rule};
use crate::mastering::set;
use crate::schema::{Constraint, Datum, Profile};

/// What is about to be sent for one user.
#[derive(Debug, Default)]
pub(super) struct Request {
    pub(super) profile: Profile,
    /// The place of the record that is updated; none for a create.
    pub(super) record: Option<usize>,
    /// The mail, when there is one.
    pub(super) email: Option<String>,
    /// The extension number that is asked for.
    pub(super) asked: Option<String>,
    pub(super) errors: Vec<RowError>,
    pub(super) diagnostics: Vec<RowDiagnostic>,
    pub(super) overwritten: Vec<Overwritten>,
}

impl Request {
    pub(super) fn is_create(&self) -> bool {
        self.record.is_none()
    }
}

impl Work<'_> {
    /// The request for a candidate. `by_email` has the records of each mail in lower case.
    pub(super) fn request(
        &self,
        candidate: &Candidate,
        by_email: &BTreeMap<String, Vec<usize>>,
    ) -> Request {
        let mut request = Request::default();
        let Some(mapping) = self.run.to_app.get(self.run.app_name()) else { return request };
        let user = candidate.user.and_then(|user| self.state.hub.users.get(user));
        let Some(user) = user.map(|user| &user.profile) else { return request };
        let linked = candidate.user.and_then(|user| self.assigned_extension(user));
        request.record = linked.or_else(|| {
            let email = self.mapped_email(mapping, candidate, user)?;
            match by_email.get(&email.to_lowercase()).map(Vec::as_slice) {
                Some([only]) => Some(*only),
                _ => None,
            }
        });
        let live = request.record.map(|record| self.state.account.profile(record));
        let held = linked.and(candidate.user).and_then(|user| self.held_profile(user));
        request.profile = self.base(live.as_ref(), held);
        self.apply_rules_to(&mut request, mapping, candidate, user, live.as_ref());
        request.asked = asked_number(&request.profile, live.as_ref());
        if let (Some(live), Some(held)) = (&live, held) {
            request.overwritten = self.overwritten(mapping, held, live);
        }
        let email = request.profile.get("email").filter(|email| !email.is_missing());
        request.email = email.map(Datum::to_plain);
        super::validate::validate(self.run, &self.state.account, &mut request);
        request
    }

    /// The record that a user is linked to; a record that went back to the pool does not count.
    fn assigned_extension(&self, user: usize) -> Option<usize> {
        let place = self.linked_extension(user)?;
        let extension = self.state.account.extensions.get(place)?;
        (extension.status != "Unassigned").then_some(place)
    }

    fn held_profile(&self, user: usize) -> Option<&Profile> {
        let link = self.state.hub.link_of(self.run.app_name(), user)?;
        Some(&link.profile).filter(|profile| !profile.is_empty())
    }

    /// The mail that the mapping gives, before it is known whether a record has it.
    fn mapped_email(
        &self,
        mapping: &MappingSet,
        candidate: &Candidate,
        user: &Profile,
    ) -> Option<String> {
        let rule = mapping.rule("email")?;
        let context = self.context(mapping, candidate, user, &Profile::new());
        match evaluate(rule, &context) {
            Ok(Outcome::Value(value)) if !value.is_missing() => Some(value.to_plain()),
            _ => None,
        }
    }

    /// An update starts from the profile that the hub holds, with what the app owns from the app.
    fn base(&self, live: Option<&Profile>, held: Option<&Profile>) -> Profile {
        let Some(live) = live else { return Profile::new() };
        let mut base = held.unwrap_or(live).clone();
        for attribute in self.run.app_schema.attributes().filter(|attribute| attribute.app_owned) {
            let value = live.get(&attribute.name).cloned().unwrap_or_default();
            set(&mut base, &attribute.name, value);
        }
        base
    }

    fn apply_rules_to(
        &self,
        request: &mut Request,
        mapping: &MappingSet,
        candidate: &Candidate,
        user: &Profile,
        live: Option<&Profile>,
    ) {
        let creating = request.is_create();
        let empty = Profile::new();
        let context = self.context(mapping, candidate, user, live.unwrap_or(&empty));
        for rule in mapping.active_rules(creating) {
            if self.run.app_schema.attribute(&rule.target).is_some_and(|target| target.read_only) {
                continue;
            }
            let value = match evaluate(rule, &context) {
                Ok(value) => value,
                Err(diagnostic) => {
                    request.diagnostics.push(diagnostic);
                    continue;
                }
            };
            self.write_value(request, rule, value);
        }
        if creating {
            for attribute in self.run.app_schema.attributes() {
                if !attribute.default.is_null() && !request.profile.contains_key(&attribute.name) {
                    set(&mut request.profile, &attribute.name, attribute.default.clone());
                }
            }
        }
    }

    /// Writes what a rule gave; a value of the wrong type is an error of the account.
    fn write_value(&self, request: &mut Request, rule: &Rule, value: Outcome) {
        let Some(attribute) = self.run.app_schema.attribute(&rule.target) else {
            request.diagnostics.push(RowDiagnostic::new(&rule.target, "MAP-102"));
            return;
        };
        let converted = match value {
            Outcome::Value(value) => attribute.convert(value),
            Outcome::Unfit => Err(Datum::Null),
        };
        match converted {
            Err(value) => {
                let mut error = RowError::about("PRV-101", Some(&attribute.name), None);
                error.constraint = Some(Constraint::Type.word());
                error.value = value;
                request.errors.push(error);
            }
            Ok(Datum::Null) if attribute.name.as_ref() == "extensionNumber" => {}
            Ok(Datum::Null) if !request.is_create() && self.keeps_app_nulls() => {}
            Ok(value) => set(&mut request.profile, &attribute.name, value),
        }
    }

    fn keeps_app_nulls(&self) -> bool {
        self.run.keeps_nulls(&format!("toApp.{}", self.run.app_name()))
    }

    /// Values of the account that differ from the held ones and that no rule sets.
    fn overwritten(
        &self,
        mapping: &MappingSet,
        held: &Profile,
        live: &Profile,
    ) -> Vec<Overwritten> {
        let is_set = |name: &str| {
            mapping.rule(name).is_some_and(|rule| rule.is_mapped() && rule.push != Push::Create)
        };
        let mut overwritten = Vec::new();
        for attribute in self.run.app_schema.attributes() {
            let name = attribute.name.as_ref();
            let value = |profile: &Profile| profile.get(name).cloned().unwrap_or_default();
            let (pushed, downstream) = (value(held), value(live));
            if !attribute.app_owned && !is_set(name) && pushed != downstream {
                overwritten.push(Overwritten { attribute: name.to_owned(), downstream, pushed });
            }
        }
        overwritten
    }
}

/// The extension number of the profile, where it is another one than the record has.
fn asked_number(profile: &Profile, live: Option<&Profile>) -> Option<String> {
    let number = profile.get("extensionNumber").filter(|number| !number.is_missing())?;
    let is_kept = live.and_then(|live| live.get("extensionNumber")) == Some(number);
    (!is_kept).then(|| number.to_plain())
}
