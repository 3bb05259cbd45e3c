//! Texts joined, and written straight into the caller's buffer.

use std::cell::Cell;
use std::fmt::{self, Write};

use super::sink::Sink;
use super::{EvalError, Frame, Outcome, Row, Surroundings, is_blank, suited, with_frame};
use crate::compile::program::{Form, Guarded, Kind, Node, Piece, Program};
use crate::context::Context;
use crate::diagnostic::Code;
use crate::dialect::ResultRule;
use crate::functions;
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
    with_frame(program, surroundings, |frame| frame.write_result(&program.node, out))
}

/// The same over a row of the program's layout.
pub(crate) fn evaluate_row_into(
    program: &Program,
    row: &Row<'_>,
    context: &Context,
    out: &mut impl Sink,
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
        for Piece { form, span } in pieces {
            let written = match form {
                Form::Letter(letter) => out.write_char(*letter),
                Form::Text(text) => out.write_str(text),
                Form::Slot(slot) => match self.slots.get(*slot) {
                    Some(Value::Text(text)) => out.write_str(text),
                    _ => self.write_slot(*slot, *span, out).map(Ok)?,
                },
                Form::Guarded(guarded) => match self.slots.get(guarded.slot) {
                    Some(Value::Text(text)) => out.write_str(text),
                    _ => self.write_guarded(guarded, *span, out).map(Ok)?,
                },
                Form::Other(node) => self.write_part(node, out).map(Ok)?,
            };
            written.map_err(|fmt::Error| refused(*span))?;
            if out.mark() > end {
                self.hold(mark, *span, out)?;
            }
        }
        Ok(())
    }

    /// Writes an attribute that is perhaps no text.
    #[inline(never)]
    fn write_slot(&self, slot: usize, span: Span, out: &mut impl Sink) -> Result<(), EvalError> {
        write_value(self.slot(slot, span)?, span, out)
    }

    #[inline(never)]
    fn write_guarded(
        &self,
        guarded: &'a Guarded,
        span: Span,
        out: &mut impl Sink,
    ) -> Result<(), EvalError> {
        match self.slot(guarded.slot, guarded.tested)? {
            Value::Null => out.write_str(&guarded.otherwise).map_err(|fmt::Error| refused(span)),
            value => write_value(value, span, out),
        }
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
            Kind::Call { function, arguments, .. } => {
                let written = match (function.call, &**arguments) {
                    (functions::Call::Rewrite(rewrite), [argument]) => match self.view(argument) {
                        Some(text) => out.rewrite(text, rewrite),
                        None => {
                            let text = self.value(argument)?;
                            let text = self.text(text, 0, argument, node.span)?;
                            out.rewrite(&text, rewrite)
                        }
                    },
                    (call, arguments) => match self.view_of_call(call, arguments) {
                        Some(text) => out.write_str(text),
                        None => return write_value(&self.value(node)?, node.span, out),
                    },
                };
                written.map_err(|fmt::Error| refused(node.span))
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
fn write_form(out: &mut impl Write, value: &Value<'_>) -> Result<(), NotText> {
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
