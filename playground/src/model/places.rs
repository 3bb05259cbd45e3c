//! Some places of a list, in a sorted list, which takes a tenth of the code of a tree.

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
    fn a_place_is_there_once() {
        let mut places = Places::default();
        assert!(places.insert(3) && places.insert(1) && !places.insert(3));
        assert!(places.contains(1) && !places.contains(2));
        assert!(places.remove(3) && !places.remove(3));
        assert_eq!(places.len(), 1);
    }
}
