//! What the evaluator runs over.

use super::direct::{Direct, Part, Test};
use crate::check::typed::{Reading, Root};
use crate::dialect::{Dialect, Place, ResultRule};
use crate::functions::{Function, Prepared};
use crate::limits::Limits;
use crate::pattern::{Pattern, PatternError};
use crate::syntax::{BinaryOperator, OnNull, Selection};
use crate::text::Span;
use crate::value::Value;

/// A compiled expression.
#[derive(Debug)]
pub(crate) struct Program {
    pub(crate) node: Node,
    /// The whole, where it needs no evaluator as long as the values are usual.
    pub(crate) direct: Option<Direct>,
    /// The slots it reads, in the order of the text.
    pub(crate) own: Vec<usize>,
    /// The roots it reads as a whole.
    pub(crate) own_roots: Vec<usize>,
    /// Whether a function in it looks at more of the context than its clock.
    pub(crate) looks_around: bool,
    /// The attributes of its layout; a slot is an index into this list.
    pub(crate) reads: Vec<Read>,
    /// The roots of its layout.
    pub(crate) roots: Vec<Root>,
    pub(crate) dialect: Dialect,
    pub(crate) place: Place,
    /// What the place takes as the final value.
    pub(crate) result: ResultRule,
    pub(crate) limits: Limits,
    /// How many parts a trace has; 0 in a program that is not traced.
    pub(crate) parts: usize,
}

/// An attribute that a program reads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Read {
    /// An index into the program's roots.
    pub(crate) root: usize,
    pub(crate) name: Box<str>,
    pub(crate) reading: Reading,
}

/// A part of a program.
#[derive(Debug)]
pub(crate) struct Node {
    pub(crate) kind: Kind,
    pub(crate) span: Span,
}

/// A part of a join.
#[derive(Debug)]
pub(crate) struct Piece {
    pub(crate) node: Node,
    pub(crate) direct: Option<Part>,
}

/// A test among others, and where each answer leads.
#[derive(Debug)]
pub(crate) struct Step {
    pub(crate) test: Node,
    pub(crate) direct: Option<Test>,
    pub(crate) yes: Next,
    pub(crate) no: Next,
}

/// Where the answer of a test leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Next {
    /// To another test, which comes later.
    Step(usize),
    /// To the answer of the whole.
    End(bool),
}

/// What a part of a program does.
#[derive(Debug)]
pub(crate) enum Kind {
    Constant(Value<'static>),
    Slot(usize),
    Root(usize),
    ElementAttribute(Box<str>),
    Member {
        target: Box<Node>,
        name: Box<str>,
        null: OnNull,
    },
    Index {
        target: Box<Node>,
        index: Box<Node>,
        null: OnNull,
    },
    NamedIndex {
        target: Box<Node>,
        name: Box<str>,
        index: Option<Box<Node>>,
        null: OnNull,
    },
    Project {
        target: Box<Node>,
        body: Box<Node>,
        null: OnNull,
    },
    Select {
        target: Box<Node>,
        selection: Selection,
        body: Box<Node>,
        null: OnNull,
    },
    Call {
        function: &'static Function,
        arguments: Box<[Node]>,
        /// The group expression among the arguments, where it is written out.
        nested: Option<Box<Program>>,
        /// The pattern among the arguments, where it is written out.
        prepared: Option<Box<Prepared>>,
    },
    Method {
        target: Option<Box<Node>>,
        name: Box<str>,
        /// The methods of this name, of which the receiver's type decides.
        candidates: Box<[&'static Function]>,
        arguments: Box<[Node]>,
        /// The pattern among the arguments, where it is written out.
        prepared: Option<Box<Prepared>>,
        null: OnNull,
    },
    List(Box<[Node]>),
    Map(Box<[(Node, Node)]>),
    Not(Box<Node>),
    Negate(Box<Node>),
    Plus(Box<Node>),
    /// Parts joined to one text: the first or the second is surely text.
    Join(Box<[Piece]>),
    /// `+`, `-`, `*`, `/`, `%`, `^` from left to right.
    Arithmetic {
        first: Box<Node>,
        rest: Box<[(BinaryOperator, Span, Node)]>,
    },
    /// `==` or `!=`.
    Equal {
        left: Box<Node>,
        right: Box<Node>,
        negated: bool,
    },
    /// `== null` or `!= null`.
    IsNull {
        operand: Box<Node>,
        negated: bool,
    },
    /// `<`, `<=`, `>`, `>=`.
    Order {
        operator: BinaryOperator,
        left: Box<Node>,
        right: Box<Node>,
    },
    And(Box<[Node]>),
    Or(Box<[Node]>),
    /// AND, OR and NOT as a way from test to test, which begins at the first.
    Logic(Box<[Step]>),
    /// `matches` with a pattern that is written in the expression.
    Matches {
        left: Box<Node>,
        pattern: Result<Pattern, Box<PatternError>>,
        right: Span,
    },
    /// `matches` with a pattern that is computed.
    MatchesComputed {
        left: Box<Node>,
        right: Box<Node>,
    },
    Conditional(Box<[Node; 3]>),
    Default(Box<[Node; 2]>),
    /// A part whose value goes into the trace under this number.
    Traced(usize, Box<Node>),
}
