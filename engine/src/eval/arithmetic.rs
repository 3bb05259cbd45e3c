//! Operators on numbers and texts, as SpEL has them.

use std::cmp::Ordering;

use super::EvalError;
use crate::diagnostic::Code;
use crate::limits::Limits;
use crate::syntax::BinaryOperator;
use crate::text::{Span, quoted, utf16_len};
use crate::value::{Incomparable, Value, compare};

type Outcome<'a> = Result<Value<'a>, EvalError>;

/// `-value`: computed as `0 - value`, so that minus 0.0 is 0.0.
pub(super) fn negate(value: &Value<'_>, span: Span) -> Outcome<'static> {
    match value {
        Value::Integer(number) => Ok(Value::Integer(number.wrapping_neg())),
        Value::Long(number) => Ok(Value::Long(number.wrapping_neg())),
        Value::Double(number) => Ok(Value::Double(0.0 - number)),
        other => Err(wrong_sign(other, span)),
    }
}

/// `+value`, which only numbers have.
pub(super) fn plus(value: &Value<'_>, span: Span) -> Outcome<'static> {
    match value {
        Value::Integer(number) => Ok(Value::Integer(*number)),
        Value::Long(number) => Ok(Value::Long(*number)),
        Value::Double(number) => Ok(Value::Double(*number)),
        other => Err(wrong_sign(other, span)),
    }
}

fn wrong_sign(value: &Value<'_>, span: Span) -> EvalError {
    let message = format!("a sign needs a number behind it, not {}", value.type_name());
    EvalError::new(Code::WrongType, span, message)
}

/// Two numbers widened to the wider of their types.
enum Pair {
    Integers(i32, i32),
    Longs(i64, i64),
    Doubles(f64, f64),
}

fn pair(left: &Value<'_>, right: &Value<'_>) -> Option<Pair> {
    Some(match (left, right) {
        (Value::Integer(left), Value::Integer(right)) => Pair::Integers(*left, *right),
        (Value::Double(_), _) | (_, Value::Double(_)) => {
            Pair::Doubles(crate::value::as_double(left)?, crate::value::as_double(right)?)
        }
        _ => Pair::Longs(whole(left)?, whole(right)?),
    })
}

fn whole(value: &Value<'_>) -> Option<i64> {
    match value {
        Value::Integer(number) => Some(i64::from(*number)),
        Value::Long(number) => Some(*number),
        _ => None,
    }
}

/// An operator on two values, neither of which makes `+` a join.
pub(super) fn operate<'a>(
    operator: BinaryOperator,
    left: &Value<'_>,
    right: &Value<'_>,
    span: Span,
    limits: &Limits,
) -> Outcome<'a> {
    if let Some(pair) = pair(left, right) {
        return numbers(operator, &pair, span);
    }
    match (operator, left, right) {
        (BinaryOperator::Multiply, Value::Text(text), Value::Integer(times)) => {
            repeat(text, *times, span, limits)
        }
        (BinaryOperator::Subtract, Value::Text(text), Value::Integer(down))
            if utf16_len(text) == 1 =>
        {
            Ok(shifted(text, *down).into())
        }
        _ => {
            let message = format!(
                "`{}` does not work on {} and {}",
                operator.text(),
                left.type_name(),
                right.type_name()
            );
            Err(EvalError::new(Code::WrongType, span, message))
        }
    }
}

fn numbers<'a>(operator: BinaryOperator, pair: &Pair, span: Span) -> Outcome<'a> {
    if matches!(operator, BinaryOperator::Divide | BinaryOperator::Remainder)
        && matches!(pair, Pair::Integers(_, 0) | Pair::Longs(_, 0))
    {
        return Err(EvalError::new(
            Code::DivisionByZero,
            span,
            "a whole number was divided by zero",
        ));
    }
    Ok(match (operator, pair) {
        (BinaryOperator::Add, Pair::Integers(l, r)) => Value::Integer(l.wrapping_add(*r)),
        (BinaryOperator::Add, Pair::Longs(l, r)) => Value::Long(l.wrapping_add(*r)),
        (BinaryOperator::Add, Pair::Doubles(l, r)) => Value::Double(l + r),
        (BinaryOperator::Subtract, Pair::Integers(l, r)) => Value::Integer(l.wrapping_sub(*r)),
        (BinaryOperator::Subtract, Pair::Longs(l, r)) => Value::Long(l.wrapping_sub(*r)),
        (BinaryOperator::Subtract, Pair::Doubles(l, r)) => Value::Double(l - r),
        (BinaryOperator::Multiply, Pair::Integers(l, r)) => Value::Integer(l.wrapping_mul(*r)),
        (BinaryOperator::Multiply, Pair::Longs(l, r)) => Value::Long(l.wrapping_mul(*r)),
        (BinaryOperator::Multiply, Pair::Doubles(l, r)) => Value::Double(l * r),
        (BinaryOperator::Divide, Pair::Integers(l, r)) => Value::Integer(l.wrapping_div(*r)),
        (BinaryOperator::Divide, Pair::Longs(l, r)) => Value::Long(l.wrapping_div(*r)),
        (BinaryOperator::Divide, Pair::Doubles(l, r)) => Value::Double(l / r),
        (BinaryOperator::Remainder, Pair::Integers(l, r)) => Value::Integer(l.wrapping_rem(*r)),
        (BinaryOperator::Remainder, Pair::Longs(l, r)) => Value::Long(l.wrapping_rem(*r)),
        (BinaryOperator::Remainder, Pair::Doubles(l, r)) => Value::Double(l % r),
        (_, pair) => power(pair),
    })
}

