//! Functions that Okta's own pages use without saying what they do.

/// Their names in either dialect. They are recognized, and not evaluated.
const UNDOCUMENTED: &[&str] =
    &["isSuperOrgAdmin", "isAccessRequestsAdmin", "user.findGroupAndGetOwners"];

/// Whether a function of this name exists without documentation.
pub fn is_undocumented(text: &str) -> bool {
    UNDOCUMENTED.contains(&text)
}
