//! Pasted or opened text → people, mappings or a whole workspace, and what could not be read.

mod csv;
mod encoding;
mod how;
mod json;
mod merge;
mod terraform;
mod why;

use std::rc::Rc;

use super::engine;
use crate::model::{Mapping, Pairs, Person, Record, Sorted, Tagged, Workspace};

pub(crate) use encoding::{Encoding, Handed, decode};
pub(crate) use how::{Blank, Column, How};
pub(crate) use merge::{Part, merge};
pub(crate) use why::{Skipped, Why};

/// Roots by which a person with several records is known.
const ROOTS: [&str; 7] =
    ["user", "appuser", "appUser", "idpuser", "source", "active_directory", "org"];

/// The largest text that is read, in bytes.
pub(crate) const LARGEST: usize = 50 * 1024 * 1024;

/// The most people that are read.
const MOST: usize = 100_000;

/// What a text turned out to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Workspace,
    NewerWorkspace,
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
    pub(crate) const ALL: [Self; 14] = [
        Self::Workspace,
        Self::NewerWorkspace,
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
            Self::Workspace | Self::NewerWorkspace => "attrmap workspace",
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

/// What was read.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Imported {
    pub(crate) kind: Kind,
    pub(crate) people: Vec<Rc<Person>>,
    pub(crate) mappings: Vec<Mapping>,
    pub(crate) workspace: Option<Rc<Workspace>>,
    pub(crate) skipped: Vec<Skipped>,
    /// The parts of a newer workspace that are not understood.
    pub(crate) ignored: Vec<String>,
}

impl Imported {
    fn of(kind: Kind) -> Self {
        Self {
            kind,
            people: Vec::new(),
            mappings: Vec::new(),
            workspace: None,
            skipped: Vec::new(),
            ignored: Vec::new(),
        }
    }

    /// How many people were read.
    pub(crate) fn count(&self) -> u32 {
        u32::try_from(self.people.len()).unwrap_or(u32::MAX)
    }

    fn skip(&mut self, line: usize, why: Why) {
        self.skipped.push(Skipped { line, why });
    }

    /// Nothing, because of the whole text.
    fn refused(why: Why) -> Self {
        let mut refused = Self::of(Kind::Unknown);
        refused.skip(1, why);
        refused
    }

    /// Adds a person under this name, or under the one that their attributes suggest, as the id is.
    fn add(&mut self, records: Pairs<Record>, groups: Vec<String>, name: Option<String>) {
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
        let name = name
            .or_else(|| attribute(&["displayName", "cn"]))
            .or(full)
            .or_else(|| attribute(&["name", "userName", "login", "mail", "email"]))
            .or_else(|| attribute(&["firstName", "givenName", "lastName", "sn", "id"]))
            .unwrap_or_else(|| format!("Person {number}"));
        let person = Person {
            id: attribute(&["id", "login", "userName"]).unwrap_or_default(),
            name,
            records,
            groups,
            generated: None,
        };
        self.people.push(Rc::new(person));
    }
}

/// The forms that are told apart at first sight.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    Json,
    Ldif,
    Terraform,
    Table,
    Unknown,
}

/// The form of a text.
fn form(text: &str) -> Form {
    let start = text.trim_start();
    if start.starts_with(['{', '[']) {
        Form::Json
    } else if is_ldif(start) {
        Form::Ldif
    } else if start.starts_with("resource ") || start.contains("okta_profile_mapping") {
        Form::Terraform
    } else if csv::looks_like_table(start) {
        Form::Table
    } else {
        Form::Unknown
    }
}

/// A mark of the encoding is not part of the text.
fn without_mark(text: &str) -> &str {
    text.strip_prefix('\u{feff}').unwrap_or(text)
}

/// The names of the columns, if the text is a table.
pub(crate) fn columns(text: &str) -> Vec<String> {
    let text = without_mark(text);
    if text.len() <= LARGEST && form(text) == Form::Table { csv::header(text) } else { Vec::new() }
}

/// Reads `text` in the way that is wished.
pub(crate) fn read(text: &str, how: &How) -> Imported {
    let text = without_mark(text);
    if text.len() > LARGEST {
        return Imported::refused(Why::TooLarge(text.len()));
    }
    let imported = match form(text) {
        Form::Json => json::read(text, &how.root),
        Form::Ldif => ldif(text),
        Form::Terraform => terraform::read(text),
        Form::Table => csv::read(text, how),
        Form::Unknown if text.trim().is_empty() => Imported::of(Kind::Unknown),
        Form::Unknown => Imported::refused(Why::Unknown),
    };
    if imported.people.len() > MOST {
        return Imported {
            kind: imported.kind,
            ..Imported::refused(Why::TooMany(imported.people.len()))
        };
    }
    imported
}

/// Gives every person an id that nobody has yet.
pub(crate) fn with_new_ids(people: &[Rc<Person>], present: &[Rc<Person>]) -> Vec<Rc<Person>> {
    let ids = present.iter().chain(people).map(|person| person.id.clone());
    let first = Sorted::from(ids.zip(0..).collect::<Vec<(String, usize)>>());
    let mut number = present.len();
    people
        .iter()
        .zip(present.len()..)
        .map(|(person, place)| {
            if !person.id.is_empty() && first.get(&person.id) == Some(&place) {
                return Rc::clone(person);
            }
            loop {
                number += 1;
                let id = format!("p{number}");
                if !first.contains(&id) {
                    return Rc::new(Person { id, ..(**person).clone() });
                }
            }
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
            Ok(record) => {
                let records = [("active_directory".to_owned(), record)];
                imported.add(records.into_iter().collect(), Vec::new(), None);
            }
            Err((line, reason)) => imported.skip(line, Why::Said(reason)),
        }
    }
    imported
}

#[cfg(test)]
mod tests;
