//! Conditions: parts whose value is true or false, without a value in between.

use super::{EvalError, Frame, arithmetic, direct, null_left};
use crate::compile::program::{Kind, Next, Node, Step};
use crate::diagnostic::Code;
use crate::functions;
use crate::pattern::{Pattern, PatternError};
use crate::syntax::BinaryOperator;
use crate::text::{Span, utf16_len};
use crate::value::{Value, equal};

impl<'a> Frame<'_, 'a> {
    /// Goes from test to test until there is an answer.
    fn logic(&self, steps: &'a [Step]) -> Result<bool, EvalError> {
        let mut next = Next::Step(0);
        loop {
            let at = match next {
                Next::Step(at) => at,
                Next::End(answer) => return Ok(answer),
            };
            // Every way leads on, and ends at the latest behind the last step.
            let Some(step) = steps.get(at) else { return Ok(false) };
            let quick = step.direct.as_ref().and_then(|test| direct::holds(test, &self.cells()));
            let truth = match quick {
                Some(truth) => truth,
                None => self.truth(&step.test)?,
            };
            next = if truth { step.yes } else { step.no };
        }
    }

    /// The value of a part as a condition.
    pub(super) fn truth(&self, node: &'a Node) -> Result<bool, EvalError> {
        match &node.kind {
            Kind::Logic(steps) => self.logic(steps),
            Kind::Not(operand) => Ok(!self.truth(operand)?),
            Kind::And(parts) => {
                for part in parts {
                    if !self.truth(part)? {
                        return Ok(false);
                    }
                }
                Ok(true)
            }
            Kind::Or(parts) => {
                for part in parts {
                    if self.truth(part)? {
                        return Ok(true);
                    }
                }
                Ok(false)
            }
            Kind::Slot(slot) => arithmetic::to_condition(self.slot(*slot, node.span)?, node.span),
            Kind::IsNull { operand, negated } => {
                let is_null = match self.peek(operand) {
                    Some(value) => value?.is_null(),
                    None => self.value(operand)?.is_null(),
                };
                Ok(is_null != *negated)
            }
            Kind::Equal { left, right, negated } => Ok(self.equal(left, right)? != *negated),
            Kind::Order { operator, left, right } => self.order(*operator, left, right, node.span),
            Kind::Call { function, arguments, .. } => match (function.call, &**arguments) {
                (functions::Call::Test(holds), [text, other]) => {
                    self.test(holds, text, other, node.span)
                }
                _ => arithmetic::to_condition(&self.value(node)?, node.span),
            },
            Kind::Matches { left, pattern, right } => {
                let left_value = self.value(left)?;
                matches(&left_value, pattern.as_ref().map_err(|error| &**error), left.span, *right)
            }
            Kind::MatchesComputed { left, right } => self.matches_computed(left, right),
            _ => arithmetic::to_condition(&self.value(node)?, node.span),
        }
    }

    fn equal(&self, left: &'a Node, right: &'a Node) -> Result<bool, EvalError> {
        Ok(match (self.peek(left), self.peek(right)) {
            (Some(left), Some(right)) => equal(left?, right?),
            (Some(left), None) => {
                let left = left?;
                equal(left, &self.value(right)?)
            }
            _ => {
                let left = self.value(left)?;
                equal(&left, &self.value(right)?)
            }
        })
    }

    fn order(
        &self,
        operator: BinaryOperator,
        left: &'a Node,
        right: &'a Node,
        span: Span,
    ) -> Result<bool, EvalError> {
        match (self.peek(left), self.peek(right)) {
            (Some(left), Some(right)) => arithmetic::order(operator, left?, right?, span),
            _ => {
                let left = self.value(left)?;
                arithmetic::order(operator, &left, &self.value(right)?, span)
            }
        }
    }

    fn matches_computed(&self, left: &'a Node, right: &'a Node) -> Result<bool, EvalError> {
        let left_value = self.value(left)?;
        let right_value = self.value(right)?;
        if left_value.is_null() {
            return Err(null_left(left.span));
        }
        let Some(text) = right_value.as_text() else {
            let message = format!("the pattern has to be text, not {}", right_value.type_name());
            return Err(EvalError::new(Code::WrongType, right.span, message));
        };
        let limit = self.program.limits.pattern;
        if utf16_len(text) > limit {
            let message = format!("the pattern has more than {limit} characters");
            return Err(EvalError::new(Code::Limit, right.span, message));
        }
        let pattern = Pattern::new(text);
        matches(&left_value, pattern.as_ref(), left.span, right.span)
    }
}

fn matches(
    left: &Value<'_>,
    pattern: Result<&Pattern, &PatternError>,
    left_span: Span,
    right_span: Span,
) -> Result<bool, EvalError> {
    if left.is_null() {
        return Err(null_left(left_span));
    }
    let text = functions::as_text(left.borrowed()).ok_or_else(|| {
        let message = format!("{} has no text form", left.type_name());
        EvalError::new(Code::WrongType, left_span, message)
    })?;
    let pattern = pattern.map_err(|error| {
        EvalError::new(Code::Regex, right_span, format!("the pattern is wrong: {error}"))
    })?;
    pattern
        .matches(&text)
        .map_err(|limit| EvalError::new(Code::Limit, right_span, limit.to_string()))
}
