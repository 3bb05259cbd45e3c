//! Which cells of the grid are chosen together, and their text for a spreadsheet.

use std::borrow::Cow;
use std::ops::RangeInclusive;

use super::columns::shown_columns;
use super::grid_row::GridRowProps;
use crate::page::Page;
use crate::services::export;
use crate::services::table::CellState;
use crate::words::{Word, Words};

/// A cell, by its place among the rows shown and by its column.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Place {
    pub(super) row: usize,
    pub(super) column: usize,
}

/// The cells between two corners.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Block {
    /// The corner that stays when the block grows.
    pub(super) anchor: Place,
    pub(super) end: Place,
}

impl Block {
    /// The places of its rows among those shown.
    pub(super) fn rows(self) -> RangeInclusive<usize> {
        self.anchor.row.min(self.end.row)..=self.anchor.row.max(self.end.row)
    }

    /// Its columns, from 0.
    pub(super) fn columns(self) -> RangeInclusive<usize> {
        self.anchor.column.min(self.end.column)..=self.anchor.column.max(self.end.column)
    }

    /// How many cells it has.
    pub(super) fn len(self) -> usize {
        self.rows().count() * self.columns().count()
    }

    /// Its first and its last column, if a row has cells of it.
    pub(super) fn columns_in(self, row: usize) -> Option<(usize, usize)> {
        let columns = self.columns();
        self.rows().contains(&row).then_some((*columns.start(), *columns.end()))
    }

    /// The places in the table of its results.
    pub(super) fn results(self, page: &Page) -> Vec<usize> {
        let columns = self.columns();
        let shown = shown_columns(page).into_iter().enumerate();
        shown.filter_map(|(at, place)| columns.contains(&(at + 2)).then_some(place)).collect()
    }

    /// Its cells as they are shown, with tabs between them, safe for a spreadsheet.
    pub(super) fn text(self, page: &Page) -> String {
        let mut out = String::new();
        let columns = shown_columns(page);
        for row in self.rows().filter_map(|at| GridRowProps::of(page, at, &columns)) {
            if !out.is_empty() {
                out.push('\n');
            }
            let cells: Vec<_> = self.columns().map(|column| shown(&row, column)).collect();
            export::line(&mut out, &mut cells.iter().map(|cell| &**cell), '\t', true);
        }
        out
    }
}

fn shown(row: &GridRowProps, column: usize) -> Cow<'_, str> {
    let Some(target) = column.checked_sub(2) else {
        return match column {
            0 => (row.row + 1).to_string().into(),
            _ => row.name.as_str().into(),
        };
    };
    match row.cells.get(target) {
        Some((_, Some((CellState::Value, text)))) => text.into(),
        Some((_, Some((state, _)))) => word_of(row.words, *state).into(),
        Some((_, None)) => "".into(),
        None if row.remarks.is_empty() => row.words.say(Word::StateValue).to_string().into(),
        None => row.remarks.as_str().into(),
    }
}

fn word_of(words: Words, state: CellState) -> String {
    let word = match state {
        CellState::Value => Word::StateValue,
        CellState::Empty => Word::StateEmpty,
        CellState::Null => Word::StateNull,
        CellState::Missing => Word::StateMissing,
        CellState::Error => Word::StateError,
    };
    format!("⟨{}⟩", words.say(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_block_has_the_cells_between_its_corners_whichever_way_it_grew() {
        let place = |row, column| Place { row, column };
        for (anchor, end) in [(place(4, 1), place(2, 3)), (place(2, 1), place(4, 3))] {
            let block = Block { anchor, end };
            assert_eq!(block.len(), 9);
            assert_eq!(block.columns_in(3), Some((1, 3)));
            assert_eq!(block.columns_in(5), None);
        }
    }
}
