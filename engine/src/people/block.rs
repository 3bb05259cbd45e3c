//! A few thousand people in a row: the columns of each root, and who has a profile there at all.

use super::column::Column;

/// The number of people in a block: few enough for offsets of 32 bits and the caches, and many
/// enough that columns cost nothing.
pub(super) const ROWS: usize = 4096;

/// People side by side.
#[derive(Debug, Clone, Default)]
pub(super) struct Block {
    len: usize,
    sections: Vec<Section>,
}

/// The profiles of the people of a block under one root.
#[derive(Debug, Clone, Default)]
pub(super) struct Section {
    present: Vec<bool>,
    columns: Vec<Column>,
}

impl Block {
    /// The number of people.
    pub(super) const fn len(&self) -> usize {
        self.len
    }

    /// Takes the next person as complete.
    pub(super) fn commit(&mut self) {
        self.len += 1;
    }

    /// The profiles under a root, where anybody has one.
    pub(super) fn section(&self, root: usize) -> Option<&Section> {
        self.sections.get(root)
    }

    /// The profiles under a root, to add to them.
    pub(super) fn section_mut(&mut self, root: usize) -> Option<&mut Section> {
        if self.sections.len() <= root {
            self.sections.resize_with(root + 1, Section::default);
        }
        self.sections.get_mut(root)
    }

    /// Takes back all people from `len` on, and the one that is not complete.
    pub(super) fn truncate(&mut self, len: usize) {
        self.len = self.len.min(len);
        for section in &mut self.sections {
            section.present.truncate(len);
            section.columns.iter_mut().for_each(|column| column.truncate(len));
        }
    }

    /// Gives back memory that nothing needs.
    pub(super) fn shrink(&mut self) {
        for section in &mut self.sections {
            section.present.shrink_to_fit();
            section.columns.iter_mut().for_each(Column::shrink);
            section.columns.shrink_to_fit();
        }
        self.sections.shrink_to_fit();
    }

    /// The bytes it keeps in memory.
    pub(super) fn bytes(&self) -> usize {
        self.sections.iter().map(Section::bytes).sum()
    }
}

impl Section {
    /// Notes that the person in `row` has a profile here, without attributes so far.
    pub(super) fn open(&mut self, row: usize) {
        if self.has(row) {
            self.columns.iter_mut().for_each(|column| column.truncate(row));
        }
        self.present.resize(row, false);
        self.present.push(true);
    }

    /// Whether the person in `row` has a profile here.
    pub(super) fn has(&self, row: usize) -> bool {
        self.present.get(row).copied().unwrap_or(false)
    }

    /// Whether the first `len` people all have a profile here.
    pub(super) fn is_full(&self, len: usize) -> bool {
        self.present.get(..len).is_some_and(|present| present.iter().all(|has| *has))
    }

    /// The column of an attribute, where anybody has it.
    pub(super) fn column(&self, place: usize) -> Option<&Column> {
        self.columns.get(place)
    }

    /// The column of an attribute, to add to it.
    pub(super) fn column_mut(&mut self, place: usize) -> Option<&mut Column> {
        if self.columns.len() <= place {
            self.columns.resize_with(place + 1, Column::default);
        }
        self.columns.get_mut(place)
    }

    fn bytes(&self) -> usize {
        self.present.capacity() + self.columns.iter().map(Column::bytes).sum::<usize>()
    }
}
