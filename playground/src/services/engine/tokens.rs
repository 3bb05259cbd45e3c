//! The engine's tokens in the page's words.

use attrmap::syntax::{self, Node};

use crate::model::{Token, TokenKind};

/// The colored pieces of a text, in order.
pub(super) fn of(text: &str, tree: &Node) -> Vec<Token> {
    syntax::tokens(text, tree)
        .into_iter()
        .map(|token| Token { kind: kind(token.kind), span: token.span.range() })
        .collect()
}

const fn kind(kind: syntax::TokenKind) -> TokenKind {
    match kind {
        syntax::TokenKind::Root => TokenKind::Root,
        syntax::TokenKind::Attribute => TokenKind::Attribute,
        syntax::TokenKind::Function => TokenKind::Function,
        syntax::TokenKind::Text => TokenKind::Text,
        syntax::TokenKind::Number => TokenKind::Number,
        syntax::TokenKind::Keyword => TokenKind::Keyword,
        syntax::TokenKind::Operator => TokenKind::Operator,
        _ => TokenKind::Plain,
    }
}
