//! Which of many people: bits, one for each row.

/// A set of rows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Selection {
    words: Vec<u64>,
    len: usize,
    count: usize,
}

impl Selection {
    /// The rows below `len` of which `is_in` says yes.
    pub fn of(len: usize, mut is_in: impl FnMut(usize) -> bool) -> Self {
        let mut words = Vec::with_capacity(len.div_ceil(64));
        let mut count = 0;
        for start in (0..len).step_by(64) {
            let mut word = 0_u64;
            for bit in 0..(len - start).min(64) {
                word |= u64::from(is_in(start + bit)) << bit;
            }
            count += word.count_ones() as usize;
            words.push(word);
        }
        Self { words, len, count }
    }

    /// How many rows there are, in the set or not.
    pub const fn len(&self) -> usize {
        self.len
    }

    /// Whether no row is in the set.
    pub const fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// How many rows are in the set.
    pub const fn count(&self) -> usize {
        self.count
    }

    /// Whether a row is in the set.
    pub fn has(&self, row: usize) -> bool {
        self.words.get(row / 64).is_some_and(|word| word >> (row % 64) & 1 == 1)
    }

    /// The rows of the set in order.
    pub fn rows(&self) -> impl Iterator<Item = usize> {
        (0_usize..).zip(&self.words).flat_map(|(at, word)| {
            let mut rest = *word;
            std::iter::from_fn(move || {
                let bit = rest.trailing_zeros() as usize;
                rest &= rest.checked_sub(1)?;
                Some(at * 64 + bit)
            })
        })
    }

    /// The rows that are in both sets.
    #[must_use]
    pub fn and(&self, other: &Self) -> Self {
        Self::of(self.len.min(other.len), |row| self.has(row) && other.has(row))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_come_back_in_order() {
        let third = Selection::of(200, |row| row % 3 == 0);
        assert_eq!(third.rows().collect::<Vec<_>>(), (0..200).step_by(3).collect::<Vec<_>>());
        assert_eq!(
            (third.count(), third.has(198), third.has(199), third.has(300)),
            (67, true, false, false)
        );
        let sixth = third.and(&Selection::of(200, |row| row % 2 == 0));
        assert_eq!(sixth.rows().last(), Some(198));
        assert!(Selection::default().is_empty());
    }
}
