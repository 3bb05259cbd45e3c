//! Values by key in one sorted list, which takes a tenth of the code of a tree.

use std::borrow::Borrow;

/// Values by key, in the order of the keys. What comes in order is put in at once; what does not
/// moves all behind it, so this is for few values or for keys that grow.
///
/// ```
/// use attrmap::sorted::Sorted;
///
/// let mut ages = Sorted::from(vec![("Bo", 41), ("Ann", 35), ("Bo", 7)]);
/// ages.insert("Cy", 52);
/// assert_eq!(ages.iter().collect::<Vec<_>>(), [(&"Ann", &35), (&"Bo", &41), (&"Cy", &52)]);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sorted<K, V>(Vec<(K, V)>);

impl<K, V> Default for Sorted<K, V> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<K, V> Sorted<K, V> {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Takes all out.
    pub fn clear(&mut self) {
        self.0.clear();
    }

    /// Keeps some of the values.
    pub fn retain(&mut self, mut keep: impl FnMut(&V) -> bool) {
        self.0.retain(|(_, value)| keep(value));
    }

    /// The keys, in order.
    pub fn keys(&self) -> impl Iterator<Item = &K> {
        self.0.iter().map(|(key, _)| key)
    }

    /// Keys and values, in order.
    pub fn iter(&self) -> impl Iterator<Item = (&K, &V)> {
        self.0.iter().map(|(key, value)| (key, value))
    }

    /// The values, in the order of their keys.
    pub fn values(&self) -> impl Iterator<Item = &V> {
        self.0.iter().map(|(_, value)| value)
    }

    /// The values, to be changed.
    pub fn values_mut(&mut self) -> impl Iterator<Item = &mut V> {
        self.0.iter_mut().map(|(_, value)| value)
    }
}

impl<K: Ord, V> Sorted<K, V> {
    fn place<Q: Ord + ?Sized>(&self, key: &Q) -> Result<usize, usize>
    where
        K: Borrow<Q>,
    {
        self.0.binary_search_by(|(known, _)| known.borrow().cmp(key))
    }

    /// The value of a key.
    pub fn get<Q: Ord + ?Sized>(&self, key: &Q) -> Option<&V>
    where
        K: Borrow<Q>,
    {
        let place = self.place(key).ok()?;
        self.0.get(place).map(|(_, value)| value)
    }

    /// The value of a key, to be changed.
    pub fn get_mut<Q: Ord + ?Sized>(&mut self, key: &Q) -> Option<&mut V>
    where
        K: Borrow<Q>,
    {
        let place = self.place(key).ok()?;
        self.0.get_mut(place).map(|(_, value)| value)
    }

    /// Gives many keys at once a value, those that have none; of several values of one key the first
    /// counts.
    pub fn complete(&mut self, more: Vec<(K, V)>) {
        self.0.extend(more);
        self.0.sort_by(|(one, _), (other, _)| one.cmp(other));
        self.0.dedup_by(|(one, _), (other, _)| one == other);
    }

    /// Whether a key has a value.
    pub fn contains<Q: Ord + ?Sized>(&self, key: &Q) -> bool
    where
        K: Borrow<Q>,
    {
        self.place(key).is_ok()
    }

    /// Gives a key a value; says whether it had none.
    pub fn insert(&mut self, key: K, value: V) -> bool {
        let place = self.place(&key);
        match place {
            Ok(place) => {
                if let Some(entry) = self.0.get_mut(place) {
                    entry.1 = value;
                }
            }
            Err(place) => self.0.insert(place, (key, value)),
        }
        place.is_err()
    }

    /// Changes the value of a key, of one that has none from the default.
    pub fn update(&mut self, key: K, change: impl FnOnce(&mut V))
    where
        V: Default,
    {
        let place = self.place(&key).unwrap_or_else(|place| {
            self.0.insert(place, (key, V::default()));
            place
        });
        if let Some((_, value)) = self.0.get_mut(place) {
            change(value);
        }
    }

    /// Takes the value of a key out.
    pub fn remove<Q: Ord + ?Sized>(&mut self, key: &Q)
    where
        K: Borrow<Q>,
    {
        if let Ok(place) = self.place(key) {
            self.0.remove(place);
        }
    }

    /// Takes out all keys from `first` on.
    pub fn truncate<Q: Ord + ?Sized>(&mut self, first: &Q)
    where
        K: Borrow<Q>,
    {
        let (Ok(place) | Err(place)) = self.place(first);
        self.0.truncate(place);
    }
}

impl<K: Ord, V> From<Vec<(K, V)>> for Sorted<K, V> {
    /// Of several values of one key the first stays.
    fn from(entries: Vec<(K, V)>) -> Self {
        let mut sorted = Self(Vec::new());
        sorted.complete(entries);
        sorted
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_of_many_stays_and_the_last_insert_wins() {
        let mut sorted = Sorted::from(vec![("b", 1), ("a", 2), ("b", 3)]);
        assert!(sorted.insert("c", 4) && !sorted.insert("a", 5));
        assert_eq!((sorted.get("a"), sorted.get("b"), sorted.get("e")), (Some(&5), Some(&1), None));
        sorted.complete(vec![("e", 7), ("d", 8), ("a", 9), ("e", 0)]);
        assert_eq!(sorted.keys().collect::<Vec<_>>(), [&"a", &"b", &"c", &"d", &"e"]);
        assert_eq!(sorted.get("a"), Some(&5));
        assert_eq!(sorted.get_mut("e"), Some(&mut 7));
    }

    #[test]
    fn values_are_changed_and_taken_out() {
        let mut sorted = Sorted::<u32, Vec<u32>>::default();
        for number in [3, 1, 3, 2] {
            sorted.update(number, |all| all.push(number));
        }
        assert_eq!(sorted.get(&3), Some(&vec![3, 3]));
        sorted.remove(&2);
        sorted.remove(&7);
        assert!(sorted.contains(&1) && !sorted.contains(&2));
        sorted.truncate(&2);
        assert_eq!(sorted.iter().collect::<Vec<_>>(), [(&1, &vec![1])]);
        sorted.retain(|all| all.len() > 1);
        assert!(sorted.is_empty());
    }
}
