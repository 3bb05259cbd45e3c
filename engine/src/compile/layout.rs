//! Attribute names → slots, shared by all programs that are compiled with the same layout.

use super::program::Read;
use crate::check::typed::Root;

/// The attributes that one or several expressions read, each with its slot.
///
/// Expressions compiled with the same layout can be evaluated over the same rows.
#[derive(Debug, Clone, Default)]
pub struct Layout {
    pub(crate) roots: Vec<Root>,
    pub(crate) reads: Vec<Read>,
}

impl Layout {
    /// The number of slots.
    pub fn len(&self) -> usize {
        self.reads.len()
    }

    /// Whether nothing is read.
    pub fn is_empty(&self) -> bool {
        self.reads.is_empty()
    }

    /// The root and the attribute of each slot, in order.
    pub fn attributes(&self) -> impl Iterator<Item = (&str, &str)> {
        self.reads.iter().map(|read| {
            let root = self.roots.get(read.root).map_or("", |root| &*root.name);
            (root, &*read.name)
        })
    }

    pub(super) fn root(&mut self, root: &Root) -> usize {
        self.roots.iter().position(|known| known == root).unwrap_or_else(|| {
            self.roots.push(root.clone());
            self.roots.len() - 1
        })
    }

    pub(super) fn slot(&mut self, read: Read) -> usize {
        self.reads.iter().position(|known| *known == read).unwrap_or_else(|| {
            self.reads.push(read);
            self.reads.len() - 1
        })
    }
}
