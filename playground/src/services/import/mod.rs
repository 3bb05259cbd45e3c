//! Pasted or opened text → people, mappings or a whole workspace, and what could not be read.

mod csv;
mod json;
mod terraform;

use std::collections::BTreeSet;
use std::rc::Rc;

use super::engine;
use crate::model::{Mapping, Person, Record, Tagged, Workspace};

pub(crate) use csv::Blank;

/// The largest text that is read, in bytes.
const LARGEST: usize = 50 * 1024 * 1024;

/// The most people that are read.
const MOST: usize = 100_000;

/// What a text turned out to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Workspace,
    OktaUsers,
    OktaAppUsers,
    OktaMapping,
    Scim,
    Records,
    Json,
    JsonLines,
    Csv,
    Tsv,
    Ldif,
    Terraform,
    Unknown,
}

impl Kind {
    /// All; each stands at its own number.
    pub(crate) const ALL: [Self; 13] = [
        Self::Workspace,
        Self::OktaUsers,
        Self::OktaAppUsers,
        Self::OktaMapping,
        Self::Scim,
        Self::Records,
        Self::Json,
        Self::JsonLines,
        Self::Csv,
        Self::Tsv,
        Self::Ldif,
        Self::Terraform,
        Self::Unknown,
    ];

    /// What the page calls it; names of formats are not translated.
    pub(crate) const fn label(self) -> &'static str {
        match self {
            Self::Workspace => "attrmap workspace",
            Self::OktaUsers => "Okta users API",
            Self::OktaAppUsers => "Okta app users API",
            Self::OktaMapping => "Okta mappings API",
            Self::Scim => "SCIM",
            Self::Records => "JSON records",
            Self::Json => "JSON",
            Self::JsonLines => "JSON lines",
            Self::Csv => "CSV",
            Self::Tsv => "TSV",
            Self::Ldif => "LDIF",
            Self::Terraform => "Terraform",
            Self::Unknown => "?",
        }
    }
}

/// A part that was skipped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Skipped {
    /// Where it begins, from 1.
    pub(crate) line: usize,
    pub(crate) reason: String,
}

/// What was read.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Imported {
    pub(crate) kind: Kind,
    pub(crate) people: Vec<Rc<Person>>,
    pub(crate) mappings: Vec<Mapping>,
    pub(crate) workspace: Option<Rc<Workspace>>,
    pub(crate) skipped: Vec<Skipped>,
}

impl Imported {
    fn of(kind: Kind) -> Self {
        Self {
            kind,
            people: Vec::new(),
            mappings: Vec::new(),
            workspace: None,
            skipped: Vec::new(),
        }
    }

    /// How many people were read.
    pub(crate) fn count(&self) -> u32 {
        u32::try_from(self.people.len()).unwrap_or(u32::MAX)
    }

    fn skip(&mut self, line: usize, reason: impl Into<String>) {
        self.skipped.push(Skipped { line, reason: reason.into() });
    }

    /// Adds a person under names and ids that their attributes suggest.
    fn add(&mut self, records: Vec<(String, Record)>, groups: Vec<String>) {
        let number = self.people.len() + 1;
        let attribute = |names: &[&str]| {
            names.iter().find_map(|name| {
                let values = records.iter().filter_map(|(_, record)| record.get(name));
                values.map(Tagged::to_line).find(|text| !text.is_empty())
            })
        };
        let full = attribute(&["firstName", "givenName", "name.givenName"])
            .zip(attribute(&["lastName", "sn", "name.familyName"]))
            .map(|(first, last)| format!("{first} {last}"));
        let name = attribute(&["displayName", "cn"])
            .or(full)
            .or_else(|| attribute(&["name", "userName", "login", "mail", "email", "id"]))
            .unwrap_or_else(|| format!("Person {number}"));
        let person = Person {
            id: attribute(&["id", "login", "userName"]).unwrap_or_default(),
            name,
            records: records.into_iter().collect(),
            groups,
            generated: None,
        };
        self.people.push(Rc::new(person));
    }
}

/// Reads `text`; people without a root of their own come under `root`. Fields that a table leaves
/// blank become `blank`.
pub(crate) fn read(text: &str, root: &str, blank: Blank) -> Imported {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.len() > LARGEST {
        let mut refused = Imported::of(Kind::Unknown);
        refused.skip(1, "the text is larger than 50 MB");
        return refused;
    }
    let start = text.trim_start();
    let mut imported = if start.starts_with(['{', '[']) {
        json::read(start, root)
    } else if is_ldif(start) {
        ldif(text)
    } else if start.starts_with("resource ") || start.contains("okta_profile_mapping") {
        terraform::read(text)
    } else if csv::looks_like_table(start) {
        csv::read(text, root, blank)
    } else {
        let mut unknown = Imported::of(Kind::Unknown);
        if !start.is_empty() {
            unknown.skip(1, "this is none of the forms that can be read");
        }
        unknown
    };
    if imported.people.len() > MOST {
        imported.people.clear();
        imported.skip(1, "there are more than 100,000 people");
    }
    imported
}

/// Gives every person an id that nobody has yet.
pub(crate) fn with_new_ids(people: &[Rc<Person>], present: &[Rc<Person>]) -> Vec<Rc<Person>> {
    let mut used: BTreeSet<String> = present.iter().map(|person| person.id.clone()).collect();
    let mut number = present.len();
    people
        .iter()
        .map(|person| {
            if !person.id.is_empty() && used.insert(person.id.clone()) {
                return Rc::clone(person);
            }
            let mut id = person.id.clone();
            while id.is_empty() || used.contains(&id) {
                number += 1;
                id = format!("p{number}");
            }
            used.insert(id.clone());
            Rc::new(Person { id, ..(**person).clone() })
        })
        .collect()
}

fn is_ldif(text: &str) -> bool {
    let is_name = |line: &str| line.get(..3).is_some_and(|start| start.eq_ignore_ascii_case("dn:"));
    text.lines()
        .find(|line| !line.is_empty() && !line.starts_with('#') && !line.starts_with("version:"))
        .is_some_and(is_name)
}

fn ldif(text: &str) -> Imported {
    let mut imported = Imported::of(Kind::Ldif);
    for entry in engine::read_ldif(text.as_bytes()) {
        match entry {
            Ok(record) => imported.add(vec![("active_directory".to_owned(), record)], Vec::new()),
            Err((line, reason)) => imported.skip(line, reason),
        }
    }
    imported
}

#[cfg(test)]
mod tests;
