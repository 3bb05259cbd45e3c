//! The final value, fitted to the place.

use super::{EvalError, Outcome};
use crate::compile::program::Program;
use crate::diagnostic::Code;
use crate::dialect::ResultRule;
use crate::functions::as_text;
use crate::text::Span;
use crate::types::Type;
use crate::value::Value;

/// The value as the place takes it: where text is due, numbers and Booleans are turned into it.
///
/// # Errors
/// `result_type_error`.
pub(crate) fn suited<'v>(value: Value<'v>, program: &Program, span: Span) -> Outcome<'v> {
    let rule = program.result;
    let accepts = rule.accepts();
    let is_flat = !matches!(value, Value::Array(_) | Value::Map(_));
    let stays = rule != ResultRule::Text || matches!(value, Value::Text(_));
    if rule == ResultRule::Any || is_flat && stays && accepts.contains(value.ty()) {
        return Ok(value);
    }
    fitted(value, program, span)
}

/// The same for values that have to be looked into or turned into text.
#[cold]
fn fitted<'v>(value: Value<'v>, program: &Program, span: Span) -> Outcome<'v> {
    let rule = program.result;
    let accepts = rule.accepts();
    if !accepts.contains(value.ty()) || !holds_only(&value, inside(rule)) {
        let (noun, given) = (program.place.rules().noun(), described(&value, rule));
        let message = match rule {
            ResultRule::Boolean => format!("{noun} must answer yes or no, and this is {given}"),
            ResultRule::Text | ResultRule::TextOnly => {
                format!("{noun} needs one text, and this is {given}")
            }
            _ => format!("{noun} cannot keep {given}"),
        };
        return Err(EvalError::new(Code::ResultType, span, message));
    }
    Ok(match (rule, value) {
        (ResultRule::Text, value) => as_text(value).map_or(Value::Null, Value::Text),
        (_, value) => value,
    })
}

/// What lists and maps in the result may hold.
fn inside(rule: ResultRule) -> Type {
    match rule {
        ResultRule::Attribute => rule.accepts().without(Type::ARRAY),
        _ => rule.accepts(),
    }
}

fn holds_only(value: &Value<'_>, types: Type) -> bool {
    let fits = |item: &Value<'_>| types.contains(item.ty()) && holds_only(item, types);
    match value {
        Value::Array(items) => items.iter().all(fits),
        Value::Map(map) => map.entries().iter().all(|(_, value)| fits(value)),
        _ => true,
    }
}

/// The value in words; of a list or map that could be kept, what in it could not.
fn described(value: &Value<'_>, rule: ResultRule) -> String {
    let accepts = rule.accepts();
    let misfit = |item: &Value<'_>| !inside(rule).contains(item.ty());
    let inner = match value {
        _ if !accepts.contains(value.ty()) => None,
        Value::Array(items) => items.iter().find(|item| misfit(item)),
        Value::Map(map) => map.entries().iter().map(|(_, item)| item).find(|item| misfit(item)),
        _ => None,
    };
    let noun = value.ty().noun();
    match (inner, value) {
        (Some(inner), _) => format!("{noun} that holds {}", inner.ty().noun()),
        (None, Value::Array(_) | Value::Map(_)) if accepts.contains(value.ty()) => {
            format!("{noun} with other things deep inside")
        }
        _ => noun,
    }
}
