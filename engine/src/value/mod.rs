//! JSON ⇄ value, value → text by Java's rules, equality and order by SpEL's.

mod compare;
mod decimal;
mod number;
mod object;
mod text_form;

use std::borrow::Cow;
use std::sync::Arc;

pub use compare::{Incomparable, compare, equal};
pub(crate) use compare::{as_double, same};
pub use decimal::read_double;
pub use number::write_double;
pub(crate) use object::is_missing;
pub use object::{Object, ObjectKind, ObjectRef};
pub(crate) use text_form::write_java;
pub use text_form::{NotText, write_text};

use crate::country::Country;
use crate::datetime::DateTime;
use crate::types::Type;

/// A value of the language. It borrows from the profile and the expression where it can.
///
/// ```
/// use attrmap::value::Value;
/// let value = Value::from_json(&serde_json::json!({"extension": "101"}));
/// assert_eq!(value.type_name(), "profile");
/// ```
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum Value<'a> {
    /// Null, and what a missing attribute reads as.
    Null,
    /// `true` or `false`.
    Boolean(bool),
    /// A 32-bit whole number.
    Integer(i32),
    /// A 64-bit whole number.
    Long(i64),
    /// A double.
    Double(f64),
    /// Text; positions in it count UTF-16 units.
    Text(Cow<'a, str>),
    /// A list.
    Array(Items<'a>),
    /// A map written in an expression.
    Map(Arc<Map<'a>>),
    /// A profile, a group, a user.
    Object(ObjectRef<'a>),
    /// A date and time with its offset or zone.
    DateTime(Box<DateTime>),
    /// A country.
    Country(Country),
}

/// The elements of a list, borrowed from a profile or shared.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum Items<'a> {
    /// Elements of a list in a profile or expression.
    Borrowed(&'a [Value<'a>]),
    /// Elements of a list made during evaluation.
    Shared(Arc<[Value<'a>]>),
}

impl<'a> std::ops::Deref for Items<'a> {
    type Target = [Value<'a>];

    fn deref(&self) -> &Self::Target {
        match self {
            Self::Borrowed(items) => items,
            Self::Shared(items) => items,
        }
    }
}

/// Keys and values in the order of their first appearance.
#[derive(Debug, Clone, Default)]
pub struct Map<'a> {
    entries: Vec<(Value<'a>, Value<'a>)>,
}

impl<'a> Map<'a> {
    /// The entries in order.
    pub fn entries(&self) -> &[(Value<'a>, Value<'a>)] {
        &self.entries
    }

    /// Sets the value of a key: a repeated key keeps its first place and its last value.
    pub fn insert(&mut self, key: Value<'a>, value: Value<'a>) {
        match self.entries.iter_mut().find(|(known, _)| same(known, &key)) {
            Some(entry) => entry.1 = value,
            None => self.entries.push((key, value)),
        }
    }

    /// The value of a key, compared as Java's `equals` does: `1` is not `'1'`.
    pub fn get(&self, key: &Value<'_>) -> Option<&Value<'a>> {
        self.entries.iter().find(|(known, _)| same(known, key)).map(|entry| &entry.1)
    }

    /// The value of a text key.
    pub fn get_text(&self, key: &str) -> Option<&Value<'a>> {
        let is_key = |known: &Value<'_>| matches!(known, Value::Text(text) if text == key);
        self.entries.iter().find(|(known, _)| is_key(known)).map(|entry| &entry.1)
    }
}

impl<'a> Value<'a> {
    /// Text that the value owns or borrows.
    pub fn text(text: impl Into<Cow<'a, str>>) -> Self {
        Self::Text(text.into())
    }

    /// A list of values.
    pub fn array(items: impl Into<Arc<[Self]>>) -> Self {
        Self::Array(Items::Shared(items.into()))
    }

    /// The same value, borrowing from `self`: costs a few nanoseconds.
    pub fn borrowed<'b>(&'b self) -> Value<'b>
    where
        'a: 'b,
    {
        match self {
            Self::Null => Value::Null,
            Self::Boolean(value) => Value::Boolean(*value),
            Self::Integer(value) => Value::Integer(*value),
            Self::Long(value) => Value::Long(*value),
            Self::Double(value) => Value::Double(*value),
            Self::Text(text) => Value::Text(Cow::Borrowed(text)),
            Self::Array(items) => Value::Array(Items::Borrowed(items)),
            Self::Map(map) => Value::Map(Arc::clone(map)),
            Self::Object(object) => Value::Object(ObjectRef::Borrowed(object)),
            Self::DateTime(value) => Value::DateTime(value.clone()),
            Self::Country(value) => Value::Country(*value),
        }
    }

    /// The same value, borrowing from nothing.
    pub fn into_owned(self) -> Value<'static> {
        match self {
            Self::Null => Value::Null,
            Self::Boolean(value) => Value::Boolean(value),
            Self::Integer(value) => Value::Integer(value),
            Self::Long(value) => Value::Long(value),
            Self::Double(value) => Value::Double(value),
            Self::Text(text) => Value::Text(Cow::Owned(text.into_owned())),
            Self::Array(items) => {
                Value::array(items.iter().map(|item| item.clone().into_owned()).collect::<Vec<_>>())
            }
            Self::Map(map) => {
                let own = |(key, value): &(Value<'_>, Value<'_>)| {
                    (key.clone().into_owned(), value.clone().into_owned())
                };
                Value::Map(Arc::new(Map { entries: map.entries.iter().map(own).collect() }))
            }
            Self::Object(object) => Value::Object(ObjectRef::Shared(Arc::new((*object).clone()))),
            Self::DateTime(value) => Value::DateTime(value),
            Self::Country(value) => Value::Country(value),
        }
    }

    /// Whether it is null.
    pub const fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }

    /// Its text, where it is one.
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// Its type, as a set of one.
    pub const fn ty(&self) -> Type {
        match self {
            Self::Null => Type::NULL,
            Self::Boolean(_) => Type::BOOLEAN,
            Self::Integer(_) => Type::INTEGER,
            Self::Long(_) => Type::LONG,
            Self::Double(_) => Type::DOUBLE,
            Self::Text(_) => Type::TEXT,
            Self::Array(_) => Type::ARRAY,
            Self::Map(_) => Type::MAP,
            Self::Object(_) => Type::OBJECT,
            Self::DateTime(_) => Type::DATE_TIME,
            Self::Country(_) => Type::COUNTRY,
        }
    }

    /// Its type in words: `text`, `list`, `null`.
    pub fn type_name(&self) -> String {
        self.ty().to_string()
    }

    /// Profile data: whole numbers become Integer where they fit 32 bits, else Long; an object
    /// becomes a profile object.
    ///
    /// Marked objects stand for what JSON or JavaScript lack: `{"t": "int", "v": "9007199254740993"}`
    /// a whole number, `{"t": "datetime", "v": …}` or `{"type": "datetime", "value": …}` a
    /// date-time, and as an attribute `{"t": "missing"}` that it is not there.
    pub fn from_json(json: &serde_json::Value) -> Value<'static> {
        match json {
            serde_json::Value::Null => Value::Null,
            serde_json::Value::Bool(value) => Value::Boolean(*value),
            serde_json::Value::Number(number) => match number.as_i64() {
                Some(whole) => Value::whole(whole),
                None => Value::Double(number.as_f64().unwrap_or(f64::NAN)),
            },
            serde_json::Value::String(text) => Value::text(text.clone()),
            serde_json::Value::Array(items) => {
                Value::array(items.iter().map(Self::from_json).collect::<Vec<_>>())
            }
            serde_json::Value::Object(fields) => marked(fields)
                .unwrap_or_else(|| Value::Object(ObjectRef::Shared(Arc::new(fields.into())))),
        }
    }

    /// A whole number as an Integer where it fits 32 bits, else as a Long.
    pub fn whole(number: i64) -> Self {
        i32::try_from(number).map_or(Self::Long(number), Self::Integer)
    }
}

