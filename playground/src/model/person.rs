//! One sample human being with several records.

use serde::{Deserialize, Serialize};

use super::{Pairs, Tagged};

/// The attributes of a person under one root, in the order in which they are shown.
pub(crate) type Record = Pairs<Tagged>;

/// A person: what each system knows about one human being.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Person {
    /// Tells this person from all others of the workspace.
    pub(crate) id: String,
    /// What the page calls them.
    pub(crate) name: String,
    /// By root: `appuser`, `user`, `active_directory` and so on.
    #[serde(default)]
    pub(crate) records: Pairs<Record>,
    /// Names of the groups they are in.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) groups: Vec<String>,
    /// Why this person was made, when the page made them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) generated: Option<String>,
}

impl Person {
    /// What stands in an attribute; missing when the record or the attribute is not there.
    pub(crate) fn value(&self, root: &str, attribute: &str) -> &Tagged {
        const MISSING: &Tagged = &Tagged::Missing;
        self.records.get(root).and_then(|record| record.get(attribute)).unwrap_or(MISSING)
    }

    /// The same person with another value in an attribute.
    pub(crate) fn with_value(&self, root: &str, attribute: &str, value: Tagged) -> Self {
        let mut person = self.clone();
        let mut record = person.records.get(root).cloned().unwrap_or_default();
        record.set(attribute, value);
        person.records.set(root, record);
        person
    }
}
