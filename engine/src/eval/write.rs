//! Texts joined, and written straight into the caller's buffer.

use std::cell::Cell;
use std::fmt::Write;

use super::sink::Sink;
use super::{EvalError, Frame, Outcome, Row, Surroundings, is_blank, suited, with_frame};
use crate::compile::program::{Kind, Node, Program};
use crate::context::Context;
use crate::diagnostic::Code;
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
            Kind::Join(parts) => {
                self.write_join(parts, out)?;
                // Whether a place takes text does not depend on which text it is.
                suited(Value::text(""), self.program, node.span)?;
                Ok(Type::TEXT)
            }
            Kind::Conditional(parts) => {
                let [condition, then, otherwise] = &**parts;
                let branch = if self.condition(condition)? { then } else { otherwise };
                self.write_result(branch, out)
            }
            _ => {
                let value = suited(self.value(node)?, self.program, node.span)?;
                if !value.is_null() {
                    let mark = out.mark();
                    self.write_form(&value, mark, node.span, out)?;
                }
                Ok(value.ty())
            }
        }
    }

    pub(super) fn join(&self, parts: &'a [Node]) -> Outcome<'a> {
        let mut out = String::new();
        self.write_join(parts, &mut out)?;
        Ok(out.into())
    }

    fn write_join(&self, parts: &'a [Node], out: &mut impl Sink) -> Result<(), EvalError> {
        let mark = out.mark();
        for part in parts {
            self.write_part(part, mark, out)?;
        }
        Ok(())
    }

    /// Writes one part of a join; null prints `null` here.
    fn write_part(
        &self,
        node: &'a Node,
        mark: usize,
        out: &mut impl Sink,
    ) -> Result<(), EvalError> {
        match &node.kind {
            Kind::Conditional(parts) => {
                let [condition, then, otherwise] = &**parts;
                let branch = if self.condition(condition)? { then } else { otherwise };
                self.write_part(branch, mark, out)
            }
            Kind::Default(parts) => {
                let [value, fallback] = &**parts;
                let value = self.value(value)?;
                if is_blank(&value) {
                    return self.write_part(fallback, mark, out);
                }
                self.write_form(&value, mark, node.span, out)
            }
            _ => match self.peek(node) {
                Some(value) => self.write_form(value?, mark, node.span, out),
                None => self.write_form(&self.value(node)?, mark, node.span, out),
            },
        }
    }

    /// Writes one value and holds the limit on what was written since `mark`.
    fn write_form(
        &self,
        value: &Value<'a>,
        mark: usize,
        span: Span,
        out: &mut impl Sink,
    ) -> Result<(), EvalError> {
        write_form(out, value).map_err(|NotText| no_text_form(value, span))?;
        if out.exceeds(mark, self.program.limits.text) {
            return Err(too_long(&self.program.limits, span));
        }
        Ok(())
    }
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

fn too_long(limits: &Limits, span: Span) -> EvalError {
    let message = format!("the text has more than {} characters", limits.text);
    EvalError::new(Code::Limit, span, message)
}

fn no_text_form(value: &Value<'_>, span: Span) -> EvalError {
    let message = match value {
        Value::Array(_) => "a list that holds maps or profiles cannot be joined to text".to_owned(),
        other => format!("a {} cannot be joined to text", other.type_name()),
    };
    EvalError::new(Code::WrongType, span, message)
}
