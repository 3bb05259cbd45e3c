//! JSON text ⇄ what the page keeps, by one reader and one writer for all types.
//!
//! Neither is generic, so a type adds no more than the names of its fields. With derived
//! implementations reading alone was a twentieth of the page's module.

mod reader;
mod writer;

pub(crate) use attrmap::json::Wrong;
pub(crate) use reader::{Reader, Reading, is_number, items, parts};
pub(crate) use writer::Writer;

use std::rc::Rc;

/// What can be read from JSON.
pub(crate) trait FromJson: Sized {
    /// Reads a value.
    fn read(json: Reader<'_>) -> Reading<Self>;
}

/// What can be written as JSON.
pub(crate) trait ToJson {
    /// Writes the value.
    fn write(&self, json: &mut Writer);
}

/// The value that a text is.
pub(crate) fn read<T: FromJson>(text: &str) -> Reading<T> {
    T::read(Reader::new(text))
}

/// A value as text on one line.
pub(crate) fn write(value: &dyn ToJson) -> String {
    let mut json = Writer::default();
    value.write(&mut json);
    json.into_text()
}

impl FromJson for String {
    fn read(json: Reader<'_>) -> Reading<Self> {
        json.text()
    }
}

impl FromJson for bool {
    fn read(json: Reader<'_>) -> Reading<Self> {
        json.flag()
    }
}

impl FromJson for usize {
    fn read(json: Reader<'_>) -> Reading<Self> {
        let digits = json.number()?;
        digits.parse().map_err(|_| json.expected("a whole number"))
    }
}

impl<T: FromJson> FromJson for Rc<T> {
    fn read(json: Reader<'_>) -> Reading<Self> {
        T::read(json).map(Self::new)
    }
}

/// Null is none.
impl<T: FromJson> FromJson for Option<T> {
    fn read(json: Reader<'_>) -> Reading<Self> {
        if json.first() == Some(b'n') { Ok(None) } else { T::read(json).map(Some) }
    }
}

impl<T: FromJson> FromJson for Vec<T> {
    fn read(json: Reader<'_>) -> Reading<Self> {
        let mut all = Self::new();
        json.list(&mut |json| {
            all.push(T::read(json)?);
            Ok(())
        })?;
        Ok(all)
    }
}

impl ToJson for str {
    fn write(&self, json: &mut Writer) {
        json.text(self);
    }
}

impl ToJson for String {
    fn write(&self, json: &mut Writer) {
        json.text(self);
    }
}

impl ToJson for bool {
    fn write(&self, json: &mut Writer) {
        json.raw(if *self { "true" } else { "false" });
    }
}

impl ToJson for usize {
    fn write(&self, json: &mut Writer) {
        json.raw(&self.to_string());
    }
}

impl<T: ToJson> ToJson for Rc<T> {
    fn write(&self, json: &mut Writer) {
        (**self).write(json);
    }
}

impl<T: ToJson> ToJson for Vec<T> {
    fn write(&self, json: &mut Writer) {
        json.list(&mut self.iter().map(|item| item as &dyn ToJson));
    }
}
