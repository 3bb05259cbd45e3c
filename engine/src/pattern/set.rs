//! Sets of code points: built by union, intersection and complement, asked one character at a time.

/// The largest code point.
pub(super) const LAST: u32 = 0x10_FFFF;

/// A set of code points as sorted ranges, both ends included, that neither touch nor overlap.
///
/// Surrogates count as code points, as they do in Java: a pattern may name one, no text has one.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Set {
    ranges: Vec<(u32, u32)>,
}

impl Set {
    pub(super) fn all() -> Self {
        Self::range(0, LAST)
    }

    pub(super) fn single(character: u32) -> Self {
        Self::range(character, character)
    }

    pub(super) fn range(first: u32, last: u32) -> Self {
        if first > last { Self::default() } else { Self { ranges: vec![(first, last)] } }
    }

    /// The set of `ranges`, which may come in any order and overlap.
    pub(super) fn from_ranges(ranges: impl IntoIterator<Item = (u32, u32)>) -> Self {
        let mut ranges: Vec<_> = ranges.into_iter().filter(|(first, last)| first <= last).collect();
        if !ranges.is_sorted() {
            ranges.sort_unstable();
        }
        let mut joined: Vec<(u32, u32)> = Vec::with_capacity(ranges.len());
        for (first, last) in ranges {
            match joined.last_mut() {
                Some(previous) if first <= previous.1.saturating_add(1) => {
                    previous.1 = previous.1.max(last);
                }
                _ => joined.push((first, last)),
            }
        }
        Self { ranges: joined }
    }

    pub(super) fn of(characters: &str) -> Self {
        Self::from_ranges(characters.chars().map(|c| (u32::from(c), u32::from(c))))
    }

    pub(super) fn ranges(&self) -> &[(u32, u32)] {
        &self.ranges
    }

    pub(super) fn is_empty(&self) -> bool {
        self.ranges.is_empty()
    }

    pub(super) fn contains(&self, character: u32) -> bool {
        contains(&self.ranges, character)
    }

    pub(super) fn insert(&mut self, character: u32) {
        if !self.contains(character) {
            *self = self.union(&Self::single(character));
        }
    }

    #[must_use]
    pub(super) fn union(&self, other: &Self) -> Self {
        Self::from_ranges(self.ranges.iter().chain(&other.ranges).copied())
    }

    #[must_use]
    pub(super) fn complement(&self) -> Self {
        let mut ranges = Vec::with_capacity(self.ranges.len() + 1);
        let mut next = 0;
        for &(first, last) in &self.ranges {
            if first > next {
                ranges.push((next, first - 1));
            }
            next = last + 1;
        }
        if next <= LAST {
            ranges.push((next, LAST));
        }
        Self { ranges }
    }

    #[must_use]
    pub(super) fn complement_if(self, complement: bool) -> Self {
        if complement { self.complement() } else { self }
    }

    #[must_use]
    pub(super) fn intersection(&self, other: &Self) -> Self {
        let (mut left, mut right) = (self.ranges.iter().peekable(), other.ranges.iter().peekable());
        let mut ranges = Vec::new();
        while let (Some(&&(a, b)), Some(&&(c, d))) = (left.peek(), right.peek()) {
            if a.max(c) <= b.min(d) {
                ranges.push((a.max(c), b.min(d)));
            }
            if b < d {
                left.next()
            } else {
                right.next()
            };
        }
        Self { ranges }
    }

    #[must_use]
    pub(super) fn difference(&self, other: &Self) -> Self {
        self.intersection(&other.complement())
    }
}

fn contains(ranges: &[(u32, u32)], character: u32) -> bool {
    ranges
        .binary_search_by(|&(first, last)| {
            if last < character {
                std::cmp::Ordering::Less
            } else if first > character {
                std::cmp::Ordering::Greater
            } else {
                std::cmp::Ordering::Equal
            }
        })
        .is_ok()
}

/// A set in the form that the matcher asks: one bit for each ASCII character, ranges for the rest.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Members {
    below_64: u64,
    below_128: u64,
    ranges: Box<[(u32, u32)]>,
}

impl Members {
    pub(super) fn new(set: &Set) -> Self {
        let mut members = Self {
            below_64: 0,
            below_128: 0,
            ranges: set.ranges().iter().copied().filter(|range| range.1 >= 128).collect(),
        };
        for &(first, last) in set.ranges().iter().take_while(|range| range.0 < 128) {
            for c in first..=last.min(127) {
                let half = if c < 64 { &mut members.below_64 } else { &mut members.below_128 };
                *half |= 1 << (c & 63);
            }
        }
        members
    }

    #[inline]
    pub(super) fn has_ascii(&self, byte: u8) -> bool {
        let half = if byte < 64 { self.below_64 } else { self.below_128 };
        half >> (byte & 63) & 1 == 1
    }

    #[inline]
    pub(super) fn has(&self, character: u32) -> bool {
        match u8::try_from(character) {
            Ok(byte) if byte < 128 => self.has_ascii(byte),
            _ => contains(&self.ranges, character),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_sorted_and_joined() {
        let set = Set::from_ranges([(5, 9), (1, 2), (3, 3), (8, 12), (20, 19)]);
        assert_eq!(set.ranges(), [(1, 3), (5, 12)]);
    }

    #[test]
    fn complement_twice_is_the_same_set() {
        let set = Set::from_ranges([(0, 4), (9, 9), (100, LAST)]);
        assert_eq!(set.complement().ranges(), [(5, 8), (10, 99)]);
        assert_eq!(set.complement().complement(), set);
        assert_eq!(Set::default().complement(), Set::all());
    }

    #[test]
    fn intersection_and_difference() {
        let (low, high) = (Set::range(10, 20), Set::from_ranges([(5, 11), (13, 13), (19, 30)]));
        assert_eq!(low.intersection(&high).ranges(), [(10, 11), (13, 13), (19, 20)]);
        assert_eq!(low.difference(&high).ranges(), [(12, 12), (14, 18)]);
    }

    #[test]
    fn members_answer_like_the_set() {
        let set = Set::from_ranges([(97, 122), (120, 200), (0x1F600, 0x1F64F)]);
        let members = Members::new(&set);
        for c in ['a', '`', '\u{7F}', '\u{80}', 'È', 'É', '😀', '\u{1F650}'] {
            assert_eq!(members.has(u32::from(c)), set.contains(u32::from(c)), "{c:?}");
        }
    }
}
