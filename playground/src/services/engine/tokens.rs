//! The tree of an expression → the pieces of its text that have a color.

use attrmap::syntax::{Literal, Node, NodeKind, Step, StepKind};
use attrmap::text::Span;

use crate::model::{Token, TokenKind};

/// The pieces of `text` in order; what the tree does not name are operators and keywords.
pub(super) fn of(text: &str, tree: &Node) -> Vec<Token> {
    let mut tokens = Vec::new();
    walk(tree, &mut tokens);
    tokens.sort_by_key(|token| token.span.start);
    fill_gaps(text, tokens)
}

fn walk(node: &Node, tokens: &mut Vec<Token>) {
    match &node.kind {
        NodeKind::Literal(literal) => push(tokens, literal_kind(literal), node.span),
        NodeKind::Name(_) => push(tokens, TokenKind::Root, node.span),
        NodeKind::Call { name, .. } => push(tokens, TokenKind::Function, name.span),
        NodeKind::Path { head, steps } => return path(head, steps, tokens),
        _ => {}
    }
    node.for_each_child(|child| walk(child, tokens));
}

/// `String.len(x)` starts with the name of a family of functions, `user.name` with a root.
fn path(head: &Node, steps: &[Step], tokens: &mut Vec<Token>) {
    let calls = matches!(steps.first().map(|step| &step.kind), Some(StepKind::Method { .. }));
    let family = matches!(&head.kind, NodeKind::Name(name) if name.starts_with(char::is_uppercase));
    if calls && family {
        push(tokens, TokenKind::Function, head.span);
    } else {
        walk(head, tokens);
    }
    for step in steps {
        match &step.kind {
            StepKind::Member(name) => push(tokens, TokenKind::Attribute, name.span),
            StepKind::Method { name, arguments } => {
                push(tokens, TokenKind::Function, name.span);
                for argument in arguments {
                    walk(argument, tokens);
                }
            }
            StepKind::Index(body) | StepKind::Project(body) | StepKind::Select(_, body) => {
                walk(body, tokens);
            }
            _ => {}
        }
    }
}

const fn literal_kind(literal: &Literal) -> TokenKind {
    match literal {
        Literal::Text(_) => TokenKind::Text,
        Literal::Integer(_) | Literal::Long(_) | Literal::Double(_) => TokenKind::Number,
        _ => TokenKind::Keyword,
    }
}

fn push(tokens: &mut Vec<Token>, kind: TokenKind, span: Span) {
    if !span.is_empty() {
        tokens.push(Token { kind, span: span.range() });
    }
}

fn fill_gaps(text: &str, named: Vec<Token>) -> Vec<Token> {
    let mut tokens = Vec::with_capacity(named.len() * 2);
    let mut done = 0;
    for token in named {
        if token.span.start < done {
            continue;
        }
        gap(text, done, token.span.start, &mut tokens);
        done = token.span.end;
        tokens.push(token);
    }
    gap(text, done, text.len(), &mut tokens);
    tokens
}

/// Words between the named pieces are `AND`, `matches` and the like, the rest are operators.
fn gap(text: &str, from: usize, to: usize, tokens: &mut Vec<Token>) {
    let kind_of = |character: char| match character {
        _ if character.is_whitespace() => TokenKind::Plain,
        _ if character.is_alphabetic() => TokenKind::Keyword,
        _ => TokenKind::Operator,
    };
    for (offset, character) in text.get(from..to).unwrap_or_default().char_indices() {
        let (start, kind) = (from + offset, kind_of(character));
        let end = start + character.len_utf8();
        match tokens.last_mut() {
            Some(last) if last.span.end == start && last.kind == kind && start > from => {
                last.span.end = end;
            }
            Some(_) | None => tokens.push(Token { kind, span: start..end }),
        }
    }
}
