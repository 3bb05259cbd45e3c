//! Tree + environment + catalog → types and every problem, not the first only.

mod arity;
mod calls;
mod criteria;
mod foreign;
mod lints;
pub(crate) mod names;
mod near;
mod operators;
mod refused;
mod result;
mod rewrite;
pub(crate) mod typed;
mod unknown;

use crate::diagnostic::{Code, Diagnostic, sort};
use crate::environment::Environment;
use crate::syntax::{Literal, Name, Node, NodeKind, OnNull, Selection, Step, StepKind, parse};
use crate::text::Span;
use crate::types::Type;
use crate::value::Value;
use typed::{Typed, TypedKind};

/// A checked expression: its tree, its types and all that is wrong with it.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Checked {
    /// The tree.
    pub tree: Node,
    /// Every problem and warning, in the order in which they are reported.
    pub diagnostics: Vec<Diagnostic>,
    /// What the value can be.
    pub ty: Type,
    pub(crate) typed: Typed,
}

impl Checked {
    /// Whether the expression can be compiled.
    pub fn is_valid(&self) -> bool {
        !self.diagnostics.iter().any(Diagnostic::is_blocking)
    }
}

/// Parses and checks `text`; never fails and never panics.
///
/// ```
/// use attrmap::check::check;
/// use attrmap::environment::Environment;
/// let checked = check("String.length(user.city)", &Environment::default());
/// assert_eq!(checked.diagnostics[0].code.kind(), "unknown_function");
/// ```
pub fn check(text: &str, environment: &Environment) -> Checked {
    let parsed = parse(text, &environment.limits);
    let broken = parsed.diagnostics.iter().any(Diagnostic::is_blocking);
    let mut checker = Checker::new(text, environment);
    let typed = checker.node(&parsed.tree);
    if !broken {
        checker.result(&typed);
    }
    let mut diagnostics = parsed.diagnostics;
    // What lies inside a problem of the text only follows from it.
    let followed: Vec<Span> =
        diagnostics.iter().filter(|found| found.swallows()).map(|found| found.span).collect();
    let follows = |found: &Diagnostic| {
        // Counts and types are those of what the text was mended to.
        broken && matches!(found.code, Code::ArgumentCount | Code::WrongType)
            || followed.iter().any(|span| span.contains(found.span))
    };
    diagnostics.extend(checker.diagnostics.into_iter().filter(|found| !follows(found)));
    if !broken {
        diagnostics.extend(lints::warnings(text, &typed, environment));
    }
    sort(&mut diagnostics);
    Checked { tree: parsed.tree, diagnostics, ty: typed.ty, typed }
}

/// The type of what `text` gives, broken or not, without any warning.
pub(crate) fn type_of(text: &str, environment: &Environment) -> Type {
    let parsed = parse(text, &environment.limits);
    Checker::new(text, environment).node(&parsed.tree).ty
}

/// What a bare name means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Scope {
    /// A root or an attribute of the source profile.
    Top,
    /// An attribute of the current element.
    Element,
}

/// What stands beside a bare name, which tells whether it is an attribute or a text without quotes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Beside {
    /// Nothing that tells.
    #[default]
    Nothing,
    /// It is compared with an attribute.
    Attribute,
    /// It is compared with a value that is written.
    Constant,
    /// It is passed where the name of a group or a source is due.
    Label,
}

struct Checker<'t> {
    text: &'t str,
    environment: &'t Environment,
    scope: Scope,
    /// What stands beside the node that is checked next.
    beside: Beside,
    /// The innermost path around the node.
    path: Option<Span>,
    /// The last call that got too many values.
    surplus: Option<arity::Surplus>,
    diagnostics: Vec<Diagnostic>,
}

impl<'t> Checker<'t> {
    fn new(text: &'t str, environment: &'t Environment) -> Self {
        Self {
            text,
            environment,
            scope: Scope::Top,
            beside: Beside::Nothing,
            path: None,
            surplus: None,
            diagnostics: Vec::new(),
        }
    }

    fn report(&mut self, mut diagnostic: Diagnostic) {
        diagnostic.fixes.retain(|fix| !fix.changes_nothing(self.text));
        self.diagnostics.push(diagnostic);
    }

    /// Checks a part; the parts of broken text are checked too.
    fn node(&mut self, node: &Node) -> Typed {
        let span = node.span;
        let beside = std::mem::take(&mut self.beside);
        match &node.kind {
            NodeKind::Literal(literal) => {
                let value = constant(literal);
                let ty = value.ty();
                Typed::new(TypedKind::Literal(value), ty, span)
            }
            NodeKind::Name(name) => self.bare_name(name, span, &[], beside),
            NodeKind::Group(inner) => {
                self.beside = beside;
                Typed { span, ..self.node(inner) }
            }
            NodeKind::Call { name, arguments } => self.bare_call(name, arguments, span),
            NodeKind::List(items) => {
                let items = self.nodes(items);
                Typed::new(TypedKind::List(items), Type::ARRAY, span)
            }
            NodeKind::Map(entries) => {
                let mut typed = Vec::with_capacity(entries.len());
                for entry in entries {
                    let key = match entry.key.as_name() {
                        Some(name) => Typed::new(
                            TypedKind::Literal(Value::text(name.to_owned())),
                            Type::TEXT,
                            entry.key.span,
                        ),
                        None => self.node(&entry.key),
                    };
                    typed.push((key, self.node(&entry.value)));
                }
                Typed::new(TypedKind::Map(typed), Type::MAP, span)
            }
            NodeKind::Path { head, steps } => {
                let outer = self.path.replace(span);
                let typed = self.path(head, steps, span);
                self.path = outer;
                typed
            }
            NodeKind::Unary { operators, operand } => self.unary(operators, operand, span),
            NodeKind::Binary { first, rest } => self.binary(first, rest, span),
            NodeKind::Conditional { condition, then, otherwise } => {
                self.conditional(condition, then, otherwise, span)
            }
            NodeKind::Default { value, fallback } => {
                let value = self.node(value);
                let fallback = self.node(fallback);
                let ty = value.ty.without(Type::NULL) | fallback.ty;
                let kind =
                    TypedKind::Default { value: Box::new(value), fallback: Box::new(fallback) };
                Typed::new(kind, ty, span)
            }
            NodeKind::Missing => Typed::invalid(span),
            NodeKind::Broken(parts) => {
                self.nodes(parts);
                Typed::invalid(span)
            }
        }
    }

