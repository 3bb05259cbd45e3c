//! A condition and its outcome → which attributes cannot be null behind it.

use super::super::typed::{Typed, TypedKind};
use crate::functions::Function;
use crate::syntax::{BinaryOperator, UnaryOperator};
use crate::types::Type;
use crate::value::{Value, equal};

/// What the conditions around a part have proved.
#[derive(Debug, Default)]
pub(super) struct Facts<'t> {
    /// What is not null.
    known: Vec<&'t Typed>,
    /// The conditions themselves, whichever way they went.
    asked: Vec<&'t Typed>,
}

/// A state of [`Facts`] to go back to.
#[derive(Debug, Clone, Copy)]
pub(super) struct Mark {
    known: usize,
    asked: usize,
}

impl<'t> Facts<'t> {
    /// The present state, for [`Facts::forget`].
    pub(super) fn mark(&self) -> Mark {
        Mark { known: self.known.len(), asked: self.asked.len() }
    }

    /// Drops what was learned since `mark`.
    pub(super) fn forget(&mut self, mark: Mark) {
        self.known.truncate(mark.known);
        self.asked.truncate(mark.asked);
    }

    /// Learns what follows from `condition` being `holds`; gives the mark before.
    pub(super) fn assume(&mut self, condition: &'t Typed, holds: bool) -> Mark {
        let mark = self.mark();
        learn(condition, holds, &mut self.known);
        self.asked.push(condition);
        mark
    }

    /// Whether `typed` is known not to be null.
    pub(super) fn knows(&self, typed: &Typed) -> bool {
        self.known.iter().any(|known| same_place(known, typed))
    }

    /// Whether some condition asked what `question` recognizes.
    pub(super) fn asked(&self, question: impl Fn(&Typed) -> bool) -> bool {
        self.asked.iter().any(|condition| contains(condition, &question))
    }
}

/// Whether `question` recognizes `typed` or a part of it.
fn contains(typed: &Typed, question: &impl Fn(&Typed) -> bool) -> bool {
    let mut found = question(typed);
    typed.for_each_child(|child| found = found || contains(child, question));
    found
}

fn learn<'t>(condition: &'t Typed, holds: bool, known: &mut Vec<&'t Typed>) {
    match &condition.kind {
        TypedKind::Unary { operator: UnaryOperator::Not, operand } => learn(operand, !holds, known),
        TypedKind::Binary { first, rest } => {
            let operands = || std::iter::once(&**first).chain(rest.iter().map(|(_, _, r)| r));
            match rest.as_slice() {
                [(BinaryOperator::And, ..), ..] if holds => {
                    operands().for_each(|operand| learn(operand, true, known));
                }
                [(BinaryOperator::Or, ..), ..] if !holds => {
                    operands().for_each(|operand| learn(operand, false, known));
                }
                [(BinaryOperator::And | BinaryOperator::Or, ..), ..] => {
                    learn_common(operands(), holds, known);
                }
                [(operator, _, right)] => comparison(first, *operator, right, holds, known),
                _ => {}
            }
        }
        TypedKind::Call { function, arguments, .. } if holds => {
            if let [subject, searched, ..] = arguments.as_slice()
                && (is_called(function, "String.stringContains")
                    || is_called(function, "String.startsWith"))
                && searched.text_literal().is_some_and(|text| !text.is_empty())
            {
                known.push(subject);
            }
        }
        TypedKind::Call { function, arguments, .. } => {
            if let [subject] = arguments.as_slice()
                && is_called(function, "Arrays.isEmpty")
            {
                known.push(subject);
            }
        }
        _ => {}
    }
}

/// What follows whichever of `operands` gave the outcome.
fn learn_common<'t>(
    mut operands: impl Iterator<Item = &'t Typed>,
    holds: bool,
    known: &mut Vec<&'t Typed>,
) {
    let mut common = Vec::new();
    if let Some(first) = operands.next() {
        learn(first, holds, &mut common);
    }
    for operand in operands {
        let mut here = Vec::new();
        learn(operand, holds, &mut here);
        common.retain(|place: &&Typed| here.iter().any(|other| same_place(place, other)));
    }
    known.append(&mut common);
}

