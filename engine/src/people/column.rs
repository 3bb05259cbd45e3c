//! The values of one attribute for the people of a block: bytes and end offsets, or numbers, with a
//! state for each.

use std::mem::size_of;

use super::weight::weight;
use crate::eval::direct::Cut;
use crate::value::Value;

/// What a cell holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Cell {
    /// A value of the column's own type.
    Plain,
    /// Null.
    Null,
    /// The profile has no such attribute.
    Missing,
    /// A value of another type, which stands aside.
    Other,
}

/// The values of a column's own type, which is that of its first value.
#[derive(Debug, Clone, Default)]
enum Cells {
    /// No value came yet.
    #[default]
    None,
    /// All texts in one, and where each begins; the last offset is where the last one ends.
    Text {
        text: String,
        offsets: Vec<u32>,
    },
    Boolean(Vec<bool>),
    Whole(Vec<i64>),
    Double(Vec<f64>),
}

/// One attribute of the people of a block. Rows behind its end are missing.
#[derive(Debug, Clone, Default)]
pub(super) struct Column {
    cells: Cells,
    /// The state of each cell; empty as long as all are plain.
    states: Vec<Cell>,
    len: usize,
    /// The values that are not of the column's type, by row.
    others: Vec<(u32, Value<'static>)>,
}

/// The column of an attribute that nobody has.
pub(super) static NOBODY: Column =
    Column { cells: Cells::None, states: Vec::new(), len: 0, others: Vec::new() };

impl Column {
    /// The number of rows up to the last one that was set.
    pub(super) const fn len(&self) -> usize {
        self.len
    }

    /// Sets the value of a row behind or at the end; rows between are missing.
    ///
    /// A row that is set already gets the new value.
    pub(super) fn set(&mut self, row: usize, value: Value<'_>) {
        self.truncate(row);
        self.pad(row);
        if value.is_null() {
            self.push_blank(Cell::Null);
        } else if self.plain(&value) {
            self.push_state(Cell::Plain);
        } else {
            let place = u32::try_from(self.len).unwrap_or(u32::MAX);
            self.others.push((place, value.into_owned()));
            self.push_blank(Cell::Other);
        }
    }

    /// Adds a value of the column's own type; false for every other value.
    fn plain(&mut self, value: &Value<'_>) -> bool {
        if matches!(self.cells, Cells::None) {
            self.cells = Cells::of(value, self.len);
        }
        match (&mut self.cells, value) {
            (Cells::Text { text, offsets }, Value::Text(value)) => {
                let Ok(end) = u32::try_from(text.len() + value.len()) else { return false };
                text.push_str(value);
                offsets.push(end);
            }
            (Cells::Boolean(cells), Value::Boolean(value)) => cells.push(*value),
            (Cells::Whole(cells), Value::Integer(value)) => cells.push(i64::from(*value)),
            // A small Long is not the Integer that its column would give back.
            (Cells::Whole(cells), Value::Long(value)) if i32::try_from(*value).is_err() => {
                cells.push(*value);
            }
            (Cells::Double(cells), Value::Double(value)) => cells.push(*value),
            _ => return false,
        }
        true
    }

    fn push_blank(&mut self, state: Cell) {
        self.cells.push_blank();
        self.push_state(state);
    }

    fn push_state(&mut self, state: Cell) {
        if state != Cell::Plain && self.states.is_empty() {
            self.states.resize(self.len, Cell::Plain);
        }
        if state != Cell::Plain || !self.states.is_empty() {
            self.states.push(state);
        }
        self.len += 1;
    }

    fn pad(&mut self, len: usize) {
        while self.len < len {
            self.push_blank(Cell::Missing);
        }
    }

    /// Takes back all rows from `len` on.
    pub(super) fn truncate(&mut self, len: usize) {
        if len >= self.len {
            return;
        }
        self.len = len;
        self.cells.truncate(len);
        self.states.truncate(len);
        while self.others.last().is_some_and(|(row, _)| *row as usize >= len) {
            self.others.pop();
        }
    }

    /// Gives back memory that no value needs.
    pub(super) fn shrink(&mut self) {
        match &mut self.cells {
            Cells::None => {}
            Cells::Text { text, offsets } => {
                text.shrink_to_fit();
                offsets.shrink_to_fit();
            }
            Cells::Boolean(cells) => cells.shrink_to_fit(),
            Cells::Whole(cells) => cells.shrink_to_fit(),
            Cells::Double(cells) => cells.shrink_to_fit(),
        }
        self.states.shrink_to_fit();
        self.others.shrink_to_fit();
    }

    /// What a row holds.
    pub(super) fn state(&self, row: usize) -> Cell {
        if row >= self.len {
            return Cell::Missing;
        }
        self.states.get(row).copied().unwrap_or(Cell::Plain)
    }

    /// The value of a row; null where it is missing.
    pub(super) fn value(&self, row: usize) -> Value<'_> {
        match self.state(row) {
            Cell::Plain => self.cells.value(row),
            Cell::Null | Cell::Missing => Value::Null,
            Cell::Other => self.other(row).map_or(Value::Null, Value::borrowed),
        }
    }

