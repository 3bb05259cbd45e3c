//! The codes of the pipeline: a code → its severity, words, explanation and remedy.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::LazyLock;

use serde::Serialize;
use serde_json::Value;

use crate::json;

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Something failed or was refused.
    Error,
    /// Something may be wrong.
    Warning,
    /// Something that is good to know.
    Info,
}

impl Severity {
    /// The word in results.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Info => "info",
        }
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

/// One code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Code {
    /// The code: `PRV-105`.
    pub code: String,
    /// How bad it is.
    pub severity: Severity,
    /// The stage of the pipeline that raises it.
    pub stage: String,
    /// Its message; `${parameterName}` and `[email]` stand for what it is about.
    pub template: String,
    /// What it means.
    pub explanation: String,
    /// What to do about it.
    pub fix: String,
    /// What the real services answer in this case.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub upstream: Vec<Upstream>,
    /// Whether the words are those of the phone service's documentation.
    pub from_seed: bool,
}

/// An answer of a real service that comes out as a code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Upstream {
    /// The interface: `SCIM`.
    pub system: String,
    /// Its own code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// Its HTTP statuses.
    pub http: Vec<u16>,
    /// Its SCIM error type.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scim_type: Option<String>,
    /// What else is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

static CODES: LazyLock<BTreeMap<String, Code>> = LazyLock::new(|| {
    let table = json::parse(include_str!("codes.json")).unwrap_or_default();
    let codes = list(&table, "codes").iter().filter_map(Code::of);
    codes.map(|code| (code.code.clone(), code)).collect()
});

impl Code {
    fn of(tree: &Value) -> Option<Self> {
        Some(Self {
            code: text(tree, "code")?,
            severity: match tree.get("severity")?.as_str()? {
                "error" => Severity::Error,
                "warning" => Severity::Warning,
                "info" => Severity::Info,
                _ => return None,
            },
            stage: text(tree, "stage")?,
            template: text(tree, "template")?,
            explanation: text(tree, "explanation")?,
            fix: text(tree, "fix")?,
            upstream: list(tree, "upstream").iter().filter_map(Upstream::of).collect(),
            from_seed: tree.get("fromSeed")?.as_bool()?,
        })
    }
}

impl Upstream {
    fn of(tree: &Value) -> Option<Self> {
        let statuses = list(tree, "http").iter().filter_map(Value::as_u64);
        Some(Self {
            system: text(tree, "system")?,
            code: text(tree, "code"),
            http: statuses.filter_map(|status| u16::try_from(status).ok()).collect(),
            scim_type: text(tree, "scimType"),
            note: text(tree, "note"),
        })
    }
}

fn text(tree: &Value, key: &str) -> Option<String> {
    tree.get(key).and_then(Value::as_str).map(str::to_owned)
}

fn list<'v>(tree: &'v Value, key: &str) -> &'v [Value] {
    tree.get(key).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

/// What a code means; `None` when there is no such code.
///
/// ```
/// use attrmap::provisioning::{Severity, code};
///
/// assert_eq!(code("ASN-201").unwrap().severity, Severity::Warning);
/// ```
#[must_use]
pub fn code(code: &str) -> Option<&'static Code> {
    CODES.get(code)
}

/// Every code, in order.
pub fn codes() -> impl Iterator<Item = &'static Code> {
    CODES.values()
}

/// The severity of a code; an unknown one is an error.
pub(super) fn severity(name: &str) -> Severity {
    code(name).map_or(Severity::Error, |code| code.severity)
}

/// The message of a code about a parameter or a mail address.
pub(super) fn message(name: &str, parameter: Option<&str>, email: Option<&str>) -> String {
    let mut message = code(name).map(|code| code.template.clone()).unwrap_or_default();
    if let Some(parameter) = parameter {
        message = message.replace("${parameterName}", parameter);
    }
    if let Some(email) = email {
        message = message.replace("[email]", &format!("[{email}]"));
    }
    message
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_read_and_complete() {
        assert_eq!(codes().count(), 56);
        assert!(codes().all(|code| !code.template.is_empty() && !code.fix.is_empty()));
        let table: Value = serde_json::from_str(include_str!("codes.json")).unwrap();
        for wanted in list(&table, "codes") {
            let read = code(wanted["code"].as_str().unwrap()).unwrap();
            assert_eq!(serde_json::to_value(read).unwrap(), *wanted);
        }
    }

    #[test]
    fn messages_name_what_they_are_about() {
        let parameter = message("PRV-102", Some("zip"), None);
        assert_eq!(parameter, "Resource for parameter [zip] is not found.");
        let email = message("PRV-107", None, Some("a@b.co"));
        assert_eq!(email, "More than one record found for Email: [a@b.co]");
    }
}
