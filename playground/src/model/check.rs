//! Saved expectations about one person and one target.

use serde::{Deserialize, Serialize};

use super::{Outcome, Presence, Tagged};

/// What is expected of a result.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Expectation {
    #[default]
    Equals,
    IsNull,
    IsEmpty,
    IsMissing,
    Matches,
    HasType,
    FailsWith,
    IsOneOf,
}

/// One expectation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Check {
    /// The id of the person.
    pub(crate) person: String,
    /// The target attribute.
    pub(crate) to: String,
    #[serde(default)]
    pub(crate) op: Expectation,
    #[serde(default = "missing", skip_serializing_if = "is_missing")]
    pub(crate) value: Tagged,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(crate) name: String,
}

fn missing() -> Tagged {
    Tagged::Missing
}

fn is_missing(value: &Tagged) -> bool {
    *value == Tagged::Missing
}

impl Outcome {
    /// The check that holds exactly for this outcome; person, target and name are those of `like`.
    pub(crate) fn expectation(&self, like: &Check) -> Check {
        let (op, value) = match self {
            Self::Value { value, .. } => match value.presence() {
                Presence::Null => (Expectation::IsNull, Tagged::Missing),
                Presence::Empty => (Expectation::IsEmpty, Tagged::Missing),
                Presence::Missing => (Expectation::IsMissing, Tagged::Missing),
                Presence::Value => (Expectation::Equals, value.clone()),
            },
            Self::Failed(problem) => (Expectation::FailsWith, Tagged::text(problem.code.clone())),
        };
        Check { op, value, ..like.clone() }
    }
}
