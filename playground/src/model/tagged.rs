//! A value of an attribute that tells value, empty, null and missing apart and keeps every digit.

use std::borrow::Cow;

use attrmap::value::read_double;
use serde::de::{Deserialize, Deserializer, Error as _};
use serde::ser::{Error as _, Serialize, SerializeMap, Serializer};
use serde_json::value::RawValue;

use super::Pairs;

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
            Self::List(_) | Self::Map(_) => {
                Cow::Owned(serde_json::to_string(self).unwrap_or_default())
            }
        }
    }
}

impl Serialize for Tagged {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Missing => tag(serializer, "missing", None),
            Self::Null => serializer.serialize_unit(),
            Self::Text(text) => serializer.serialize_str(text),
            Self::Boolean(value) => serializer.serialize_bool(*value),
            Self::Integer(digits) => match digits.parse::<i64>() {
                Ok(number) if (-SAFE_INTEGER..=SAFE_INTEGER).contains(&number) => {
                    serializer.serialize_i64(number)
                }
                Ok(_) | Err(_) => tag(serializer, "int", Some(digits)),
            },
            // Most readers of JSON refuse a number so large, or take it for infinite.
            Self::Decimal(text) if read_double(text).is_some_and(f64::is_infinite) => {
                tag(serializer, "dec", Some(text))
            }
            Self::Decimal(text) => match RawValue::from_string(text.clone()) {
                Ok(raw) => raw.serialize(serializer),
                Err(error) => Err(S::Error::custom(error)),
            },
            Self::DateTime(text) => tag(serializer, "datetime", Some(text)),
            Self::List(items) => items.serialize(serializer),
            Self::Map(pairs) => pairs.serialize(serializer),
        }
    }
}

fn tag<S: Serializer>(
    serializer: S,
    name: &str,
    value: Option<&String>,
) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(None)?;
    map.serialize_entry("t", name)?;
    if let Some(value) = value {
        map.serialize_entry("v", value)?;
    }
    map.end()
}

impl<'de> Deserialize<'de> for Tagged {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let raw = Box::<RawValue>::deserialize(deserializer)?;
        read(raw.get(), DEPTH).map_err(D::Error::custom)
    }
}

/// Reads one JSON value from its own characters, so that numbers lose nothing.
fn read(json: &str, depth: usize) -> Result<Tagged, String> {
    let depth = depth.checked_sub(1).ok_or("values lie too deep in each other")?;
    let wrong = |error: serde_json::Error| error.to_string();
    Ok(match json.bytes().next() {
        Some(b'n') => Tagged::Null,
        Some(b't') => Tagged::Boolean(true),
        Some(b'f') => Tagged::Boolean(false),
        Some(b'"') => Tagged::Text(serde_json::from_str(json).map_err(wrong)?),
        Some(b'[') => {
            let items: Vec<&RawValue> = serde_json::from_str(json).map_err(wrong)?;
            Tagged::List(
                items.into_iter().map(|item| read(item.get(), depth)).collect::<Result<_, _>>()?,
            )
        }
        Some(b'{') => {
            let pairs: Pairs<Box<RawValue>> = serde_json::from_str(json).map_err(wrong)?;
            read_object(&pairs, depth)?
        }
        Some(_) if json.contains(['.', 'e', 'E']) => Tagged::Decimal(json.to_owned()),
        Some(_) | None => Tagged::Integer(json.to_owned()),
    })
}

fn read_object(pairs: &Pairs<Box<RawValue>>, depth: usize) -> Result<Tagged, String> {
    let tag = pairs.get("t").and_then(|raw| serde_json::from_str::<String>(raw.get()).ok());
    let value = pairs.get("v");
    let text = || value.and_then(|raw| serde_json::from_str::<String>(raw.get()).ok());
    let tagged = match (tag.as_deref(), pairs.len()) {
        (Some("missing"), _) => Some(Tagged::Missing),
        (Some("null"), _) => Some(Tagged::Null),
        (Some("text"), 2) => text().map(Tagged::Text),
        (Some("int"), 2) => text().filter(|digits| is_integer(digits)).map(Tagged::Integer),
        (Some("dec"), 2) => text().filter(|text| is_number(text)).map(Tagged::Decimal),
        (Some("datetime"), 2) => text().map(Tagged::DateTime),
        (Some("bool" | "list"), 2) => match value {
            Some(raw) => Some(read(raw.get(), depth)?),
            None => None,
        },
        (Some(_) | None, _) => None,
    };
    match tagged {
        Some(tagged) => Ok(tagged),
        None => pairs
            .iter()
            .map(|(name, raw)| Ok((name.to_owned(), read(raw.get(), depth)?)))
            .collect::<Result<_, _>>()
            .map(Tagged::Map),
    }
}

/// Whether `text` is an optional minus and digits.
pub(crate) fn is_integer(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether `text` is a number as JSON writes it, of any size.
fn is_number(text: &str) -> bool {
    let begins = text.starts_with(|first: char| first == '-' || first.is_ascii_digit());
    begins && serde_json::from_str::<&RawValue>(text).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn round(json: &str) -> String {
        serde_json::to_string(&serde_json::from_str::<Tagged>(json).unwrap()).unwrap()
    }

    #[test]
    fn big_integers_keep_their_digits() {
        let big = serde_json::from_str::<Tagged>("133520736000000000").unwrap();
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
        assert!(matches!(serde_json::from_str(no_number).unwrap(), Tagged::Map(_)));
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
        assert!(serde_json::from_str::<Tagged>(&json).is_err());
    }
}
