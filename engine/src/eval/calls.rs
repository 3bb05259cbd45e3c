//! Calls of functions and methods: arguments from left to right, then the function itself.

use std::borrow::Cow;

use super::{EvalError, Frame, Outcome};
use crate::compile::program::{Node, Program};
use crate::diagnostic::Code;
use crate::functions::{
    self, Arguments, CallError, Function, Prepared, integer_parameter, part_of, slice_of,
    text_parameter,
};
use crate::syntax::OnNull;
use crate::text::Span;
use crate::value::Value;

/// A call of a function.
pub(super) struct Call<'a> {
    pub(super) function: &'static Function,
    pub(super) arguments: &'a [Node],
    pub(super) nested: Option<&'a Program>,
    pub(super) prepared: Option<&'a Prepared>,
}

/// A method call without its receiver.
pub(super) struct Method<'a> {
    pub(super) name: &'a str,
    pub(super) candidates: &'a [&'static Function],
    pub(super) arguments: &'a [Node],
    pub(super) prepared: Option<&'a Prepared>,
    pub(super) null: OnNull,
}

/// The values of one call, of which a few need no allocation.
enum Values<'a> {
    Few([Value<'a>; 4], usize),
    Many(Vec<Value<'a>>),
}

impl<'a> Values<'a> {
    fn new(count: usize) -> Self {
        if count <= 4 {
            Self::Few([const { Value::Null }; 4], count)
        } else {
            Self::Many(vec![Value::Null; count])
        }
    }

    fn as_mut_slice(&mut self) -> &mut [Value<'a>] {
        match self {
            Self::Few(values, count) => values.get_mut(..*count).unwrap_or_default(),
            Self::Many(values) => values,
        }
    }
}

impl<'a> Frame<'_, 'a> {
    /// Calls a function.
    pub(super) fn call(&self, call: &Call<'a>, span: Span) -> Outcome<'a> {
        match (call.function.call, call.arguments) {
            (functions::Call::Test(holds), [text, other]) => {
                Ok(Value::Boolean(self.test(holds, text, other, span)?))
            }
            (functions::Call::Part(part), [text, other]) => {
                let (text_value, other_value) = (self.value(text)?, self.value(other)?);
                let text = self.text(text_value, 0, text, span)?;
                let other = self.text(other_value, 1, other, span)?;
                Ok(Value::Text(part_of(part, text, &other)))
            }
            (functions::Call::Slice(slice), [text, start, end]) => {
                let (text_value, start_value) = (self.value(text)?, self.value(start)?);
                let end_value = self.value(end)?;
                let text = self.text(text_value, 0, text, span)?;
                let start = self.integer(&start_value, 1, start, span)?;
                let end = self.integer(&end_value, 2, end, span)?;
                Ok(Value::Text(slice_of(slice, text, start, end)))
            }
            _ => self.call_any(call, span),
        }
    }

    fn call_any(&self, call: &Call<'a>, span: Span) -> Outcome<'a> {
        let mut values = Values::new(call.arguments.len());
        let values = values.as_mut_slice();
        for (place, argument) in values.iter_mut().zip(call.arguments) {
            *place = self.value(argument)?;
        }
        let nested = self.nested(call.nested);
        let mut arguments = self.arguments(values, call.prepared).with_nested(&nested);
        call.function.call.perform(&mut arguments).map_err(|error| {
            let spans: Vec<Span> = call.arguments.iter().map(|argument| argument.span).collect();
            EvalError::of_call(error, span, &spans)
        })
    }

    /// Whether something holds of two texts.
    pub(super) fn test(
        &self,
        holds: fn(&str, &str) -> bool,
        text: &'a Node,
        other: &'a Node,
        span: Span,
    ) -> Result<bool, EvalError> {
        let (text_value, other_value) = (self.value(text)?, self.value(other)?);
        let text = self.text(text_value, 0, text, span)?;
        Ok(holds(&text, &self.text(other_value, 1, other, span)?))
    }

    /// A value as the text parameter at `index`.
    pub(super) fn text(
        &self,
        value: Value<'a>,
        index: usize,
        node: &Node,
        span: Span,
    ) -> Result<Cow<'a, str>, EvalError> {
        if let Value::Text(text) = value {
            return Ok(text);
        }
        text_parameter(value, self.program.dialect, index)
            .map_err(|error| of_argument(error, node, span))
    }

    fn integer(
        &self,
        value: &Value<'a>,
        index: usize,
        node: &Node,
        span: Span,
    ) -> Result<i32, EvalError> {
        integer_parameter(value, self.program.dialect, index)
            .map_err(|error| of_argument(error, node, span))
    }

    fn arguments<'e>(
        &'e self,
        values: &'e mut [Value<'a>],
        prepared: Option<&'e Prepared>,
    ) -> Arguments<'e, 'a> {
        let program = self.program;
        Arguments::new(values, program.dialect, self.context, &program.limits)
            .with_prepared(prepared)
    }

    /// Calls a method: arguments first, then the receiver is looked at.
    pub(super) fn method(
        &self,
        target: Option<&'a Node>,
        method: &Method<'a>,
        span: Span,
    ) -> Outcome<'a> {
        let receiver = match target {
            Some(target) => self.value(target)?,
            None => self.element.cloned().unwrap_or(Value::Null),
        };
        let count = method.arguments.len();
        let mut values = Values::new(count + 1);
        let values = values.as_mut_slice();
        for (place, argument) in values.iter_mut().skip(1).zip(method.arguments) {
            *place = self.value(argument)?;
        }
        let name = method.name;
        if receiver.is_null() {
            return self.null_target(method.null, span, &format!("`{name}()`"));
        }
        let ty = receiver.ty();
        let takes = |function: &&&'static Function| {
            function.signature.parameters.first().is_some_and(|first| first.ty.contains(ty))
        };
        let Some(function) = method.candidates.iter().find(takes) else {
            let message = format!("a {ty} has no method `{name}`");
            return Err(EvalError::new(Code::UnknownMethod, span, message));
        };
        if !function.signature.takes(count + 1) {
            let message = format!("`{name}` takes other values than the {count} it got");
            return Err(EvalError::new(Code::ArgumentCount, span, message));
        }
        if let Some(first) = values.first_mut() {
            *first = receiver;
        }
        function.call.perform(&mut self.arguments(values, method.prepared)).map_err(|error| {
            let receiver = std::iter::once(target.map_or(span, |target| target.span));
            let arguments = method.arguments.iter().map(|argument| argument.span);
            EvalError::of_call(error, span, &receiver.chain(arguments).collect::<Vec<_>>())
        })
    }
}

/// The error of a call whose one value is to blame.
#[cold]
fn of_argument(error: CallError, argument: &Node, call: Span) -> EvalError {
    let span = if error.argument.is_some() { argument.span } else { call };
    EvalError::new(error.code, span, error.message)
}
