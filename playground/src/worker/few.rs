//! A few things by key: as a list, which takes a tenth of the code of a tree.

/// Values by key, in the order in which they came.
#[derive(Clone, Debug)]
pub(super) struct Few<K, V>(Vec<(K, V)>);

impl<K, V> Default for Few<K, V> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<K: PartialEq, V> Few<K, V> {
    fn place(&self, key: &K) -> Option<usize> {
        self.0.iter().position(|(known, _)| known == key)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn get(&self, key: &K) -> Option<&V> {
        self.0.iter().find(|(known, _)| known == key).map(|(_, value)| value)
    }

    /// The value of a key, made where there is none.
    pub(super) fn or_insert(&mut self, key: K, make: impl FnOnce() -> V) -> Option<&mut V> {
        if self.place(&key).is_none() {
            self.0.push((key, make()));
            return self.0.last_mut().map(|(_, value)| value);
        }
        self.0.iter_mut().find(|(known, _)| *known == key).map(|(_, value)| value)
    }

    /// Puts a value under a key that is not there.
    pub(super) fn add(&mut self, key: K, value: V) {
        self.0.push((key, value));
    }

    pub(super) fn remove(&mut self, key: &K) -> Option<V> {
        self.place(key).map(|place| self.0.swap_remove(place).1)
    }

    pub(super) fn iter_mut(&mut self) -> impl Iterator<Item = (&K, &mut V)> {
        self.0.iter_mut().map(|(key, value)| (&*key, value))
    }

    pub(super) fn values(&self) -> impl Iterator<Item = &V> {
        self.0.iter().map(|(_, value)| value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_found_made_and_removed_by_key() {
        let mut few = Few::default();
        few.add(1, "one");
        assert_eq!(few.or_insert(2, || "two"), Some(&mut "two"));
        assert_eq!(few.or_insert(1, || "none"), Some(&mut "one"));
        assert_eq!(few.remove(&1), Some("one"));
        assert_eq!((few.get(&1), few.get(&2)), (None, Some(&"two")));
        assert_eq!(few.values().count(), 1);
    }
}
