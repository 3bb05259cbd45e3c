//! The minimum set of attributes that the phone app needs, and whether a mapping fills it.

use serde::Serialize;

use super::run::Run;
use crate::mapping::MappingSet;

/// The attributes of the hub and of the app that belong together.
pub(super) const PAIRS: [(&str, &str); 10] = [
    ("firstName", "firstName"),
    ("lastName", "lastName"),
    ("email", "email"),
    ("mobilePhone", "mobilePhone"),
    ("streetAddress", "street"),
    ("city", "city"),
    ("state", "state"),
    ("zipCode", "zip"),
    ("countryCode", "country"),
    ("department", "department"),
];

/// One pair of the minimum set.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct MinimumPair {
    /// The attribute of the hub.
    pub okta: &'static str,
    /// The attribute of the app.
    pub app: &'static str,
    /// `ok`, `other-source` or `unmapped`.
    pub status: &'static str,
}

impl Run {
    /// The ten pairs of the minimum set.
    #[must_use]
    pub fn minimum(&self) -> Vec<MinimumPair> {
        let set = self.to_app.get(self.app_name());
        let pair = |(okta, app)| MinimumPair { okta, app, status: status(set, okta, app) };
        PAIRS.into_iter().map(pair).collect()
    }
}

fn status(set: Option<&MappingSet>, okta: &str, app: &str) -> &'static str {
    let Some(rule) = set.and_then(|set| set.rule(app)).filter(|rule| rule.is_mapped()) else {
        return "unmapped";
    };
    let is_read = rule.expression().is_some_and(|expression| {
        expression.reads().any(|read| {
            matches!(read.root, "user" | "source") && read.attribute.is_none_or(|name| name == okta)
        })
    });
    if is_read { "ok" } else { "other-source" }
}
