//! Profile objects: named attributes in the order in which they came.

use std::ops::Deref;
use std::sync::Arc;

use super::Value;

/// What an object is; a group has attributes that other objects lack.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum ObjectKind {
    /// A profile or a part of one.
    #[default]
    Profile,
    /// A group: its name and description are also read from its profile.
    Group,
}

/// Attributes by name.
#[derive(Debug, Clone, Default)]
pub struct Object {
    kind: ObjectKind,
    attributes: Vec<(Box<str>, Value<'static>)>,
}

impl Object {
    /// An object without attributes.
    pub fn new() -> Self {
        Self::default()
    }

    /// The same object as a group.
    #[must_use]
    pub fn into_group(mut self) -> Self {
        self.kind = ObjectKind::Group;
        self
    }

    /// What it is.
    pub const fn kind(&self) -> ObjectKind {
        self.kind
    }

    /// The attribute of this name; `None` where it is missing, which is not the same as null.
    pub fn get(&self, name: &str) -> Option<&Value<'static>> {
        self.attributes.iter().find(|(known, _)| **known == *name).map(|(_, value)| value)
    }

    /// Sets an attribute; an attribute that is there keeps its place.
    pub fn set(&mut self, name: impl Into<Box<str>>, value: Value<'static>) {
        let name = name.into();
        match self.attributes.iter_mut().find(|(known, _)| *known == name) {
            Some(entry) => entry.1 = value,
            None => self.attributes.push((name, value)),
        }
    }

    /// Removes an attribute: it is missing then.
    pub fn remove(&mut self, name: &str) {
        self.attributes.retain(|(known, _)| **known != *name);
    }

    /// Names and values in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Value<'static>)> {
        self.attributes.iter().map(|(name, value)| (&**name, value))
    }

    /// The number of attributes.
    pub fn len(&self) -> usize {
        self.attributes.len()
    }

    /// Whether there are no attributes.
    pub fn is_empty(&self) -> bool {
        self.attributes.is_empty()
    }
}

impl From<&serde_json::Map<String, serde_json::Value>> for Object {
    fn from(fields: &serde_json::Map<String, serde_json::Value>) -> Self {
        fields
            .iter()
            .filter(|(_, value)| !is_missing(value))
            .map(|(name, value)| (name.as_str(), Value::from_json(value)))
            .collect()
    }
}

/// Whether a value in JSON says that its attribute is not there.
pub(crate) fn is_missing(json: &serde_json::Value) -> bool {
    json.as_object().is_some_and(|fields| {
        fields.len() == 1 && fields.get("t").and_then(serde_json::Value::as_str) == Some("missing")
    })
}

impl<'n> FromIterator<(&'n str, Value<'static>)> for Object {
    fn from_iter<I: IntoIterator<Item = (&'n str, Value<'static>)>>(attributes: I) -> Self {
        let attributes = attributes.into_iter().map(|(name, value)| (name.into(), value)).collect();
        Self { kind: ObjectKind::Profile, attributes }
    }
}

/// An object that belongs to a context, or one that is shared.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum ObjectRef<'a> {
    /// It belongs to the context.
    Borrowed(&'a Object),
    /// It stands in a value.
    Shared(Arc<Object>),
}

impl Deref for ObjectRef<'_> {
    type Target = Object;

    fn deref(&self) -> &Object {
        match self {
            Self::Borrowed(object) => object,
            Self::Shared(object) => object,
        }
    }
}
