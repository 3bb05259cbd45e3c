//! Groups of a directory: names and members in, every group that a person belongs to out.

use std::collections::BTreeMap;

use crate::formats::Dn;

/// The groups of one directory and which groups they belong to.
#[derive(Debug, Clone, Default)]
pub struct Groups {
    ids: BTreeMap<String, usize>,
    texts: BTreeMap<String, usize>,
    names: Vec<String>,
    parents: Vec<Vec<usize>>,
}

impl Groups {
    /// The group that a text names: by its distinguished name, else by its plain name.
    pub(super) fn intern(&mut self, text: &str) -> usize {
        if let Some(id) = self.texts.get(text) {
            return *id;
        }
        let id = match Dn::parse(text).filter(|_| text.contains('=')) {
            Some(dn) => self.intern_key(dn.key(), dn.first_value()),
            None => self.intern_key(plain_key(text), text),
        };
        self.texts.insert(text.to_owned(), id);
        id
    }

    /// The group with this distinguished name.
    pub(super) fn intern_dn(&mut self, dn: &Dn) -> usize {
        let id = self.intern_key(dn.key(), dn.first_value());
        if let Some(name) = self.names.get_mut(id) {
            dn.first_value().clone_into(name);
        }
        id
    }

    fn intern_key(&mut self, key: String, name: &str) -> usize {
        let next = self.names.len();
        let id = *self.ids.entry(key).or_insert(next);
        if id == next {
            self.names.push(name.to_owned());
            self.parents.push(Vec::new());
        }
        id
    }

    /// The group with this key of a distinguished name, when there is one.
    pub(super) fn find_key(&self, key: &str) -> Option<usize> {
        self.ids.get(key).copied()
    }

    /// Makes a group a member of another one.
    pub(super) fn add_parent(&mut self, group: usize, parent: usize) {
        if let Some(parents) = self.parents.get_mut(group) {
            parents.push(parent);
        }
    }

    /// These groups and all groups that they belong to, to the end; circles are legal.
    #[must_use]
    pub fn closure(&self, direct: &[usize]) -> Vec<usize> {
        let mut found: Vec<usize> = direct.to_vec();
        found.sort_unstable();
        found.dedup();
        let mut seen: std::collections::BTreeSet<usize> = found.iter().copied().collect();
        let mut next = 0;
        while let Some(group) = found.get(next).copied() {
            next += 1;
            for parent in self.parents.get(group).into_iter().flatten() {
                if seen.insert(*parent) {
                    found.push(*parent);
                }
            }
        }
        found
    }

    /// The names of these groups, sorted, each once.
    #[must_use]
    pub fn names(&self, groups: &[usize]) -> Vec<String> {
        let names = groups.iter().filter_map(|group| self.names.get(*group));
        let mut names: Vec<String> = names.cloned().collect();
        names.sort_unstable();
        names.dedup();
        names
    }

    /// Which groups a list of distinguished and plain names means.
    #[must_use]
    pub fn matching(&self, names: &[String]) -> Vec<usize> {
        let mut matching = Vec::new();
        for name in names {
            if name.contains('=') {
                matching.extend(Dn::parse(name).and_then(|dn| self.find_key(&dn.key())));
            } else {
                let all = self.names.iter().enumerate();
                matching.extend(all.filter(|(_, known)| *known == name).map(|(id, _)| id));
            }
        }
        matching.sort_unstable();
        matching.dedup();
        matching
    }
}

/// A key that no distinguished name has.
fn plain_key(name: &str) -> String {
    format!("\u{0}{name}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_circle_of_groups_ends() {
        let mut groups = Groups::default();
        let [a, b, c] = ["cn=A,dc=x", "CN=B,dc=x", "C"].map(|name| groups.intern(name));
        assert_eq!(groups.intern("CN=a, DC=X"), a);
        for (group, parent) in [(a, b), (b, a), (b, c), (c, c)] {
            groups.add_parent(group, parent);
        }
        assert_eq!(groups.names(&groups.closure(&[a])), ["A", "B", "C"]);
        assert_eq!(
            groups.matching(&["C".to_owned(), "cn=b,dc=x".to_owned(), "=".to_owned()]),
            [b, c]
        );
    }
}
