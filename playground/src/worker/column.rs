//! A column of results as bytes.

use super::wire::{Reader, Writer};
use crate::services::table::{CellState, Column};

pub(super) fn write(writer: &mut Writer, column: &Column) {
    let (states, ends, text) = column.parts();
    writer.size(states.len());
    for state in states {
        writer.byte(*state as u8);
    }
    writer.numbers(ends);
    writer.text(text);
}

pub(super) fn read(reader: &mut Reader<'_>) -> Option<Column> {
    let states: Option<Vec<CellState>> = reader.bytes()?.iter().map(|byte| state(*byte)).collect();
    let ends = reader.numbers()?;
    Column::from_parts(states?, ends, reader.text()?.to_owned())
}

pub(super) fn state(byte: u8) -> Option<CellState> {
    CellState::ALL.get(usize::from(byte)).copied()
}
