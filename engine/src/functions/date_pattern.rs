//! Date patterns as parameters: the text of one → compiled, with the expression where it is written
//! out there, else at each call.

use std::borrow::Cow;

use super::{Arguments, CallError, Role};
use crate::datetime::{JavaTimePattern, JodaPattern, PatternError};
use crate::diagnostic::Code;

/// A pattern that was compiled with its expression.
#[derive(Debug, Clone)]
pub enum DatePattern {
    /// Of the classic dialect.
    Joda(JodaPattern),
    /// Of the Identity Engine dialect.
    JavaTime(JavaTimePattern),
}

impl DatePattern {
    /// The pattern that a parameter of this role holds; `None` for other roles, and for a text that
    /// is no pattern, which fails when it is called for.
    pub(crate) fn of(role: Role, text: &str) -> Option<Self> {
        match role {
            Role::JodaPattern => JodaPattern::new(text).ok().map(Self::Joda),
            Role::JavaTimePattern => JavaTimePattern::new(text).ok().map(Self::JavaTime),
            Role::Value
            | Role::GroupExpression
            | Role::NamePattern
            | Role::TimeZone
            | Role::OneOf(_)
            | Role::Criteria => None,
        }
    }
}

/// The Joda-Time pattern whose text is the value at `index`.
pub(super) fn joda<'e>(
    arguments: &Arguments<'e, '_>,
    index: usize,
    text: &str,
) -> Result<Cow<'e, JodaPattern>, CallError> {
    match arguments.date_pattern() {
        Some(DatePattern::Joda(pattern)) => Ok(Cow::Borrowed(pattern)),
        _ => JodaPattern::new(text).map(Cow::Owned).map_err(|error| bad(index, text, &error)),
    }
}

/// The java.time pattern whose text is the value at `index`.
pub(super) fn java_time<'e>(
    arguments: &Arguments<'e, '_>,
    index: usize,
    text: &str,
) -> Result<Cow<'e, JavaTimePattern>, CallError> {
    match arguments.date_pattern() {
        Some(DatePattern::JavaTime(pattern)) => Ok(Cow::Borrowed(pattern)),
        _ => JavaTimePattern::new(text).map(Cow::Owned).map_err(|error| bad(index, text, &error)),
    }
}

fn bad(index: usize, text: &str, error: &PatternError) -> CallError {
    let message = format!("`{text}` is no date pattern: {error}");
    CallError::at(index, Code::InvalidArgument, message)
}
