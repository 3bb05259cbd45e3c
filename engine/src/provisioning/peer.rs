//! A service that takes a run's calls: what goes out, and what its answers mean.

use std::fmt;

use serde_json::Value;

use super::row::RowError;
use crate::json;

/// A request of a run to its peer.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct PeerRequest {
    /// `GET`, `POST` or `PATCH`.
    pub method: &'static str,
    /// What follows the address of the service: `/Users/2819c223`, with its query.
    pub path: String,
    /// The body as JSON; a `GET` has none.
    pub body: Option<String>,
}

/// What a peer answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PeerAnswer {
    /// The HTTP status.
    pub status: u16,
    /// The body as it came.
    pub body: String,
}

/// The way to a service. The engine says what to send and knows what the answers mean; whoever
/// runs it has the network and the clock.
pub trait Peer {
    /// Sends a request.
    ///
    /// # Errors
    ///
    /// Why there was no answer, in a sentence. That counts as a service that is away for now.
    fn send(&mut self, request: &PeerRequest) -> Result<PeerAnswer, String>;

    /// Waits before a request is sent again.
    fn wait(&mut self, seconds: u64);
}

/// Why a call was not taken.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Refusal {
    /// The data is at fault.
    Error(Box<RowError>),
    /// The service is away; the same call may be taken later.
    Unavailable,
    /// No call is taken: the credentials or the address are wrong.
    Closed(String),
}

impl Refusal {
    pub(super) fn error(code: &'static str, parameter: Option<&str>, email: Option<&str>) -> Self {
        Self::Error(Box::new(RowError::about(code, parameter, email)))
    }
}

/// The attributes and the mail that a call is about, for the words of its errors.
pub(super) struct About<'a> {
    /// An attribute's outer names → its own.
    pub(super) translate: &'a dyn Fn(&str) -> Option<String>,
    pub(super) email: &'a str,
}

impl PeerAnswer {
    pub(super) fn json(&self) -> Value {
        json::parse(&self.body).unwrap_or_default()
    }

    /// Why the answer is none that a call can go on with.
    pub(super) fn refusal(&self, about: &About<'_>) -> Option<Refusal> {
        Some(match self.status {
            200..=299 => return None,
            400 => self.bad_request(about),
            401 | 403 => Refusal::Closed(format!("it refuses the credentials ({})", self.status)),
            404 => Refusal::error("PRV-102", Some("userName"), None),
            409 => {
                let mut error = RowError::about("PRV-107", None, Some(about.email));
                error.scope = Some("account");
                Refusal::Error(Box::new(error))
            }
            408 | 429 | 500..=599 => Refusal::Unavailable,
            402..=499 => Refusal::error("PRV-103", None, None),
            status => Refusal::Closed(format!("it answers with status {status}")),
        })
    }

    fn bad_request(&self, about: &About<'_>) -> Refusal {
        let answer = self.json();
        if answer.get("scimType").and_then(Value::as_str) != Some("invalidValue") {
            return Refusal::error("PRV-103", None, None);
        }
        let detail = answer.get("detail").and_then(Value::as_str).unwrap_or_default();
        let parameter = parameter_of(detail);
        let own = parameter.and_then(|parameter| (about.translate)(parameter));
        // Without a name in the known form, the account's own words are the best that there is.
        let shown = own.as_deref().or(parameter).unwrap_or(detail);
        Refusal::error("PRV-101", Some(shown), None)
    }
}

/// The `p` of `Parameter [p] value is invalid`.
fn parameter_of(detail: &str) -> Option<&str> {
    let (_, rest) = detail.split_once("Parameter [")?;
    let (parameter, rest) = rest.rsplit_once(']')?;
    rest.trim_start().starts_with("value is invalid").then_some(parameter)
}

impl fmt::Display for PeerRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.method, self.path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(status: u16, body: &str) -> Option<Refusal> {
        let translate = |name: &str| (name == "name.givenName").then(|| "firstName".to_owned());
        let about = About { translate: &translate, email: "a@corp.example" };
        PeerAnswer { status, body: body.to_owned() }.refusal(&about)
    }

    fn error(status: u16, body: &str) -> (&'static str, String) {
        match refusal(status, body) {
            Some(Refusal::Error(error)) => (error.code, error.message.clone()),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn answers_become_the_errors_of_the_account() {
        let invalid = |p: &str| {
            format!(r#"{{"scimType":"invalidValue","detail":"Parameter [{p}] value is invalid"}}"#)
        };
        let message = |name: &str| {
            format!("The [{name}] is invalid. Please correct the parameter in Active Directory.")
        };
        assert_eq!(error(400, &invalid("name.givenName")), ("PRV-101", message("firstName")));
        assert_eq!(error(400, &invalid("zip")), ("PRV-101", message("zip")));
        let filtered = invalid("emails[type eq \\\"work\\\"].value");
        let shown = message("emails[type eq \"work\"].value");
        assert_eq!(error(400, &filtered), ("PRV-101", shown));
        let other = r#"{"scimType":"invalidValue","detail":"too odd"}"#;
        assert_eq!(error(400, other), ("PRV-101", message("too odd")));
        for body in ["", "[]", "{", r#"{"scimType":"invalidSyntax"}"#, r#"{"scimType":7}"#] {
            assert_eq!(error(400, body).0, "PRV-103", "{body}");
        }
        let missing = "Resource for parameter [userName] is not found.";
        assert_eq!(error(404, ""), ("PRV-102", missing.to_owned()));
        let twice = "More than one record found for Email: [a@corp.example]";
        assert_eq!(error(409, "{}"), ("PRV-107", twice.to_owned()));
        assert_eq!(error(413, "").0, "PRV-103");
    }

    #[test]
    fn a_service_may_be_away_or_take_nothing_at_all() {
        for status in [408, 429, 500, 502, 503, 504, 599] {
            assert_eq!(refusal(status, ""), Some(Refusal::Unavailable), "{status}");
        }
        for status in [301, 401, 403, 100, 700] {
            assert!(matches!(refusal(status, ""), Some(Refusal::Closed(_))), "{status}");
        }
        for status in [200, 201, 204] {
            assert_eq!(refusal(status, "not read"), None, "{status}");
        }
    }
}
