//! A JSON object as a list of pairs in the order in which they were written.

use crate::json::{FromJson, Reader, Reading, ToJson, Writer};

/// Named things in their written order; a repeated name keeps its first place and its last value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Pairs<V>(Vec<(String, V)>);

impl<V> Pairs<V> {
    /// The value under `name`.
    pub(crate) fn get(&self, name: &str) -> Option<&V> {
        self.0.iter().find(|(key, _)| key == name).map(|(_, value)| value)
    }

    /// Puts `value` under `name`, at the end when the name is new.
    pub(crate) fn set(&mut self, name: &str, value: V) {
        match self.0.iter_mut().find(|(key, _)| key == name) {
            Some((_, old)) => *old = value,
            None => self.0.push((name.to_owned(), value)),
        }
    }

    /// The pairs in order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, &V)> {
        self.0.iter().map(|(key, value)| (key.as_str(), value))
    }

    /// The names in order.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(key, _)| key.as_str())
    }

    /// Whether there are none.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }
}

impl<V> Default for Pairs<V> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<V> FromIterator<(String, V)> for Pairs<V> {
    fn from_iter<I: IntoIterator<Item = (String, V)>>(pairs: I) -> Self {
        let mut all = Self::default();
        for (name, value) in pairs {
            all.set(&name, value);
        }
        all
    }
}

impl<V: ToJson> ToJson for Pairs<V> {
    fn write(&self, json: &mut Writer) {
        json.object(&mut |json| {
            for (name, value) in &self.0 {
                json.field(name, value);
            }
        });
    }
}

impl<V: FromJson> FromJson for Pairs<V> {
    fn read(json: Reader<'_>) -> Reading<Self> {
        let mut pairs = Self::default();
        json.object(&mut |name, json| {
            pairs.set(name, V::read(json)?);
            Ok(())
        })?;
        Ok(pairs)
    }
}
