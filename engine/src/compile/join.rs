//! The parts of a join → the forms in which they are written quickest.

use super::program::{Form, Guarded, Kind, Node, Piece};
use crate::value::Value;

/// Joins these parts; joins among them become one with it.
pub(super) fn join(nodes: impl IntoIterator<Item = Node>) -> Kind {
    let mut pieces = Vec::new();
    for node in nodes {
        match node.kind {
            Kind::Join(inner) => pieces.extend(inner),
            _ => pieces.push(piece(node)),
        }
    }
    Kind::Join(pieces.into())
}

fn piece(node: Node) -> Piece {
    let span = node.span;
    let form = match node.kind {
        Kind::Constant(Value::Text(text)) => match text.chars().next() {
            Some(letter) if letter.is_ascii() && text.len() == 1 => Form::Letter(letter),
            _ => Form::Text(text.into()),
        },
        Kind::Slot(slot) => Form::Slot(slot),
        Kind::Conditional(parts) => match guarded(&parts) {
            Some(guarded) => Form::Guarded(guarded),
            None => Form::Other(Box::new(Node { kind: Kind::Conditional(parts), span })),
        },
        kind => Form::Other(Box::new(Node { kind, span })),
    };
    Piece { form, span }
}

/// `x != null ? x : "…"`, or `x == null ? "…" : x`.
fn guarded([condition, then, otherwise]: &[Node; 3]) -> Option<Guarded> {
    let Kind::IsNull { operand, negated } = &condition.kind else { return None };
    let (value, fallback) = if *negated { (then, otherwise) } else { (otherwise, then) };
    match (&operand.kind, &value.kind, &fallback.kind) {
        (Kind::Slot(tested), Kind::Slot(slot), Kind::Constant(Value::Text(text)))
            if tested == slot =>
        {
            Some(Guarded { slot: *slot, tested: operand.span, otherwise: text.as_ref().into() })
        }
        _ => None,
    }
}
