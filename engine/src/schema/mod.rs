//! Which attributes a system has, with type and rules: definitions in, converted and checked values out.

mod constraint;
mod datum;
mod format;

use std::collections::BTreeMap;
use std::fmt;

use crate::pattern;
use crate::text::Letters;

pub use constraint::Constraint;
pub(crate) use constraint::parse_integer;
pub use datum::{Datum, Name, Profile};
pub use format::{has_format, is_date_time, is_email};

/// The type of an attribute, in the words of Okta's Schemas API.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum AttributeType {
    /// Text.
    #[default]
    String,
    /// `true` or `false`.
    Boolean,
    /// A whole number.
    Integer,
    /// Any number.
    Number,
    /// A list.
    Array,
}

impl AttributeType {
    /// The type that the word of the Schemas API names.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Some(match word {
            "string" => Self::String,
            "boolean" => Self::Boolean,
            "integer" => Self::Integer,
            "number" => Self::Number,
            "array" => Self::Array,
            _ => return None,
        })
    }

    /// The word of the Schemas API.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::String => "string",
            Self::Boolean => "boolean",
            Self::Integer => "integer",
            Self::Number => "number",
            Self::Array => "array",
        }
    }
}

/// Which half of a schema an attribute is defined in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, PartialOrd, Ord)]
pub enum Part {
    /// The attributes that the system brings along.
    Base,
    /// The attributes that the organization added.
    #[default]
    Custom,
}

/// Who owns an attribute of the hub: the `master` of its definition.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Master {
    /// The first linked app of the list of profile sources.
    #[default]
    ProfileSource,
    /// The hub itself.
    Hub,
    /// The first linked app of this list, by app id or name.
    Override(Vec<String>),
}

/// A pattern that is searched for in a text; anchor it to match all of it.
#[derive(Debug, Clone)]
pub struct Pattern {
    text: String,
    compiled: pattern::Pattern,
}

impl Pattern {
    /// Reads the pattern.
    ///
    /// # Errors
    ///
    /// A sentence about what is wrong in it.
    pub fn new(text: &str) -> Result<Self, String> {
        let compiled = pattern::Pattern::new(text).map_err(|error| error.message)?;
        Ok(Self { text: text.to_owned(), compiled })
    }

    /// The pattern as it was written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Whether the pattern occurs in the text; not, if it takes too many steps to tell.
    #[must_use]
    pub fn is_found_in(&self, text: &str) -> bool {
        self.compiled.is_found_in(text) == Ok(true)
    }
}

impl PartialEq for Pattern {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

/// An attribute that is required when another one has one of some values.
#[derive(Debug, Clone, PartialEq)]
pub struct RequiredWhen {
    /// The other attribute.
    pub attribute: String,
    /// Its values.
    pub values: Vec<Datum>,
}

/// The definition of one attribute.
#[derive(Debug, Clone, PartialEq)]
#[expect(clippy::struct_excessive_bools, reason = "each is one key of a definition")]
pub struct Attribute {
    /// Its name.
    pub name: Name,
    /// The half of the schema that it belongs to.
    pub part: Part,
    /// The title that people see.
    pub title: Option<String>,
    /// The type of its value.
    pub ty: AttributeType,
    /// The type of an array's items.
    pub items: Option<AttributeType>,
    /// Whether every profile needs a value.
    pub required: bool,
    /// The least number of code points.
    pub min_length: Option<usize>,
    /// The greatest number of code points.
    pub max_length: Option<usize>,
    /// What must be found in the text.
    pub pattern: Option<Pattern>,
    /// The named form of the text.
    pub format: Option<String>,
    /// The allowed values.
    pub values: Option<Vec<Datum>>,
    /// The value that a new profile starts with.
    pub default: Datum,
    /// Whether mappings can not write it.
    pub read_only: bool,
    /// Its name in the outer system.
    pub external_name: Option<String>,
    /// Who owns it.
    pub master: Master,
    /// Whether the outer value is the 16 bytes of a GUID.
    pub guid: bool,
    /// The attribute with the country that its value must be a subdivision of.
    pub subdivision_of: Option<String>,
    /// When it is required besides `required`.
    pub required_when: Option<RequiredWhen>,
    /// Whether the app decides about its value.
    pub app_owned: bool,
    /// Keys of the definition that mean nothing here and are kept for writing it again.
    pub(crate) other: serde_json::Map<String, serde_json::Value>,
}

impl Attribute {
    /// A text attribute without any rule.
    #[must_use]
    pub fn new(name: &str) -> Self {
        Self {
            name: name.into(),
            part: Part::default(),
            title: None,
            ty: AttributeType::default(),
            items: None,
            required: false,
            min_length: None,
            max_length: None,
            pattern: None,
            format: None,
            values: None,
            default: Datum::Null,
            read_only: false,
            external_name: None,
            master: Master::default(),
            guid: false,
            subdivision_of: None,
            required_when: None,
            app_owned: false,
            other: serde_json::Map::new(),
        }
    }

