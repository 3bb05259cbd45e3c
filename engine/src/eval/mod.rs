//! Program + context + limits → value, or an error with the span of its part.
//!
//! Dispatch walks the program's tree: an enum of few kinds with everything resolved. What an
//! evaluation does most is compiled a second time into direct forms, which need no evaluator:
//!
//! - a text is a list of letters, texts, slots, guarded parts (`x != null ? … : ""`) and what
//!   functions cut out of texts or write anew, each written into the target where it stands;
//! - AND, OR and NOT are a way from test to test, each answered from slots.
//!
//! They run over rows and over columns alike. Each does what the tree would do, and leaves whatever
//! is unusual to the tree. Against the tree with quick forms inside, in ns for each person: the rule
//! of phone numbers (W1 of the benches) 24 → 15, a name (W2) 24 → 13, a user name with two functions
//! (W3) 78 → 58, a group rule (W4) 28 → 15; by hand over the same row W1 and W2 take 9, over a struct
//! 6 and 7. What is left are the copies and the bounds of the target: a row takes 191, 205, 687 and
//! 243 instructions. Attributes are written in the loop over the parts: a call for each took 30 more.

mod arithmetic;
mod calls;
mod collections;
pub(crate) mod direct;
mod error;
mod fold;
mod nested;
mod result;
mod row;
mod sink;
mod truth;
mod write;

use std::cell::{Cell, RefCell};

pub use error::EvalError;
pub(crate) use fold::folded;
pub(crate) use result::suited;
pub use row::Row;
pub(crate) use sink::Counted;
pub(crate) use write::{evaluate_into, evaluate_row_into, write_form};

use crate::check::typed::{Profiles, Reading, Root};
use crate::compile::direct::Direct;
use crate::compile::program::{Kind, Node, Program, Read};
use crate::context::{Context, Missing, as_date_time, attribute};
use crate::diagnostic::Code;
use crate::dialect::ResultRule;
use crate::syntax::{BinaryOperator, OnNull};
use crate::text::Span;
use crate::value::{Object, ObjectRef, Value};
use calls::{Call, Method};
use direct::Slots;
use write::joined;

type Outcome<'a> = Result<Value<'a>, EvalError>;

/// Values of a trace: one entry for each part, `None` where the part was skipped.
pub(crate) type Trace<'a> = Vec<Option<Outcome<'a>>>;

/// What one evaluation reads and counts.
pub(crate) struct Frame<'s, 'a> {
    program: &'a Program,
    context: &'a Context,
    /// In a group expression, the group that it is about.
    group: Option<&'a Object>,
    slots: &'s [Value<'a>],
    element: Option<&'s Value<'a>>,
    steps: &'s Cell<u32>,
    trace: Option<&'s RefCell<Trace<'a>>>,
}

/// How many slots are filled without allocating.
const FEW: usize = 6;

/// Evaluates a program and fits the value to the program's place.
pub(crate) fn evaluate<'a>(program: &'a Program, context: &'a Context) -> Outcome<'a> {
    let steps = Cell::new(program.limits.steps);
    with_frame(program, Surroundings::new(context, &steps), |frame| {
        let value = frame.value(&program.node)?;
        suited(value, program, program.node.span)
    })
}

/// Evaluates a program over a row of its layout.
#[inline]
pub(crate) fn evaluate_row<'a>(
    program: &'a Program,
    row: &'a Row<'a>,
    context: &'a Context,
) -> Outcome<'a> {
    match row_truth(program, row, context) {
        Some(truth) => Ok(Value::Boolean(truth)),
        None => evaluate_slots(program, row, context),
    }
}

/// Whether a condition holds for a row, where that takes no evaluator.
#[inline]
pub(crate) fn row_truth(program: &Program, row: &Row<'_>, context: &Context) -> Option<bool> {
    match &program.direct {
        Some(Direct::Truth(way)) => direct::truth(way, &Slots::new(row.values(), context)),
        _ => None,
    }
}

/// The same with the evaluator.
#[inline(never)]
fn evaluate_slots<'a>(program: &'a Program, row: &'a Row<'a>, context: &'a Context) -> Outcome<'a> {
    let steps = Cell::new(program.limits.steps);
    let frame = Frame::over(program, row.values(), Surroundings::new(context, &steps));
    suited(frame.value(&program.node)?, program, program.node.span)
}

