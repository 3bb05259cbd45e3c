//! Many people by column: filled once, evaluated often.
//!
//! An attribute is a column of bytes and end offsets, or of numbers, with a state for each person.
//! The values are those that a [`Context`](crate::context::Context) of the same person has, and evaluating gives the same.

mod block;
mod column;
mod diff;
mod evaluate;
mod feed;
mod fill;
mod filter;
mod names;
mod person;
mod read;
mod results;
mod selection;
mod source;
mod surroundings;
mod texts;
mod unique;
mod weight;

use std::fmt;

use block::Block;
pub use diff::{Change, Diff};
pub use feed::Feed;
use names::Names;
pub use results::{Answer, Failure, Results, State};
pub use selection::Selection;
use surroundings::Surroundings;
pub use unique::Duplicates;

use crate::sorted::Sorted;

/// People, in the order in which they were added.
///
/// ```
/// use attrmap::context::Context;
/// use attrmap::people::People;
///
/// let mut people = People::new();
/// people.read("{\"user\": {\"city\": \"Rome\"}}\n{\"user\": {}}\n")?;
/// assert_eq!(people.len(), 2);
/// let first = people.context(0, &Context::new());
/// assert!(first.root("user").is_some_and(|user| user.get("city").is_some()));
/// # Ok::<(), attrmap::people::Error>(())
/// ```
#[derive(Debug, Clone, Default)]
pub struct People {
    len: usize,
    names: Names,
    blocks: Vec<Block>,
    surroundings: Surroundings,
    /// People who could not be read, with what is wrong.
    faults: Sorted<u32, Box<str>>,
    /// The attributes of profiles that have them in an unusual order, by row and root.
    orders: Sorted<(u32, usize), Box<[usize]>>,
    /// What was added, nearly in bytes.
    size: usize,
    limits: Limits,
    draft: fill::Draft,
}

/// How many people are taken, and how much of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// People.
    pub people: usize,
    /// Bytes of their values, nearly.
    pub bytes: usize,
}

impl Default for Limits {
    /// Sixteen million people and a gigabyte.
    fn default() -> Self {
        Self { people: 1 << 24, bytes: 1 << 30 }
    }
}

/// There is no room.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Error {
    /// More people than are taken.
    TooManyPeople {
        /// How many are taken.
        limit: usize,
    },
    /// More bytes of values or results than are taken.
    TooLarge {
        /// How many are taken.
        limit: usize,
    },
    /// More different roots and attributes than are taken.
    TooManyNames,
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooManyPeople { limit } => write!(f, "there are more than {limit} people"),
            Self::TooLarge { limit } => write!(f, "there are more than {limit} bytes"),
            Self::TooManyNames => f.write_str("there are more than 10000 different attributes"),
        }
    }
}

impl std::error::Error for Error {}

impl People {
    /// Nobody.
    pub fn new() -> Self {
        Self::default()
    }

    /// Nobody, with room for so many.
    pub fn with_limits(limits: Limits) -> Self {
        Self { limits, ..Self::default() }
    }

    /// The number of people, also of those who could not be read.
    pub const fn len(&self) -> usize {
        self.len
    }

    /// Whether there is nobody.
    pub const fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// What is wrong with a person who could not be read.
    pub fn fault(&self, row: usize) -> Option<&str> {
        self.faults.get(&u32::try_from(row).ok()?).map(|message| &**message)
    }

    /// The bytes that the people take in memory, nearly.
    pub fn bytes(&self) -> usize {
        let blocks = self.blocks.iter().map(Block::bytes).sum::<usize>();
        let faults = self.faults.values().map(|message| message.len() + 24).sum::<usize>();
        let orders = self.orders.values().map(|order| order.len() * size_of::<usize>() + 32);
        blocks + self.names.bytes() + self.surroundings.bytes() + faults + orders.sum::<usize>()
    }
}
