//! What an import gives: the people of one directory, their groups, and what could not be read.

use serde::Serialize;

use super::codes::{Severity, severity};
use super::groups::Groups;
use crate::formats::Dn;
use crate::schema::Profile;

/// The people of one directory, in the order of its files.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct People {
    /// The directory's name.
    pub directory: String,
    /// The paths of its files.
    pub files: Vec<String>,
    /// Its readable people.
    pub persons: Vec<Person>,
    /// The records that could not be read.
    pub rejected: Vec<Rejected>,
    /// Both of them in the order of the files.
    pub order: Vec<Record>,
    /// Its groups.
    pub groups: Groups,
    /// How much there was of what.
    pub counts: Counts,
    /// What was odd or broken, sorted by file, line, attribute and code.
    pub diagnostics: Vec<ImportDiagnostic>,
}

/// A place in [`People::persons`] or [`People::rejected`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Record {
    /// A readable person.
    Person(usize),
    /// A rejected record.
    Rejected(usize),
}

/// How many records of each kind a directory has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[non_exhaustive]
pub struct Counts {
    /// Readable people.
    pub users: usize,
    /// Groups.
    pub groups: usize,
    /// Readable entries of other kinds.
    pub other: usize,
    /// Records that could not be read.
    pub rejected: usize,
    /// Records that were left out.
    pub ignored: usize,
}

/// One person of a directory.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Person {
    /// The place of its file in [`People::files`].
    pub file: usize,
    /// The line, row or position of the record, from 1.
    pub line: usize,
    /// The record's id: the name, else the id, else path and line.
    pub record: String,
    /// The name in the directory.
    pub dn: Option<Dn>,
    /// The name as it was written.
    pub dn_text: Option<String>,
    /// The id of a SCIM resource.
    pub scim_id: Option<String>,
    /// Whether the account is enabled.
    pub enabled: bool,
    /// Whether it is a critical system object.
    pub critical: bool,
    /// The values of its attributes.
    pub profile: Profile,
    /// The groups that it belongs to directly, as places in [`People::groups`].
    pub groups: Vec<usize>,
}

/// A record that could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Rejected {
    /// The place of its file in [`People::files`].
    pub file: usize,
    /// The line of the error, from 1.
    pub line: usize,
    /// The record's id: the name, else path and line.
    pub record: String,
}

/// Something odd or broken in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct ImportDiagnostic {
    /// The place of its file in [`People::files`].
    pub file: usize,
    /// The line, row or position, from 1.
    pub line: usize,
    /// The attribute it is about.
    pub attribute: Option<String>,
    /// The code.
    pub code: &'static str,
}

impl ImportDiagnostic {
    /// How bad it is.
    #[must_use]
    pub fn severity(&self) -> Severity {
        severity(self.code)
    }
}

impl People {
    /// The path of a file of this directory.
    #[must_use]
    pub fn path(&self, file: usize) -> &str {
        self.files.get(file).map(String::as_str).unwrap_or_default()
    }
}
