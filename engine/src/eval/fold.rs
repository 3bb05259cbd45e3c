//! Programs that always give the same value → that value.

use super::evaluate;
use crate::compile::program::{Kind, Node, Program};
use crate::context::Context;
use crate::value::Value;

/// Replaces the whole program by its value where it reads nothing and calls nothing.
pub(crate) fn folded(mut program: Program) -> Program {
    if program.own.is_empty() && program.own_roots.is_empty() && is_constant(&program.node) {
        let context = Context::new();
        let value = evaluate(&program, &context).map(Value::into_owned);
        if let Ok(value) = value {
            program.direct = None;
            program.node = Node { span: program.node.span, kind: Kind::Constant(value) };
        }
    }
    program
}

/// Whether a part always has the same value and is cheap to compute.
fn is_constant(node: &Node) -> bool {
    match &node.kind {
        Kind::Constant(_) => true,
        Kind::Not(operand) | Kind::Negate(operand) | Kind::Plus(operand) => is_constant(operand),
        Kind::And(parts) | Kind::Or(parts) | Kind::List(parts) => parts.iter().all(is_constant),
        Kind::Logic(steps) => steps.iter().all(|step| is_constant(&step.test)),
        Kind::Join(pieces) => pieces.iter().all(|piece| is_constant(&piece.node)),
        Kind::Arithmetic { first, rest } => {
            is_constant(first) && rest.iter().all(|(.., operand)| is_constant(operand))
        }
        _ => false,
    }
}
