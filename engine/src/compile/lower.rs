//! The lowering itself: one function for each kind of part that changes form.

use super::Purpose;
use super::direct::direct;
use super::join::join;
use super::layout::Layout;
use super::logic;
use super::program::{Kind, Node, Program, Read};
use crate::check::typed::{Root, Typed, TypedKind};
use crate::environment::Environment;
use crate::functions::{self, Function, Parameter, Prepared, Role};
use crate::pattern::Pattern;
use crate::syntax::{BinaryOperator, UnaryOperator};
use crate::text::{Span, utf16_len};
use crate::types::Type;
use crate::value::Value;

pub(super) fn lower(
    typed: &Typed,
    environment: &Environment,
    purpose: Purpose,
    layout: &mut Layout,
) -> Program {
    let mut lowering = Lowering {
        environment,
        purpose,
        layout,
        own: Vec::new(),
        own_roots: Vec::new(),
        looks_around: false,
        parts: 0,
    };
    let node = lowering.node(typed);
    let Lowering { own, own_roots, looks_around, parts, .. } = lowering;
    let rule = environment.place.rules().result;
    Program {
        direct: direct(&node, environment.dialect, rule),
        node,
        own,
        own_roots,
        looks_around,
        reads: layout.reads.clone(),
        roots: layout.roots.clone(),
        dialect: environment.dialect,
        place: environment.place,
        result: rule,
        limits: environment.limits,
        parts,
    }
}

struct Lowering<'e> {
    environment: &'e Environment,
    purpose: Purpose,
    layout: &'e mut Layout,
    own: Vec<usize>,
    own_roots: Vec<usize>,
    looks_around: bool,
    parts: usize,
}

