//! Results that several people have: found by a hash, decided by the bytes.

use super::results::{Results, State, hash};

/// Which results are not unique. Null, empty and failed ones do not count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Duplicates {
    others: Vec<u32>,
    count: usize,
    values: usize,
}

impl Duplicates {
    /// For a row the first other row with the same text, if there is one.
    pub fn other(&self, row: usize) -> Option<usize> {
        let other = *self.others.get(row)?;
        (other != NONE).then_some(other as usize)
    }

    /// For every row the first other row with the same text; [`u32::MAX`] stands for none.
    pub fn others(&self) -> &[u32] {
        &self.others
    }

    /// How many rows are not unique.
    pub const fn count(&self) -> usize {
        self.count
    }

    /// How many texts several rows have.
    pub const fn values(&self) -> usize {
        self.values
    }
}

/// No row.
const NONE: u32 = u32::MAX;

impl Results {
    /// Which texts several people have.
    ///
    /// ```
    /// # use attrmap::{context::Context, environment::Environment, expression::Expression};
    /// # use attrmap::people::People;
    /// # let mut people = People::new();
    /// people.read(r#"[{"user": {"id": 7}}, {"user": {"id": 8}}, {"user": {"id": "7"}}]"#)?;
    /// # let expression = Expression::compile("user.id", &Environment::default()).unwrap();
    /// let results = people.evaluate(&expression, &Context::new())?;
    /// let duplicates = results.duplicates();
    /// assert_eq!((duplicates.other(0), duplicates.other(1), duplicates.other(2)), (Some(2), None, Some(0)));
    /// # Ok::<(), attrmap::people::Error>(())
    /// ```
    pub fn duplicates(&self) -> Duplicates {
        let mut found = Duplicates { others: vec![NONE; self.len()], count: 0, values: 0 };
        // Twice as many places as rows, so that a search ends soon.
        let mut first = vec![NONE; (self.len() * 2).next_power_of_two()];
        let mask = first.len() - 1;
        for (row, number) in (0..self.len()).zip(0_u32..) {
            if self.state(row) != Some(State::Value) {
                continue;
            }
            let text = self.text_of(row);
            let mut at = place(hash(text), mask);
            while let Some(slot) = first.get_mut(at) {
                if *slot == NONE {
                    *slot = number;
                    break;
                }
                if self.text_of(*slot as usize) == text {
                    found.pair(*slot, number);
                    break;
                }
                at = (at + 1) & mask;
            }
        }
        found
    }
}

impl Duplicates {
    fn pair(&mut self, first: u32, row: u32) {
        if let Some(other) = self.others.get_mut(row as usize) {
            *other = first;
            self.count += 1;
        }
        if let Some(other) = self.others.get_mut(first as usize).filter(|other| **other == NONE) {
            *other = row;
            self.count += 1;
            self.values += 1;
        }
    }
}

/// A hash as a place; its high bits are the better ones.
fn place(hash: u64, mask: usize) -> usize {
    usize::try_from(hash.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 32).unwrap_or_default() & mask
}
