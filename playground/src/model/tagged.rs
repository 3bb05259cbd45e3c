//! A value of an attribute that tells value, empty, null and missing apart and keeps every digit.

use std::borrow::Cow;

use super::Pairs;
use crate::json::{self, FromJson, Reader, Reading, ToJson, Writer, is_number};
use attrmap::value::read_double;

/// The largest whole number that JavaScript tells from its neighbours.
const SAFE_INTEGER: i64 = 9_007_199_254_740_991;

/// How deep lists and maps may lie in each other in a file.
const DEPTH: usize = 16;

/// What stands in an attribute. Numbers keep the text they were written with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Tagged {
    /// The attribute is not there at all.
    Missing,
    /// It is there and holds null.
    Null,
    /// Text, which may be empty.
    Text(String),
    /// A whole number, as its digits.
    Integer(String),
    /// A number with fraction or exponent, as written.
    Decimal(String),
    /// True or false.
    Boolean(bool),
    /// A date and time in RFC 3339 form.
    DateTime(String),
    /// Several values.
    List(Vec<Tagged>),
    /// Named values.
    Map(Pairs<Tagged>),
}

/// The four states that the page always tells apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Presence {
    Value,
    Empty,
    Null,
    Missing,
}

impl Presence {
    /// All of them, in the order in which menus offer them.
    pub(crate) const ALL: [Self; 4] = [Self::Value, Self::Empty, Self::Null, Self::Missing];

    /// The word that tests and styles find it by.
    pub(crate) const fn id(self) -> &'static str {
        match self {
            Self::Value => "value",
            Self::Empty => "empty",
            Self::Null => "null",
            Self::Missing => "missing",
        }
    }
}

impl Tagged {
    /// A text value.
    pub(crate) fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// Which of the four states this is.
    pub(crate) fn presence(&self) -> Presence {
        match self {
            Self::Missing => Presence::Missing,
            Self::Null => Presence::Null,
            Self::Text(text) if text.is_empty() => Presence::Empty,
            Self::Text(_)
            | Self::Integer(_)
            | Self::Decimal(_)
            | Self::Boolean(_)
            | Self::DateTime(_)
            | Self::List(_)
            | Self::Map(_) => Presence::Value,
        }
    }

    /// The value as one line of text: what a cell shows and a filter looks into.
    pub(crate) fn to_line(&self) -> String {
        self.line().into_owned()
    }

    /// The same, copied only where it is made.
    pub(crate) fn line(&self) -> Cow<'_, str> {
        match self {
            Self::Missing | Self::Null => Cow::Borrowed(""),
            Self::Text(text) | Self::Integer(text) | Self::Decimal(text) | Self::DateTime(text) => {
                Cow::Borrowed(text)
            }
            Self::Boolean(true) => Cow::Borrowed("true"),
            Self::Boolean(false) => Cow::Borrowed("false"),
            Self::List(_) | Self::Map(_) => Cow::Owned(json::write(self)),
        }
    }
}

impl ToJson for Tagged {
    fn write(&self, json: &mut Writer) {
        match self {
            Self::Missing => tag(json, "missing", None),
            Self::Null => json.raw("null"),
            Self::Text(text) => json.text(text),
            Self::Boolean(value) => value.write(json),
            Self::Integer(digits) => match digits.parse::<i64>() {
                Ok(number) if (-SAFE_INTEGER..=SAFE_INTEGER).contains(&number) => {
                    json.raw(&number.to_string());
                }
                Ok(_) | Err(_) => tag(json, "int", Some(digits)),
            },
            // Most readers of JSON refuse a number so large, or take it for infinite.
            Self::Decimal(text)
                if is_number(text) && read_double(text).is_some_and(f64::is_finite) =>
            {
                json.raw(text);
            }
            Self::Decimal(text) => tag(json, "dec", Some(text)),
            Self::DateTime(text) => tag(json, "datetime", Some(text)),
            Self::List(items) => items.write(json),
            Self::Map(pairs) => pairs.write(json),
        }
    }
}

fn tag(json: &mut Writer, name: &str, value: Option<&String>) {
    json.object(&mut |json| {
        json.field("t", &name.to_owned());
        if let Some(value) = value {
            json.field("v", value);
        }
    });
}