    fn nodes(&mut self, nodes: &[Node]) -> Vec<Typed> {
        nodes.iter().map(|node| self.node(node)).collect()
    }

    /// The steps of a path behind its typed head.
    fn steps(&mut self, head: Typed, steps: &[Step]) -> Typed {
        steps.iter().fold(head, |target, step| self.step(target, step))
    }

    fn step(&mut self, target: Typed, step: &Step) -> Typed {
        let span = target.span.to(step.span);
        let null = step.null;
        let null_type = if null == OnNull::Null { Type::NULL } else { Type::NEVER };
        match &step.kind {
            StepKind::Member(name) => self.member(target, name, null, span),
            StepKind::Method { name, arguments } => {
                let nodes = arguments;
                let arguments = self.nodes(nodes);
                let ty = self.method(Some(&target), name, (nodes, &arguments), span) | null_type;
                let kind = TypedKind::Method {
                    target: Some(Box::new(target)),
                    name: name.clone(),
                    arguments,
                    null,
                };
                Typed::new(kind, ty, span)
            }
            StepKind::Index(index) => self.index(target, index, null, span),
            StepKind::Project(body) => {
                self.collection_allowed(step.span);
                let body = Box::new(self.body(body));
                let kind = TypedKind::Project { target: Box::new(target), body, null };
                Typed::new(kind, Type::ARRAY | null_type, span)
            }
            StepKind::Select(selection, body) => {
                self.collection_allowed(step.span);
                let body = Box::new(self.body(body));
                let ty = match selection {
                    Selection::All => Type::ARRAY | Type::MAP | null_type,
                    Selection::First | Selection::Last => Type::ANY,
                };
                let kind = TypedKind::Select {
                    target: Box::new(target),
                    selection: *selection,
                    body,
                    null,
                };
                Typed::new(kind, ty, span)
            }
        }
    }

    fn member(&mut self, target: Typed, name: &Name, null: OnNull, span: Span) -> Typed {
        let readable = Type::OBJECT | Type::MAP | Type::NULL;
        if !target.ty.is_never() && !target.ty.intersects(readable) {
            self.report(
                Diagnostic::failure(
                    Code::NoAttributes,
                    name.span,
                    format!("{} has no attribute `{}`", target.ty.noun(), name.text),
                )
                .with_help("only profiles, groups and maps are read with a dot"),
            );
        }
        let kind =
            TypedKind::Member { target: Box::new(target), name: name.text.as_str().into(), null };
        Typed::new(kind, Type::ANY, span)
    }

    fn index(&mut self, target: Typed, index: &Node, null: OnNull, span: Span) -> Typed {
        let target = Box::new(target);
        let Some(name) = index.as_name() else {
            let index = Box::new(self.node(index));
            return Typed::new(TypedKind::Index { target, index, null }, Type::ANY, span);
        };
        // The name is a key of a map or object. Where the target is surely neither, it has to mean
        // something of its own.
        let keyed = target.ty.intersects(Type::OBJECT | Type::MAP);
        let before = self.diagnostics.len();
        let typed = self.node(index);
        let resolved = !self.diagnostics.iter().skip(before).any(Diagnostic::is_blocking);
        if keyed {
            self.diagnostics.truncate(before);
        }
        let index = resolved.then(|| Box::new(typed));
        let kind = TypedKind::NamedIndex { target, name: name.into(), index, null };
        Typed::new(kind, Type::ANY, span)
    }

    fn body(&mut self, body: &Node) -> Typed {
        let outer = std::mem::replace(&mut self.scope, Scope::Element);
        let typed = self.node(body);
        self.scope = outer;
        typed
    }

    fn collection_allowed(&mut self, span: Span) {
        if !self.environment.place.rules().collections {
            self.report(
                Diagnostic::error(
                    Code::OperatorNotAllowed,
                    span,
                    "projections and selections are not allowed in group rules",
                )
                .with_help("ask with `Arrays.contains` or a membership function"),
            );
        }
    }
}

fn constant(literal: &Literal) -> Value<'static> {
    match literal {
        Literal::Null => Value::Null,
        Literal::Boolean(value) => Value::Boolean(*value),
        Literal::Integer(value) => Value::Integer(*value),
        Literal::Long(value) => Value::Long(*value),
        Literal::Double(value) => Value::Double(*value),
        Literal::Text(text) => Value::text(text.clone()),
    }
}
