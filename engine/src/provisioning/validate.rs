//! An app profile → the errors that the account would answer: what is missing, what is invalid.

use super::account::Account;
use super::app_profile::Request;
use super::codes::message;
use super::row::RowError;
use super::run::Run;
use crate::country;
use crate::schema::{Attribute, Constraint, Datum, Profile};

impl RowError {
    /// An error about an attribute or a mail address.
    pub(super) fn about(code: &'static str, parameter: Option<&str>, email: Option<&str>) -> Self {
        Self {
            code,
            message: message(code, parameter, email),
            parameter: parameter.map(str::to_owned),
            constraint: None,
            hint: None,
            scope: None,
            value: Datum::Null,
        }
    }

    /// The place of the code in a row, before the attribute's name.
    fn rank(&self) -> usize {
        const ORDER: [&str; 8] = [
            "PRV-103", "PRV-102", "PRV-101", "PRV-107", "PRV-106", "PRV-105", "PRV-104", "ASN-101",
        ];
        ORDER.iter().position(|code| *code == self.code).unwrap_or(ORDER.len())
    }
}

/// Puts errors into the order of results.
pub(super) fn sort(errors: &mut [RowError]) {
    errors.sort_by(|a, b| (a.rank(), &a.parameter).cmp(&(b.rank(), &b.parameter)));
}

/// Adds what is missing and what breaks a rule to the request's errors.
pub(super) fn validate(run: &Run, account: &Account, request: &mut Request) {
    let mut errors = Vec::new();
    for attribute in run.app_schema.attributes() {
        let name = attribute.name.as_ref();
        if request.errors.iter().any(|error| error.parameter.as_deref() == Some(name)) {
            continue;
        }
        let value = request.profile.get(name).filter(|value| !value.is_missing());
        match value {
            None if is_required(attribute, &request.profile) => {
                errors.push(RowError::about("PRV-102", Some(name), None));
            }
            // What the account itself gave is not for the directory to correct.
            Some(_) if attribute.read_only => {}
            Some(_) if attribute.app_owned && request.asked.is_none() && !request.is_create() => {}
            value => {
                let value = value.or_else(|| request.profile.get(name));
                errors.extend(value.and_then(|value| invalid(attribute, value, request, account)));
            }
        }
    }
    request.errors.extend(errors);
    sort(&mut request.errors);
}

fn is_required(attribute: &Attribute, profile: &Profile) -> bool {
    let is_due = attribute.required_when.as_ref().is_some_and(|when| {
        profile.get(when.attribute.as_str()).is_some_and(|value| when.values.contains(value))
    });
    attribute.required || is_due
}

/// The first rule of the account that the value breaks.
fn invalid(
    attribute: &Attribute,
    value: &Datum,
    request: &Request,
    account: &Account,
) -> Option<RowError> {
    let name = attribute.name.as_ref();
    let broken = match attribute.violation(value) {
        Some(constraint) => Some((constraint, format_hint(attribute, value, constraint))),
        None if attribute.subdivision_of.is_some() => wrong_subdivision(attribute, value, request),
        None if name == "userName" => {
            let is_email = request.profile.get("email").is_none_or(|email| {
                email.to_plain().to_lowercase() == value.to_plain().to_lowercase()
            });
            (!is_email).then_some((Constraint::UserName, None))
        }
        None if name == "extensionNumber" => {
            let is_refused = request.asked.as_ref().is_some_and(|number| !account.allows(number));
            is_refused.then_some((Constraint::Extension, None))
        }
        None => None,
    };
    let (constraint, hint) = broken?;
    let mut error = RowError::about("PRV-101", Some(name), None);
    error.constraint = Some(constraint.word());
    error.hint = hint;
    error.value = value.clone();
    Some(error)
}

fn format_hint(attribute: &Attribute, value: &Datum, constraint: Constraint) -> Option<String> {
    let is_country = attribute.format.as_deref() == Some("country-code");
    if constraint == Constraint::Format && is_country {
        country::hint(value.as_text()?).map(str::to_owned)
    } else {
        None
    }
}

/// A text that is no subdivision of the profile's country, and what it probably means.
#[cfg(feature = "subdivisions")]
fn wrong_subdivision(
    attribute: &Attribute,
    value: &Datum,
    request: &Request,
) -> Option<(Constraint, Option<String>)> {
    use crate::country::Subdivision;

    let country = request.profile.get(attribute.subdivision_of.as_deref()?)?.as_text()?;
    let country = country::Country::from_alpha2(country)?;
    let text = value.as_text()?;
    if text.is_empty() || Subdivision::find(country, text).is_some() {
        return None;
    }
    let hint = Subdivision::hint(country, text).map(|part| part.code.to_owned());
    Some((Constraint::Subdivision, hint))
}

/// Without the list of subdivisions nothing is known to be wrong.
#[cfg(not(feature = "subdivisions"))]
fn wrong_subdivision(
    _attribute: &Attribute,
    _value: &Datum,
    _request: &Request,
) -> Option<(Constraint, Option<String>)> {
    None
}
