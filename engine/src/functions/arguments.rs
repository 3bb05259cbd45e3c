//! The values of one call, and the one way in which each kind of parameter reads them.

use std::borrow::Cow;

use super::{DatePattern, Prepared};
use crate::context::Context;
use crate::datetime::DateTime;
use crate::diagnostic::Code;
use crate::dialect::Dialect;
use crate::limits::Limits;
use crate::pattern::Pattern;
use crate::value::{Items, Object, Value, write_text};

/// Why a call failed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CallError {
    /// The code; its kind is the error of the language.
    pub code: Code,
    /// What is wrong, in the admin's words.
    pub message: String,
    /// The value that is to blame, from 0.
    pub argument: Option<usize>,
}

impl CallError {
    /// An error of the whole call.
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), argument: None }
    }

    /// An error about the value at `index`.
    pub fn at(index: usize, code: Code, message: impl Into<String>) -> Self {
        Self { argument: Some(index), ..Self::new(code, message) }
    }
}

/// Evaluates expressions that are passed as text, which lies beyond the catalog.
pub trait Nested<'a>: std::fmt::Debug {
    /// The value of an expression for each of the groups, `group` being its only root.
    ///
    /// # Errors
    /// Those of the expression, found when compiling or evaluating it.
    fn for_each_group(
        &self,
        expression: &str,
        groups: &[&'a Object],
    ) -> Result<Vec<Value<'a>>, CallError>;
}

/// Where no expressions can be evaluated.
#[derive(Debug)]
struct NoNested;

impl<'a> Nested<'a> for NoNested {
    fn for_each_group(&self, _: &str, _: &[&'a Object]) -> Result<Vec<Value<'a>>, CallError> {
        Err(CallError::new(Code::FunctionNotAllowed, "expressions as text are not allowed here"))
    }
}

/// The values of one call, with what the evaluation knows besides.
#[derive(Debug)]
pub struct Arguments<'e, 'a> {
    values: &'e mut [Value<'a>],
    /// The dialect: it decides what null does.
    pub dialect: Dialect,
    /// One person's profiles, groups, clock.
    pub context: &'a Context,
    /// Bounds on texts and steps.
    pub limits: &'e Limits,
    nested: &'e dyn Nested<'a>,
    prepared: Option<&'e Prepared>,
}

impl<'e, 'a> Arguments<'e, 'a> {
    /// The values of a call.
    pub fn new(
        values: &'e mut [Value<'a>],
        dialect: Dialect,
        context: &'a Context,
        limits: &'e Limits,
    ) -> Self {
        Self { values, dialect, context, limits, nested: &NoNested, prepared: None }
    }

    /// The same call with somebody who evaluates expressions that are passed as text.
    #[must_use]
    pub fn with_nested(self, nested: &'e dyn Nested<'a>) -> Self {
        Self { nested, ..self }
    }

    /// Who evaluates expressions that are passed as text.
    pub fn nested(&self) -> &'e dyn Nested<'a> {
        self.nested
    }

    /// The same call with the value that was compiled with the expression.
    #[must_use]
    pub fn with_prepared(self, prepared: Option<&'e Prepared>) -> Self {
        Self { prepared, ..self }
    }

