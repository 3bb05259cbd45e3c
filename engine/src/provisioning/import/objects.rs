//! NDJSON, JSON, Okta users and SCIM users → people.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::{Field, Found, Import, own_field, raw_values, says_enabled};
use crate::formats::{Dn, DocumentError, parse_tree, scim};
use crate::json;
use crate::provisioning::config::FileConfig;
use crate::schema::{Attribute, Datum};

impl<'a> Import<'a> {
    pub(super) fn read_ndjson(&mut self, config: &FileConfig, bytes: &[u8]) {
        let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
        for (index, line) in bytes.split(|byte| *byte == b'\n').enumerate() {
            if line.trim_ascii().is_empty() {
                continue;
            }
            match json::parse_bytes(line) {
                Ok(Value::Object(object)) => self.read_object(config, index + 1, &object),
                _ => self.reject(index + 1, "IMP-101", None, None),
            }
        }
    }

    pub(super) fn read_json(&mut self, config: &FileConfig, bytes: &[u8]) {
        for (index, item) in self.items(bytes).into_iter().enumerate() {
            match item {
                Value::Object(object) => self.read_object(config, index + 1, &object),
                _ => self.reject(index + 1, "IMP-101", None, None),
            }
        }
    }

    pub(super) fn read_okta_users(&mut self, bytes: &[u8]) {
        for (index, item) in self.items(bytes).into_iter().enumerate() {
            let line = index + 1;
            let Some(profile) = item.get("profile").and_then(Value::as_object) else {
                self.reject(line, "IMP-101", None, None);
                continue;
            };
            let text = |key| item.get(key).and_then(Value::as_str);
            let mut found = Found::at(line);
            found.id = text("id").map(str::to_owned);
            found.enabled = !matches!(text("status"), Some("DEPROVISIONED" | "SUSPENDED"));
            let own = |attribute: &Attribute| {
                let value = profile.get(attribute.outer_name());
                value.or_else(|| profile.get(attribute.name.as_ref())).map(Datum::from)
            };
            self.add_fields(&mut found, own);
            self.add(found);
        }
    }

    pub(super) fn read_scim_users(&mut self, config: &FileConfig, bytes: &[u8]) {
        let resources = match scim::read_users(bytes) {
            Ok(resources) => resources,
            Err(error) => return self.reject_file(&error),
        };
        let paths: BTreeMap<&str, scim::Path> = config
            .fields
            .iter()
            .filter_map(|(name, path)| Some((name.as_str(), scim::Path::parse(path)?)))
            .collect();
        for (index, resource) in resources.into_iter().enumerate() {
            let Some(resource) = resource else {
                self.reject(index + 1, "IMP-101", None, None);
                continue;
            };
            let mut found = Found::at(index + 1);
            found.id = resource.id().map(str::to_owned);
            found.scim_id.clone_from(&found.id);
            found.enabled = resource.is_active();
            found.groups = resource.groups().map(str::to_owned).collect();
            let own = |attribute: &Attribute| {
                let path = paths.get(attribute.name.as_ref())?;
                Some(Datum::List(resource.values(path)))
            };
            self.add_fields(&mut found, own);
            self.add(found);
        }
    }

    /// A flat object with the special keys `id`, `dn`, `groups` and `enabled`.
    fn read_object(&mut self, config: &FileConfig, line: usize, object: &Map<String, Value>) {
        let text = |key| {
            let value = object.get(key).map(Datum::from).unwrap_or_default();
            Some(value.to_plain()).filter(|text| !text.is_empty())
        };
        let mut found = Found::at(line);
        found.dn_text = text("dn");
        found.dn = found.dn_text.as_deref().and_then(Dn::parse);
        if found.dn_text.is_some() && found.dn.is_none() {
            return self.reject(line, "IMP-101", None, found.dn_text.as_deref());
        }
        found.id = text("id");
        found.enabled = text("enabled").is_none_or(|text| says_enabled(&text));
        found.groups = match object.get("groups").map(Datum::from) {
            Some(Datum::List(groups)) => groups.iter().map(Datum::to_plain).collect(),
            Some(group) if !group.is_missing() => vec![group.to_plain()],
            _ => Vec::new(),
        };
        self.add_fields(&mut found, |attribute| {
            object.get(own_field(config, attribute)).map(Datum::from)
        });
        self.add(found);
    }

    fn add_fields(&self, found: &mut Found<'a>, value: impl Fn(&Attribute) -> Option<Datum>) {
        let schema = self.schema;
        for attribute in schema.attributes() {
            let Some(value) = value(attribute) else { continue };
            let field = Field { values: raw_values(value), lines: Vec::new() };
            found.fields.insert(&attribute.name, field);
        }
    }

    /// The items of a JSON array; a file that is none is one rejected record.
    fn items(&mut self, bytes: &[u8]) -> Vec<Value> {
        match parse_tree(bytes) {
            Ok(Value::Array(items)) => items,
            Ok(_) => {
                self.reject_file(&DocumentError::at(1, "not a list"));
                Vec::new()
            }
            Err(error) => {
                self.reject_file(&error);
                Vec::new()
            }
        }
    }

    fn reject_file(&mut self, error: &DocumentError) {
        self.reject(error.line.unwrap_or(1), "IMP-101", None, None);
    }
}
