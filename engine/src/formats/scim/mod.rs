//! SCIM resources (RFC 7643) and paths into them ⇄ values of attributes.

mod write;

use serde::{Deserialize, Deserializer, Serialize};
use serde_json::{Map, Value};

pub use write::Patch;

use super::DocumentError;
use super::document;
use crate::json;
use crate::schema::Datum;

/// The schema whose attributes stand in the resource itself.
const CORE: &str = "urn:ietf:params:scim:schemas:core:2.0:User";

/// A SCIM resource.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
#[serde(transparent)]
pub struct Resource(Map<String, Value>);

impl<'de> Deserialize<'de> for Resource {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Map::deserialize(deserializer).map(Self)
    }
}

impl Resource {
    /// The resource that an object is.
    pub(crate) fn of(tree: Value) -> Option<Self> {
        match tree {
            Value::Object(fields) => Some(Self(fields)),
            _ => None,
        }
    }

    /// Its id.
    #[must_use]
    pub fn id(&self) -> Option<&str> {
        self.0.get("id").and_then(Value::as_str).filter(|id| !id.is_empty())
    }

    /// Whether it is not said to be inactive.
    #[must_use]
    pub fn is_active(&self) -> bool {
        self.0.get("active") != Some(&Value::Bool(false))
    }

    /// Its groups by display name, else by id.
    pub fn groups(&self) -> impl Iterator<Item = &str> {
        let groups = self.0.get("groups").and_then(Value::as_array);
        groups.into_iter().flatten().filter_map(|group| {
            let text = |key| group.get(key).and_then(Value::as_str).filter(|text| !text.is_empty());
            text("display").or_else(|| text("value"))
        })
    }

    /// The values at the path; null, empty and complex values are none.
    #[must_use]
    pub fn values(&self, path: &Path) -> Vec<Datum> {
        let root = match path.extension.as_deref() {
            None => Some(&self.0),
            Some(urn) => {
                let extension = find(&self.0, urn).and_then(Value::as_object);
                extension.or_else(|| urn.eq_ignore_ascii_case(CORE).then_some(&self.0))
            }
        };
        let mut objects: Vec<&Map<String, Value>> = root.into_iter().collect();
        let mut found: Vec<&Value> = Vec::new();
        for (index, step) in path.steps.iter().enumerate() {
            found = objects
                .iter()
                .filter_map(|object| find(object, &step.name))
                .flat_map(flat)
                .collect();
            if let Some((key, text)) = &step.filter {
                found.retain(|value| step_matches(value, key, text));
            }
            if index + 1 < path.steps.len() {
                objects = found.iter().filter_map(|value| value.as_object()).collect();
            }
        }
        found.into_iter().filter_map(scalar).collect()
    }
}

/// Attribute names are compared without case (RFC 7643, section 2.1).
fn find<'a>(object: &'a Map<String, Value>, name: &str) -> Option<&'a Value> {
    object.get(name).or_else(|| {
        object.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    })
}

fn flat(value: &Value) -> &[Value] {
    value.as_array().map_or_else(|| std::slice::from_ref(value), Vec::as_slice)
}

fn step_matches(value: &Value, key: &str, text: &str) -> bool {
    let found = value.as_object().and_then(|object| find(object, key));
    match found {
        Some(Value::String(found)) => found.eq_ignore_ascii_case(text),
        Some(found) => json::parse(text).is_ok_and(|value| value == *found),
        None => false,
    }
}

fn scalar(value: &Value) -> Option<Datum> {
    match value {
        Value::Null | Value::Array(_) | Value::Object(_) => None,
        Value::String(text) => (!text.is_empty()).then(|| text.as_str().into()),
        Value::Bool(_) | Value::Number(_) => Some(value.into()),
    }
}