/// Evaluates a program that was compiled for tracing, and gives the value of every part.
pub(crate) fn trace<'a>(program: &'a Program, context: &'a Context) -> Trace<'a> {
    let parts = RefCell::new(vec![None; program.parts]);
    let steps = Cell::new(program.limits.steps);
    let surroundings = Surroundings { trace: Some(&parts), ..Surroundings::new(context, &steps) };
    // The value of the whole is that of the first part.
    let _ = with_frame(program, surroundings, |frame| frame.value(&program.node));
    parts.into_inner()
}

/// What an evaluation sees besides its program.
#[derive(Debug, Clone, Copy)]
struct Surroundings<'s, 'a> {
    context: &'a Context,
    group: Option<&'a Object>,
    steps: &'s Cell<u32>,
    trace: Option<&'s RefCell<Trace<'a>>>,
}

impl<'s, 'a> Surroundings<'s, 'a> {
    fn new(context: &'a Context, steps: &'s Cell<u32>) -> Self {
        Self { context, group: None, steps, trace: None }
    }
}

/// Fills the slots and hands out the frame.
fn with_frame<'s, 'a, T>(
    program: &'a Program,
    surroundings: Surroundings<'s, 'a>,
    run: impl FnOnce(&Frame<'_, 'a>) -> T,
) -> T
where
    'a: 's,
{
    let Surroundings { context, group, .. } = surroundings;
    let mut few: [Value<'a>; FEW] = [const { Value::Null }; FEW];
    let mut many: Vec<Value<'a>> = Vec::new();
    let slots = match few.get_mut(..program.reads.len()) {
        Some(slots) => slots,
        None => {
            many.resize(program.reads.len(), Value::Null);
            many.as_mut_slice()
        }
    };
    for slot in &program.own {
        if let (Some(read), Some(value)) = (program.reads.get(*slot), slots.get_mut(*slot)) {
            let root = program.roots.get(read.root);
            *value = read_from(root.and_then(|root| profile(root, context, group)), read);
        }
    }
    run(&Frame::over(program, slots, surroundings))
}

/// The value of an attribute for its slot.
fn read_from<'a>(object: Option<&'a Object>, read: &Read) -> Value<'a> {
    let value = object.and_then(|object| attribute(object, &read.name)).unwrap_or(Value::Null);
    match read.reading {
        Reading::AsIs => value,
        Reading::DateTime => as_date_time(value),
    }
}

/// The slot of a program that is one attribute, of any type.
pub(crate) fn as_slot(program: &Program) -> Option<usize> {
    match program.node.kind {
        Kind::Slot(slot) if program.result == ResultRule::Any => Some(slot),
        _ => None,
    }
}

/// Whether a program is one attribute, and the profile lacks it.
pub(crate) fn is_missing(program: &Program, context: &Context) -> bool {
    let Kind::Slot(slot) = program.node.kind else { return false };
    let Some(read) = program.reads.get(slot) else { return false };
    let object = program.roots.get(read.root).and_then(|root| profile(root, context, None));
    object.is_none_or(|object| attribute(object, &read.name).is_none())
}

/// The profile that a root reads, if there is one; a group expression has no other root than its
/// group.
fn profile<'a>(root: &Root, context: &'a Context, group: Option<&'a Object>) -> Option<&'a Object> {
    group.or_else(|| match root.profiles {
        Profiles::Own => context.root(&root.name),
        Profiles::FirstOf(names) => names.iter().find_map(|name| context.root(name)),
    })
}

impl<'s, 'a> Frame<'s, 'a> {
    fn over(
        program: &'a Program,
        slots: &'s [Value<'a>],
        surroundings: Surroundings<'s, 'a>,
    ) -> Self {
        let Surroundings { context, group, steps, trace } = surroundings;
        Self { program, context, group, slots, element: None, steps, trace }
    }
}

