//! The parts of a join → one list, each part also in the form in which it is written quickest.

use super::direct::part;
use super::program::{Kind, Node, Piece};
use crate::dialect::Dialect;

/// Joins these parts; joins among them become one with it.
pub(super) fn join(nodes: impl IntoIterator<Item = Node>, dialect: Dialect) -> Kind {
    let mut pieces = Vec::new();
    for node in nodes {
        match node.kind {
            Kind::Join(inner) => pieces.extend(inner),
            _ => pieces.push(Piece { direct: part(&node, dialect), node }),
        }
    }
    Kind::Join(pieces.into())
}