fn comparison<'t>(
    left: &'t Typed,
    operator: BinaryOperator,
    right: &'t Typed,
    holds: bool,
    known: &mut Vec<&'t Typed>,
) {
    for (one, other, operator) in [(left, right, operator), (right, left, mirrored(operator))] {
        let learned = match size_of(one) {
            Some(subject) => zero_differs(operator, other, holds).then_some(subject),
            None => null_differs(operator, other, holds).then_some(one),
        };
        known.extend(learned);
    }
}

/// The operator with its sides exchanged.
fn mirrored(operator: BinaryOperator) -> BinaryOperator {
    match operator {
        BinaryOperator::Less => BinaryOperator::Greater,
        BinaryOperator::LessEqual => BinaryOperator::GreaterEqual,
        BinaryOperator::Greater => BinaryOperator::Less,
        BinaryOperator::GreaterEqual => BinaryOperator::LessEqual,
        other => other,
    }
}

/// Whether null on the left of `operator` could not have given `holds`.
fn null_differs(operator: BinaryOperator, right: &Typed, holds: bool) -> bool {
    let right_null = right.ty == Type::NULL;
    let right_value = !right.ty.contains(Type::NULL) && !right.ty.is_never();
    match (operator, holds) {
        (BinaryOperator::Equal | BinaryOperator::GreaterEqual, true)
        | (BinaryOperator::NotEqual | BinaryOperator::Less, false) => right_value,
        (BinaryOperator::NotEqual, true) | (BinaryOperator::Equal, false) => right_null,
        // Null sorts before everything.
        (BinaryOperator::Greater, true) | (BinaryOperator::LessEqual, false) => true,
        _ => false,
    }
}

/// What the length or size is asked of: null has size 0.
fn size_of(typed: &Typed) -> Option<&Typed> {
    match &typed.kind {
        TypedKind::Call { function, arguments, .. }
            if is_called(function, "String.len") || is_called(function, "Arrays.size") =>
        {
            arguments.first()
        }
        _ => None,
    }
}

/// Whether size 0 on the left of `operator` could not have given `holds`.
fn zero_differs(operator: BinaryOperator, right: &Typed, holds: bool) -> bool {
    let Some(Value::Integer(bound)) = right.literal() else { return false };
    let outcome = match operator {
        BinaryOperator::Equal => 0 == *bound,
        BinaryOperator::NotEqual => 0 != *bound,
        BinaryOperator::Less => 0 < *bound,
        BinaryOperator::LessEqual => 0 <= *bound,
        BinaryOperator::Greater => 0 > *bound,
        BinaryOperator::GreaterEqual => 0 >= *bound,
        _ => holds,
    };
    outcome != holds
}

/// Whether `function` has this spelling.
pub(super) fn is_called(function: &Function, name: &str) -> bool {
    function.names.iter().any(|known| known.text == name)
}

/// Whether both parts read the same value.
pub(super) fn same_place(one: &Typed, other: &Typed) -> bool {
    match (&one.kind, &other.kind) {
        (TypedKind::Root(one), TypedKind::Root(other)) => one == other,
        (
            TypedKind::Attribute { root: one, name: one_name, .. },
            TypedKind::Attribute { root: other, name: other_name, .. },
        ) => one == other && one_name == other_name,
        (TypedKind::ElementAttribute(one), TypedKind::ElementAttribute(other)) => one == other,
        (
            TypedKind::Member { target: one, name: one_name, .. },
            TypedKind::Member { target: other, name: other_name, .. },
        )
        | (
            TypedKind::NamedIndex { target: one, name: one_name, .. },
            TypedKind::NamedIndex { target: other, name: other_name, .. },
        ) => one_name == other_name && same_place(one, other),
        (
            TypedKind::Index { target: one, index: one_index, .. },
            TypedKind::Index { target: other, index: other_index, .. },
        ) => same_place(one_index, other_index) && same_place(one, other),
        (TypedKind::Literal(one), TypedKind::Literal(other)) => equal(one, other),
        (
            TypedKind::Call { function: one, arguments: one_arguments, .. },
            TypedKind::Call { function: other, arguments: other_arguments, .. },
        ) => {
            one.names == other.names
                && one_arguments.len() == other_arguments.len()
                && one_arguments.iter().zip(other_arguments).all(|(a, b)| same_place(a, b))
        }
        _ => false,
    }
}
