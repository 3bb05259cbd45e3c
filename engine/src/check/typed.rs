//! The checked tree: names resolved, every part with its type.

use crate::functions::Function;
use crate::syntax::{BinaryOperator, Name, OnNull, Selection, UnaryOperator};
use crate::text::Span;
use crate::types::Type;
use crate::value::Value;

/// A checked part of an expression.
#[derive(Debug, Clone)]
pub(crate) struct Typed {
    pub(crate) kind: TypedKind,
    pub(crate) ty: Type,
    pub(crate) span: Span,
}

/// What a checked part is.
#[derive(Debug, Clone)]
pub(crate) enum TypedKind {
    Literal(Value<'static>),
    Root(Root),
    Attribute {
        root: Root,
        name: Box<str>,
        reading: Reading,
    },
    /// A bare name in the body of a projection or selection.
    ElementAttribute(Box<str>),
    Member {
        target: Box<Typed>,
        name: Box<str>,
        null: OnNull,
    },
    Index {
        target: Box<Typed>,
        index: Box<Typed>,
        null: OnNull,
    },
    /// `[name]`: the name is the key of a map or object; of a list it is an expression.
    NamedIndex {
        target: Box<Typed>,
        name: Box<str>,
        index: Option<Box<Typed>>,
        null: OnNull,
    },
    Project {
        target: Box<Typed>,
        body: Box<Typed>,
        null: OnNull,
    },
    Select {
        target: Box<Typed>,
        selection: Selection,
        body: Box<Typed>,
        null: OnNull,
    },
    Call {
        function: &'static Function,
        /// Where its name stands: `String.len`.
        name: Span,
        arguments: Vec<Typed>,
    },
    /// A method; without a target it is one of the current element.
    Method {
        target: Option<Box<Typed>>,
        name: Name,
        arguments: Vec<Typed>,
        null: OnNull,
    },
    List(Vec<Typed>),
    Map(Vec<(Typed, Typed)>),
    Unary {
        operator: UnaryOperator,
        operand: Box<Typed>,
    },
    Binary {
        first: Box<Typed>,
        rest: Vec<(BinaryOperator, Span, Typed)>,
    },
    Conditional {
        condition: Box<Typed>,
        then: Box<Typed>,
        otherwise: Box<Typed>,
    },
    Default {
        value: Box<Typed>,
        fallback: Box<Typed>,
    },
    /// A part with a blocking problem: never compiled.
    Invalid,
}

/// A root of the context.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Root {
    /// As the author wrote it, canonical.
    pub(crate) name: Box<str>,
    /// The profiles it reads: the first that is there.
    pub(crate) profiles: Profiles,
}

/// Which profile a root reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Profiles {
    /// The one of the root's own name.
    Own,
    /// The first of these.
    FirstOf(&'static [&'static str]),
}

/// How an attribute's value is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reading {
    AsIs,
    /// Text that is a documented date becomes a date-time.
    DateTime,
}

impl Typed {
    pub(crate) fn new(kind: TypedKind, ty: Type, span: Span) -> Self {
        Self { kind, ty, span }
    }

    pub(crate) fn invalid(span: Span) -> Self {
        Self::new(TypedKind::Invalid, Type::ANY, span)
    }

    /// The literal it is, in parentheses or not.
    pub(crate) fn literal(&self) -> Option<&Value<'static>> {
        match &self.kind {
            TypedKind::Literal(value) => Some(value),
            _ => None,
        }
    }

    /// The text it is, where it is a text literal.
    pub(crate) fn text_literal(&self) -> Option<&str> {
        self.literal()?.as_text()
    }

    /// Calls `visit` with each direct part, in the order of the text.
    pub(crate) fn for_each_child<'t>(&'t self, mut visit: impl FnMut(&'t Self)) {
        match &self.kind {
            TypedKind::Literal(_)
            | TypedKind::Root(_)
            | TypedKind::Attribute { .. }
            | TypedKind::ElementAttribute(_)
            | TypedKind::Invalid => {}
            TypedKind::Member { target, .. } => visit(target),
            TypedKind::Index { target, index, .. } => {
                visit(target);
                visit(index);
            }
            TypedKind::NamedIndex { target, index, .. } => {
                visit(target);
                if let Some(index) = index {
                    visit(index);
                }
            }
            TypedKind::Project { target, body, .. } | TypedKind::Select { target, body, .. } => {
                visit(target);
                visit(body);
            }
            TypedKind::Call { arguments, .. } => arguments.iter().for_each(visit),
            TypedKind::Method { target, arguments, .. } => {
                if let Some(target) = target {
                    visit(target);
                }
                arguments.iter().for_each(visit);
            }
            TypedKind::List(items) => items.iter().for_each(visit),
            TypedKind::Map(entries) => {
                for (key, value) in entries {
                    visit(key);
                    visit(value);
                }
            }
            TypedKind::Unary { operand, .. } => visit(operand),
            TypedKind::Binary { first, rest } => {
                visit(first);
                for (_, _, right) in rest {
                    visit(right);
                }
            }
            TypedKind::Conditional { condition, then, otherwise } => {
                visit(condition);
                visit(then);
                visit(otherwise);
            }
            TypedKind::Default { value, fallback } => {
                visit(value);
                visit(fallback);
            }
        }
    }
}
