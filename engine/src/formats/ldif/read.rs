//! Logical lines → entries, each whole or with the first thing that is wrong in it.

use std::borrow::Cow;

use base64ct::{Base64, Encoding};

use super::lines::{Line, Lines};
use crate::formats::Dn;
use crate::text::Letters;

/// One entry of a file.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Entry<'a> {
    /// The line of its first line, from 1.
    pub line: usize,
    /// The text of its name, when it could be read.
    pub dn: Option<String>,
    /// What it holds.
    pub outcome: Outcome<'a>,
    /// Lines and attributes of plain values with bytes above 127 (IMP-203).
    pub not_ascii: Vec<(usize, String)>,
}

/// What an entry holds.
#[derive(Debug, Clone)]
pub enum Outcome<'a> {
    /// Attributes: no change type, or `add`.
    Content(Content<'a>),
    /// A change record of another type, which is not read.
    Change(String),
    /// Nothing, because it can not be read.
    Broken(Broken),
}

/// The content of an entry.
#[derive(Debug, Clone)]
pub struct Content<'a> {
    /// Its name.
    pub dn: Dn,
    /// Whether it said `changetype: add`.
    pub is_add: bool,
    /// Its values in order.
    pub values: Vec<Value<'a>>,
}

/// One value of an entry.
#[derive(Debug, Clone)]
pub struct Value<'a> {
    /// The attribute as it was written, with its options.
    pub name: Cow<'a, str>,
    /// The bytes.
    pub bytes: Cow<'a, [u8]>,
    /// The line it starts on, from 1.
    pub line: usize,
}

/// The first error of an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Broken {
    /// `IMP-101`, `IMP-102` or `IMP-104`.
    pub code: &'static str,
    /// The line that the error starts on, from 1.
    pub line: usize,
    /// The attribute, as it was written.
    pub attribute: Option<String>,
}

/// Reads entry after entry; a broken one does not stop it.
///
/// ```
/// use attrmap::formats::ldif::{Outcome, Reader};
///
/// let entries: Vec<_> = Reader::new(b"dn: cn=a,dc=x\nsn: b\n\noops\n").collect();
/// assert!(matches!(&entries[0].outcome, Outcome::Content(content) if content.values.len() == 1));
/// assert!(matches!(&entries[1].outcome, Outcome::Broken(broken) if broken.line == 4));
/// ```
#[derive(Debug, Clone)]
pub struct Reader<'a> {
    lines: Lines<'a>,
    is_first: bool,
}

impl<'a> Reader<'a> {
    /// A reader of the bytes of a file.
    #[must_use]
    pub fn new(bytes: &'a [u8]) -> Self {
        Self { lines: Lines::new(bytes), is_first: true }
    }
}

impl<'a> Iterator for Reader<'a> {
    type Item = Entry<'a>;

    fn next(&mut self) -> Option<Entry<'a>> {
        loop {
            let mut first = self.lines.find(|line| !line.bytes.is_empty())?;
            if std::mem::take(&mut self.is_first) && is_version(&first.bytes) {
                match self.lines.next() {
                    Some(line) if !line.bytes.is_empty() => first = line,
                    _ => continue,
                }
            }
            let mut lines = self.lines.by_ref().take_while(|line| !line.bytes.is_empty());
            let entry = read_entry(first, &mut lines);
            lines.for_each(drop);
            return Some(entry);
        }
    }
}

fn is_version(line: &[u8]) -> bool {
    line.get(..8).is_some_and(|start| start.eq_ignore_ascii_case(b"version:"))
}

fn read_entry<'a>(first: Line<'a>, lines: &mut impl Iterator<Item = Line<'a>>) -> Entry<'a> {
    let line = first.number;
    let mut entry = EntryReader { dn: None, not_ascii: Vec::new() };
    let outcome = entry.read(first, lines).unwrap_or_else(Outcome::Broken);
    Entry { line, dn: entry.dn, outcome, not_ascii: entry.not_ascii }
}

struct EntryReader {
    dn: Option<String>,
    not_ascii: Vec<(usize, String)>,
}

