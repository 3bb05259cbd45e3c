//! Which type a value at the caret should have.

use super::caret::{Frame, Kind, Pieces, is_operator};
use super::complete::parameter_type;
use crate::check::type_of;
use crate::environment::Environment;
use crate::types::Type;

impl Pieces<'_> {
    /// Whether a value ends with the piece at `last`, so that an operator has to follow.
    pub(super) fn ends_operand(&self, last: Option<usize>) -> bool {
        let Some(last) = last else { return false };
        match self.kind(last) {
            Some(Kind::Number | Kind::Text { .. } | Kind::Close) => true,
            Some(Kind::Word) => !is_operator(self.written(last)),
            _ => false,
        }
    }
}

/// The type that is expected of a value that starts behind the piece `before`.
pub(super) fn expected(
    pieces: &Pieces<'_>,
    before: Option<usize>,
    frames: &[Frame],
    environment: &Environment,
) -> Type {
    let Some(before) = before else { return environment.place.rules().result.accepts() };
    let written = pieces.written(before).to_ascii_lowercase();
    match written.as_str() {
        "(" | "," => parameter_type(pieces, frames, environment).unwrap_or(Type::ANY),
        "==" | "!=" | "<" | "<=" | ">" | ">=" | "eq" | "ne" | "lt" | "le" | "gt" | "ge" => {
            let left = before.checked_sub(1).and_then(|last| pieces.path_to(last));
            left.map_or(Type::ANY, |span| type_of(span.of(pieces.text), environment))
                .without(Type::NULL)
        }
        "and" | "or" | "not" | "!" | "&&" | "||" => Type::BOOLEAN,
        "matches" => Type::TEXT,
        "-" | "*" | "/" | "%" | "^" | "div" | "mod" => Type::NUMBER,
        "?" | ":" | "?:" if frames.is_empty() => environment.place.rules().result.accepts(),
        _ => Type::ANY,
    }
}