impl<'a> Frame<'_, 'a> {
    /// The values of the slots for direct parts.
    fn cells(&self) -> Slots<'_, 'a> {
        Slots::new(self.slots, self.context)
    }

    /// The value of a part.
    fn value(&self, node: &'a Node) -> Outcome<'a> {
        match &node.kind {
            Kind::Constant(value) => Ok(value.borrowed()),
            Kind::Slot(slot) => self.slot(*slot, node.span).cloned(),
            Kind::Root(root) => Ok(self.root(*root)),
            Kind::ElementAttribute(name) => {
                let element = self.element.unwrap_or(&Value::Null);
                self.member(element, name, OnNull::Fail, node.span)
            }
            Kind::Member { target, name, null } => {
                let target = self.value(target)?;
                self.member(&target, name, *null, node.span)
            }
            Kind::Index { target, index, null } => {
                let target = self.value(target)?;
                if target.is_null() {
                    return self.null_target(*null, node.span, "an element");
                }
                let index_value = self.value(index)?;
                collections::index(&target, &index_value, node.span, index.span)
            }
            Kind::NamedIndex { target, name, index, null } => {
                self.named_index(target, name, index.as_deref(), *null, node.span)
            }
            Kind::Project { target, body, null } => self.project(target, body, *null, node.span),
            Kind::Select { target, selection, body, null } => {
                self.select(target, *selection, body, *null, node.span)
            }
            Kind::Call { function, arguments, nested, prepared } => {
                let (nested, prepared) = (nested.as_deref(), prepared.as_deref());
                self.call(&Call { function, arguments, nested, prepared }, node.span)
            }
            Kind::Method { target, name, candidates, arguments, prepared, null } => {
                let prepared = prepared.as_deref();
                let method = Method { name, candidates, arguments, prepared, null: *null };
                self.method(target.as_deref(), &method, node.span)
            }
            Kind::List(items) => {
                let values: Result<Vec<_>, _> = items.iter().map(|item| self.value(item)).collect();
                Ok(values?.into())
            }
            Kind::Map(entries) => {
                let mut map = crate::value::Map::default();
                for (key, value) in entries {
                    map.insert(self.value(key)?, self.value(value)?);
                }
                Ok(Value::Map(std::sync::Arc::new(map)))
            }
            Kind::Negate(operand) => arithmetic::negate(&self.value(operand)?, operand.span),
            Kind::Plus(operand) => arithmetic::plus(&self.value(operand)?, operand.span),
            Kind::Join(parts) => self.join(parts),
            Kind::Arithmetic { first, rest } => self.arithmetic(first, rest),
            Kind::Not(_)
            | Kind::Equal { .. }
            | Kind::IsNull { .. }
            | Kind::Order { .. }
            | Kind::And(_)
            | Kind::Or(_)
            | Kind::Logic(_)
            | Kind::Matches { .. }
            | Kind::MatchesComputed { .. } => self.truth(node).map(Value::Boolean),
            Kind::Conditional(parts) => {
                let [condition, then, otherwise] = &**parts;
                self.value(if self.truth(condition)? { then } else { otherwise })
            }
            Kind::Default(parts) => {
                let [value, fallback] = &**parts;
                let value = self.value(value)?;
                if is_blank(&value) { self.value(fallback) } else { Ok(value) }
            }
            Kind::Traced(part, inner) => self.traced(*part, inner),
        }
    }

    fn traced(&self, part: usize, inner: &'a Node) -> Outcome<'a> {
        let outcome = self.value(inner);
        if let Some(trace) = self.trace
            && let Some(entry) = trace.borrow_mut().get_mut(part)
        {
            *entry = Some(outcome.clone());
        }
        outcome
    }

    /// A part's value without copying it, where it stands somewhere already.
    fn peek<'p>(&'p self, node: &'a Node) -> Option<Result<&'p Value<'a>, EvalError>> {
        match &node.kind {
            Kind::Slot(slot) => Some(self.slot(*slot, node.span)),
            Kind::Constant(value) => Some(Ok(value)),
            _ => None,
        }
    }

    fn slot(&self, slot: usize, span: Span) -> Result<&Value<'a>, EvalError> {
        let value = self.slots.get(slot).unwrap_or(&Value::Null);
        if value.is_null() && self.context.missing == Missing::Error {
            self.must_exist(slot, span)?;
        }
        Ok(value)
    }

    /// Fails for an attribute that the profile does not have.
    #[cold]
    fn must_exist(&self, slot: usize, span: Span) -> Result<(), EvalError> {
        let Some(read) = self.program.reads.get(slot) else { return Ok(()) };
        let root = self.program.roots.get(read.root);
        let object = root.and_then(|root| profile(root, self.context, self.group));
        if object.is_some_and(|object| attribute(object, &read.name).is_some()) {
            return Ok(());
        }
        Err(no_attribute(&read.name, span))
    }

    fn root(&self, root: usize) -> Value<'a> {
        let root = self.program.roots.get(root);
        let object = root.and_then(|root| profile(root, self.context, self.group));
        match object {
            Some(object) => Value::Object(ObjectRef::Borrowed(object)),
            // A root without a profile is an object without attributes.
            None => Value::Object(ObjectRef::Shared(std::sync::Arc::default())),
        }
    }

    fn null_target(&self, null: OnNull, span: Span, wanted: &str) -> Outcome<'a> {
        let _ = self;
        match null {
            OnNull::Null => Ok(Value::Null),
            OnNull::Fail => Err(EvalError::new(
                Code::NullDereference,
                span,
                format!("{wanted} of null was asked for"),
            )),
        }
    }

    fn member(&self, target: &Value<'a>, name: &str, null: OnNull, span: Span) -> Outcome<'a> {
        let found = match target {
            Value::Null => return self.null_target(null, span, &format!("`{name}`")),
            Value::Object(ObjectRef::Borrowed(object)) => attribute(object, name),
            Value::Object(ObjectRef::Shared(object)) => {
                attribute(object, name).map(Value::into_owned)
            }
            Value::Map(map) => map.get_text(name).cloned(),
            other => {
                let message = format!("a {} has no attribute `{name}`", other.type_name());
                return Err(EvalError::new(Code::NoAttributes, span, message));
            }
        };
        match found {
            Some(value) => Ok(value),
            None if self.context.missing == Missing::Error
                && matches!(target, Value::Object(_)) =>
            {
                Err(no_attribute(name, span))
            }
            None => Ok(Value::Null),
        }
    }

    fn named_index(
        &self,
        target: &'a Node,
        name: &str,
        index: Option<&'a Node>,
        null: OnNull,
        span: Span,
    ) -> Outcome<'a> {
        let target = self.value(target)?;
        match (&target, index) {
            (Value::Null, _) => self.null_target(null, span, "an element"),
            (Value::Map(map), _) => Ok(map.get_text(name).cloned().unwrap_or(Value::Null)),
            (Value::Object(object), _) => Ok(collections::entry(object, name)),
            (_, Some(index)) => {
                let index_value = self.value(index)?;
                collections::index(&target, &index_value, span, index.span)
            }
            (_, None) => Err(EvalError::new(
                Code::UnknownName,
                span,
                format!("there is nothing called `{name}` here"),
            )),
        }
    }

    fn arithmetic(&self, first: &'a Node, rest: &'a [(BinaryOperator, Span, Node)]) -> Outcome<'a> {
        let mut left = self.value(first)?;
        for (operator, _, operand) in rest {
            let right = self.value(operand)?;
            let span = first.span.to(operand.span);
            left = match (operator, &left, &right) {
                (BinaryOperator::Add, Value::Text(_), _)
                | (BinaryOperator::Add, _, Value::Text(_)) => {
                    joined(left, &right, span, &self.program.limits)?
                }
                _ => arithmetic::operate(*operator, &left, &right, span, &self.program.limits)?,
            };
        }
        Ok(left)
    }

    /// Counts an element that a projection or selection visits.
    fn step(&self, span: Span) -> Result<(), EvalError> {
        match self.steps.get().checked_sub(1) {
            Some(left) => {
                self.steps.set(left);
                Ok(())
            }
            None => {
                let limit = self.program.limits.steps;
                Err(EvalError::new(Code::Limit, span, format!("stopped after {limit} steps")))
            }
        }
    }
}

/// Whether the default operator passes over a value.
fn is_blank(value: &Value<'_>) -> bool {
    match value {
        Value::Null => true,
        Value::Text(text) => text.is_empty(),
        _ => false,
    }
}

fn no_attribute(name: &str, span: Span) -> EvalError {
    EvalError::new(Code::UnknownAttribute, span, format!("the profile has no attribute `{name}`"))
}

fn null_left(span: Span) -> EvalError {
    EvalError::new(Code::WrongType, span, "null cannot be compared with a pattern")
}
