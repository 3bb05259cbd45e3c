//! What happened to each record: the rows of the results.

use serde::Serialize;

use crate::schema::Datum;

/// What became of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// It went through.
    Success,
    /// It was refused.
    Failed,
    /// The service was not there; the data is fine.
    Deferred,
    /// It does not count.
    Skipped,
    /// Another record of the same user stands for it.
    Merged,
}

impl Status {
    /// Every status, in the order of the summary.
    pub const ALL: [Self; 5] =
        [Self::Success, Self::Failed, Self::Deferred, Self::Skipped, Self::Merged];

    /// The word in results.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Success => "success",
            Self::Failed => "failed",
            Self::Deferred => "deferred",
            Self::Skipped => "skipped",
            Self::Merged => "merged",
        }
    }
}

/// What was done, or tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Action {
    /// A phone was given.
    Create,
    /// A phone was changed.
    Update,
    /// A phone was as it should be.
    Unchanged,
    /// A phone was switched on again.
    Reactivate,
    /// A phone was switched off.
    Deactivate,
    /// The user of the hub.
    Hub,
    /// The record could not be read.
    Reject,
    /// The user does not get the app.
    NotAssigned,
    /// Nothing.
    None,
}

impl Action {
    /// The actions that can succeed, in the order of the summary.
    pub const SUCCESSES: [Self; 5] =
        [Self::Create, Self::Update, Self::Unchanged, Self::Reactivate, Self::Deactivate];

    /// The word in results.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Create => "create",
            Self::Update => "update",
            Self::Unchanged => "unchanged",
            Self::Reactivate => "reactivate",
            Self::Deactivate => "deactivate",
            Self::Hub => "hub",
            Self::Reject => "reject",
            Self::NotAssigned => "not-assigned",
            Self::None => "none",
        }
    }
}

/// How a record found its user.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Match {
    /// By a link with its external id.
    Linked,
    /// By its login.
    Matched,
    /// Not at all: a new user.
    Created,
}

/// What happened to one record.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Row {
    /// The directory.
    pub directory: String,
    /// The path of the file.
    pub file: String,
    /// The line, row or position, from 1.
    pub line: usize,
    /// The record's id.
    pub record: String,
    /// What became of it.
    pub status: Status,
    /// What was done, or tried.
    pub action: Action,
    /// The login.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub login: Option<String>,
    /// How it found its user.
    #[serde(rename = "match", skip_serializing_if = "Option::is_none")]
    pub matched: Option<Match>,
    /// The code of the reason why it was left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<&'static str>,
    /// How often the service was called.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub attempts: Option<u32>,
    /// The extension number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub extension_number: Option<String>,
    /// The direct number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub direct_number: Option<String>,
    /// Why the account refuses it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<RowError>,
    /// What the administrator should know.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub warnings: Vec<RowWarning>,
    /// What the mappings and the hub found.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub diagnostics: Vec<RowDiagnostic>,
}

/// An error of the account.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct RowError {
    /// The code.
    pub code: &'static str,
    /// The message in the account's words.
    pub message: String,
    /// The attribute.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parameter: Option<String>,
    /// The rule that the value breaks.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub constraint: Option<&'static str>,
    /// The value that was probably meant.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hint: Option<String>,
    /// Where the mail occurs more than once: `account` or `incoming`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scope: Option<&'static str>,
    /// The value; it may be private, so it is not written into results.
    #[serde(skip)]
    pub value: Datum,
}

/// A warning of the account.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct RowWarning {
    /// The code.
    pub code: &'static str,
    /// Values that a push overwrites (PSH-201).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub overwritten: Vec<Overwritten>,
    /// Direct numbers that the hub does not hold (ASN-202).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub ignored: Vec<String>,
}

impl RowWarning {
    pub(super) fn new(code: &'static str) -> Self {
        Self { code, overwritten: Vec::new(), ignored: Vec::new() }
    }
}

/// A value of the account that a push overwrites.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Overwritten {
    /// The attribute.
    pub attribute: String,
    /// The value in the account.
    pub downstream: Datum,
    /// The value that is sent.
    pub pushed: Datum,
}

/// A finding of the mappings or the hub.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct RowDiagnostic {
    /// The attribute, or the name of a group rule.
    pub attribute: Option<String>,
    /// The code.
    pub code: &'static str,
    /// What exactly went wrong, where it is known; it may quote values, so results leave it out.
    #[serde(skip)]
    pub detail: Option<String>,
}

impl RowDiagnostic {
    pub(super) fn new(attribute: &str, code: &'static str) -> Self {
        Self { attribute: Some(attribute.to_owned()), code, detail: None }
    }
}
