//! Of a person's JSON text, what a program reads: the rest is passed over and kept nowhere.

use std::borrow::Cow;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, Visitor};
use serde_json::{Map, Value};

use crate::input::Profile;

/// The roots of a person, with the attributes of these names and no others.
///
/// `None` where the text is anything but an object of objects; what is wrong with it, the reader of
/// whole people tells.
pub(super) fn person(text: &str, names: &[Box<str>]) -> Option<Profile> {
    let mut json = serde_json::Deserializer::from_str(text);
    let person = json.deserialize_map(Roots(names)).ok()?;
    json.end().ok()?;
    Some(person)
}

/// Reads a person: roots by name, and under names with `$` what functions need.
struct Roots<'n>(&'n [Box<str>]);

impl<'de> Visitor<'de> for Roots<'_> {
    type Value = Profile;

    fn expecting(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str("a person")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<Profile, A::Error> {
        let mut person = Map::new();
        while let Some(root) = fields.next_key::<String>()? {
            let value = if root.starts_with('$') {
                fields.next_value()?
            } else {
                Value::Object(fields.next_value_seed(Attributes(self.0))?)
            };
            person.insert(root, value);
        }
        Ok(person)
    }
}

/// Reads the attributes of a root that have one of these names.
struct Attributes<'n>(&'n [Box<str>]);

impl<'de> DeserializeSeed<'de> for Attributes<'_> {
    type Value = Map<String, Value>;

    fn deserialize<D: Deserializer<'de>>(self, root: D) -> Result<Self::Value, D::Error> {
        root.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Attributes<'_> {
    type Value = Map<String, Value>;

    fn expecting(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str("the profile of a root")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<Self::Value, A::Error> {
        let mut attributes = Map::new();
        while let Some(Name(name)) = fields.next_key()? {
            if self.0.iter().any(|read| **read == *name) {
                attributes.insert(name.into_owned(), fields.next_value()?);
            } else {
                fields.next_value::<IgnoredAny>()?;
            }
        }
        Ok(attributes)
    }
}

/// A name that is copied only where it is written with escapes.
#[derive(serde::Deserialize)]
struct Name<'n>(#[serde(borrow)] Cow<'n, str>);
