//! How many characters a node can take: decides which look-behind is allowed, as Java decides it.

use super::ast::{Greed, Node, Operand, Repeat};

/// Lengths in characters, and whether Java can tell the greatest.
#[derive(Debug, Clone, Copy)]
struct Length {
    shortest: i32,
    /// Overflows as a Java `int` does: that is why `(?<=a*?)` is allowed and `(?<=ba*?)` is not.
    longest: i32,
    /// The same without overflow.
    exact: u64,
    bounded: bool,
}

const NOTHING: Length = Length { shortest: 0, longest: 0, exact: 0, bounded: true };
const MOST: u64 = i32::MAX as u64;

impl Length {
    fn plus(self, other: Self) -> Self {
        Self {
            shortest: self.shortest.wrapping_add(other.shortest),
            longest: self.longest.wrapping_add(other.longest),
            exact: self.exact.saturating_add(other.exact),
            bounded: self.bounded && other.bounded,
        }
    }

    fn characters(shortest: i32, longest: i32) -> Self {
        Self { shortest, longest, exact: u64::try_from(longest).unwrap_or(0), bounded: true }
    }
}

/// How far back a look-behind starts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reach {
    Between(usize, usize),
    /// Java refuses it.
    Endless,
    /// Java's sum overflows, and its look-behind then misses matches.
    Overflown,
}

/// What a walk over nodes has added up.
#[derive(Debug, Clone, Copy)]
pub(super) struct Width {
    /// Up to the last choice and with it: Java adds this after it has looked for overflow.
    before: Length,
    /// From there.
    since: Length,
    /// No choice inside: a group like this repeats as one item does.
    pub(super) deterministic: bool,
}

impl Width {
    pub(super) fn of(node: &Node) -> Self {
        Self { before: NOTHING, since: NOTHING, deterministic: true }.then(node)
    }

    fn total(self) -> Length {
        self.before.plus(self.since)
    }

    pub(super) fn reach(self) -> Reach {
        let Length { shortest, longest, exact, bounded } = self.total();
        let Ok(shortest) = usize::try_from(shortest) else { return Reach::Overflown };
        match usize::try_from(longest) {
            _ if !bounded => Reach::Endless,
            Ok(longest) if exact <= MOST => Reach::Between(shortest, longest),
            // One `*` and no more optional characters than required ones: the overflow does no harm.
            _ if exact - MOST <= shortest as u64 => Reach::Between(shortest, usize::MAX),
            _ => Reach::Overflown,
        }
    }

    fn plus(self, length: Length) -> Self {
        Self { since: self.since.plus(length), ..self }
    }

    fn unbounded(mut self) -> Self {
        self.since.bounded = false;
        self
    }

    fn then(self, node: &Node) -> Self {
        match node {
            Node::Empty | Node::Assertion(_) | Node::Look { .. } => self,
            Node::Character { .. } | Node::Set(_) => self.plus(Length::characters(1, 1)),
            Node::LineBreak => self.plus(Length::characters(1, 2)),
            Node::Sequence(nodes) => nodes.iter().fold(self, Self::then),
            Node::Group(body) | Node::Atomic(body) | Node::Capture { body, .. } => self.then(body),
            Node::BackReference { .. } => self.unbounded(),
            Node::Alternatives(branches) => self.then_one_of(branches),
            Node::Repeat(repeat) if (repeat.least, repeat.most) == (0, Some(1)) => {
                self.then_optional(repeat)
            }
            Node::Repeat(repeat) => self.then_repeat(repeat),
        }
    }

    fn then_one_of(self, branches: &[Node]) -> Self {
        let lengths = branches.iter().map(|branch| Self::of(branch).total());
        let widest = lengths.reduce(|left, right| Length {
            shortest: left.shortest.min(right.shortest),
            // Java looks for the greatest from -1 up, also among overflown ones.
            longest: left.longest.max(right.longest).max(-1),
            exact: left.exact.max(right.exact),
            bounded: left.bounded && right.bounded,
        });
        let before = self.total().plus(widest.unwrap_or(NOTHING));
        Self { before, since: NOTHING, deterministic: false }
    }

    fn then_optional(self, repeat: &Repeat) -> Self {
        if repeat.operand == Operand::Group && repeat.greed != Greed::Possessive {
            let body = Self::of(&repeat.body).total();
            let before = self.total().plus(Length { shortest: 0, ..body });
            return Self { before, since: NOTHING, deterministic: false };
        }
        let mut width = self.then(&repeat.body);
        width.since.shortest = self.since.shortest;
        Self { deterministic: false, ..width }
    }

    fn then_repeat(self, repeat: &Repeat) -> Self {
        let Repeat { body, least, most, greed, operand, .. } = repeat;
        let inner = Self::of(body);
        let loops = *operand == Operand::Group && *greed != Greed::Possessive;
        if loops && !inner.deterministic {
            return Self { deterministic: false, ..self.unbounded() };
        }
        let least = i32::try_from(*least).unwrap_or(i32::MAX);
        if most.is_none() && *greed == Greed::Greedy && body.is_one_character() {
            let width = self.plus(Length::characters(least, i32::MAX));
            return Self { deterministic: false, ..width };
        }
        let most = most.map_or(i32::MAX, |most| i32::try_from(most).unwrap_or(i32::MAX));
        let (inner_length, outer) = (inner.total(), self.since);
        let shortest = inner_length.shortest.wrapping_mul(least).wrapping_add(outer.shortest);
        let longest = inner_length.longest.wrapping_mul(most).wrapping_add(outer.longest);
        let times = u64::try_from(most).unwrap_or(0);
        let since = Length {
            shortest: if shortest < outer.shortest { 0x0FFF_FFFF } else { shortest },
            longest,
            exact: inner_length.exact.saturating_mul(times).saturating_add(outer.exact),
            bounded: outer.bounded && inner_length.bounded && longest >= outer.longest,
        };
        let deterministic = self.deterministic && inner.deterministic && least == most;
        Self { since, deterministic, ..self }
    }
}
