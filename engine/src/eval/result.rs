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
    if rule == ResultRule::Any || accepts.contains(Type::TEXT) && matches!(value, Value::Text(_)) {
        return Ok(value);
    }
    if !accepts.contains(value.ty()) || !holds_only(&value, inside(rule)) {
        let message = format!(
            "a {} needs {accepts}, and this is {}",
            program.place.rules().title,
            described(&value)
        );
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

fn described(value: &Value<'_>) -> String {
    match value {
        Value::Array(_) | Value::Map(_) => format!("a {} of other things", value.type_name()),
        other => other.type_name(),
    }
}
