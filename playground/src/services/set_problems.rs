//! What is wrong with a mapping set as a whole, or with its results against the target's schema;
//! where the vendor has words for it, in those.

use std::borrow::Cow;

use super::engine;
use super::table::{CellState, Column, Same};
use crate::model::{AttributeSchema, MappingSet, Severity};

/// A problem that no single expression has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SetProblem {
    pub(crate) code: Cow<'static, str>,
    pub(crate) severity: Severity,
    pub(crate) target: String,
    /// What is wrong; the vendor's own words where there are such.
    pub(crate) message: String,
    /// The places of the people whom it concerns.
    pub(crate) rows: Vec<usize>,
}

const INVALID: &str = "The [{name}] is invalid. Please correct the parameter in Active Directory.";
const DUPLICATE_EXTENSION: &str = "Extension number is duplicate. Please correct in Active Directory if you have an extension field. Otherwise edit it in the RingCentral Service web portal";

/// What is wrong with a set before anybody's results are known.
pub(crate) fn of_set(set: &MappingSet) -> Vec<SetProblem> {
    unmapped(set).chain(repeated(set)).collect()
}

/// What is wrong with the results for an attribute of the target.
pub(crate) fn of_results(attribute: &AttributeSchema, column: &Column) -> Vec<SetProblem> {
    let values: Vec<(usize, CellState, &str)> = (0..column.len())
        .filter_map(|row| column.cell(row).map(|(state, text)| (row, state, text)))
        .collect();
    of_values(attribute, &values)
}

fn unmapped(set: &MappingSet) -> impl Iterator<Item = SetProblem> {
    let required = set.schema.target.attributes.iter().filter(|attribute| attribute.required);
    required.filter(|attribute| set.mapping(&attribute.name).is_none()).map(|attribute| {
        SetProblem {
            code: "MAP-007".into(),
            severity: Severity::Error,
            target: attribute.name.clone(),
            message: format!("Resource for parameter [{}] is not found.", attribute.name),
            rows: Vec::new(),
        }
    })
}

fn repeated(set: &MappingSet) -> Vec<SetProblem> {
    let mut seen = Vec::new();
    let mut problems = Vec::new();
    for mapping in &set.mappings {
        if seen.contains(&&mapping.to) {
            problems.push(SetProblem {
                code: "SET-101".into(),
                severity: Severity::Error,
                target: mapping.to.clone(),
                message: format!("`{}` is mapped twice", mapping.to),
                rows: Vec::new(),
            });
        }
        seen.push(&mapping.to);
    }
    problems
}

/// The rules of an attribute that values of people break.
fn of_values(attribute: &AttributeSchema, values: &[(usize, CellState, &str)]) -> Vec<SetProblem> {
    let rows = |breaks: &dyn Fn(CellState, &str) -> bool| -> Vec<usize> {
        values
            .iter()
            .filter(|(_, state, text)| breaks(*state, text))
            .map(|(row, ..)| *row)
            .collect()
    };
    let has = |state: CellState| state == CellState::Value;
    let invalid = INVALID.replace("{name}", &attribute.name);
    let longest = attribute.max_length.unwrap_or(usize::MAX);
    let form = attribute.format.as_deref().unwrap_or_default();
    let rules: [(&'static str, String, Vec<usize>); 4] = [
        (
            "SCH-101",
            format!("Resource for parameter [{}] is not found.", attribute.name),
            if attribute.required { rows(&|state, _| !has(state)) } else { Vec::new() },
        ),
        (
            "SCH-103",
            invalid.clone(),
            rows(&|state, text| has(state) && text.encode_utf16().count() > longest),
        ),
        (
            "SCH-106",
            invalid.clone(),
            rows(&|state, text| {
                let allowed = &attribute.one_of;
                has(state) && !allowed.is_empty() && !allowed.iter().any(|one| one == text)
            }),
        ),
        ("SCH-105", invalid, rows(&|state, text| has(state) && !has_form(text, form))),
    ];
    rules
        .into_iter()
        .filter(|(_, _, rows)| !rows.is_empty())
        .map(|(code, message, rows)| SetProblem {
            code: code.into(),
            severity: Severity::Error,
            target: attribute.name.clone(),
            message,
            rows,
        })
        .collect()
}

/// Whether a text has the form that a schema names; forms that are not known are not judged.
fn has_form(text: &str, form: &str) -> bool {
    match form {
        "email" => text.split_once('@').is_some_and(|(name, host)| {
            !name.is_empty() && host.contains('.') && !text.contains(char::is_whitespace)
        }),
        "phone" => text.strip_prefix('+').is_some_and(|digits| {
            (7..=15).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit())
        }),
        "country-code" => engine::is_country(text),
        "state-code" => {
            (1..=3).contains(&text.len())
                && text.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
        }
        _ => true,
    }
}

/// Who has the same value in an attribute that must be unique.
pub(crate) fn duplicates(attribute: &AttributeSchema, same: &[Same]) -> Vec<SetProblem> {
    same.iter()
        .map(|Same { text, rows }| {
            let (code, message) = match attribute.format.as_deref() {
                Some("email") => {
                    ("PRV-107", format!("More than one record found for Email: {text}"))
                }
                _ if attribute.name.starts_with("extension") => {
                    ("PRV-106", DUPLICATE_EXTENSION.to_owned())
                }
                _ => {
                    ("SET-102", format!("`{}` must be unique, and `{text}` is not", attribute.name))
                }
            };
            SetProblem {
                code: code.into(),
                severity: Severity::Error,
                target: attribute.name.clone(),
                message,
                rows: rows.clone(),
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenarios;
    use crate::services::overview;
    use crate::state::{Edit, State};

    fn codes(state: &State) -> Vec<(String, String, Vec<usize>)> {
        overview::at_once(state, 0)
            .set_problems
            .into_iter()
            .map(|problem| (problem.code.into_owned(), problem.target, problem.rows))
            .collect()
    }

    #[test]
    fn the_first_scenario_has_one_extension_twice() {
        let state = scenarios::office_at_hand();
        assert_eq!(
            codes(&state),
            [("PRV-106".to_owned(), "extensionNumber".to_owned(), vec![0, 7])]
        );
    }

    #[test]
    fn outbound_lea_has_no_iso_codes() {
        let state = scenarios::office_at_hand().reduce(&Edit::SwitchDirection.into());
        let codes = codes(&state);
        assert!(codes.contains(&("SCH-105".to_owned(), "state".to_owned(), vec![8])), "{codes:?}");
        assert!(
            codes.contains(&("SCH-105".to_owned(), "country".to_owned(), vec![8])),
            "{codes:?}"
        );
    }

    #[test]
    fn required_targets_must_be_mapped() {
        let state =
            scenarios::office_at_hand().reduce(&Edit::RemoveMapping("email".to_owned()).into());
        assert!(codes(&state).contains(&("MAP-007".to_owned(), "email".to_owned(), Vec::new())));
    }

    #[test]
    fn forms_are_judged() {
        assert!(has_form("+15550100125", "phone"));
        assert!(!has_form("15550100125#1", "phone"));
        assert!(has_form("US", "country-code"));
        assert!(!has_form("USA", "country-code"));
        assert!(has_form("CA", "state-code"));
        assert!(!has_form("California", "state-code"));
        assert!(!has_form("a b@x.y", "email"));
    }
}
