//! Source → tree with spans, for broken text too; tree → canonical text; source → tokens.

mod ast;
mod causes;
mod chain;
mod damage;
mod depth;
mod literal;
mod parser;
mod printer;
mod problems;
mod scan;
mod tokens;
mod words;

pub use ast::{
    BinaryOperator, Entry, Literal, Name, Node, NodeKind, OnNull, Operation, Selection, Step,
    StepKind, UnaryOperator,
};
pub use parser::{Parsed, parse};
pub use printer::format;
pub use tokens::{Token, TokenKind, tokens};

#[cfg(test)]
mod tests;
