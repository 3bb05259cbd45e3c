//! One record of a file → its profile, with or without a schema.

use std::collections::BTreeMap;

use super::Import;
use crate::formats::ldif::{Outcome, Reader};
use crate::provisioning::config::{FileConfig, FileFormat};
use crate::schema::{Attribute, AttributeType, Profile, Schema};

/// A file that a record is taken from.
pub(in crate::provisioning) struct FileSample<'a> {
    pub(in crate::provisioning) path: &'a str,
    pub(in crate::provisioning) format: FileFormat,
    pub(in crate::provisioning) bytes: &'a [u8],
    /// The schema of the file; without one, every field is an attribute of its own name.
    pub(in crate::provisioning) schema: Option<&'a Schema>,
}

/// The profile of the record with this id; names are compared as such.
pub(in crate::provisioning) fn sample(file: &FileSample<'_>, record: &str) -> Option<Profile> {
    let own = own_schema(file);
    let schema = file.schema.unwrap_or(&own);
    let fields = own_fields(file, schema);
    let config = FileConfig::plain(file.path, file.format, fields);
    let mut import = Import::new("", schema);
    import.read(&config, file.bytes);
    let people = import.finish();
    let wanted = crate::formats::Dn::parse(record);
    let person = people
        .persons
        .into_iter()
        .find(|person| person.record == record || (person.dn.is_some() && person.dn == wanted));
    person.map(|person| person.profile)
}

/// CSV and SCIM files need a field for every attribute.
fn own_fields(file: &FileSample<'_>, schema: &Schema) -> BTreeMap<String, String> {
    match file.format {
        FileFormat::Csv | FileFormat::ScimUsers => schema
            .attributes()
            .map(|attribute| (attribute.name.to_string(), attribute.outer_name().to_owned()))
            .collect(),
        FileFormat::Ldif | FileFormat::Ndjson | FileFormat::Json | FileFormat::OktaUsers => {
            BTreeMap::new()
        }
    }
}

/// A schema in which every field that occurs is an attribute.
fn own_schema(file: &FileSample<'_>) -> Schema {
    let mut names: BTreeMap<String, (String, bool)> = BTreeMap::new();
    if file.schema.is_none() {
        match file.format {
            FileFormat::Ldif => ldif_names(file.bytes, &mut names),
            FileFormat::Csv => csv_names(file.bytes, &mut names),
            FileFormat::Ndjson
            | FileFormat::Json
            | FileFormat::OktaUsers
            | FileFormat::ScimUsers => {
                object_names(file.bytes, &mut names);
            }
        }
    }
    let attribute = |(name, is_multiple): (String, bool)| {
        let mut attribute = Attribute::new(&name);
        attribute.ty = if is_multiple { AttributeType::Array } else { AttributeType::String };
        attribute
    };
    // Names that differ in case only were made one above, so that nothing can clash.
    Schema::new(names.into_values().map(attribute)).unwrap_or_default()
}

fn ldif_names(bytes: &[u8], names: &mut BTreeMap<String, (String, bool)>) {
    for entry in Reader::new(bytes) {
        let Outcome::Content(content) = entry.outcome else { continue };
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for value in &content.values {
            // A binary value is no text, and would reject its record.
            if std::str::from_utf8(&value.bytes).is_err() {
                continue;
            }
            let key = value.name.to_lowercase();
            *counts.entry(key.clone()).or_default() += 1;
            names.entry(key).or_insert_with(|| (value.name.clone().into_owned(), false));
        }
        for (key, _) in counts.into_iter().filter(|(_, count)| *count > 1) {
            if let Some(name) = names.get_mut(&key) {
                name.1 = true;
            }
        }
    }
}

fn csv_names(bytes: &[u8], names: &mut BTreeMap<String, (String, bool)>) {
    let header = crate::formats::csv::Reader::new(bytes, b',').next();
    for cell in header.into_iter().flat_map(|row| row.cells) {
        let name = String::from_utf8_lossy(&cell).into_owned();
        names.insert(name.to_lowercase(), (name, false));
    }
}

fn object_names(bytes: &[u8], names: &mut BTreeMap<String, (String, bool)>) {
    let lines = bytes.split(|byte| *byte == b'\n');
    let objects: Vec<serde_json::Value> = match crate::formats::parse_tree(bytes) {
        Ok(serde_json::Value::Array(items)) => items,
        _ => lines.filter_map(|line| crate::json::parse_bytes(line).ok()).collect(),
    };
    for object in &objects {
        let fields = object.get("profile").unwrap_or(object).as_object();
        for (name, value) in fields.into_iter().flatten() {
            let entry = names.entry(name.to_lowercase()).or_insert_with(|| (name.clone(), false));
            entry.1 |= value.is_array();
        }
    }
}
