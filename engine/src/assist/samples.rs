//! The loaded people → which attributes they have, how many have them, and some of their values.

use crate::context::Context;
use crate::sorted::Sorted;
use crate::types::Type;
use crate::value::{Object, Value};

/// How many values of an attribute are kept for completion.
const VALUES: usize = 24;

/// How deep objects inside of profiles are looked at.
const DEPTH: usize = 4;

/// How long a value is shown.
const SHOWN: usize = 60;

/// What the loaded people have: made once for a list of people, asked at every key.
#[derive(Debug, Clone, Default)]
pub struct Samples {
    people: usize,
    roots: Sorted<String, SampleObject>,
    groups: Sorted<String, String>,
}

/// The attributes of the objects at one place.
#[derive(Debug, Clone, Default)]
pub(super) struct SampleObject {
    attributes: Sorted<String, SampleAttribute>,
}

/// What people have in an attribute.
#[derive(Debug, Clone)]
pub(super) struct SampleAttribute {
    /// How many people have a value other than null.
    pub(super) present: usize,
    /// The types of its values.
    pub(super) ty: Type,
    /// Different texts among its values and the elements of its lists.
    pub(super) texts: Vec<String>,
    /// The first value, as text.
    pub(super) shown: Option<String>,
    inside: SampleObject,
}

impl Samples {
    /// What these people have.
    pub fn of<'p>(people: impl IntoIterator<Item = &'p Context>) -> Self {
        let mut samples = Self::default();
        for person in people {
            samples.people += 1;
            for root in person.root_names() {
                if let Some(profile) = person.root(root) {
                    samples.roots.update(root.to_owned(), |of| of.add(profile, DEPTH));
                }
            }
            for group in &person.groups {
                let name = crate::context::attribute(group, "name");
                let id = group.get("id").and_then(Value::as_text);
                if let (Some(Value::Text(name)), Some(id)) = (name, id) {
                    samples.groups.insert(name.into_owned(), id.to_owned());
                }
            }
        }
        samples
    }

    /// The number of people.
    pub fn people(&self) -> usize {
        self.people
    }

    /// Names and ids of the groups that people are in.
    pub(super) fn groups(&self) -> impl Iterator<Item = (&str, &str)> {
        self.groups.iter().map(|(name, id)| (name.as_str(), id.as_str()))
    }

    /// The objects at a path of names, such as `user.profile`, read through the first of `roots`
    /// that somebody has.
    pub(super) fn object(&self, roots: &[&str], path: &[&str]) -> Option<&SampleObject> {
        let root = roots.iter().find_map(|root| self.roots.get(*root))?;
        path.iter().try_fold(root, |object, name| {
            object.attributes.get(*name).map(|attribute| &attribute.inside)
        })
    }

    /// `in 7 of 9`
    pub(super) fn share(&self, attribute: &SampleAttribute) -> String {
        format!("in {} of {}", attribute.present, self.people)
    }
}

impl SampleObject {
    /// The attributes by name.
    pub(super) fn attributes(&self) -> impl Iterator<Item = (&str, &SampleAttribute)> {
        self.attributes.iter().map(|(name, attribute)| (name.as_str(), attribute))
    }

    pub(super) fn attribute(&self, name: &str) -> Option<&SampleAttribute> {
        self.attributes.get(name)
    }

    fn add(&mut self, object: &Object, depth: usize) {
        for (name, value) in object.iter() {
            // An attribute that nobody has a value of is worth proposing too.
            self.attributes.update(name.to_owned(), |attribute| attribute.add(value, depth));
        }
    }
}

impl Default for SampleAttribute {
    fn default() -> Self {
        Self {
            present: 0,
            ty: Type::NEVER,
            texts: Vec::new(),
            shown: None,
            inside: SampleObject::default(),
        }
    }
}

impl SampleAttribute {
    fn add(&mut self, value: &Value<'_>, depth: usize) {
        if value.is_null() {
            return;
        }
        self.present += 1;
        self.ty = self.ty | value.ty();
        if self.shown.is_none() {
            self.shown = Some(shown(value));
        }
        match value {
            Value::Text(text) => self.add_text(text),
            Value::Array(items) => {
                items.iter().filter_map(Value::as_text).for_each(|text| self.add_text(text));
            }
            Value::Object(object) if depth > 0 => self.inside.add(object, depth - 1),
            _ => {}
        }
    }

    fn add_text(&mut self, text: &str) {
        if self.texts.len() < VALUES
            && !text.is_empty()
            && !self.texts.iter().any(|known| known == text)
        {
            self.texts.push(text.to_owned());
        }
    }
}

/// A value in a few words: its text, shortened, or its type.
pub(super) fn shown(value: &Value<'_>) -> String {
    let mut text = String::new();
    if crate::value::write_text(&mut text, value).is_err() {
        return value.type_name();
    }
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text,
    }
}
