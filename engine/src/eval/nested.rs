//! Group expressions: a text, or what was compiled of it, → its value for each group.

use std::cell::Cell;

use super::{EvalError, Frame, Surroundings, with_frame};
use crate::compile::group_expression;
use crate::compile::program::Program;
use crate::context::Context;
use crate::dialect::Dialect;
use crate::functions::{CallError, Nested};
use crate::limits::Limits;
use crate::value::{Object, Value};

/// Evaluates the group expression of one call.
#[derive(Debug)]
pub(super) struct GroupExpression<'s, 'a> {
    /// The expression, where it was written out.
    ready: Option<&'a Program>,
    dialect: Dialect,
    limits: &'s Limits,
    context: &'a Context,
    /// The steps of the whole evaluation: groups do not start new ones.
    steps: &'s Cell<u32>,
}

impl<'a> Frame<'_, 'a> {
    pub(super) fn nested(&self, ready: Option<&'a Program>) -> GroupExpression<'_, 'a> {
        GroupExpression {
            ready,
            dialect: self.program.dialect,
            limits: &self.program.limits,
            context: self.context,
            steps: self.steps,
        }
    }
}

impl<'a> Nested<'a> for GroupExpression<'_, 'a> {
    fn for_each_group(
        &self,
        expression: &str,
        groups: &[&'a Object],
    ) -> Result<Vec<Value<'a>>, CallError> {
        if let Some(program) = self.ready {
            return groups.iter().map(|group| self.value(program, group)).collect();
        }
        let program = group_expression(expression, self.dialect, self.limits)
            .map_err(|found| failed(found.code, &found.message))?;
        groups.iter().map(|group| self.value(&program, group).map(Value::into_owned)).collect()
    }
}

impl<'a> GroupExpression<'_, 'a> {
    fn value<'p>(&self, program: &'p Program, group: &'p Object) -> Result<Value<'p>, CallError>
    where
        'a: 'p,
    {
        let surroundings =
            Surroundings { group: Some(group), ..Surroundings::new(self.context, self.steps) };
        with_frame(program, surroundings, |frame| frame.value(&program.node))
            .map_err(|error: EvalError| failed(error.code(), error.message()))
    }
}

fn failed(code: crate::diagnostic::Code, message: &str) -> CallError {
    CallError::new(code, format!("in the group expression: {message}"))
}
