//! Texts joined, and written straight into the caller's buffer.

use std::cell::Cell;
use std::fmt::{self, Write};

use super::{EvalError, Frame, Outcome, Surroundings, is_blank, suited, with_frame};
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
    out: &mut impl Write,
) -> Result<Type, EvalError> {
    let steps = Cell::new(program.limits.steps);
    let surroundings = Surroundings::new(context, &steps);
    with_frame(program, surroundings, |frame| frame.write_result(&program.node, out))
}

/// Counts UTF-16 units on their way into `out`, and stops at the limit.
struct Bounded<'o, W> {
    out: &'o mut W,
    left: usize,
    full: bool,
}

impl<W: Write> Write for Bounded<'_, W> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        match self.left.checked_sub(utf16_len(text)) {
            Some(left) => {
                self.left = left;
                self.out.write_str(text)
            }
            None => {
                self.full = true;
                Err(fmt::Error)
            }
        }
    }
}

impl<'a> Frame<'_, 'a> {
    fn write_result(&self, node: &'a Node, out: &mut impl Write) -> Result<Type, EvalError> {
        match &node.kind {
            Kind::Join(parts) => {
                self.write_join(parts, out)?;
                // Whether a place takes text does not depend on which text it is.
                suited(Value::text(""), self.program.place, node.span)?;
                Ok(Type::TEXT)
            }
            Kind::Conditional(parts) => {
                let [condition, then, otherwise] = &**parts;
                let branch = if self.condition(condition)? { then } else { otherwise };
                self.write_result(branch, out)
            }
            _ => {
                let value = suited(self.value(node)?, self.program.place, node.span)?;
                if !value.is_null() {
                    let mut bounded = self.bounded(out);
                    let written = write_form(&mut bounded, &value);
                    self.finished(written, bounded.full, &value, node.span)?;
                }
                Ok(value.ty())
            }
        }
    }

    fn bounded<'o, W: Write>(&self, out: &'o mut W) -> Bounded<'o, W> {
        Bounded { out, left: self.program.limits.text, full: false }
    }

    fn finished(
        &self,
        written: Result<(), NotText>,
        full: bool,
        value: &Value<'_>,
        span: Span,
    ) -> Result<(), EvalError> {
        written.map_err(|NotText| {
            if full { too_long(&self.program.limits, span) } else { no_text_form(value, span) }
        })
    }

    pub(super) fn join(&self, parts: &'a [Node]) -> Outcome<'a> {
        let mut out = String::new();
        self.write_join(parts, &mut out)?;
        Ok(out.into())
    }

    fn write_join(&self, parts: &'a [Node], out: &mut impl Write) -> Result<(), EvalError> {
        let mut bounded = self.bounded(out);
        for part in parts {
            self.write_part(part, &mut bounded)?;
        }
        Ok(())
    }

    /// Writes one part of a join; null prints `null` here.
    fn write_part<W: Write>(
        &self,
        node: &'a Node,
        out: &mut Bounded<'_, W>,
    ) -> Result<(), EvalError> {
        match &node.kind {
            Kind::Conditional(parts) => {
                let [condition, then, otherwise] = &**parts;
                let branch = if self.condition(condition)? { then } else { otherwise };
                self.write_part(branch, out)
            }
            Kind::Join(parts) => parts.iter().try_for_each(|part| self.write_part(part, out)),
            Kind::Default(parts) => {
                let [value, fallback] = &**parts;
                let value = self.value(value)?;
                if is_blank(&value) {
                    return self.write_part(fallback, out);
                }
                let written = write_form(out, &value);
                self.finished(written, out.full, &value, node.span)
            }
            _ => {
                let computed;
                let value = match self.peek(node) {
                    Some(value) => value?,
                    None => {
                        computed = self.value(node)?;
                        &computed
                    }
                };
                let written = write_form(out, value);
                self.finished(written, out.full, value, node.span)
            }
        }
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
