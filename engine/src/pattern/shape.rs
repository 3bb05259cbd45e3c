//! Questions about a node that compiler and lint ask: its parts, its size, whether it can be empty.

use super::ast::{Fold, Node};
use super::fold;
use super::set::Set;

impl Node {
    /// The nodes directly in this one.
    pub(super) fn children(&self) -> &[Self] {
        match self {
            Self::Sequence(nodes) | Self::Alternatives(nodes) => nodes,
            Self::Group(body)
            | Self::Atomic(body)
            | Self::Capture { body, .. }
            | Self::Look { body, .. } => std::slice::from_ref(body),
            Self::Repeat(repeat) => std::slice::from_ref(&repeat.body),
            Self::Empty
            | Self::Character { .. }
            | Self::Set(_)
            | Self::LineBreak
            | Self::Assertion(_)
            | Self::BackReference { .. } => &[],
        }
    }

    /// Tells the number of each group that a reference in the node reads.
    pub(super) fn visit_references(&self, visit: &mut impl FnMut(usize)) {
        if let Self::BackReference { group, .. } = self {
            visit(*group);
        }
        for child in self.children() {
            child.visit_references(visit);
        }
    }

    pub(super) fn has_line_break(&self) -> bool {
        matches!(self, Self::LineBreak) || self.children().iter().any(Self::has_line_break)
    }

    pub(super) fn is_one_character(&self) -> bool {
        matches!(self, Self::Character { .. } | Self::Set(_))
    }

    /// The set of a node that is one character.
    pub(super) fn as_set(&self) -> Option<Set> {
        if let Self::Set(set) = self {
            return Some(set.clone());
        }
        let Self::Character { character, fold } = self else { return None };
        let character = u32::from(*character);
        Some(if *fold == Fold::Exact {
            Set::single(character)
        } else {
            fold::ascii_cases(character)
        })
    }

    /// Whether the node can match without taking a character.
    pub(super) fn is_nullable(&self) -> bool {
        match self {
            Self::Empty | Self::Assertion(_) | Self::Look { .. } | Self::BackReference { .. } => {
                true
            }
            Self::Character { .. } | Self::Set(_) | Self::LineBreak => false,
            Self::Alternatives(branches) => branches.iter().any(Self::is_nullable),
            Self::Repeat(repeat) => repeat.least == 0 || repeat.body.is_nullable(),
            Self::Sequence(_) | Self::Group(_) | Self::Atomic(_) | Self::Capture { .. } => {
                self.children().iter().all(Self::is_nullable)
            }
        }
    }

    /// About how many instructions the node becomes.
    pub(super) fn size(&self) -> u32 {
        let parts = self.children().iter().map(|child| child.size().saturating_add(2));
        let parts = parts.fold(1, u32::saturating_add);
        let Self::Repeat(repeat) = self else { return parts };
        let copies = if repeat.most.is_none() { repeat.least.max(1) } else { 1 };
        parts.saturating_mul(copies).saturating_add(4)
    }
}

/// The set of branches that are one character each.
pub(super) fn one_of(branches: &[Node]) -> Option<Set> {
    let (first, others) = branches.split_first()?;
    let mut union = first.as_set()?;
    for branch in others {
        union = union.union(&branch.as_set()?);
    }
    Some(union)
}
