//! Target attributes with their expressions, and all of them for one direction.

use std::rc::Rc;

use serde::{Deserialize, Serialize};

use super::{Check, Context, Pairs, Schema, Tagged};

/// When a mapping is applied.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Apply {
    #[default]
    CreateAndUpdate,
    Create,
}

/// A target attribute and the expression that fills it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Mapping {
    /// The target attribute.
    pub(crate) to: String,
    /// The expression, as typed.
    #[serde(default)]
    pub(crate) expr: String,
    #[serde(default)]
    pub(crate) apply: Apply,
    /// What is taken when the result is null.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) default: Option<Tagged>,
    /// Words for the next reader.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(crate) note: String,
}

/// All mappings of one direction, with what belongs to them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct MappingSet {
    /// Where the expressions will live.
    pub(crate) context: Context,
    #[serde(default)]
    pub(crate) mappings: Vec<Rc<Mapping>>,
    /// By target attribute: which source wins, best first.
    #[serde(default, skip_serializing_if = "Pairs::is_empty")]
    pub(crate) priority: Pairs<Vec<String>>,
    #[serde(default)]
    pub(crate) schema: Rc<Schema>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) checks: Vec<Rc<Check>>,
}

impl MappingSet {
    /// The mapping that fills `target`.
    pub(crate) fn mapping(&self, target: &str) -> Option<&Rc<Mapping>> {
        self.mappings.iter().find(|mapping| mapping.to == target)
    }

    /// The label of this direction, for instance `Office@Hand → Okta`.
    pub(crate) fn label(&self) -> String {
        format!("{} → {}", self.schema.source.label, self.schema.target.label)
    }
}
