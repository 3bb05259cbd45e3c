//! Literal tokens → the values they stand for.

use std::borrow::Cow;

use super::ast::Literal;
use crate::value::read_double;

/// `true`, `false` or `null` in any letter case.
pub(super) fn constant(written: &str) -> Literal {
    match written.len() {
        5 => Literal::Boolean(false),
        _ if written.eq_ignore_ascii_case("true") => Literal::Boolean(true),
        _ => Literal::Null,
    }
}

/// A quoted text's content.
pub(super) fn unquoted(written: &str) -> Cow<'_, str> {
    let quote = written.get(..1).unwrap_or_default();
    let inner = written.get(1..written.len().saturating_sub(1)).unwrap_or_default();
    let doubled = format!("{quote}{quote}");
    if inner.contains(&doubled) {
        Cow::Owned(inner.replace(&doubled, quote))
    } else {
        Cow::Borrowed(inner)
    }
}

/// `written` without one of the two delimiters around it.
pub(super) fn trimmed(written: &str, one: &str, other: &str) -> String {
    let inner = written.strip_prefix(one).and_then(|rest| rest.strip_suffix(one));
    let inner = inner.or_else(|| written.strip_prefix(other)?.strip_suffix(other));
    inner.unwrap_or(written).to_owned()
}

/// The value of a number token, or `None` where it is out of range or unfinished.
pub(super) fn number(written: &str) -> Option<Literal> {
    let lower = written.to_ascii_lowercase();
    if let Some(digits) = lower.strip_prefix("0x") {
        return match digits.strip_suffix('l') {
            Some(digits) => i64::from_str_radix(digits, 16).ok().map(Literal::Long),
            None => i32::from_str_radix(digits, 16).ok().map(Literal::Integer),
        };
    }
    if let Some(digits) = lower.strip_suffix('l') {
        return digits.parse().ok().map(Literal::Long);
    }
    let digits = lower.strip_suffix(['d', 'f']).unwrap_or(&lower);
    if digits.len() == lower.len() && digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return digits.parse().ok().map(Literal::Integer);
    }
    read_double(digits).map(Literal::Double)
}
