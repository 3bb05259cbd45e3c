//! Results of an expression and those of its earlier text → who changes, and how.

use super::results::{Results, State};

/// How a result changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
#[non_exhaustive]
pub enum Change {
    /// It is what it was.
    Same,
    /// There was no value, and now there is one.
    Set,
    /// It is another one.
    Changed,
    /// There was a value, and now there is none.
    Cleared,
}

impl Change {
    /// All changes; each stands at its own number.
    pub const ALL: [Self; 4] = [Self::Same, Self::Set, Self::Changed, Self::Cleared];

    /// Its name: `same`, `set`, `changed`, `cleared`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Set => "set",
            Self::Changed => "changed",
            Self::Cleared => "cleared",
        }
    }
}

/// What became of the results of people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diff {
    changes: Vec<u8>,
    counts: [usize; 4],
}

impl Diff {
    /// The number of the change of each row.
    pub fn changes(&self) -> &[u8] {
        &self.changes
    }

    /// What became of a row.
    pub fn get(&self, row: usize) -> Option<Change> {
        Change::ALL.get(usize::from(*self.changes.get(row)?)).copied()
    }

    /// How many results changed like this.
    pub fn count(&self, change: Change) -> usize {
        self.counts.get(change as usize).copied().unwrap_or(0)
    }
}

impl Results {
    /// What became of earlier results of the same people: their states, texts and failures count.
    ///
    /// Rows that only one of the two has are the same.
    pub fn diff(&self, earlier: &Self) -> Diff {
        let mut diff = Diff { changes: Vec::with_capacity(self.len()), counts: [0; 4] };
        for row in 0..self.len() {
            let change = if row < earlier.len() { self.change(earlier, row) } else { Change::Same };
            diff.changes.push(change as u8);
            if let Some(count) = diff.counts.get_mut(change as usize) {
                *count += 1;
            }
        }
        diff
    }

    fn change(&self, earlier: &Self, row: usize) -> Change {
        let (before, after) = (earlier.state(row), self.state(row));
        let same = before == after
            && self.text_of(row) == earlier.text_of(row)
            && (after != Some(State::Error)
                || self.get(row).map(|now| now.failure) == earlier.get(row).map(|was| was.failure));
        match (before == Some(State::Value), after == Some(State::Value)) {
            _ if same => Change::Same,
            (false, true) => Change::Set,
            (true, false) => Change::Cleared,
            _ => Change::Changed,
        }
    }
}