/// `^` works in doubles; of whole numbers the result is cut to a whole one again.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    reason = "`as` cuts and clamps exactly as Java's casts do"
)]
fn power<'a>(pair: &Pair) -> Value<'a> {
    match pair {
        Pair::Doubles(left, right) => Value::Double(left.powf(*right)),
        Pair::Longs(left, right) => Value::Long((*left as f64).powf(*right as f64) as i64),
        Pair::Integers(left, right) => {
            let result = f64::from(*left).powf(f64::from(*right));
            if result > f64::from(i32::MAX) {
                Value::Long(result as i64)
            } else {
                Value::Integer(result as i32)
            }
        }
    }
}

fn repeat<'a>(text: &str, times: i32, span: Span, limits: &Limits) -> Outcome<'a> {
    let Ok(times) = usize::try_from(times) else {
        let message = format!("a text cannot be repeated {times} times");
        return Err(EvalError::new(Code::InvalidArgument, span, message));
    };
    let units = utf16_len(text).saturating_mul(times);
    if units > limits.repeated {
        let message = format!(
            "the repeated text would have {units} characters, {} are allowed",
            limits.repeated
        );
        return Err(EvalError::new(Code::Limit, span, message));
    }
    Ok(if text.is_empty() { String::new() } else { text.repeat(times) }.into())
}

/// A one-unit text moved down by `down` code units.
fn shifted(text: &str, down: i32) -> String {
    let unit = text.encode_utf16().next().unwrap_or_default();
    let [.., low, high] = i32::from(unit).wrapping_sub(down).to_be_bytes();
    String::from_utf16_lossy(&[u16::from_be_bytes([low, high])])
}

/// `<`, `<=`, `>`, `>=`.
pub(super) fn order(
    operator: BinaryOperator,
    left: &Value<'_>,
    right: &Value<'_>,
    span: Span,
) -> Result<bool, EvalError> {
    let ordering = compare(left, right).map_err(|Incomparable| {
        let message = format!("{} and {} have no order", left.type_name(), right.type_name());
        EvalError::new(Code::WrongType, span, message)
    })?;
    Ok(ordering.is_some_and(|ordering| in_order(operator, ordering)))
}

/// Whether an order is what an operator asks for.
#[inline]
pub(super) fn in_order(operator: BinaryOperator, ordering: Ordering) -> bool {
    match operator {
        BinaryOperator::Less => ordering.is_lt(),
        BinaryOperator::LessEqual => ordering.is_le(),
        BinaryOperator::Greater => ordering.is_gt(),
        _ => ordering.is_ge(),
    }
}

/// A value as a condition: a Boolean, or one of the eight words as text.
pub(super) fn to_condition(value: &Value<'_>, span: Span) -> Result<bool, EvalError> {
    match value {
        Value::Boolean(value) => return Ok(*value),
        Value::Text(text) => {
            let word = text.trim_matches(|c: char| c <= ' ');
            for (known, value) in WORDS {
                if known.eq_ignore_ascii_case(word) {
                    return Ok(value);
                }
            }
        }
        _ => {}
    }
    let shown = match value {
        Value::Text(text) => format!("the text {}", quoted(text)),
        other => other.type_name(),
    };
    Err(EvalError::new(Code::WrongType, span, format!("{shown} is neither true nor false")))
}

const WORDS: [(&str, bool); 8] = [
    ("true", true),
    ("on", true),
    ("yes", true),
    ("1", true),
    ("false", false),
    ("off", false),
    ("no", false),
    ("0", false),
];