    /// The text of a row.
    pub(super) fn cut(&self, row: usize) -> Cut<'_> {
        match (self.states.get(row).unwrap_or(&Cell::Plain), &self.cells) {
            // Rows behind the last one have no offsets either.
            (Cell::Plain, Cells::Text { text, offsets }) => {
                slice(text, offsets, row).map_or(Cut::Null, Cut::Text)
            }
            (Cell::Null | Cell::Missing, _) => Cut::Null,
            (Cell::Plain, _) if row >= self.len => Cut::Null,
            _ => Cut::Other,
        }
    }

    /// Whether a row is null or missing.
    pub(super) fn is_null(&self, row: usize) -> bool {
        matches!(self.state(row), Cell::Null | Cell::Missing)
    }

    /// The whole number of a row.
    pub(super) fn whole(&self, row: usize) -> Option<i64> {
        match (self.state(row), &self.cells) {
            (Cell::Plain, Cells::Whole(cells)) => cells.get(row).copied(),
            _ => None,
        }
    }

    /// The Boolean of a row.
    pub(super) fn boolean(&self, row: usize) -> Option<bool> {
        match (self.state(row), &self.cells) {
            (Cell::Plain, Cells::Boolean(cells)) => cells.get(row).copied(),
            _ => None,
        }
    }

    fn other(&self, row: usize) -> Option<&Value<'static>> {
        let is_it = |(place, _): &&(u32, Value<'static>)| *place as usize == row;
        // In a column of lists every row is there, each in its place.
        let found = self.others.get(row).filter(is_it).or_else(|| {
            let at = self.others.binary_search_by_key(&row, |(place, _)| *place as usize).ok()?;
            self.others.get(at)
        });
        found.map(|(_, value)| value)
    }

    /// The bytes it keeps in memory.
    pub(super) fn bytes(&self) -> usize {
        let cells = match &self.cells {
            Cells::None => 0,
            Cells::Text { text, offsets } => text.capacity() + offsets.capacity() * 4,
            Cells::Boolean(cells) => cells.capacity(),
            Cells::Whole(cells) => cells.capacity() * 8,
            Cells::Double(cells) => cells.capacity() * 8,
        };
        let others = self.others.capacity() * size_of::<(u32, Value<'static>)>()
            + self.others.iter().map(|(_, value)| weight(value)).sum::<usize>();
        size_of::<Self>() + cells + self.states.capacity() + others
    }
}

impl Cells {
    /// Cells of the type of a value, all of `len` rows blank.
    fn of(value: &Value<'_>, len: usize) -> Self {
        match value {
            Value::Text(_) => Self::Text { text: String::new(), offsets: vec![0; len + 1] },
            Value::Boolean(_) => Self::Boolean(vec![false; len]),
            Value::Integer(_) | Value::Long(_) => Self::Whole(vec![0; len]),
            Value::Double(_) => Self::Double(vec![0.0; len]),
            _ => Self::None,
        }
    }

    fn push_blank(&mut self) {
        match self {
            Self::None => {}
            Self::Text { offsets, .. } => offsets.push(offsets.last().copied().unwrap_or(0)),
            Self::Boolean(cells) => cells.push(false),
            Self::Whole(cells) => cells.push(0),
            Self::Double(cells) => cells.push(0.0),
        }
    }

    fn truncate(&mut self, len: usize) {
        match self {
            Self::None => {}
            Self::Text { text, offsets } => {
                offsets.truncate(len + 1);
                text.truncate(offsets.last().map_or(0, |end| *end as usize));
            }
            Self::Boolean(cells) => cells.truncate(len),
            Self::Whole(cells) => cells.truncate(len),
            Self::Double(cells) => cells.truncate(len),
        }
    }

    fn value(&self, row: usize) -> Value<'_> {
        match self {
            Self::None => Value::Null,
            Self::Text { text, offsets } => slice(text, offsets, row).into(),
            Self::Boolean(cells) => cells.get(row).copied().map_or(Value::Null, Value::Boolean),
            Self::Whole(cells) => cells.get(row).copied().map_or(Value::Null, Value::whole),
            Self::Double(cells) => cells.get(row).copied().map_or(Value::Null, Value::Double),
        }
    }
}

/// The text between two offsets.
fn slice<'t>(text: &'t str, offsets: &[u32], row: usize) -> Option<&'t str> {
    let [start, end, ..] = offsets.get(row..)? else { return None };
    text.get(*start as usize..*end as usize)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(values: &[Value<'static>]) -> Column {
        let mut column = Column::default();
        for (row, value) in values.iter().enumerate() {
            column.set(row, value.clone());
        }
        column
    }

    #[test]
    fn values_come_back_with_their_types() {
        let values = [
            Value::Null,
            Value::text("ž"),
            Value::text(""),
            Value::Integer(1),
            Value::Long(1),
            Value::Long(1 << 40),
            Value::Double(-0.0),
            Value::Boolean(true),
            Value::array(vec![Value::Null]),
            Value::text("end"),
        ];
        for first in 0..values.len() {
            let mut turned = values.to_vec();
            turned.rotate_left(first);
            let column = column(&turned);
            for (row, value) in turned.iter().enumerate() {
                assert_eq!(format!("{:?}", column.value(row)), format!("{:?}", value.borrowed()));
            }
        }
    }

    #[test]
    fn rows_between_and_behind_are_missing() {
        let mut column = Column::default();
        column.set(3, Value::Boolean(true));
        assert_eq!((column.state(2), column.state(3)), (Cell::Missing, Cell::Plain));
        assert_eq!(column.state(4), Cell::Missing);
    }

    #[test]
    fn what_is_taken_back_can_be_set_again() {
        let mut column = column(&[Value::text("a"), Value::Integer(5), Value::text("b")]);
        column.truncate(1);
        column.set(1, Value::text("c"));
        column.set(1, Value::text("d"));
        assert_eq!((column.value(0).as_text(), column.value(1).as_text()), (Some("a"), Some("d")));
        assert_eq!((column.len(), column.state(2)), (2, Cell::Missing));
    }
}
