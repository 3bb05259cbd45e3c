//! Texts that a function compiles → compiled with the expression, where they are written out there.

use super::groups::name_pattern;
use super::{DatePattern, Role};
use crate::pattern::Pattern;

/// A value of a call that was compiled with its expression.
#[derive(Debug, Clone)]
pub enum Prepared {
    /// A date pattern.
    Date(DatePattern),
    /// A regular expression for the names of groups.
    Name(Pattern),
}

impl Prepared {
    /// What the text of a parameter of this role is compiled to; `None` for other roles, and for a
    /// text that is wrong, which fails when it is called for.
    pub(crate) fn of(role: Role, text: &str) -> Option<Self> {
        match role {
            Role::NamePattern => name_pattern(text).ok().map(Self::Name),
            _ => DatePattern::of(role, text).map(Self::Date),
        }
    }
}
