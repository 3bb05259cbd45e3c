//! Which attributes the two sides of a mapping set have, and their rules.

use serde::{Deserialize, Serialize};

/// One attribute of a profile.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct AttributeSchema {
    /// As expressions write it.
    pub(crate) name: String,
    /// `string`, `integer`, `number`, `boolean`, `array`.
    #[serde(rename = "type", default = "string_type")]
    pub(crate) ty: String,
    /// Whether the target refuses a profile without it.
    #[serde(default, skip_serializing_if = "is_false")]
    pub(crate) required: bool,
    /// Whether no two people may have the same value.
    #[serde(default, skip_serializing_if = "is_false")]
    pub(crate) unique: bool,
    /// The longest text allowed, in UTF-16 units.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) max_length: Option<usize>,
    /// The only values allowed, when there are such.
    #[serde(default, rename = "enum", skip_serializing_if = "Vec::is_empty")]
    pub(crate) one_of: Vec<String>,
    /// `email`, `phone`, `country-code`, `state-code`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) format: Option<String>,
}

/// The system at one end of a mapping set.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Side {
    /// What people call it: `Office@Hand`, `Okta`.
    #[serde(default)]
    pub(crate) label: String,
    /// The root under which expressions read its record.
    #[serde(default)]
    pub(crate) root: String,
    /// Its attributes.
    #[serde(default)]
    pub(crate) attributes: Vec<AttributeSchema>,
}

/// Both ends of a mapping set.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Schema {
    #[serde(default)]
    pub(crate) source: Side,
    #[serde(default)]
    pub(crate) target: Side,
}

impl Side {
    /// The attribute called `name`.
    pub(crate) fn attribute(&self, name: &str) -> Option<&AttributeSchema> {
        self.attributes.iter().find(|attribute| attribute.name == name)
    }
}

fn string_type() -> String {
    "string".to_owned()
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
fn is_false(value: &bool) -> bool {
    !value
}
