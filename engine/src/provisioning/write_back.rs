//! Provisioned users → changes of their directory records: LDIF or SCIM patches.

use serde::Serialize;
use serde_json::json;

use super::propose::{check, evaluate};
use super::row::RowDiagnostic;
use super::work::{RecordId, Work};
use crate::formats::ldif::{Modification, write_modifications};
use crate::mapping::MappingSet;
use crate::schema::{Datum, Name, Schema};

/// What is written back to one directory.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct WriteBack {
    /// The directory.
    pub directory: String,
    /// Changes of records with a distinguished name.
    pub modifications: Vec<Modification>,
    /// Changes of SCIM resources.
    pub patches: Vec<Patch>,
    /// Every value that is written back: record, attribute, value before and after.
    pub values: Vec<WrittenValue>,
}

/// A SCIM patch and the resource that it is for.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Patch {
    /// The resource's id.
    pub id: String,
    schemas: [&'static str; 1],
    /// The operations, by path.
    #[serde(rename = "Operations")]
    pub operations: Vec<PatchOperation>,
}

/// One operation of a patch.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct PatchOperation {
    /// `replace` or `remove`.
    pub op: &'static str,
    /// The attribute's path.
    pub path: String,
    /// The new value.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<Datum>,
}

/// A value that is written back.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct WrittenValue {
    /// The record's id.
    pub record: String,
    /// The attribute.
    pub attribute: Name,
    /// The value before.
    pub old: Datum,
    /// The value after.
    pub new: Datum,
    id: RecordId,
}

impl WriteBack {
    /// The number of records.
    #[must_use]
    pub fn records(&self) -> usize {
        self.modifications.len() + self.patches.len()
    }

    /// The LDIF file.
    #[must_use]
    pub fn to_ldif(&self) -> String {
        write_modifications(&self.modifications)
    }

    /// The file of SCIM patches, one per line.
    #[must_use]
    pub fn to_scim(&self) -> String {
        let mut text = String::new();
        for patch in &self.patches {
            text.push_str(&json!(patch).to_string());
            text.push('\n');
        }
        text
    }
}

/// A new value of one attribute; null deletes it.
struct Difference {
    attribute: Name,
    old: Datum,
    new: Datum,
}