/// A path into a resource: `a.b`, `a[type eq "x"].b`, `urn:…:User:a`.
///
/// ```
/// use attrmap::formats::scim::{Path, Resource};
///
/// let text = r#"{"emails": [{"type": "home", "value": "h"}, {"type": "work", "value": "w"}]}"#;
/// let user: Resource = serde_json::from_str(text).unwrap();
/// let path = Path::parse(r#"emails[type eq "work"].value"#).unwrap();
/// assert_eq!(user.values(&path), ["w".into()]);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Path {
    extension: Option<String>,
    steps: Vec<Step>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Step {
    name: String,
    filter: Option<(String, String)>,
}

impl Path {
    /// The path of an attribute that is not complex.
    #[must_use]
    pub fn name(name: &str) -> Self {
        Self { extension: None, steps: vec![Step { name: name.to_owned(), filter: None }] }
    }

    /// Reads a path; `None` when it has another form.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (extension, text) = split_urn(text)?;
        let mut steps = Vec::new();
        let mut rest = text;
        loop {
            let end = rest.find(['.', '[']).unwrap_or(rest.len());
            let (name, after) = rest.split_at_checked(end)?;
            if name.is_empty() || name.contains([' ', ']', '"']) {
                return None;
            }
            let (filter, after) = match after.strip_prefix('[') {
                Some(after) => {
                    let (filter, after) = read_filter(after)?;
                    (Some(filter), after)
                }
                None => (None, after),
            };
            steps.push(Step { name: name.to_owned(), filter });
            match after.strip_prefix('.') {
                Some(after) => rest = after,
                None if after.is_empty() => return Some(Self { extension, steps }),
                None => return None,
            }
        }
    }
}

/// The schema that a path names, and what follows it.
fn split_urn(text: &str) -> Option<(Option<String>, &str)> {
    if !text.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("urn:")) {
        return Some((None, text));
    }
    let before_filter = text.split_once('[').map_or(text, |(before, _)| before);
    let (urn, rest) = text.split_at_checked(before_filter.rfind(':')?)?;
    Some((Some(urn.to_owned()), rest.strip_prefix(':')?))
}

/// The key and the text of `type eq "x"]`, and what follows.
fn read_filter(text: &str) -> Option<((String, String), &str)> {
    let (key, rest) = text.trim_start().split_once(' ')?;
    let (operator, rest) = rest.trim_start().split_once(' ')?;
    if !operator.eq_ignore_ascii_case("eq") {
        return None;
    }
    let rest = rest.trim_start();
    let (value, rest) = match rest.strip_prefix('"') {
        Some(rest) => rest.split_once('"')?,
        None => rest.split_at_checked(rest.find(']')?)?,
    };
    let rest = rest.trim_start().strip_prefix(']')?;
    Some(((key.to_owned(), value.trim_end().to_owned()), rest))
}

/// The resources of a list response, an array of resources, or one resource.
///
/// # Errors
///
/// [`DocumentError`] when the file is neither; a resource that is no object is `None` at its place.
pub fn read_users(bytes: &[u8]) -> Result<Vec<Option<Resource>>, DocumentError> {
    let items = match document::parse(bytes)? {
        Value::Array(items) => items,
        Value::Object(mut response) => match response.remove("Resources") {
            Some(Value::Array(items)) => items,
            Some(_) => return Err(DocumentError::new("`Resources` is not a list")),
            None => vec![Value::Object(response)],
        },
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {
            return Err(DocumentError::new("neither a list response nor a list of resources"));
        }
    };
    Ok(items.into_iter().map(Resource::of).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_forms_of_paths_are_refused() {
        for bad in
            ["", ".a", "a.", "a[", "a[type ne \"x\"]", "a[type eq \"x]", "a]b", "a[x eq \"y\"]b"]
        {
            assert_eq!(Path::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn core_attributes_may_carry_their_urn() {
        let user: Resource =
            serde_json::from_str(r#"{"userName": "u", "X": [true, null, ""]}"#).unwrap();
        let values = |path| user.values(&Path::parse(path).unwrap());
        assert_eq!(values("urn:ietf:params:scim:schemas:core:2.0:User:username"), ["u".into()]);
        assert_eq!(values("x"), [Datum::Boolean(true)]);
    }
}
