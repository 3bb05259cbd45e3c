//! Sample records → what each of their attributes looks like, and a schema from that.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::import::Kind;
use crate::country::Country;
use crate::formats::Dn;
use crate::formats::ldif::{Outcome, Reader};
use crate::schema::{Attribute, AttributeType, Datum, Schema, SchemaError, is_date_time, is_email};

/// The most values that an enumeration has.
const ENUM_VALUES: usize = 12;
/// How often each of them occurs on average.
const ENUM_FREQUENCY: usize = 3;

/// What the attributes of some records look like.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
#[non_exhaustive]
pub struct Statistics {
    /// The number of records.
    pub records: usize,
    /// The attributes by name, spelled as seen first.
    pub attributes: BTreeMap<String, AttributeStatistics>,
    /// The records that could not be read, and do not count.
    #[serde(skip)]
    pub unreadable: Vec<Unreadable>,
}

/// A record that could not be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Unreadable {
    /// Its line, from 1; of files that are one list, its position.
    pub line: usize,
    /// What is wrong with it, such as `IMP-101`.
    pub code: &'static str,
}

/// What one attribute looks like.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct AttributeStatistics {
    /// Records with a value.
    pub present: usize,
    /// Records without.
    pub missing: usize,
    /// Different values.
    pub distinct: Option<usize>,
    /// The least number of code points.
    pub min_length: Option<usize>,
    /// The greatest number of code points.
    pub max_length: Option<usize>,
    /// `binary`, `array`, `boolean`, `integer` or `string`.
    #[serde(rename = "type")]
    pub ty: &'static str,
    /// The type of a list's values.
    pub items: Option<&'static str>,
    /// The form that all texts have.
    pub format: Option<&'static str>,
    /// Whether every record has a value.
    pub required: bool,
    /// Whether every record has one value of its own.
    pub unique: bool,
    /// The values, where they are few and frequent, sorted.
    #[serde(rename = "enum")]
    pub values: Option<Vec<String>>,
    /// Values of a text attribute that are no text.
    pub invalid: usize,
}

/// A form and how to tell it.
type Format = (&'static str, fn(&str) -> bool);

/// The forms that are looked for, in the order of their precedence.
const FORMATS: [Format; 6] = [
    ("email", is_email),
    ("generalized-time", is_generalized_time),
    ("date-time", is_date_time),
    ("e164", is_e164),
    ("dn", |text| Dn::parse(text).is_some_and(|dn| dn.rdns().len() > 1)),
    ("country-code", |text| Country::from_alpha2(text).is_some()),
];

/// Collects records.
#[derive(Debug, Default)]
pub(super) struct Discovery<'a> {
    records: usize,
    columns: BTreeMap<String, Column<'a>>,
    unreadable: Vec<Unreadable>,
}

/// What is known about one attribute.
#[derive(Debug)]
struct Column<'a> {
    name: String,
    /// Records with any value, and with a text.
    present: usize,
    present_as_text: usize,
    values: usize,
    invalid: usize,
    is_multiple: bool,
    distinct: BTreeSet<Cow<'a, [u8]>>,
    min_length: usize,
    max_length: usize,
    is_boolean: bool,
    is_integer: bool,
    fits: [bool; FORMATS.len()],
}

impl<'a> Discovery<'a> {
    /// Adds a record with its values in order.
    pub(super) fn add(&mut self, values: impl IntoIterator<Item = (Cow<'a, str>, Cow<'a, [u8]>)>) {
        self.records += 1;
        let mut fields: BTreeMap<String, Vec<Cow<'a, [u8]>>> = BTreeMap::new();
        for (name, value) in values {
            let key = name.to_ascii_lowercase();
            if !self.columns.contains_key(&key) {
                self.columns.insert(key.clone(), Column::new(&name));
            }
            fields.entry(key).or_default().push(value);
        }
        for (key, values) in fields {
            if let Some(column) = self.columns.get_mut(&key) {
                column.add(values);
            }
        }
    }

    /// Leaves a record out.
    pub(super) fn leave_out(&mut self, line: usize, code: &'static str) {
        self.unreadable.push(Unreadable { line, code });
    }

    pub(super) fn finish(self) -> Statistics {
        let unreadable = self.unreadable;
        let records = self.records;
        let columns = self.columns.into_values();
        let attributes =
            columns.map(|column| (column.name.clone(), column.finish(records))).collect();
        Statistics { records, attributes, unreadable }
    }
}