    /// Its name in the outer system: the external name, else its own.
    #[must_use]
    pub fn outer_name(&self) -> &str {
        self.external_name.as_deref().unwrap_or(&self.name)
    }
}

/// The attributes of one system.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Schema {
    /// The system's name, when the file says it.
    pub name: Option<String>,
    /// The title that people see.
    pub title: Option<String>,
    attributes: BTreeMap<Name, Attribute>,
    order: Vec<Name>,
}

impl Schema {
    /// A schema with these attributes, in this order.
    ///
    /// # Errors
    ///
    /// [`SchemaError`] when two names are equal or differ in letter case only.
    pub fn new(attributes: impl IntoIterator<Item = Attribute>) -> Result<Self, SchemaError> {
        let mut schema = Self::default();
        let mut seen: BTreeMap<String, Name> = BTreeMap::new();
        for attribute in attributes {
            let name = Name::clone(&attribute.name);
            if let Some(first) = seen.insert(name.lower(), Name::clone(&name)) {
                return Err(SchemaError::new(format!(
                    "the attribute names `{first}` and `{name}` clash"
                )));
            }
            schema.order.push(Name::clone(&name));
            schema.attributes.insert(name, attribute);
        }
        Ok(schema)
    }

    /// The definition of the attribute.
    #[must_use]
    pub fn attribute(&self, name: &str) -> Option<&Attribute> {
        self.attributes.get(name)
    }

    /// Every definition, by name.
    pub fn attributes(&self) -> impl Iterator<Item = &Attribute> {
        self.attributes.values()
    }

    /// Every definition, in the order of the file.
    pub fn attributes_as_written(&self) -> impl Iterator<Item = &Attribute> {
        self.order.iter().filter_map(|name| self.attributes.get(name))
    }

    /// Gives every app id of an override list the name that it stands for.
    pub fn name_sources(&mut self, names: &BTreeMap<String, String>) {
        for attribute in self.attributes.values_mut() {
            if let Master::Override(sources) = &mut attribute.master {
                for source in sources {
                    if let Some(name) = names.get(source) {
                        source.clone_from(name);
                    }
                }
            }
        }
    }
}

/// A schema that can not be read, with the reason in one sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SchemaError {
    message: String,
}

impl SchemaError {
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self { message: message.into() }
    }
}

impl fmt::Display for SchemaError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for SchemaError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_clash_even_by_case() {
        let error = Schema::new([Attribute::new("Mail"), Attribute::new("mail")]).unwrap_err();
        assert_eq!(error.to_string(), "the attribute names `Mail` and `mail` clash");
    }

    #[test]
    fn a_broken_pattern_says_why() {
        let message = "the group is not closed: a `)` is missing";
        assert_eq!(Pattern::new("(").unwrap_err(), message);
    }
}
