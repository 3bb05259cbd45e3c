//! AND, OR and NOT → a way from test to test, so that evaluation needs no call for each of them.

use super::direct::test;
use super::program::{Kind, Next, Node, Step};
use crate::dialect::Dialect;

/// All of the parts, asked in order until one is false.
pub(super) fn all(parts: impl IntoIterator<Item = Node>, dialect: Dialect) -> Kind {
    chain(parts, true, dialect)
}

/// Any of the parts, asked in order until one is true.
pub(super) fn any(parts: impl IntoIterator<Item = Node>, dialect: Dialect) -> Kind {
    chain(parts, false, dialect)
}

/// The opposite of a part.
pub(super) fn not(part: Node, dialect: Dialect) -> Kind {
    let turned = |next| match next {
        Next::End(answer) => Next::End(!answer),
        next @ Next::Step(_) => next,
    };
    let turn = |step: Step| Step { yes: turned(step.yes), no: turned(step.no), ..step };
    Kind::Logic(steps(part, dialect).into_iter().map(turn).collect())
}

/// The parts one after the other, as long as the answer is `on`.
fn chain(parts: impl IntoIterator<Item = Node>, on: bool, dialect: Dialect) -> Kind {
    let mut parts = parts.into_iter().peekable();
    let mut way = Vec::new();
    while let Some(part) = parts.next() {
        let inner = steps(part, dialect);
        let (begin, after) = (way.len(), way.len() + inner.len());
        let is_last = parts.peek().is_none();
        let moved = |next| match next {
            Next::Step(at) => Next::Step(begin + at),
            Next::End(answer) if answer == on && !is_last => Next::Step(after),
            end @ Next::End(_) => end,
        };
        way.extend(inner.into_iter().map(|step| Step {
            yes: moved(step.yes),
            no: moved(step.no),
            ..step
        }));
    }
    Kind::Logic(way.into())
}

/// The way through one part.
fn steps(part: Node, dialect: Dialect) -> Vec<Step> {
    match part.kind {
        Kind::Logic(steps) => steps.into_vec(),
        _ => vec![Step {
            direct: test(&part, dialect),
            test: part,
            yes: Next::End(true),
            no: Next::End(false),
        }],
    }
}
