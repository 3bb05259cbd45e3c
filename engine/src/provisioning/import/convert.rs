//! The raw values of one field → the value of an attribute, and what was odd about them.

use std::borrow::Cow;

use crate::formats::guid_text;
use crate::schema::{Attribute, AttributeType, Datum};

/// A value as a directory gives it.
#[derive(Debug, Clone)]
pub(super) enum Raw<'a> {
    /// Bytes of a text or of a binary value.
    Bytes(Cow<'a, [u8]>),
    /// A JSON scalar that is no text.
    Scalar(Datum),
}

impl Raw<'_> {
    pub(super) fn text(text: &str) -> Raw<'_> {
        Raw::Bytes(Cow::Borrowed(text.as_bytes()))
    }
}

/// A text that is not UTF-8; its place among the values.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct NotText(pub(super) usize);

/// The value of the attribute and the codes of its warnings.
pub(super) fn convert(
    attribute: &Attribute,
    values: &[Raw<'_>],
) -> Result<(Datum, Vec<&'static str>), NotText> {
    let mut warnings = Vec::new();
    if attribute.ty == AttributeType::Array && !attribute.guid {
        let items = values.iter().enumerate().map(|(place, raw)| plain(raw, place));
        let items = items.collect::<Result<Vec<_>, _>>()?;
        let value = if items.is_empty() { Datum::Null } else { Datum::List(items) };
        return Ok((value, warnings));
    }
    let Some(first) = values.first() else { return Ok((Datum::Null, warnings)) };
    if values.len() > 1 {
        warnings.push("IMP-201");
    }
    if attribute.guid {
        let guid = match first {
            Raw::Bytes(bytes) => guid_text(bytes),
            Raw::Scalar(_) => None,
        };
        return Ok((guid.map_or(Datum::Null, Datum::Text), warnings));
    }
    for (place, raw) in values.iter().enumerate() {
        plain(raw, place)?;
    }
    let value = typed(attribute.ty, plain(first, 0)?);
    match &value {
        None => warnings.push("IMP-204"),
        Some(Datum::Text(text)) if text.trim() != text => warnings.push("IMP-202"),
        Some(_) => {}
    }
    Ok((value.unwrap_or_default(), warnings))
}

fn plain(raw: &Raw<'_>, place: usize) -> Result<Datum, NotText> {
    match raw {
        Raw::Bytes(bytes) => {
            std::str::from_utf8(bytes).map(Datum::from).map_err(|_| NotText(place))
        }
        Raw::Scalar(value) => Ok(value.clone()),
    }
}

/// The value in the type; `None` when it does not fit.
fn typed(ty: AttributeType, value: Datum) -> Option<Datum> {
    match (ty, value) {
        (AttributeType::String, Datum::List(_)) => None,
        (AttributeType::String, value) => Some(Datum::Text(value.to_plain())),
        (AttributeType::Boolean, value @ Datum::Boolean(_))
        | (AttributeType::Integer, value @ Datum::Integer(_))
        | (AttributeType::Number, value @ (Datum::Integer(_) | Datum::Number(_))) => Some(value),
        (AttributeType::Boolean, Datum::Text(text)) => match text.as_str() {
            "TRUE" | "true" => Some(Datum::Boolean(true)),
            "FALSE" | "false" => Some(Datum::Boolean(false)),
            _ => None,
        },
        (AttributeType::Integer, Datum::Text(text)) => {
            crate::schema::parse_integer(&text).map(Datum::Integer)
        }
        (AttributeType::Number, Datum::Text(text)) => parse_decimal(&text),
        _ => None,
    }
}

fn parse_decimal(text: &str) -> Option<Datum> {
    if let Some(integer) = crate::schema::parse_integer(text) {
        return Some(Datum::Integer(integer));
    }
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    if is_digits(whole) && is_digits(fraction) {
        text.parse().ok().map(Datum::Number)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(ty: AttributeType, texts: &[&str]) -> (Datum, Vec<&'static str>) {
        let mut attribute = Attribute::new("a");
        attribute.ty = ty;
        let values: Vec<Raw<'_>> = texts.iter().map(|text| Raw::text(text)).collect();
        convert(&attribute, &values).unwrap()
    }

    #[test]
    fn texts_take_the_type_of_the_attribute() {
        assert_eq!(value(AttributeType::Integer, &["-012"]).0, Datum::Integer(-12));
        assert_eq!(value(AttributeType::Integer, &["1.0"]), (Datum::Null, vec!["IMP-204"]));
        assert_eq!(value(AttributeType::Boolean, &["TRUE"]).0, Datum::Boolean(true));
        assert_eq!(value(AttributeType::Boolean, &["True"]).1, ["IMP-204"]);
        assert_eq!(value(AttributeType::Number, &["1.50"]).0, Datum::Number(1.5));
        assert_eq!(value(AttributeType::Number, &["1."]).1, ["IMP-204"]);
        assert_eq!(
            value(AttributeType::String, &[" a", "b"]),
            (" a".into(), vec!["IMP-201", "IMP-202"])
        );
        assert_eq!(value(AttributeType::String, &[]), (Datum::Null, vec![]));
        assert_eq!(
            value(AttributeType::Array, &["a", "b"]).0,
            Datum::List(vec!["a".into(), "b".into()])
        );
    }
}
