//! LDIF → people and groups.

use std::borrow::Cow;
use std::cmp::Ordering;

use super::convert::Raw;
use super::{Field, Found, Import};
use crate::formats::Dn;
use crate::formats::ldif::{Content, Entry, Outcome, Reader, Value};
use crate::schema::Schema;

/// The bit of `userAccountControl` that says that the account is disabled.
const DISABLED: i64 = 2;

impl Import<'_> {
    pub(super) fn read_ldif(&mut self, bytes: &[u8]) {
        let fields = FieldTable::new(self.schema);
        for entry in Reader::new(bytes) {
            self.read_entry(entry, &fields);
        }
    }

    fn read_entry(&mut self, entry: Entry<'_>, fields: &FieldTable<'_>) {
        for (line, attribute) in &entry.not_ascii {
            self.diagnose(*line, "IMP-203", Some(attribute));
        }
        let line = entry.line;
        match entry.outcome {
            Outcome::Broken(broken) => {
                let attribute = broken.attribute.as_deref();
                self.reject(broken.line, broken.code, attribute, entry.dn.as_deref());
            }
            Outcome::Change(_) => self.ignore(line, "IMP-105"),
            Outcome::Content(content) => {
                if !self.seen.insert(content.dn.key()) {
                    return self.ignore(line, "IMP-106");
                }
                match Kind::of(&content) {
                    Kind::Group => self.read_group(&content),
                    Kind::Person => self.read_person(line, entry.dn, content, fields),
                    Kind::Other => self.people.counts.other += 1,
                }
            }
        }
    }

    fn read_group(&mut self, content: &Content<'_>) {
        self.people.counts.groups += 1;
        let group = self.groups.intern_dn(&content.dn);
        for value in &content.values {
            let Ok(text) = std::str::from_utf8(&value.bytes) else { continue };
            if value.name.eq_ignore_ascii_case("member") {
                self.members.extend(Dn::parse(text).map(|dn| (group, dn.key())));
            } else if value.name.eq_ignore_ascii_case("memberOf") {
                let parent = self.groups.intern(text);
                self.groups.add_parent(group, parent);
            }
        }
    }

    fn read_person(
        &mut self,
        line: usize,
        dn_text: Option<String>,
        content: Content<'_>,
        fields: &FieldTable<'_>,
    ) {
        let mut found = Found::at(line);
        let own_name = dn_text.clone().unwrap_or_default();
        for attribute in fields.attributes("dn") {
            let values = vec![Raw::Bytes(Cow::Borrowed(own_name.as_bytes()))];
            found.fields.insert(attribute, Field { values, lines: vec![line] });
        }
        for Value { name, bytes, line } in content.values {
            let text = || std::str::from_utf8(&bytes).unwrap_or_default();
            if name.eq_ignore_ascii_case("memberOf") {
                found.groups.push(text().to_owned());
            } else if name.eq_ignore_ascii_case("userAccountControl") {
                let control: i64 = text().trim().parse().unwrap_or_default();
                found.enabled = control & DISABLED == 0;
            } else if name.eq_ignore_ascii_case("isCriticalSystemObject") {
                found.critical = text() == "TRUE";
            }
            for attribute in fields.attributes(&name) {
                let field = found.fields.entry(attribute).or_default();
                field.values.push(Raw::Bytes(bytes.clone()));
                field.lines.push(line);
            }
        }
        found.dn = Some(content.dn);
        found.dn_text = dn_text;
        self.add(found);
    }
}

/// What an entry describes.
pub(in crate::provisioning) enum Kind {
    Group,
    Person,
    Other,
}

impl Kind {
    pub(in crate::provisioning) fn of(content: &Content<'_>) -> Self {
        let has_class = |class: &str| {
            content.values.iter().any(|value| {
                value.name.eq_ignore_ascii_case("objectClass")
                    && value.bytes.eq_ignore_ascii_case(class.as_bytes())
            })
        };
        if has_class("group") || has_class("groupOfNames") {
            Self::Group
        } else if (has_class("user") || has_class("inetOrgPerson")) && !has_class("computer") {
            Self::Person
        } else {
            Self::Other
        }
    }
}

/// Attributes by outer name, compared without case.
struct FieldTable<'a> {
    rows: Vec<(&'a str, Vec<&'a str>)>,
}

impl<'a> FieldTable<'a> {
    fn new(schema: &'a Schema) -> Self {
        let mut rows: Vec<(&str, Vec<&str>)> = Vec::new();
        for attribute in schema.attributes() {
            let name = attribute.outer_name();
            match rows.binary_search_by(|row| without_case(row.0, name)) {
                Ok(place) => {
                    if let Some(row) = rows.get_mut(place) {
                        row.1.push(&attribute.name);
                    }
                }
                Err(place) => rows.insert(place, (name, vec![&attribute.name])),
            }
        }
        Self { rows }
    }

    fn attributes(&self, name: &str) -> impl Iterator<Item = &'a str> + use<'a, '_> {
        let place = self.rows.binary_search_by(|row| without_case(row.0, name)).ok();
        place
            .and_then(|place| self.rows.get(place))
            .into_iter()
            .flat_map(|row| row.1.iter().copied())
    }
}

fn without_case(a: &str, b: &str) -> Ordering {
    a.bytes().map(|b| b.to_ascii_lowercase()).cmp(b.bytes().map(|b| b.to_ascii_lowercase()))
}
