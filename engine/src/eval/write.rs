//! Texts joined, and written straight into the caller's buffer.

use std::cell::Cell;
use std::fmt::{self, Write};
use std::slice;

use super::direct::{Slots, append, write};
use super::sink::Sink;
use super::{EvalError, Frame, Outcome, Row, Surroundings, is_blank, suited, with_frame};
use crate::compile::direct::Part;
use crate::compile::program::{Kind, Node, Piece, Program};
use crate::context::Context;
use crate::diagnostic::Code;
use crate::dialect::ResultRule;
use crate::limits::Limits;
use crate::text::{Span, utf16_len};
use crate::types::Type;
use crate::value::{NotText, Value, write_java, write_text};

/// Evaluates a program and writes the text form of its value; null writes nothing.
///
/// What was written before an error stays in `out`.
pub(crate) fn evaluate_into(
    program: &Program,
    context: &Context,
    out: &mut impl Sink,
) -> Result<Type, EvalError> {
    let steps = Cell::new(program.limits.steps);
    let surroundings = Surroundings::new(context, &steps);
    with_frame(program, surroundings, |frame| {
        let written = out.as_text().and_then(|text| append(program, &frame.cells(), text));
        written.map_or_else(|| frame.write_result(&program.node, out), Ok)
    })
}

/// The same over a row of the program's layout.
#[inline]
pub(crate) fn evaluate_row_into(
    program: &Program,
    row: &Row<'_>,
    context: &Context,
    out: &mut String,
) -> Result<Type, EvalError> {
    if let Some(ty) = append(program, &Slots::new(row.values(), context), out) {
        return Ok(ty);
    }
    evaluate_slots_into(program, row, context, out)
}

/// The same with the evaluator.
#[inline(never)]
fn evaluate_slots_into(
    program: &Program,
    row: &Row<'_>,
    context: &Context,
    out: &mut String,
) -> Result<Type, EvalError> {
    let steps = Cell::new(program.limits.steps);
    let frame = Frame::over(program, row.values(), Surroundings::new(context, &steps));
    frame.write_result(&program.node, out)
}

impl<'a> Frame<'_, 'a> {
    fn write_result(&self, node: &'a Node, out: &mut impl Sink) -> Result<Type, EvalError> {
        match &node.kind {
            Kind::Join(pieces) => {
                self.write_join(pieces, out)?;
                if !self.program.result.accepts().contains(Type::TEXT) {
                    // What the place says does not depend on which text it is.
                    suited(Value::text(""), self.program, node.span)?;
                }
                Ok(Type::TEXT)
            }
            Kind::Conditional(parts) => {
                let [condition, then, otherwise] = &**parts;
                let branch = if self.truth(condition)? { then } else { otherwise };
                self.write_result(branch, out)
            }
            Kind::Logic(_)
            | Kind::IsNull { .. }
            | Kind::Equal { .. }
            | Kind::Order { .. }
            | Kind::Matches { .. }
                if self.program.result.accepts().contains(Type::BOOLEAN) =>
            {
                let text = if self.truth(node)? { "true" } else { "false" };
                out.write_str(text).map_err(|fmt::Error| refused(node.span))?;
                let is_text = self.program.result == ResultRule::Text;
                Ok(if is_text { Type::TEXT } else { Type::BOOLEAN })
            }
            _ => {
                let value = suited(self.value(node)?, self.program, node.span)?;
                if !value.is_null() {
                    let mark = out.mark();
                    write_value(&value, node.span, out)?;
                    self.hold(mark, node.span, out)?;
                }
                Ok(value.ty())
            }
        }
    }

    pub(super) fn join(&self, pieces: &'a [Piece]) -> Outcome<'a> {
        let mut out = String::new();
        self.write_join(pieces, &mut out)?;
        Ok(out.into())
    }

    fn write_join(&self, pieces: &'a [Piece], out: &mut impl Sink) -> Result<(), EvalError> {
        let mark = out.mark();
        let end = mark.saturating_add(self.program.limits.text);
        for Piece { node, direct } in pieces {
            if !direct.as_ref().is_some_and(|part| self.write_direct(part, out)) {
                self.write_part(node, out)?;
            }
            if out.mark() > end {
                self.hold(mark, node.span, out)?;
            }
        }
        Ok(())
    }

    /// Writes a part that is usual; false where it is not.
    fn write_direct(&self, part: &Part, out: &mut impl Sink) -> bool {
        let Some(text) = out.as_text() else { return false };
        let mark = text.len();
        let is_written = write(slice::from_ref(part), &self.cells(), text);
        if !is_written {
            text.truncate(mark);
        }
        is_written
    }

    /// Writes a part of a join; null prints `null` here.
    fn write_part(&self, node: &'a Node, out: &mut impl Sink) -> Result<(), EvalError> {
        match &node.kind {
            Kind::Join(pieces) => self.write_join(pieces, out),
            Kind::Conditional(parts) => {
                let [condition, then, otherwise] = &**parts;
                let branch = if self.truth(condition)? { then } else { otherwise };
                self.write_part(branch, out)
            }
            Kind::Default(parts) => {
                let [value, fallback] = &**parts;
                let value = self.value(value)?;
                if is_blank(&value) {
                    return self.write_part(fallback, out);
                }
                write_value(&value, node.span, out)
            }
            _ => match self.peek(node) {
                Some(value) => write_value(value?, node.span, out),
                None => write_value(&self.value(node)?, node.span, out),
            },
        }
    }

    /// Holds the limit on what was written since `mark`.
    #[inline(never)]
    fn hold(&self, mark: usize, span: Span, out: &impl Sink) -> Result<(), EvalError> {
        if out.exceeds(mark, self.program.limits.text) {
            return Err(too_long(&self.program.limits, span));
        }
        Ok(())
    }
}

/// Writes one value.
fn write_value(value: &Value<'_>, span: Span, out: &mut impl Sink) -> Result<(), EvalError> {
    write_form(out, value).map_err(|NotText| no_text_form(value, span))
}

/// The text form as `+` takes it: also maps have one.
pub(crate) fn write_form(out: &mut impl Write, value: &Value<'_>) -> Result<(), NotText> {
    match value {
        Value::Text(text) => Ok(out.write_str(text)?),
        Value::Map(_) => Ok(write_java(out, value)?),
        other => write_text(out, other),
    }
}

/// `left + right` where one of them is text.
pub(super) fn joined<'a>(
    left: Value<'a>,
    right: &Value<'a>,
    span: Span,
    limits: &Limits,
) -> Outcome<'a> {
    let mut text = match left {
        Value::Text(text) => text.into_owned(),
        other => {
            let mut text = String::new();
            write_form(&mut text, &other).map_err(|NotText| no_text_form(&other, span))?;
            text
        }
    };
    write_form(&mut text, right).map_err(|NotText| no_text_form(right, span))?;
    if text.len() > limits.text && utf16_len(&text) > limits.text {
        return Err(too_long(limits, span));
    }
    Ok(text.into())
}

#[cold]
fn too_long(limits: &Limits, span: Span) -> EvalError {
    let message = format!("the text has more than {} characters", limits.text);
    EvalError::new(Code::Limit, span, message)
}

#[cold]
fn refused(span: Span) -> EvalError {
    EvalError::new(Code::WrongType, span, "the text could not be written to its target")
}

fn no_text_form(value: &Value<'_>, span: Span) -> EvalError {
    let message = match value {
        Value::Array(_) => "a list that holds maps or profiles cannot be joined to text".to_owned(),
        other => format!("a {} cannot be joined to text", other.type_name()),
    };
    EvalError::new(Code::WrongType, span, message)
}