impl<'a> Column<'a> {
    fn new(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            present: 0,
            present_as_text: 0,
            values: 0,
            invalid: 0,
            is_multiple: false,
            distinct: BTreeSet::new(),
            min_length: usize::MAX,
            max_length: 0,
            is_boolean: true,
            is_integer: true,
            fits: [true; FORMATS.len()],
        }
    }

    fn add(&mut self, values: Vec<Cow<'a, [u8]>>) {
        let mut texts = 0;
        for value in values {
            self.values += 1;
            match std::str::from_utf8(&value) {
                Ok(text) if !text.contains('\0') => {
                    texts += 1;
                    self.add_text(text);
                    self.distinct.insert(value);
                }
                _ => self.invalid += 1,
            }
        }
        self.present += 1;
        self.present_as_text += usize::from(texts > 0);
        self.is_multiple |= texts > 1;
    }

    fn add_text(&mut self, text: &str) {
        let length = text.chars().count();
        self.min_length = self.min_length.min(length);
        self.max_length = self.max_length.max(length);
        self.is_boolean &= matches!(text, "TRUE" | "FALSE" | "true" | "false");
        self.is_integer &= is_integer(text);
        for (fits, (_, is_format)) in self.fits.iter_mut().zip(FORMATS) {
            *fits = *fits && is_format(text);
        }
    }

    fn finish(self, records: usize) -> AttributeStatistics {
        let is_binary = self.invalid * 2 > self.values;
        let present = if is_binary { self.present } else { self.present_as_text };
        let required = present == records;
        let mut statistics = AttributeStatistics {
            present,
            missing: records.saturating_sub(present),
            distinct: None,
            min_length: None,
            max_length: None,
            ty: "binary",
            items: None,
            format: None,
            required,
            unique: false,
            values: None,
            invalid: 0,
        };
        if is_binary {
            return statistics;
        }
        let ty = match (self.is_boolean, self.is_integer) {
            (true, _) => "boolean",
            (_, true) => "integer",
            _ => "string",
        };
        let fit = self.fits.iter().zip(FORMATS).find(|(fits, _)| **fits);
        let texts = self.values - self.invalid;
        let is_enum = ty == "string"
            && !self.is_multiple
            && self.distinct.len() <= ENUM_VALUES
            && texts >= self.distinct.len() * ENUM_FREQUENCY;
        statistics.distinct = Some(self.distinct.len());
        statistics.min_length = Some(self.min_length);
        statistics.max_length = Some(self.max_length);
        statistics.ty = if self.is_multiple { "array" } else { ty };
        statistics.items = self.is_multiple.then_some(ty);
        statistics.format = fit.filter(|_| ty == "string").map(|(_, (name, _))| name);
        statistics.unique = required && !self.is_multiple && self.distinct.len() == texts;
        statistics.invalid = self.invalid;
        statistics.values = is_enum.then(|| {
            let text = |value: &Cow<'_, [u8]>| String::from_utf8_lossy(value).into_owned();
            self.distinct.iter().map(text).collect()
        });
        statistics
    }
}

fn is_integer(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    digits == "0"
        || ((1..=18).contains(&digits.len())
            && !digits.starts_with('0')
            && digits.bytes().all(|byte| byte.is_ascii_digit()))
}

fn is_generalized_time(text: &str) -> bool {
    let Some((whole, rest)) = text.split_once('.') else { return false };
    let is_digits =
        |text: &str, count| text.len() == count && text.bytes().all(|b| b.is_ascii_digit());
    is_digits(whole, 14) && rest.strip_suffix('Z').is_some_and(|tenth| is_digits(tenth, 1))
}

fn is_e164(text: &str) -> bool {
    text.strip_prefix('+').is_some_and(|digits| {
        (7..=15).contains(&digits.len())
            && !digits.starts_with('0')
            && digits.bytes().all(|byte| byte.is_ascii_digit())
    })
}

/// The statistics of the people in an LDIF file; second copies of a name do not count.
#[must_use]
pub fn discover_ldif(bytes: &[u8]) -> Statistics {
    let mut discovery = Discovery::default();
    let mut seen = BTreeSet::new();
    for entry in Reader::new(bytes) {
        let content = match entry.outcome {
            Outcome::Content(content) => content,
            Outcome::Broken(broken) => {
                discovery.leave_out(broken.line, broken.code);
                continue;
            }
            Outcome::Change(_) => continue,
        };
        if seen.insert(content.dn.key()) && matches!(Kind::of(&content), Kind::Person) {
            discovery.add(content.values.into_iter().map(|value| (value.name, value.bytes)));
        }
    }
    discovery.finish()
}

impl Statistics {
    /// A schema with the definitions that the samples suggest.
    ///
    /// # Errors
    ///
    /// [`SchemaError`] when two names differ in letter case only, which samples never have.
    pub fn to_schema(&self) -> Result<Schema, SchemaError> {
        Schema::new(self.attributes.iter().map(|(name, statistics)| statistics.to_attribute(name)))
    }
}

impl AttributeStatistics {
    fn to_attribute(&self, name: &str) -> Attribute {
        let mut attribute = Attribute::new(name);
        attribute.title = Some(name.to_owned());
        attribute.ty = AttributeType::from_word(self.ty).unwrap_or_default();
        attribute.items = self.items.and_then(AttributeType::from_word);
        attribute.guid = self.ty == "binary" && name.eq_ignore_ascii_case("objectGUID");
        attribute.required = self.required;
        attribute.format = self.format.map(str::to_owned);
        attribute.external_name = Some(name.to_owned());
        let values = self.values.as_ref();
        attribute.values =
            values.map(|values| values.iter().map(|v| Datum::from(v.as_str())).collect());
        attribute
    }
}
