//! Saved expectations about one person and one target.

use super::{Outcome, Presence, Tagged};
use crate::json::{FromJson, Reader, Reading, ToJson, Writer};

/// What is expected of a result.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
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
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Check {
    /// The id of the person.
    pub(crate) person: String,
    /// The target attribute.
    pub(crate) to: String,
    pub(crate) op: Expectation,
    pub(crate) value: Tagged,
    pub(crate) name: String,
}

impl Expectation {
    const ALL: [Self; 8] = [
        Self::Equals,
        Self::IsNull,
        Self::IsEmpty,
        Self::IsMissing,
        Self::Matches,
        Self::HasType,
        Self::FailsWith,
        Self::IsOneOf,
    ];

    /// The name in files.
    const fn id(self) -> &'static str {
        match self {
            Self::Equals => "equals",
            Self::IsNull => "is-null",
            Self::IsEmpty => "is-empty",
            Self::IsMissing => "is-missing",
            Self::Matches => "matches",
            Self::HasType => "has-type",
            Self::FailsWith => "fails-with",
            Self::IsOneOf => "is-one-of",
        }
    }
}

impl FromJson for Check {
    fn read(json: Reader<'_>) -> Reading<Self> {
        let (mut person, mut to, mut op, mut name) =
            (None, None, Expectation::default(), String::new());
        let mut value = Tagged::Missing;
        json.object(&mut |field, json| {
            match field {
                "person" => person = Some(String::read(json)?),
                "to" => to = Some(String::read(json)?),
                "op" => op = json.one_of(&Expectation::ALL, Expectation::id)?,
                "value" => value = Tagged::read(json)?,
                "name" => name = String::read(json)?,
                _ => {}
            }
            Ok(())
        })?;
        let person = person.ok_or_else(|| json.lacking("person"))?;
        Ok(Self { person, to: to.ok_or_else(|| json.lacking("to"))?, op, value, name })
    }
}

impl ToJson for Check {
    fn write(&self, json: &mut Writer) {
        json.object(&mut |json| {
            json.field("person", &self.person);
            json.field("to", &self.to);
            json.field("op", &self.op);
            if self.value != Tagged::Missing {
                json.field("value", &self.value);
            }
            if !self.name.is_empty() {
                json.field("name", &self.name);
            }
        });
    }
}

impl ToJson for Expectation {
    fn write(&self, json: &mut Writer) {
        json.text(self.id());
    }
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