    /// The date pattern among the values, where it was compiled with the expression.
    pub fn date_pattern(&self) -> Option<&'e DatePattern> {
        match self.prepared? {
            Prepared::Date(pattern) => Some(pattern),
            Prepared::Name(_) => None,
        }
    }

    /// The pattern of names among the values, where it was compiled with the expression.
    pub fn name_pattern(&self) -> Option<&'e Pattern> {
        match self.prepared? {
            Prepared::Name(pattern) => Some(pattern),
            Prepared::Date(_) => None,
        }
    }

    /// How many values were passed.
    pub fn len(&self) -> usize {
        self.values.len()
    }

    /// Whether no value was passed.
    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    /// The value at `index`; null where it was left out.
    pub fn value(&self, index: usize) -> &Value<'a> {
        self.values.get(index).unwrap_or(&Value::Null)
    }

    /// The value at `index`, taken out.
    pub fn take(&mut self, index: usize) -> Value<'a> {
        self.values
            .get_mut(index)
            .map_or(Value::Null, |value| std::mem::replace(value, Value::Null))
    }

    /// All values from `index` on.
    pub fn rest(&self, index: usize) -> &[Value<'a>] {
        self.values.get(index..).unwrap_or_default()
    }

    /// A text parameter. Null counts as empty text in the classic dialect and is `null_argument`
    /// in the other.
    ///
    /// # Errors
    /// `null_argument`, and `type_error` for values that have no text form.
    pub fn text(&mut self, index: usize) -> Result<Cow<'a, str>, CallError> {
        text_parameter(self.take(index), self.dialect, index)
    }

    /// A text parameter for which null has a meaning of its own.
    ///
    /// # Errors
    /// `type_error` for values that have no text form.
    pub fn optional_text(&mut self, index: usize) -> Result<Option<Cow<'a, str>>, CallError> {
        match self.take(index) {
            Value::Null => Ok(None),
            value => as_text(value).map(Some).ok_or_else(|| no_text_form(index)),
        }
    }

    /// A whole-number parameter: a number in range, cut to a whole one, or its digits as text.
    ///
    /// # Errors
    /// `type_error`; null is that too in the classic dialect, and `null_argument` in the other.
    pub fn integer(&mut self, index: usize) -> Result<i32, CallError> {
        integer_parameter(&self.take(index), self.dialect, index)
    }

    /// A list parameter: a list, null as the empty list, text cut at its commas, and any other
    /// value as a list of one.
    pub fn items(&mut self, index: usize) -> Items<'a> {
        match self.take(index) {
            Value::Array(items) => items,
            Value::Null => Items::Borrowed(&[]),
            Value::Text(text) => Items::Shared(split_csv(text).into()),
            value => Items::Shared(vec![value].into()),
        }
    }

    /// A list that is the receiver of a method, which is nothing else.
    ///
    /// # Errors
    /// `type_error` for other values.
    pub fn array(&mut self, index: usize) -> Result<Items<'a>, CallError> {
        match self.take(index) {
            Value::Array(items) => Ok(items),
            _ => Err(CallError::at(index, Code::WrongType, "a list is needed here")),
        }
    }

    /// A date-time that is the receiver of a method.
    ///
    /// # Errors
    /// `type_error` for other values.
    pub fn date_time(&mut self, index: usize) -> Result<Box<DateTime>, CallError> {
        match self.take(index) {
            Value::DateTime(value) => Ok(value),
            _ => Err(CallError::at(index, Code::WrongType, "a date-time is needed here")),
        }
    }

    /// A parameter that must not be null.
    ///
    /// # Errors
    /// `null_argument`.
    pub fn not_null(&self, index: usize) -> Result<&Value<'a>, CallError> {
        let value = self.value(index);
        if value.is_null() { Err(null(index)) } else { Ok(value) }
    }
}

/// [`Arguments::text`] of a value.
pub(crate) fn text_parameter(
    value: Value<'_>,
    dialect: Dialect,
    index: usize,
) -> Result<Cow<'_, str>, CallError> {
    match (value, dialect) {
        (Value::Text(text), _) => Ok(text),
        (Value::Null, Dialect::Classic) => Ok(Cow::Borrowed("")),
        (Value::Null, Dialect::IdentityEngine) => Err(null(index)),
        (value, _) => as_text(value).ok_or_else(|| no_text_form(index)),
    }
}

/// [`Arguments::integer`] of a value.
pub(crate) fn integer_parameter(
    value: &Value<'_>,
    dialect: Dialect,
    index: usize,
) -> Result<i32, CallError> {
    if value.is_null() && dialect == Dialect::IdentityEngine {
        return Err(null(index));
    }
    to_integer(value).ok_or_else(|| {
        let message = format!("a whole number is needed here, not {}", value.type_name());
        CallError::at(index, Code::WrongType, message)
    })
}

fn null(index: usize) -> CallError {
    CallError::at(index, Code::NullArgument, "null was passed where a value is needed")
}

fn no_text_form(index: usize) -> CallError {
    let message = "a list of maps, a map or a profile is no text";
    CallError::at(index, Code::WrongType, message)
}

/// The text form of a value as a parameter, borrowed where it is text.
pub(crate) fn as_text(value: Value<'_>) -> Option<Cow<'_, str>> {
    if let Value::Text(text) = value {
        return Some(text);
    }
    let mut out = String::new();
    write_text(&mut out, &value).ok()?;
    Some(Cow::Owned(out))
}

/// A value as an Integer parameter or index: doubles are cut, text is read as digits.
#[expect(clippy::cast_possible_truncation, reason = "the range is tested first")]
pub(crate) fn to_integer(value: &Value<'_>) -> Option<i32> {
    match value {
        Value::Integer(number) => Some(*number),
        Value::Long(number) => i32::try_from(*number).ok(),
        Value::Double(number) => {
            let cut = number.trunc();
            (f64::from(i32::MIN)..=f64::from(i32::MAX)).contains(&cut).then_some(cut as i32)
        }
        Value::Text(text) => {
            let digits = text.trim();
            let bare = digits.strip_prefix(['+', '-']).unwrap_or(digits);
            let plain = (1..=10).contains(&bare.len()) && bare.bytes().all(|b| b.is_ascii_digit());
            if plain { digits.parse().ok() } else { None }
        }
        _ => None,
    }
}

/// Text where a list is due: cut at every comma, each piece trimmed; empty text is no piece.
fn split_csv(text: Cow<'_, str>) -> Vec<Value<'_>> {
    if text.is_empty() {
        return Vec::new();
    }
    match text {
        Cow::Borrowed(text) => text.split(',').map(|piece| piece.trim().into()).collect(),
        Cow::Owned(text) => text.split(',').map(|piece| piece.trim().to_owned().into()).collect(),
    }
}