impl FromJson for Tagged {
    fn read(json: Reader<'_>) -> Reading<Self> {
        read(json, DEPTH)
    }
}

/// Reads a value from its own characters, so that numbers lose nothing.
fn read(json: Reader<'_>, depth: usize) -> Reading<Tagged> {
    let depth = depth.checked_sub(1).ok_or_else(|| json.too_deep())?;
    Ok(match json.first() {
        Some(b'n') => Tagged::Null,
        Some(b't' | b'f') => Tagged::Boolean(json.flag()?),
        Some(b'"') => Tagged::Text(json.text()?),
        Some(b'[') => {
            let mut items = Vec::new();
            json.list(&mut |json| {
                items.push(read(json, depth)?);
                Ok(())
            })?;
            Tagged::List(items)
        }
        Some(b'{') => read_object(json, depth)?,
        Some(_) | None => {
            let number = json.number()?;
            let is_decimal = number.contains(['.', 'e', 'E']);
            (if is_decimal { Tagged::Decimal } else { Tagged::Integer })(number.to_owned())
        }
    })
}

/// Reads an object, which is a value of its own where it has a tag.
fn read_object(json: Reader<'_>, depth: usize) -> Reading<Tagged> {
    let mut pairs = Pairs::default();
    // What stands there in quotes, not what an object with a tag of its own stands for.
    let (mut tag, mut text) = (None, None);
    json.object(&mut |name, json| {
        let is_text = json.first() == Some(b'"');
        let value = read(json, depth)?;
        match name {
            "t" => tag = is_text.then(|| value.to_line()),
            "v" => text = is_text.then(|| value.to_line()),
            _ => {}
        }
        pairs.set(name, value);
        Ok(())
    })?;
    let tagged = match (tag.as_deref(), pairs.len()) {
        (Some("missing"), _) => Some(Tagged::Missing),
        (Some("null"), _) => Some(Tagged::Null),
        (Some("text"), 2) => text.map(Tagged::Text),
        (Some("int"), 2) => text.filter(|digits| is_integer(digits)).map(Tagged::Integer),
        (Some("dec"), 2) => text.filter(|text| is_number(text)).map(Tagged::Decimal),
        (Some("datetime"), 2) => text.map(Tagged::DateTime),
        (Some("bool" | "list"), 2) => pairs.get("v").cloned(),
        (Some(_) | None, _) => None,
    };
    Ok(tagged.unwrap_or(Tagged::Map(pairs)))
}

/// Whether `text` is an optional minus and digits.
pub(crate) fn is_integer(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn round(json: &str) -> String {
        json::write(&json::read::<Tagged>(json).unwrap())
    }

    #[test]
    fn big_integers_keep_their_digits() {
        let big = json::read::<Tagged>("133520736000000000").unwrap();
        assert_eq!(big, Tagged::Integer("133520736000000000".to_owned()));
        assert_eq!(round("9007199254740993"), r#"{"t":"int","v":"9007199254740993"}"#);
        assert_eq!(round(&round("9007199254740993")), round("9007199254740993"));
        assert_eq!(round("9007199254740991"), "9007199254740991");
    }

    #[test]
    fn numbers_too_large_for_others_are_tagged() {
        assert_eq!(round("-1e400"), r#"{"t":"dec","v":"-1e400"}"#);
        assert_eq!(round(&round("1E+999")), round("1E+999"));
        let no_number = r#"{"t":"dec","v":"[1]"}"#;
        assert_eq!(round(no_number), no_number);
        assert!(matches!(json::read::<Tagged>(no_number).unwrap(), Tagged::Map(_)));
    }

    #[test]
    fn the_four_states_survive() {
        for json in [r#"{"t":"missing"}"#, "null", r#""""#, r#""a""#, "[1,null,\"x\"]", "1.50"] {
            assert_eq!(round(json), json);
        }
    }

    #[test]
    fn an_object_with_other_keys_is_a_map() {
        assert_eq!(round(r#"{"t":"x","a":1}"#), r#"{"t":"x","a":1}"#);
    }

    #[test]
    fn deep_nesting_is_refused_not_followed() {
        let json = format!("{}{}", "[".repeat(60), "]".repeat(60));
        assert!(json::read::<Tagged>(&json).is_err());
    }
}