impl EntryReader {
    fn read<'a>(
        &mut self,
        first: Line<'a>,
        lines: &mut impl Iterator<Item = Line<'a>>,
    ) -> Result<Outcome<'a>, Broken> {
        let unreadable = Broken { code: "IMP-101", line: first.number, attribute: None };
        let first = self.value(first)?;
        if !first.name.eq_ignore_ascii_case("dn") {
            return Err(unreadable);
        }
        let text = String::from_utf8(first.bytes.into_owned()).map_err(|_| unreadable.clone())?;
        let dn = Dn::parse(&text);
        self.dn = Some(text);
        let dn = dn.ok_or(unreadable)?;
        let mut values: Vec<Value<'a>> = Vec::new();
        let mut is_add = false;
        for line in lines {
            let value = self.value(line)?;
            if value.name.eq_ignore_ascii_case("changetype") {
                let kind = String::from_utf8_lossy(&value.bytes).trim().lower();
                if kind != "add" {
                    return Ok(Outcome::Change(kind));
                }
                is_add = true;
                values.retain(|value| !value.name.eq_ignore_ascii_case("control"));
            } else {
                values.push(value);
            }
        }
        Ok(Outcome::Content(Content { dn, is_add, values }))
    }

    fn value<'a>(&mut self, line: Line<'a>) -> Result<Value<'a>, Broken> {
        let number = line.number;
        let broken = |code, attribute| Broken { code, line: number, attribute };
        let Some((name, value)) = split_line(line.bytes) else {
            return Err(broken("IMP-101", None));
        };
        let bytes = match value {
            Spelling::Plain(bytes) => {
                if !bytes.is_ascii() {
                    self.not_ascii.push((number, name.clone().into_owned()));
                }
                bytes
            }
            Spelling::Base64(text) => std::str::from_utf8(&text)
                .ok()
                .and_then(|text| Base64::decode_vec(text).ok())
                .ok_or_else(|| broken("IMP-102", Some(name.clone().into_owned())))?
                .into(),
            Spelling::Url => return Err(broken("IMP-104", Some(name.into_owned()))),
        };
        Ok(Value { name, bytes, line: number })
    }
}

enum Spelling<'a> {
    Plain(Cow<'a, [u8]>),
    Base64(Cow<'a, [u8]>),
    Url,
}

/// The name and the value of a line; `None` without a separator or a name.
fn split_line(line: Cow<'_, [u8]>) -> Option<(Cow<'_, str>, Spelling<'_>)> {
    match line {
        Cow::Borrowed(line) => split_borrowed(line),
        Cow::Owned(line) => {
            let (name, spelling) = split_borrowed(&line)?;
            let own = |bytes: Cow<'_, [u8]>| Cow::Owned(bytes.into_owned());
            let spelling = match spelling {
                Spelling::Plain(bytes) => Spelling::Plain(own(bytes)),
                Spelling::Base64(bytes) => Spelling::Base64(own(bytes)),
                Spelling::Url => Spelling::Url,
            };
            Some((Cow::Owned(name.into_owned()), spelling))
        }
    }
}

fn split_borrowed(line: &[u8]) -> Option<(Cow<'_, str>, Spelling<'_>)> {
    let (name, value) = line.split_at_checked(memchr::memchr(b':', line)?)?;
    let name = std::str::from_utf8(name).ok().filter(|name| !name.is_empty())?;
    let value = value.strip_prefix(b":").unwrap_or(value);
    let spelling = match value.first() {
        Some(b':') => {
            Spelling::Base64(trim_spaces(value.strip_prefix(b":").unwrap_or(value)).into())
        }
        Some(b'<') => Spelling::Url,
        _ => Spelling::Plain(trim_spaces(value).into()),
    };
    Some((Cow::Borrowed(name), spelling))
}

fn trim_spaces(bytes: &[u8]) -> &[u8] {
    let start = bytes.iter().position(|byte| *byte != b' ').unwrap_or(bytes.len());
    bytes.get(start..).unwrap_or_default()
}