impl Lowering<'_> {
    fn node(&mut self, typed: &Typed) -> Node {
        let part = self.parts;
        if self.purpose == Purpose::Trace {
            self.parts += 1;
        }
        let node = Node { kind: self.kind(typed), span: typed.span };
        match self.purpose {
            Purpose::Evaluate => node,
            Purpose::Trace => Node { span: node.span, kind: Kind::Traced(part, Box::new(node)) },
        }
    }

    fn boxed(&mut self, typed: &Typed) -> Box<Node> {
        Box::new(self.node(typed))
    }

    fn nodes(&mut self, typed: &[Typed]) -> Box<[Node]> {
        typed.iter().map(|typed| self.node(typed)).collect()
    }

    /// A root that the expression itself reads.
    fn own_root(&mut self, root: usize) -> Kind {
        if !self.own_roots.contains(&root) {
            self.own_roots.push(root);
        }
        Kind::Root(root)
    }

    /// An attribute that the expression itself reads.
    fn own_slot(&mut self, read: Read) -> Kind {
        let slot = self.layout.slot(read);
        if !self.own.contains(&slot) {
            self.own.push(slot);
        }
        Kind::Slot(slot)
    }

    /// Functions that may be called.
    fn note(&mut self, called: &[&'static Function]) {
        self.looks_around |= called.iter().any(|function| functions::looks_around(function));
    }

    fn kind(&mut self, typed: &Typed) -> Kind {
        match &typed.kind {
            TypedKind::Literal(value) => Kind::Constant(value.clone()),
            TypedKind::Root(root) => {
                let root = self.root(root);
                self.own_root(root)
            }
            TypedKind::Attribute { root, name, reading } => {
                let root = self.root(root);
                self.own_slot(Read { root, name: name.clone(), reading: *reading })
            }
            TypedKind::ElementAttribute(name) => Kind::ElementAttribute(name.clone()),
            TypedKind::Member { target, name, null } => {
                Kind::Member { target: self.boxed(target), name: name.clone(), null: *null }
            }
            TypedKind::Index { target, index, null } => {
                Kind::Index { target: self.boxed(target), index: self.boxed(index), null: *null }
            }
            TypedKind::NamedIndex { target, name, index, null } => Kind::NamedIndex {
                target: self.boxed(target),
                name: name.clone(),
                index: index.as_ref().map(|index| self.boxed(index)),
                null: *null,
            },
            TypedKind::Project { target, body, null } => {
                Kind::Project { target: self.boxed(target), body: self.boxed(body), null: *null }
            }
            TypedKind::Select { target, selection, body, null } => Kind::Select {
                target: self.boxed(target),
                selection: *selection,
                body: self.boxed(body),
                null: *null,
            },
            TypedKind::Call { function, arguments, .. } => {
                self.note(&[*function]);
                Kind::Call {
                    function,
                    nested: self.group_expression(function, arguments),
                    prepared: prepared(function.signature.parameters, arguments),
                    arguments: self.nodes(arguments),
                }
            }
            TypedKind::Method { target, name, arguments, null } => {
                let methods = functions::methods(self.environment.dialect, &name.text);
                let candidates: Box<[_]> = methods.map(|(_, function)| function).collect();
                self.note(&candidates);
                Kind::Method {
                    target: target.as_ref().map(|target| self.boxed(target)),
                    name: name.text.as_str().into(),
                    prepared: candidates.iter().find_map(|function| {
                        prepared(function.signature.parameters.get(1..)?, arguments)
                    }),
                    candidates,
                    arguments: self.nodes(arguments),
                    null: *null,
                }
            }
            TypedKind::List(items) => Kind::List(self.nodes(items)),
            TypedKind::Map(entries) => Kind::Map(
                entries.iter().map(|(key, value)| (self.node(key), self.node(value))).collect(),
            ),
            TypedKind::Unary { operator, operand, .. } => self.unary(*operator, operand),
            TypedKind::Binary { first, rest } => self.binary(first, rest),
            TypedKind::Conditional { condition, then, otherwise } => Kind::Conditional(Box::new([
                self.node(condition),
                self.node(then),
                self.node(otherwise),
            ])),
            TypedKind::Default { value, fallback } => {
                Kind::Default(Box::new([self.node(value), self.node(fallback)]))
            }
            // Broken parts are never compiled; null is what an absent part would read as.
            TypedKind::Invalid => Kind::Constant(Value::Null),
        }
    }

    /// The group expression among the values of a call, where it is written out and right.
    fn group_expression(&self, function: &Function, arguments: &[Typed]) -> Option<Box<Program>> {
        let mut parameters = function.signature.parameters.iter();
        let index = parameters.position(|parameter| parameter.role == Role::GroupExpression)?;
        let text = arguments.get(index)?.literal()?.as_text()?;
        let Environment { dialect, limits, .. } = self.environment;
        super::group_expression(text, *dialect, limits).ok().map(Box::new)
    }

    fn root(&mut self, root: &Root) -> usize {
        self.layout.root(root)
    }

    fn unary(&mut self, operator: UnaryOperator, operand: &Typed) -> Kind {
        let operand = self.node(operand);
        match operator {
            UnaryOperator::Not if self.purpose == Purpose::Evaluate => {
                logic::not(operand, self.environment.dialect)
            }
            UnaryOperator::Not => Kind::Not(Box::new(operand)),
            UnaryOperator::Minus => Kind::Negate(Box::new(operand)),
            UnaryOperator::Plus => Kind::Plus(Box::new(operand)),
        }
    }

    fn binary(&mut self, first: &Typed, rest: &[(BinaryOperator, Span, Typed)]) -> Kind {
        let operands: Vec<&Typed> =
            std::iter::once(first).chain(rest.iter().map(|(.., operand)| operand)).collect();
        match rest {
            [(operator, _, right), others @ ..] => match operator {
                BinaryOperator::And | BinaryOperator::Or => {
                    let is_and = *operator == BinaryOperator::And;
                    let parts = operands.iter().map(|typed| self.node(typed)).collect::<Vec<_>>();
                    match (self.purpose, is_and) {
                        (Purpose::Evaluate, true) => logic::all(parts, self.environment.dialect),
                        (Purpose::Evaluate, false) => logic::any(parts, self.environment.dialect),
                        (Purpose::Trace, true) => Kind::And(parts.into()),
                        (Purpose::Trace, false) => Kind::Or(parts.into()),
                    }
                }
                BinaryOperator::Equal | BinaryOperator::NotEqual if others.is_empty() => {
                    self.equal(first, right, *operator == BinaryOperator::NotEqual)
                }
                BinaryOperator::Matches => self.matches(first, right),
                BinaryOperator::Less
                | BinaryOperator::LessEqual
                | BinaryOperator::Greater
                | BinaryOperator::GreaterEqual => Kind::Order {
                    operator: *operator,
                    left: self.boxed(first),
                    right: self.boxed(right),
                },
                BinaryOperator::Add if self.joins(first, right, others) => {
                    let dialect = self.environment.dialect;
                    join(operands.iter().map(|operand| self.node(operand)), dialect)
                }
                _ => {
                    let first = self.boxed(first);
                    let lower = |(operator, span, operand): &(BinaryOperator, Span, Typed)| {
                        (*operator, *span, self.node(operand))
                    };
                    Kind::Arithmetic { first, rest: rest.iter().map(lower).collect() }
                }
            },
            [] => self.kind(first),
        }
    }

    /// Whether the sum is surely one text: everything is joined, and text comes first or second.
    fn joins(
        &self,
        first: &Typed,
        second: &Typed,
        others: &[(BinaryOperator, Span, Typed)],
    ) -> bool {
        let text = |typed: &Typed| typed.ty == Type::TEXT;
        self.purpose == Purpose::Evaluate
            && (text(first) || text(second))
            && others.iter().all(|(operator, ..)| *operator == BinaryOperator::Add)
    }

    fn equal(&mut self, left: &Typed, right: &Typed, negated: bool) -> Kind {
        let is_null = |typed: &Typed| typed.literal().is_some_and(Value::is_null);
        if self.purpose == Purpose::Evaluate && is_null(right) {
            return Kind::IsNull { operand: self.boxed(left), negated };
        }
        if self.purpose == Purpose::Evaluate && is_null(left) {
            return Kind::IsNull { operand: self.boxed(right), negated };
        }
        Kind::Equal { left: self.boxed(left), right: self.boxed(right), negated }
    }

    fn matches(&mut self, left: &Typed, right: &Typed) -> Kind {
        match right.literal().and_then(Value::as_text) {
            // A trace tells the value of the pattern too.
            Some(text)
                if self.purpose == Purpose::Evaluate
                    && utf16_len(text) <= self.environment.limits.pattern =>
            {
                Kind::Matches {
                    left: self.boxed(left),
                    pattern: Pattern::new(text).map_err(Box::new),
                    right: right.span,
                }
            }
            _ => Kind::MatchesComputed { left: self.boxed(left), right: self.boxed(right) },
        }
    }
}

/// What can be compiled of the values of a call, where it is written out and right.
fn prepared(parameters: &[Parameter], arguments: &[Typed]) -> Option<Box<Prepared>> {
    parameters.iter().zip(arguments).find_map(|(parameter, argument)| {
        let text = argument.literal()?.as_text()?;
        Prepared::of(parameter.role, text).map(Box::new)
    })
}
