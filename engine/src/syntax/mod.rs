//! Source → tree with spans, for broken text too; tree → canonical text; source → tokens.

mod ast;
mod parser;
mod problems;
mod scan;

pub use ast::{
    BinaryOperator, Entry, Literal, Name, Node, NodeKind, OnNull, Operation, Selection, Step,
    StepKind, UnaryOperator,
};
pub use parser::{Parsed, parse};

#[cfg(test)]
mod tests;
