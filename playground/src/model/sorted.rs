//! Values by key, and sets of places, in sorted lists, which take a tenth of the code of a tree.

use std::borrow::Borrow;

/// Values by key, in the order of the keys. Keys that come in order cost nothing to put in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Sorted<K, V>(Vec<(K, V)>);

impl<K, V> Default for Sorted<K, V> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<K: Ord, V> Sorted<K, V> {
    fn place<Q: Ord + ?Sized>(&self, key: &Q) -> Result<usize, usize>
    where
        K: Borrow<Q>,
    {
        self.0.binary_search_by(|(known, _)| known.borrow().cmp(key))
    }

    pub(crate) fn get<Q: Ord + ?Sized>(&self, key: &Q) -> Option<&V>
    where
        K: Borrow<Q>,
    {
        let place = self.place(key).ok()?;
        self.0.get(place).map(|(_, value)| value)
    }

    pub(crate) fn insert(&mut self, key: K, value: V) {
        match self.place(&key) {
            Ok(place) => {
                if let Some(entry) = self.0.get_mut(place) {
                    entry.1 = value;
                }
            }
            Err(place) => self.0.insert(place, (key, value)),
        }
    }

    pub(crate) fn retain(&mut self, mut keep: impl FnMut(&V) -> bool) {
        self.0.retain(|(_, value)| keep(value));
    }

    pub(crate) fn clear(&mut self) {
        self.0.clear();
    }

    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (&K, &V)> {
        self.0.iter().map(|(key, value)| (key, value))
    }
}

impl<K: Ord, V> From<Vec<(K, V)>> for Sorted<K, V> {
    /// Of several values of one key the first stays.
    fn from(mut entries: Vec<(K, V)>) -> Self {
        entries.sort_by(|(one, _), (other, _)| one.cmp(other));
        entries.dedup_by(|(one, _), (other, _)| one == other);
        Self(entries)
    }
}

/// Some places of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Places(Vec<usize>);

impl Places {
    pub(crate) fn contains(&self, place: usize) -> bool {
        self.0.binary_search(&place).is_ok()
    }

    /// Adds a place; says whether it is new.
    pub(crate) fn insert(&mut self, place: usize) -> bool {
        let found = self.0.binary_search(&place);
        if let Err(at) = found {
            self.0.insert(at, place);
        }
        found.is_err()
    }

    /// Takes a place out; says whether it was there.
    pub(crate) fn remove(&mut self, place: usize) -> bool {
        let found = self.0.binary_search(&place);
        if let Ok(at) = found {
            self.0.remove(at);
        }
        found.is_ok()
    }

    pub(crate) fn clear(&mut self) {
        self.0.clear();
    }

    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_of_many_stays_and_the_last_insert_wins() {
        let mut sorted = Sorted::from(vec![("b", 1), ("a", 2), ("b", 3)]);
        assert_eq!(sorted.iter().collect::<Vec<_>>(), [(&"a", &2), (&"b", &1)]);
        sorted.insert("c", 4);
        sorted.insert("a", 5);
        assert_eq!((sorted.get("a"), sorted.get("b"), sorted.get("e")), (Some(&5), Some(&1), None));
        sorted.retain(|value| *value != 1);
        assert_eq!(sorted.len(), 2);
    }

    #[test]
    fn a_place_is_there_once() {
        let mut places = Places::default();
        assert!(places.insert(3) && places.insert(1) && !places.insert(3));
        assert!(places.contains(1) && !places.contains(2));
        assert!(places.remove(3) && !places.remove(3));
        assert_eq!(places.len(), 1);
    }
}