/// The value that a marked object stands for: a date-time, or a whole number as its digits.
fn marked(fields: &serde_json::Map<String, serde_json::Value>) -> Option<Value<'static>> {
    if fields.len() != 2 {
        return None;
    }
    let field = |name: &str| fields.get(name).and_then(serde_json::Value::as_str);
    match (field("type").or(field("t"))?, field("value").or(field("v"))?) {
        ("datetime", text) => Some(DateTime::parse_iso(text).ok()?.into()),
        ("int", digits) => digits.parse().ok().map(Value::whole),
        _ => None,
    }
}

impl From<bool> for Value<'_> {
    fn from(value: bool) -> Self {
        Self::Boolean(value)
    }
}

impl From<i32> for Value<'_> {
    fn from(value: i32) -> Self {
        Self::Integer(value)
    }
}

impl From<f64> for Value<'_> {
    fn from(value: f64) -> Self {
        Self::Double(value)
    }
}

impl<'a> From<&'a str> for Value<'a> {
    fn from(value: &'a str) -> Self {
        Self::Text(Cow::Borrowed(value))
    }
}

impl From<String> for Value<'_> {
    fn from(value: String) -> Self {
        Self::Text(Cow::Owned(value))
    }
}

impl<'a> From<Vec<Self>> for Value<'a> {
    fn from(items: Vec<Self>) -> Value<'a> {
        Self::array(items)
    }
}

impl From<DateTime> for Value<'_> {
    fn from(value: DateTime) -> Self {
        Self::DateTime(Box::new(value))
    }
}

impl<'a> From<ObjectRef<'a>> for Value<'a> {
    fn from(value: ObjectRef<'a>) -> Self {
        Self::Object(value)
    }
}

impl From<Country> for Value<'_> {
    fn from(value: Country) -> Self {
        Self::Country(value)
    }
}

impl<'a, T: Into<Value<'a>>> From<Option<T>> for Value<'a> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}
