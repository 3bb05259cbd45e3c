//! The roots and attributes that any of the people have, each with its place in the table.

use crate::dialect::canonical_root;
use crate::sorted::Sorted;

/// Roots and their attributes.
#[derive(Debug, Clone, Default)]
pub(super) struct Names {
    roots: Vec<RootNames>,
    /// Every spelling of a root that came: its number and its root.
    spellings: Sorted<Box<str>, (usize, usize)>,
    attributes: usize,
}

/// The most names that are kept, of roots and attributes together.
const LIMIT: usize = 10_000;

/// A root and its attributes; an attribute's place is that of its column.
#[derive(Debug, Clone, Default)]
pub(super) struct RootNames {
    name: Box<str>,
    attributes: Vec<Box<str>>,
    places: Sorted<Box<str>, usize>,
    /// The order in which profiles have their attributes, as long as all agree: places, and the
    /// rank of each place.
    order: Vec<usize>,
    ranks: Vec<usize>,
    /// The attribute that came last time after the one before this place; 0 stands for the begin.
    guesses: Vec<usize>,
}

impl Names {
    /// The roots in the order of their first appearance.
    pub(super) fn roots(&self) -> &[RootNames] {
        &self.roots
    }

    /// The place of a root that somebody has.
    pub(super) fn root(&self, name: &str) -> Option<usize> {
        self.roots.iter().position(|root| *root.name == *name)
    }

    /// The number of a spelling, and its root; `None` where there are too many.
    pub(super) fn spelling(&mut self, name: &str) -> Option<(usize, usize)> {
        if let Some(known) = self.spellings.get(name) {
            return Some(*known);
        }
        if self.is_full() {
            return None;
        }
        let canonical = canonical_root(name);
        let root = self.root(canonical).unwrap_or_else(|| {
            self.roots.push(RootNames { name: canonical.into(), ..RootNames::default() });
            self.roots.len() - 1
        });
        let added = (self.spellings.len(), root);
        self.spellings.insert(name.into(), added);
        Some(added)
    }

    /// The place of an attribute that comes after another one in a profile; `None` where there are
    /// too many.
    pub(super) fn attribute(
        &mut self,
        root: usize,
        name: &str,
        after: Option<usize>,
    ) -> Option<usize> {
        let is_full = self.is_full();
        let names = self.roots.get_mut(root)?;
        if let Some(place) = names.place(name, after) {
            return Some(place);
        }
        if is_full {
            return None;
        }
        self.attributes += 1;
        Some(names.add(name, after))
    }

    fn is_full(&self) -> bool {
        self.attributes + self.spellings.len() >= LIMIT
    }

    /// The bytes it keeps in memory, nearly.
    pub(super) fn bytes(&self) -> usize {
        let attributes = self.roots.iter().flat_map(|root| &root.attributes);
        attributes.map(|name| 2 * name.len() + 128).sum()
    }
}

impl RootNames {
    /// Its name, canonical.
    pub(super) fn name(&self) -> &str {
        &self.name
    }

    /// Its attributes, each at its place.
    pub(super) fn attributes(&self) -> &[Box<str>] {
        &self.attributes
    }

    /// The place of an attribute that somebody has.
    pub(super) fn find(&self, name: &str) -> Option<usize> {
        self.places.get(name).copied()
    }

    /// The places in the order in which most profiles have their attributes.
    pub(super) fn order(&self) -> &[usize] {
        &self.order
    }

    /// Whether an attribute comes after another one in that order.
    pub(super) fn follows(&self, place: usize, after: Option<usize>) -> bool {
        let rank = |place: usize| self.ranks.get(place).copied().unwrap_or(usize::MAX);
        after.is_none_or(|after| rank(after) < rank(place))
    }

    fn place(&mut self, name: &str, after: Option<usize>) -> Option<usize> {
        let turn = after.map_or(0, |after| after + 1);
        let guess = self.guesses.get(turn).copied().unwrap_or(usize::MAX);
        if self.attributes.get(guess).is_some_and(|known| **known == *name) {
            return Some(guess);
        }
        let place = *self.places.get(name)?;
        if self.guesses.len() <= turn {
            self.guesses.resize(turn + 1, usize::MAX);
        }
        if let Some(guess) = self.guesses.get_mut(turn) {
            *guess = place;
        }
        Some(place)
    }

    /// A new attribute takes its rank behind the one it came after.
    fn add(&mut self, name: &str, after: Option<usize>) -> usize {
        let place = self.attributes.len();
        self.attributes.push(name.into());
        self.places.insert(name.into(), place);
        let rank = after.and_then(|after| self.ranks.get(after)).map_or(0, |rank| rank + 1);
        self.order.insert(rank.min(self.order.len()), place);
        self.ranks.push(0);
        for (rank, place) in self.order.iter().enumerate() {
            if let Some(slot) = self.ranks.get_mut(*place) {
                *slot = rank;
            }
        }
        place
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn profile(names: &mut Names, attributes: &[&str]) -> bool {
        let (_, root) = names.spelling("user").unwrap();
        let mut after = None;
        let mut in_order = true;
        for name in attributes {
            let place = names.attribute(root, name, after).unwrap();
            in_order &= names.roots()[root].follows(place, after);
            after = Some(place);
        }
        in_order
    }

    #[test]
    fn an_attribute_that_comes_later_takes_its_place_in_the_order() {
        let mut names = Names::default();
        assert!(profile(&mut names, &["a", "c"]));
        assert!(profile(&mut names, &["a", "b", "c"]));
        assert!(profile(&mut names, &["b"]));
        assert!(profile(&mut names, &["0", "a"]));
        assert!(!profile(&mut names, &["c", "a"]));
        let root = &names.roots()[0];
        let order: Vec<&str> = root.order().iter().map(|at| &*root.attributes()[*at]).collect();
        assert_eq!(order, ["0", "a", "b", "c"]);
    }

    #[test]
    fn names_are_limited() {
        let mut names = Names::default();
        let (_, root) = names.spelling("user").unwrap();
        let added = (0..LIMIT).filter_map(|n| names.attribute(root, &n.to_string(), None)).count();
        assert_eq!((added, names.spelling("other")), (LIMIT - 1, None));
    }

    #[test]
    fn two_spellings_are_one_root() {
        let mut names = Names::default();
        assert_eq!(
            (names.spelling("appUser"), names.spelling("appuser")),
            (Some((0, 0)), Some((1, 0)))
        );
        assert_eq!((names.root("appuser"), names.root("appUser")), (Some(0), None));
    }
}
