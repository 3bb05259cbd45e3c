//! Tree → tokens for highlighting, so that editors need no grammar of their own.

use super::ast::{Literal, Node, NodeKind, StepKind, UnaryOperator};
use crate::text::Span;

/// A piece of an expression's text with what it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub kind: TokenKind,
}

/// What a piece of text is, for highlighting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum TokenKind {
    /// A bare name: a root, or an attribute of the source profile.
    Root,
    /// A name behind a dot.
    Attribute,
    /// A function, its family, or a method.
    Function,
    /// A text literal.
    Text,
    /// A number.
    Number,
    /// `null`, `true`, `AND` and other words of the language.
    Keyword,
    /// `+`, `==` and other signs that compute.
    Operator,
    /// Brackets, commas, dots.
    Punctuation,
}

impl TokenKind {
    /// Its id in JavaScript and in style sheets.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Root => "root",
            Self::Attribute => "attr",
            Self::Function => "fn",
            Self::Text => "str",
            Self::Number => "num",
            Self::Keyword => "kw",
            Self::Operator => "op",
            Self::Punctuation => "punct",
        }
    }
}

/// The tokens of `text`, whose tree is `tree`, in order and without blanks.
///
/// ```
/// use attrmap::limits::Limits;
/// use attrmap::syntax::{TokenKind, parse, tokens};
/// let text = "user.city ?: 'none'";
/// let kinds: Vec<_> = tokens(text, &parse(text, &Limits::DEFAULT).tree).iter().map(|t| t.kind).collect();
/// assert_eq!(kinds[..2], [TokenKind::Root, TokenKind::Punctuation]);
/// ```
pub fn tokens(text: &str, tree: &Node) -> Vec<Token> {
    let mut named = Vec::new();
    collect(text, tree, &mut named);
    named.sort_by_key(|token| token.span);
    let mut all = Vec::with_capacity(named.len() * 2);
    let mut done = 0;
    for token in named {
        if token.span.start() < done || token.span.is_empty() {
            continue;
        }
        fill(text, done, token.span.start(), &mut all);
        done = token.span.end();
        all.push(token);
    }
    fill(text, done, text.len(), &mut all);
    all
}

/// Signs between the named tokens, one token for each run.
fn fill(text: &str, from: usize, to: usize, all: &mut Vec<Token>) {
    let gap = text.get(from..to).unwrap_or_default();
    let mut at = from;
    for piece in gap.split_inclusive(char::is_whitespace) {
        let sign = piece.trim_end();
        if !sign.is_empty() {
            let computes = sign == "?:" || sign == "?" || sign == ":";
            let kind = if computes { TokenKind::Operator } else { TokenKind::Punctuation };
            all.push(Token { span: Span::new(at, at + sign.len()), kind });
        }
        at += piece.len();
    }
}

fn collect(text: &str, node: &Node, found: &mut Vec<Token>) {
    let mut add = |span: Span, kind: TokenKind| found.push(Token { span, kind });
    match &node.kind {
        NodeKind::Literal(literal) => add(
            node.span,
            match literal {
                Literal::Text(_) => TokenKind::Text,
                Literal::Null | Literal::Boolean(_) => TokenKind::Keyword,
                _ => TokenKind::Number,
            },
        ),
        NodeKind::Name(_) => add(node.span, TokenKind::Root),
        NodeKind::Call { name, .. } => add(name.span, TokenKind::Function),
        NodeKind::Path { head, steps } => {
            for (index, step) in steps.iter().enumerate() {
                match &step.kind {
                    StepKind::Member(name) => add(name.span, TokenKind::Attribute),
                    StepKind::Method { name, .. } => {
                        add(name.span, TokenKind::Function);
                        if index == 0 && is_family(head) {
                            add(head.span, TokenKind::Function);
                        }
                    }
                    StepKind::Index(_) | StepKind::Project(_) | StepKind::Select(..) => {}
                }
            }
        }
        NodeKind::Unary { operators, .. } => {
            for (operator, span) in operators {
                let word = *operator == UnaryOperator::Not && span.of(text).len() > 1;
                add(*span, if word { TokenKind::Keyword } else { TokenKind::Operator });
            }
        }
        NodeKind::Binary { rest, .. } => {
            for operation in rest {
                let word = operation.span.of(text).starts_with(|c: char| c.is_ascii_alphabetic());
                add(operation.span, if word { TokenKind::Keyword } else { TokenKind::Operator });
            }
        }
        NodeKind::Group(_)
        | NodeKind::List(_)
        | NodeKind::Map(_)
        | NodeKind::Conditional { .. }
        | NodeKind::Default { .. }
        | NodeKind::Missing
        | NodeKind::Broken(_) => {}
    }
    node.for_each_child(|child| collect(text, child, found));
}

/// Whether a head with a call behind it is a family of functions: `String` and the like start with
/// a capital.
fn is_family(head: &Node) -> bool {
    head.as_name().is_some_and(|name| name.starts_with(|c: char| c.is_ascii_uppercase()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::limits::Limits;
    use crate::syntax::parse;

    fn shown(text: &str) -> String {
        let tree = parse(text, &Limits::DEFAULT).tree;
        let all = tokens(text, &tree);
        let shown = all.iter().map(|t| format!("{}:{} ", t.kind.id(), t.span.of(text)));
        shown.collect::<Vec<_>>().concat()
    }

    #[test]
    fn every_sign_has_its_kind() {
        assert_eq!(
            shown("String.len(user.city) > 3 AND not x"),
            "fn:String punct:. fn:len punct:( root:user punct:. attr:city punct:) op:> num:3 \
             kw:AND kw:not root:x "
        );
    }

    #[test]
    fn broken_text_has_tokens_too() {
        assert_eq!(shown("user.city = "), "root:user punct:. attr:city punct:= ");
    }
}
