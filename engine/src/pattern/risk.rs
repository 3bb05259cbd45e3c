//! Finds a repetition within a repetition that can share out one text in many ways, as in `(x+)+y`.
//!
//! Such a pattern can take time that doubles with each character. Nesting alone is harmless: in
//! `(\.[a-z]+)*` every pass begins with a dot, which the inner repetition cannot take.

use std::ops::Range;

use super::ast::{Greed, Node, Repeat};
use super::property;
use super::set::Set;

/// From so many passes on a repetition counts as endless.
const MANY: u32 = 10;

/// Whether a repetition around the node has been looked at with all that it repeats.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Around {
    Nothing,
    Harmless,
}

/// The first outermost repetition of the tree that is expensive.
pub(super) fn find(root: &Node) -> Option<Range<usize>> {
    find_within(root, Around::Nothing)
}

fn find_within(node: &Node, around: Around) -> Option<Range<usize>> {
    let mut inside = around;
    if let Node::Repeat(repeat) = node {
        if keeps(repeat) {
            inside = Around::Nothing;
        } else if around == Around::Nothing && is_many(repeat) {
            if shares(&repeat.body, &first(&repeat.body, &Set::default())) {
                return Some(repeat.span.clone());
            }
            inside = Around::Harmless;
        }
    } else if matches!(node, Node::Atomic(_) | Node::Look { .. }) {
        inside = Around::Nothing;
    }
    node.children().iter().find_map(|child| find_within(child, inside))
}

/// Whether it gives nothing back.
fn keeps(repeat: &Repeat) -> bool {
    repeat.greed == Greed::Possessive
}

fn is_many(repeat: &Repeat) -> bool {
    repeat.most.is_none_or(|most| most >= MANY)
}

/// Whether a repetition in the node may take a character that also begins what comes `after` it.
fn shares(node: &Node, after: &Set) -> bool {
    match node {
        Node::Sequence(nodes) => {
            let mut after = after.clone();
            nodes.iter().rev().any(|node| {
                let shares = shares(node, &after);
                after = first(node, &after);
                shares
            })
        }
        Node::Repeat(repeat) if keeps(repeat) => false,
        Node::Repeat(repeat) => {
            let begin = first(&repeat.body, &Set::default());
            (is_many(repeat) && !begin.intersection(after).is_empty())
                || shares(&repeat.body, &after.union(&begin))
        }
        Node::Alternatives(_) | Node::Group(_) | Node::Capture { .. } => {
            node.children().iter().any(|child| shares(child, after))
        }
        Node::Empty
        | Node::Character { .. }
        | Node::Set(_)
        | Node::LineBreak
        | Node::Assertion(_)
        | Node::BackReference { .. }
        | Node::Atomic(_)
        | Node::Look { .. } => false,
    }
}

/// The characters that the node can begin with, where `after` are those that can follow it.
fn first(node: &Node, after: &Set) -> Set {
    match node {
        Node::Empty | Node::Assertion(_) | Node::Look { .. } => after.clone(),
        Node::Character { .. } | Node::Set(_) => node.as_set().unwrap_or_default(),
        Node::LineBreak => property::vertical_space(),
        // It may stand for anything.
        Node::BackReference { .. } => Set::all(),
        Node::Sequence(nodes) => {
            nodes.iter().rev().fold(after.clone(), |after, node| first(node, &after))
        }
        Node::Alternatives(_) | Node::Group(_) | Node::Atomic(_) | Node::Capture { .. } => {
            let firsts = node.children().iter().map(|child| first(child, after));
            firsts.fold(Set::default(), |union, set| union.union(&set))
        }
        Node::Repeat(repeat) if repeat.most == Some(0) => after.clone(),
        Node::Repeat(repeat) => {
            let body = first(&repeat.body, after);
            if repeat.least == 0 { body.union(after) } else { body }
        }
    }
}
