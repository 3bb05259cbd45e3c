//! Files of a directory → its people; every broken record is named, and the rest goes on.

mod convert;
mod ldif;
mod objects;
mod sample;
mod table;

use std::collections::{BTreeMap, BTreeSet};

pub(super) use ldif::Kind;
pub(super) use sample::{FileSample, sample};

use super::config::{FileConfig, FileFormat};
use super::groups::Groups;
use super::people::{ImportDiagnostic, People, Person, Record, Rejected};
use crate::formats::Dn;
use crate::schema::{Attribute, Datum, Profile, Schema};
use convert::{NotText, Raw};

/// Collects the people of one directory, file after file.
pub(super) struct Import<'a> {
    schema: &'a Schema,
    people: People,
    groups: Groups,
    /// Keys of the names that were read.
    seen: BTreeSet<String>,
    /// The group and the key of the name of each of its members.
    members: Vec<(usize, String)>,
}

impl<'a> Import<'a> {
    pub(super) fn new(directory: &str, schema: &'a Schema) -> Self {
        let people = People { directory: directory.to_owned(), ..People::default() };
        let (groups, seen) = (Groups::default(), BTreeSet::new());
        Self { schema, people, groups, seen, members: Vec::new() }
    }

    /// Reads one file.
    pub(super) fn read(&mut self, config: &FileConfig, bytes: &[u8]) {
        self.people.files.push(config.path.clone());
        match config.format {
            FileFormat::Ldif => self.read_ldif(bytes),
            FileFormat::Csv => self.read_csv(config, bytes),
            FileFormat::Ndjson => self.read_ndjson(config, bytes),
            FileFormat::Json => self.read_json(config, bytes),
            FileFormat::OktaUsers => self.read_okta_users(bytes),
            FileFormat::ScimUsers => self.read_scim_users(config, bytes),
        }
    }

    /// The people, with the members of every group.
    pub(super) fn finish(mut self) -> People {
        let keys = self.people.persons.iter().enumerate();
        let keys: BTreeMap<String, usize> =
            keys.filter_map(|(index, person)| Some((person.dn.as_ref()?.key(), index))).collect();
        for (group, member) in std::mem::take(&mut self.members) {
            let person = keys.get(&member).and_then(|index| self.people.persons.get_mut(*index));
            if let Some(person) = person {
                person.groups.push(group);
            } else if let Some(nested) = self.groups.find_key(&member) {
                self.groups.add_parent(nested, group);
            }
        }
        self.people.groups = self.groups;
        let order = |d: &ImportDiagnostic| (d.file, d.line, d.attribute.clone(), d.code);
        self.people.diagnostics.sort_by_cached_key(order);
        self.people
    }

    fn file(&self) -> usize {
        self.people.files.len().saturating_sub(1)
    }

    fn diagnose(&mut self, line: usize, code: &'static str, attribute: Option<&str>) {
        let attribute = attribute.map(str::to_owned);
        let file = self.file();
        self.people.diagnostics.push(ImportDiagnostic { file, line, attribute, code });
    }

    /// Counts a record that is left out.
    fn ignore(&mut self, line: usize, code: &'static str) {
        self.diagnose(line, code, None);
        self.people.counts.ignored += 1;
    }

    fn reject(
        &mut self,
        line: usize,
        code: &'static str,
        attribute: Option<&str>,
        dn: Option<&str>,
    ) {
        self.diagnose(line, code, attribute);
        let file = self.file();
        let record = dn.map_or_else(|| self.place(line), str::to_owned);
        self.people.order.push(Record::Rejected(self.people.rejected.len()));
        self.people.rejected.push(Rejected { file, line, record });
        self.people.counts.rejected += 1;
    }

    /// The id of a record that has no other one.
    fn place(&self, line: usize) -> String {
        format!("{}:{line}", self.people.path(self.file()))
    }

    /// Takes a person in, or rejects it when a text of it is not UTF-8.
    fn add(&mut self, found: Found<'_>) {
        let mut profile = Profile::new();
        let mut warnings = Vec::new();
        let schema = self.schema;
        for attribute in schema.attributes() {
            let Some(field) = found.fields.get(attribute.name.as_ref()) else { continue };
            let name = attribute.name.as_ref();
            match convert::convert(attribute, &field.values) {
                Err(NotText(place)) => {
                    let line = field.lines.get(place).copied().unwrap_or(found.line);
                    self.reject(line, "IMP-103", Some(name), found.dn_text.as_deref());
                    return;
                }
                Ok((value, codes)) => {
                    let line = field.lines.first().copied().unwrap_or(found.line);
                    warnings.extend(codes.into_iter().map(|code| (line, code, name)));
                    crate::mastering::set(&mut profile, &attribute.name, value);
                }
            }
        }
        for (line, code, name) in warnings {
            self.diagnose(line, code, Some(name));
        }
        let record = found.dn_text.clone().or(found.id);
        let record = record.unwrap_or_else(|| self.place(found.line));
        let groups = found.groups.iter().map(|group| self.groups.intern(group)).collect();
        self.people.order.push(Record::Person(self.people.persons.len()));
        self.people.counts.users += 1;
        self.people.persons.push(Person {
            file: self.file(),
            line: found.line,
            record,
            dn: found.dn,
            dn_text: found.dn_text,
            scim_id: found.scim_id,
            enabled: found.enabled,
            critical: found.critical,
            profile,
            groups,
        });
    }
}

/// A person as a format gives it.
struct Found<'a> {
    line: usize,
    dn: Option<Dn>,
    dn_text: Option<String>,
    id: Option<String>,
    scim_id: Option<String>,
    enabled: bool,
    critical: bool,
    groups: Vec<String>,
    /// The values by attribute.
    fields: BTreeMap<&'a str, Field<'a>>,
}

/// The values of one attribute, and their lines where the format has such.
#[derive(Default)]
struct Field<'a> {
    values: Vec<Raw<'a>>,
    lines: Vec<usize>,
}

impl Found<'_> {
    fn at(line: usize) -> Self {
        Self {
            line,
            dn: None,
            dn_text: None,
            id: None,
            scim_id: None,
            enabled: true,
            critical: false,
            groups: Vec::new(),
            fields: BTreeMap::new(),
        }
    }
}

/// Whether a text says that an account is enabled.
fn says_enabled(text: &str) -> bool {
    !["false", "no", "0"].iter().any(|word| text.eq_ignore_ascii_case(word))
}

/// A scalar as a raw value; null is none, a list is several.
fn raw_values(value: Datum) -> Vec<Raw<'static>> {
    match value {
        Datum::Null => Vec::new(),
        Datum::List(items) => items.into_iter().flat_map(raw_values).collect(),
        Datum::Text(text) => vec![Raw::Bytes(text.into_bytes().into())],
        scalar => vec![Raw::Scalar(scalar)],
    }
}

/// The attribute's field in files that name fields by attribute.
fn own_field<'f>(config: &'f FileConfig, attribute: &'f Attribute) -> &'f str {
    config.fields.get(attribute.name.as_ref()).map_or(attribute.name.as_ref(), String::as_str)
}
