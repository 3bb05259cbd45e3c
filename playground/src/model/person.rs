//! One sample human being with several records.

use super::{Pairs, Tagged};
use crate::json::{FromJson, Reader, Reading, ToJson, Writer};

/// The attributes of a person under one root, in the order in which they are shown.
pub(crate) type Record = Pairs<Tagged>;

/// A person: what each system knows about one human being.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Person {
    /// Tells this person from all others of the workspace.
    pub(crate) id: String,
    /// What the page calls them.
    pub(crate) name: String,
    /// By root: `appuser`, `user`, `active_directory` and so on.
    pub(crate) records: Pairs<Record>,
    /// Names of the groups they are in.
    pub(crate) groups: Vec<String>,
    /// Why this person was made, when the page made them.
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

impl FromJson for Person {
    fn read(json: Reader<'_>) -> Reading<Self> {
        let (mut id, mut name) = (None, None);
        let mut person = Self::default();
        json.object(&mut |field, json| {
            match field {
                "id" => id = Some(String::read(json)?),
                "name" => name = Some(String::read(json)?),
                "records" => person.records = Pairs::read(json)?,
                "groups" => person.groups = Vec::read(json)?,
                "generated" => person.generated = Option::read(json)?,
                _ => {}
            }
            Ok(())
        })?;
        person.id = id.ok_or_else(|| json.lacking("id"))?;
        person.name = name.ok_or_else(|| json.lacking("name"))?;
        Ok(person)
    }
}

impl ToJson for Person {
    fn write(&self, json: &mut Writer) {
        json.object(&mut |json| {
            json.field("id", &self.id);
            json.field("name", &self.name);
            json.field("records", &self.records);
            if !self.groups.is_empty() {
                json.field("groups", &self.groups);
            }
            if let Some(reason) = &self.generated {
                json.field("generated", reason);
            }
        });
    }
}