impl Work<'_> {
    /// What goes back to every directory with a mapping out of the hub.
    pub(super) fn write_back(&mut self) -> Vec<WriteBack> {
        let run = self.run;
        let mut all = Vec::new();
        for (name, set) in &run.to_app {
            let Some(directory) = run.directory(name) else { continue };
            let Some(schema) = run.directory_schemas.get(directory) else { continue };
            let mut written = WriteBack { directory: name.clone(), ..WriteBack::default() };
            for (id, candidate) in self.provisioned(directory) {
                let differences = self.differences(id, candidate, set, schema);
                if !differences.is_empty() {
                    self.record(id, candidate, differences, schema, &mut written);
                }
            }
            all.push(written);
        }
        all
    }

    /// The records of a directory whose users were provisioned, in record order.
    fn provisioned(&self, directory: usize) -> Vec<(RecordId, usize)> {
        let mut records = Vec::new();
        for (index, candidate) in self.candidates.iter().enumerate() {
            if candidate.extension.is_some() {
                let own = candidate.records.iter().filter(|id| id.0 == directory);
                records.extend(own.map(|id| (*id, index)));
            }
        }
        records.sort_unstable();
        records
    }

    fn differences(
        &mut self,
        id: RecordId,
        candidate: usize,
        set: &MappingSet,
        schema: &Schema,
    ) -> Vec<Difference> {
        let name = self.directory_name(id.0);
        let keeps_nulls = self.run.keeps_nulls(&format!("toApp.{name}"));
        let Some(candidate) = self.candidates.get(candidate) else { return Vec::new() };
        let user = candidate.user.and_then(|user| self.state.hub.users.get(user));
        let (Some(user), Some(person)) = (user, self.person(id)) else { return Vec::new() };
        let context = self.context(set, candidate, &user.profile, &person.profile);
        let mut differences = Vec::new();
        let mut diagnostics = Vec::new();
        for rule in set.active_rules(false) {
            let attribute = schema.attribute(&rule.target);
            if attribute.is_some_and(|attribute| attribute.read_only) {
                continue;
            }
            let value = evaluate(rule, &context).and_then(|value| {
                let unknown = || RowDiagnostic::new(&rule.target, "MAP-102");
                check(attribute.ok_or_else(unknown)?, value)
            });
            match value {
                Err(diagnostic) => diagnostics.push(diagnostic),
                Ok(new) => {
                    let old = person.profile.get(&rule.target).cloned().unwrap_or_default();
                    let clears = new.is_missing();
                    let is_same = if clears { old.is_missing() || keeps_nulls } else { new == old };
                    if !is_same {
                        let new = if clears { Datum::Null } else { new };
                        let attribute = Name::clone(&rule.target);
                        differences.push(Difference { attribute, old, new });
                    }
                }
            }
        }
        let row = candidate.row;
        if let Some(row) = self.rows.get_mut(row) {
            row.diagnostics.extend(diagnostics);
        }
        differences
    }

    /// Writes the changes of one record in the way that the record allows.
    fn record(
        &mut self,
        id: RecordId,
        candidate: usize,
        differences: Vec<Difference>,
        schema: &Schema,
        written: &mut WriteBack,
    ) {
        let Some(person) = self.person(id) else { return };
        let outer = |name: &str| schema.attribute(name).map_or(name, |a| a.outer_name()).to_owned();
        if let Some(dn) = &person.dn_text {
            let set = differences
                .iter()
                .map(|difference| (outer(&difference.attribute), ldap_values(&difference.new)))
                .collect();
            written.modifications.push(Modification { dn: dn.clone(), set });
        } else if let Some(scim_id) = &person.scim_id {
            let file = self.run.file.directories.get(id.0).and_then(|d| d.files.get(person.file));
            let path = |name: &str| {
                let path = file.and_then(|file| file.fields.get(name)).cloned();
                path.unwrap_or_else(|| outer(name))
            };
            let operation = |d: &Difference| operation(path(&d.attribute), &d.new);
            let mut operations: Vec<PatchOperation> = differences.iter().map(operation).collect();
            operations.sort_by(|a, b| a.path.cmp(&b.path));
            let schemas = ["urn:ietf:params:scim:api:messages:2.0:PatchOp"];
            written.patches.push(Patch { id: scim_id.clone(), schemas, operations });
        } else {
            let row = self.candidates.get(candidate).map(|candidate| candidate.row);
            if let Some(row) = row.and_then(|row| self.rows.get_mut(row)) {
                row.diagnostics.push(RowDiagnostic {
                    attribute: None,
                    code: "WBK-101",
                    detail: None,
                });
            }
            return;
        }
        let record = person.record.clone();
        written.values.extend(differences.into_iter().map(|difference| WrittenValue {
            record: record.clone(),
            attribute: difference.attribute,
            old: difference.old,
            new: difference.new,
            id,
        }));
    }
}

/// The values as LDAP spells them; none deletes the attribute.
fn ldap_values(value: &Datum) -> Vec<String> {
    match value {
        Datum::Null => Vec::new(),
        Datum::Boolean(value) => vec![if *value { "TRUE" } else { "FALSE" }.to_owned()],
        Datum::List(items) => items.iter().flat_map(ldap_values).collect(),
        scalar => vec![scalar.to_plain()],
    }
}

fn operation(path: String, value: &Datum) -> PatchOperation {
    if value.is_null() {
        PatchOperation { op: "remove", path, value: None }
    } else {
        PatchOperation { op: "replace", path, value: Some(value.clone()) }
    }
}

/// Applies what was written back to the imported profiles, as the next run will read them.
pub(super) fn apply_to_people(state: &mut super::State, written: &[WriteBack]) {
    for value in written.iter().flat_map(|written| &written.values) {
        let person = state.people.get_mut(value.id.0).and_then(|p| p.persons.get_mut(value.id.1));
        if let Some(person) = person {
            crate::mastering::set(&mut person.profile, &value.attribute, value.new.clone());
        }
    }
}
