//! What a pattern is compiled to: instructions for the [`Machine`](super::machine::Machine).

use super::ast::{Assertion, Fold, Greed, Look};
use super::set::Members;

/// The place of an instruction.
pub(super) type Place = usize;
/// A cell that the machine keeps while it matches.
pub(super) type Register = usize;
/// A place whose visits may be remembered: what failed there once fails there again.
pub(super) type Memo = Option<usize>;

#[derive(Debug)]
pub(super) enum Instruction {
    /// These bytes.
    Literal(Box<[u8]>),
    /// These bytes, ASCII letters in either case.
    LiteralFold(Box<[u8]>),
    /// One character of a set.
    One(usize),
    /// Many characters of a set.
    Run(Run),
    Assertion(Assertion),
    Jump(Place),
    /// Go on at `first`; should that fail, at `second`.
    Split {
        first: Place,
        second: Place,
        memo: Memo,
    },
    /// Keep the position.
    Mark(Register),
    /// Keep where the group began and ends; unless it is empty, where Java overlooks that.
    Close {
        mark: Register,
        group: Capture,
        unless_empty: bool,
    },
    /// `None` is a group that does not exist, which never matches.
    BackReference {
        group: Option<Capture>,
        fold: Fold,
    },
    /// Back to `start` unless the pass since the mark took nothing.
    Again {
        mark: Register,
        start: Place,
    },
    /// Set the counter to zero.
    Reset(Register),
    /// Count a pass.
    Count(Register),
    /// The end of a counted pass.
    Recount(Recount),
    /// Keep the height of the stack of alternatives; and the position in the next register.
    Fence(Register),
    /// Forget the alternatives since the fence.
    Commit(Register),
    /// Begin a look-around: a fence, and for a negated one where to go on if the body fails.
    Look {
        look: Look,
        fence: Register,
        otherwise: Option<Place>,
    },
    /// The body of a look-around has matched.
    Found {
        look: Look,
        fence: Register,
        negated: bool,
    },
    /// The end of the pattern.
    Match,
}

/// The two registers of a group that a reference reads: where it began, where it ended.
#[derive(Debug, Clone, Copy)]
pub(super) struct Capture {
    pub(super) start: Register,
    pub(super) end: Register,
}

#[derive(Debug)]
pub(super) struct Run {
    pub(super) set: usize,
    pub(super) least: usize,
    pub(super) most: usize,
    pub(super) greed: Greed,
    pub(super) then: Then,
    pub(super) memo: Memo,
}

/// What must follow a run for the match to go on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Then {
    Anything,
    Byte(u8),
    End,
}

#[derive(Debug)]
pub(super) struct Recount {
    pub(super) counter: Register,
    pub(super) mark: Register,
    pub(super) least: usize,
    pub(super) most: usize,
    pub(super) greed: Greed,
    pub(super) start: Place,
}

/// A compiled pattern.
#[derive(Debug)]
pub(super) struct Program {
    pub(super) instructions: Vec<Instruction>,
    pub(super) sets: Vec<Members>,
    pub(super) registers: usize,
    pub(super) memos: usize,
    /// What `\b` needs; `None` where the pattern has none.
    pub(super) words: Option<Box<Words>>,
}

#[derive(Debug)]
pub(super) struct Words {
    pub(super) letters: Members,
    /// Marks that belong to the letter they stand on.
    pub(super) marks: Members,
    /// What counts as a word under the flag `U`; `None` where no `\b` has it.
    pub(super) unicode: Option<Members>,
}
