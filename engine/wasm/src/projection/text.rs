//! Of a person's JSON text, what a program reads: the rest is passed over and kept nowhere.

use attrmap::json::{Reader, Reading};
use serde_json::{Map, Value};

use crate::input::Profile;

/// The roots of a person, with the attributes of these names and no others.
///
/// `None` where the text is anything but an object of objects; what is wrong with it, the reader of
/// whole people tells.
pub(super) fn person(text: &str, names: &[Box<str>]) -> Option<Profile> {
    Reader::whole(text, &mut |json| roots(json, names)).ok()
}

/// Reads a person: roots by name, and under names with `$` what functions need.
fn roots(json: &mut Reader<'_>, names: &[Box<str>]) -> Reading<Profile> {
    let mut person = Map::new();
    json.object(&mut |json, root| {
        let value = if root.starts_with('$') {
            json.tree()?
        } else {
            Value::Object(attributes(json, names)?)
        };
        person.insert(root.into_owned(), value);
        Ok(())
    })?;
    Ok(person)
}

/// Reads the attributes of a root that have one of these names.
fn attributes(json: &mut Reader<'_>, names: &[Box<str>]) -> Reading<Map<String, Value>> {
    let mut attributes = Map::new();
    json.object(&mut |json, name| {
        if names.iter().any(|read| **read == *name) {
            attributes.insert(name.into_owned(), json.tree()?);
            Ok(())
        } else {
            json.skip_within(usize::MAX)
        }
    })?;
    Ok(attributes)
}
