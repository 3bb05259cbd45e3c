//! What one evaluation reaches: branches, errors, printed nulls, what warnings are about, and kinds
//! of results.

use super::trace::Evaluated;
use crate::check::typed::{Typed, TypedKind};
use crate::diagnostic::Code;
use crate::eval::EvalError;
use crate::syntax::BinaryOperator;
use crate::text::{Span, utf16_len};
use crate::value::Value;

/// Something that only some people reach.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Reach {
    /// A part that is evaluated for some people only.
    Branch(Span),
    /// An error.
    Error(EvalError),
    /// A part that is null and is printed as the word `null`.
    PrintsNull(Span),
    /// What a warning is about happens.
    Lint {
        /// The warning.
        code: Code,
        /// Where it happens.
        span: Span,
    },
    /// The result is of a kind that it was not before: `null`, `empty`, `true`, `false`.
    Result(&'static str),
}

impl Reach {
    /// What tells it from every other one.
    pub(super) fn key(&self) -> (u8, usize, usize, &'static str) {
        match self {
            Self::Branch(span) => (0, span.start(), span.end(), ""),
            Self::Error(error) => (1, error.span().start(), error.span().end(), error.code().id()),
            Self::PrintsNull(span) => (2, span.start(), span.end(), ""),
            Self::Lint { code, span } => (3, span.start(), span.end(), code.id()),
            Self::Result(kind) => (4, 0, 0, kind),
        }
    }
}

/// The parts of an expression in the order of a trace.
#[derive(Debug)]
pub(super) struct Map<'t> {
    parts: Vec<Part<'t>>,
}

#[derive(Debug)]
struct Part<'t> {
    typed: &'t Typed,
    /// Whether it is evaluated for some people only.
    branch: bool,
    /// The part that this one is joined into.
    joined_into: Option<usize>,
    /// Its direct parts.
    children: Vec<usize>,
}

impl<'t> Map<'t> {
    pub(super) fn of(typed: &'t Typed) -> Self {
        let mut map = Self { parts: Vec::new() };
        map.add(typed, false, None);
        map
    }

    fn add(&mut self, typed: &'t Typed, branch: bool, joined_into: Option<usize>) -> usize {
        let own = self.parts.len();
        self.parts.push(Part { typed, branch, joined_into, children: Vec::new() });
        let mut children = Vec::new();
        typed.for_each_child(|child| {
            let index = children.len();
            let (branch, joins) = match &typed.kind {
                TypedKind::Conditional { .. }
                | TypedKind::Default { .. }
                | TypedKind::Project { .. }
                | TypedKind::Select { .. } => (index > 0, false),
                TypedKind::Binary { rest, .. } => match rest.first() {
                    Some((BinaryOperator::And | BinaryOperator::Or, ..)) => (index > 0, false),
                    Some((BinaryOperator::Add, ..)) => (false, true),
                    _ => (false, false),
                },
                _ => (false, false),
            };
            children.push(self.add(child, branch, joins.then_some(own)));
        });
        if let Some(part) = self.parts.get_mut(own) {
            part.children = children;
        }
        own
    }

    /// Every part that some people only reach.
    pub(super) fn branches(&self) -> impl Iterator<Item = Reach> {
        self.parts.iter().filter(|part| part.branch).map(|part| Reach::Branch(part.typed.span))
    }

    /// What an evaluation reached.
    pub(super) fn reached(
        &self,
        values: &[Evaluated],
        result: &Result<Value<'static>, EvalError>,
    ) -> Vec<Reach> {
        let mut reached = Vec::new();
        for (part, value) in self.parts.iter().zip(values) {
            let span = part.typed.span;
            if part.branch && !matches!(value, Evaluated::Skipped) {
                reached.push(Reach::Branch(span));
            }
            let whole = part.joined_into.and_then(|whole| values.get(whole));
            if value.value().is_some_and(Value::is_null)
                && whole.and_then(Evaluated::value).is_some_and(|whole| whole.as_text().is_some())
            {
                reached.push(Reach::PrintsNull(span));
            }
            if let Some(code) = warned(part, values) {
                reached.push(Reach::Lint { code, span });
            }
        }
        match result {
            Err(error) => reached.push(Reach::Error(error.clone())),
            Ok(Value::Null) => reached.push(Reach::Result("null")),
            Ok(Value::Text(text)) if text.is_empty() => reached.push(Reach::Result("empty")),
            Ok(Value::Boolean(true)) => reached.push(Reach::Result("true")),
            Ok(Value::Boolean(false)) => reached.push(Reach::Result("false")),
            Ok(_) => {}
        }
        reached
    }
}

/// The warning that a call comes true for: its input lacks the separator, or is too short.
fn warned(part: &Part<'_>, values: &[Evaluated]) -> Option<Code> {
    let name = match &part.typed.kind {
        TypedKind::Call { function, .. } => function.names.first().map_or("", |name| name.text),
        TypedKind::Method { name, .. } => name.text.as_str(),
        _ => return None,
    };
    let value = |index: &usize| values.get(*index)?.value();
    let (input, arguments) = part.children.split_first()?;
    let input = value(input)?.as_text()?;
    match name.rsplit('.').next().unwrap_or_default() {
        "substringBefore" | "substringAfter" => {
            let separator = value(arguments.first()?)?.as_text()?;
            (!input.contains(separator)).then_some(Code::SeparatorMayBeAbsent)
        }
        "substring" => {
            let length = utf16_len(input);
            let too_far = |index: &usize| match value(index) {
                Some(Value::Integer(at)) => usize::try_from(*at).is_ok_and(|at| at > length),
                _ => false,
            };
            arguments.iter().any(too_far).then_some(Code::PositionPastEnd)
        }
        _ => None,
    }
}
