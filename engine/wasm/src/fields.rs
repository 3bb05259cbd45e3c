//! Options as JavaScript gives them, field by field.

use attrmap::json;
use serde_json::{Map, Value};
use wasm_bindgen::prelude::JsValue;

use crate::{input, misuse};

/// The fields of an object that are not taken yet; null is as good as nothing.
#[derive(Debug)]
pub(crate) struct Fields {
    /// Whose they are: `options.schemas`.
    of: String,
    fields: Map<String, Value>,
}

/// A field of the wrong type, or one too many.
type Taken<T> = Result<T, JsValue>;

impl Fields {
    /// The fields of an object or its JSON text; none of `undefined` and `null`.
    pub(crate) fn read(of: &str, given: &JsValue) -> Taken<Self> {
        let given = if given.is_undefined() || given.is_null() {
            Value::Object(Map::new())
        } else {
            json::parse(&input::json_text(given)?)
                .map_err(|wrong| misuse(&format!("{of}: this is not JSON: {wrong}")))?
        };
        Self::new(of.to_owned(), given)
    }

    fn new(of: String, value: Value) -> Taken<Self> {
        match value {
            Value::Object(fields) => Ok(Self { of, fields }),
            _ => Err(misuse(&format!("{of}: an object is needed"))),
        }
    }

    fn take(&mut self, name: &str) -> Option<Value> {
        self.fields.shift_remove(name).filter(|value| !value.is_null())
    }

    /// What is thrown for the wrong type.
    pub(crate) fn needed(&self, name: &str, what: &str) -> JsValue {
        misuse(&format!("{}.{name}: {what} is needed", self.of))
    }

    /// A text.
    pub(crate) fn text(&mut self, name: &str) -> Taken<Option<String>> {
        match self.take(name) {
            None => Ok(None),
            Some(Value::String(text)) => Ok(Some(text)),
            Some(_) => Err(self.needed(name, "a text")),
        }
    }

    /// Whether something is wanted.
    pub(crate) fn flag(&mut self, name: &str) -> Taken<bool> {
        match self.take(name) {
            None => Ok(false),
            Some(Value::Bool(flag)) => Ok(flag),
            Some(_) => Err(self.needed(name, "true or false")),
        }
    }

    /// A number of things.
    #[cfg(feature = "people")]
    pub(crate) fn count(&mut self, name: &str) -> Taken<Option<usize>> {
        let Some(count) = self.take(name) else { return Ok(None) };
        let count = count.as_u64().and_then(|count| usize::try_from(count).ok());
        count.map(Some).ok_or_else(|| self.needed(name, "a whole number"))
    }

    /// The values of a list.
    pub(crate) fn list(&mut self, name: &str) -> Taken<Option<Vec<Value>>> {
        match self.take(name) {
            None => Ok(None),
            Some(Value::Array(items)) => Ok(Some(items)),
            Some(_) => Err(self.needed(name, "a list")),
        }
    }

    /// The texts of a list.
    pub(crate) fn texts(&mut self, name: &str) -> Taken<Option<Vec<String>>> {
        let Some(items) = self.list(name)? else { return Ok(None) };
        let text = |item| match item {
            Value::String(text) => Ok(text),
            _ => Err(self.needed(name, "a list of texts")),
        };
        items.into_iter().map(text).collect::<Taken<_>>().map(Some)
    }

    /// The objects that are the values of an object, by their names.
    pub(crate) fn objects(&mut self, name: &str) -> Taken<Option<Vec<(String, Self)>>> {
        let Some(value) = self.take(name) else { return Ok(None) };
        let all = Self::new(format!("{}.{name}", self.of), value)?;
        let object = |(name, value)| {
            let fields = Self::new(format!("{}.{name}", all.of), value)?;
            Ok((name, fields))
        };
        all.fields.into_iter().map(object).collect::<Taken<_>>().map(Some)
    }

    /// Complains of a field that nobody has taken.
    pub(crate) fn done(&self) -> Taken<()> {
        match self.fields.keys().next() {
            None => Ok(()),
            Some(unknown) => Err(misuse(&format!("{}: there is no `{unknown}`", self.of))),
        }
    }
}
