//! Operands and operators side by side → tree, by the one table of precedence.

use super::ast::{BinaryOperator as Op, Node, NodeKind, Operation, beside};
use crate::text::Span;

/// How tightly operators bind: the Pratt table, loosest first.
const LEVELS: &[(&[Op], Chains)] = &[
    (&[Op::Or], Chains::Left),
    (&[Op::And], Chains::Left),
    (
        &[
            Op::Equal,
            Op::NotEqual,
            Op::Less,
            Op::LessEqual,
            Op::Greater,
            Op::GreaterEqual,
            Op::Matches,
        ],
        Chains::Once,
    ),
    (&[Op::Add, Op::Subtract], Chains::Left),
    (&[Op::Multiply, Op::Divide, Op::Remainder], Chains::Left),
    (&[Op::Power], Chains::Once),
];

/// Whether operators of a level may follow one another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Chains {
    /// From left to right: `a - b - c`.
    Left,
    /// Not without parentheses: `a < b < c` is wrong.
    Once,
}

fn level_of(operator: Op) -> usize {
    LEVELS.iter().position(|(operators, _)| operators.contains(&operator)).unwrap_or_default()
}

/// An operator that waits for its right operand to be complete.
#[derive(Debug, Clone, Copy)]
struct Waiting {
    operator: Op,
    level: usize,
    span: Span,
}

/// The tree of a chain while it grows to the right.
#[derive(Debug, Default)]
pub(super) struct Chain {
    operands: Vec<Node>,
    operators: Vec<Waiting>,
}

impl Chain {
    /// A chain that starts with this operand.
    pub(super) fn new(first: Node) -> Self {
        Self { operands: vec![first], operators: Vec::new() }
    }

    /// The operand to the left of whatever comes next.
    pub(super) fn left(&self) -> Option<&Node> {
        self.operands.last()
    }

    /// Whether nothing but its first operand is there.
    pub(super) fn is_single(&self) -> bool {
        self.operands.len() == 1 && self.operators.is_empty()
    }

    /// Takes an operator and its right operand in; gives the place of an operator that it must not
    /// follow.
    pub(super) fn join(&mut self, operator: Op, span: Span, operand: Node) -> Option<Span> {
        let level = level_of(operator);
        let mut refused = None;
        while self.operators.last().is_some_and(|top| top.level >= level) {
            let Some(top) = self.operators.pop() else { break };
            if top.level == level
                && LEVELS.get(level).is_some_and(|(_, chains)| *chains == Chains::Once)
            {
                refused = Some(top.span);
            }
            self.reduce(top);
        }
        self.operators.push(Waiting { operator, level, span });
        self.operands.push(operand);
        refused
    }

    /// Ends the tree before a sign that joins nothing; its right side stands beside the tree,
    /// unless it was `reported` with the sign.
    pub(super) fn break_off(&mut self, span: Span, operand: Node, reported: bool) {
        while let Some(top) = self.operators.pop() {
            self.reduce(top);
        }
        let whole = self.operands.iter().fold(span.to(operand.span), |all, part| all.to(part.span));
        let mut parts = std::mem::take(&mut self.operands);
        if !reported {
            parts.push(operand);
        }
        self.operands.push(beside(parts, whole));
    }

    /// The tree.
    pub(super) fn finish(mut self) -> Node {
        while let Some(top) = self.operators.pop() {
            self.reduce(top);
        }
        self.operands.pop().unwrap_or_else(|| Node::new(NodeKind::Missing, Span::default()))
    }

    /// Joins the last two operands; operators of one level stay flat.
    fn reduce(&mut self, top: Waiting) {
        let (Some(right), Some(left)) = (self.operands.pop(), self.operands.pop()) else { return };
        let span = left.span.to(right.span).to(top.span);
        let operation = Operation { operator: top.operator, span: top.span, operand: right };
        let kind = match left.kind {
            NodeKind::Binary { first, mut rest }
                if rest.last().is_some_and(|last| level_of(last.operator) == top.level) =>
            {
                rest.push(operation);
                NodeKind::Binary { first, rest }
            }
            kind => NodeKind::Binary {
                first: Box::new(Node::new(kind, left.span)),
                rest: vec![operation],
            },
        };
        self.operands.push(Node::new(kind, span));
    }
}
