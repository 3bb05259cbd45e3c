//! A value and the attribute that shall take it in; the converted value, and the first rule that it breaks, out.

use std::fmt;

use super::{Attribute, AttributeType, Datum, has_format};

/// A rule that a value of an attribute can break.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Constraint {
    /// The value has another type and can not be converted.
    Type,
    /// The text is shorter than allowed.
    MinLength,
    /// The text is longer than allowed.
    MaxLength,
    /// The pattern is not found in the text.
    Pattern,
    /// The text does not have the format.
    Format,
    /// The value is not in the list.
    Enum,
    /// The text is no subdivision of the country.
    Subdivision,
    /// The user name is not the mail address.
    UserName,
    /// The extension number is not one that the account can give.
    Extension,
}

impl Constraint {
    /// The word for the rule in results: `maxLength`, `iso3166-2`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Type => "type",
            Self::MinLength => "minLength",
            Self::MaxLength => "maxLength",
            Self::Pattern => "pattern",
            Self::Format => "format",
            Self::Enum => "enum",
            Self::Subdivision => "iso3166-2",
            Self::UserName => "userName",
            Self::Extension => "extension",
        }
    }

    /// The code of the hub's diagnostic for the rule.
    #[must_use]
    pub fn hub_code(self) -> &'static str {
        match self {
            Self::Type => "SCH-102",
            Self::MinLength | Self::MaxLength => "SCH-103",
            Self::Pattern => "SCH-104",
            Self::Format | Self::Subdivision => "SCH-105",
            Self::Enum | Self::UserName | Self::Extension => "SCH-106",
        }
    }
}

impl fmt::Display for Constraint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

impl Attribute {
    /// The value in the attribute's type.
    ///
    /// Text takes booleans and integers; a boolean takes `true` and `false`; an integer takes up
    /// to 18 digits with a sign; a number takes integers; a list goes to an array only.
    ///
    /// # Errors
    ///
    /// The value itself, when it can not be converted.
    pub fn convert(&self, value: Datum) -> Result<Datum, Datum> {
        match (self.ty, value) {
            (_, Datum::Null) => Ok(Datum::Null),
            (AttributeType::String, value @ Datum::Text(_))
            | (AttributeType::Boolean, value @ Datum::Boolean(_))
            | (AttributeType::Integer, value @ Datum::Integer(_))
            | (AttributeType::Number, value @ (Datum::Number(_) | Datum::Integer(_)))
            | (AttributeType::Array, value @ Datum::List(_)) => Ok(value),
            (AttributeType::String, value @ (Datum::Boolean(_) | Datum::Integer(_))) => {
                Ok(Datum::Text(value.to_plain()))
            }
            (AttributeType::Boolean, Datum::Text(text)) => match text.as_str() {
                "true" => Ok(Datum::Boolean(true)),
                "false" => Ok(Datum::Boolean(false)),
                _ => Err(Datum::Text(text)),
            },
            (AttributeType::Integer, Datum::Text(text)) => {
                parse_integer(&text).map(Datum::Integer).ok_or(Datum::Text(text))
            }
            (_, value) => Err(value),
        }
    }

    /// The first rule that the converted value breaks; null breaks none.
    #[must_use]
    pub fn violation(&self, value: &Datum) -> Option<Constraint> {
        if value.is_null() {
            return None;
        }
        if let Some(text) = value.as_text() {
            let length = text.chars().count();
            if self.min_length.is_some_and(|min| length < min) {
                return Some(Constraint::MinLength);
            }
            if self.max_length.is_some_and(|max| length > max) {
                return Some(Constraint::MaxLength);
            }
            if self.pattern.as_ref().is_some_and(|pattern| !pattern.is_found_in(text)) {
                return Some(Constraint::Pattern);
            }
            if self.format.as_deref().is_some_and(|format| !has_format(text, format)) {
                return Some(Constraint::Format);
            }
        }
        (!self.is_listed(value)).then_some(Constraint::Enum)
    }

    fn is_listed(&self, value: &Datum) -> bool {
        match (&self.values, value) {
            (None, _) => true,
            (Some(values), Datum::List(items)) => items.iter().all(|item| values.contains(item)),
            (Some(values), value) => values.contains(value),
        }
    }
}

/// A whole number of 1 to 18 digits, with a minus sign at most.
pub(crate) fn parse_integer(text: &str) -> Option<i64> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let whole = (1..=18).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    if whole { text.parse().ok() } else { None }
}
