//! Parts of an expression → phrases: `*city* of the user`, "`String.len` of …".

use crate::check::typed::{Root, Typed, TypedKind};
use crate::functions::Form;
use crate::syntax::{BinaryOperator, UnaryOperator};
use crate::types::Type;
use crate::value::Value;

/// The name of the part that a decision has been made about earlier.
pub(super) type Named<'t> = Vec<(&'t Typed, String)>;

/// A value as a phrase.
pub(super) fn noun(typed: &Typed, named: &Named<'_>) -> String {
    if let Some((_, name)) = named.iter().find(|(known, _)| std::ptr::eq(*known, typed)) {
        return name.clone();
    }
    match &typed.kind {
        TypedKind::Literal(value) => literal(value),
        TypedKind::Root(root) => owner(root),
        TypedKind::Attribute { root, name, .. } => format!("*{name}* of {}", owner(root)),
        TypedKind::ElementAttribute(name) => format!("*{name}* of the element"),
        TypedKind::Member { target, name, .. } => format!("*{name}* of {}", noun(target, named)),
        TypedKind::Index { target, index, .. } => match index.literal() {
            Some(Value::Integer(at)) if *at >= 0 => {
                format!("element {} of {}", i64::from(*at) + 1, noun(target, named))
            }
            _ => format!("the element of {} at {}", noun(target, named), noun(index, named)),
        },
        TypedKind::NamedIndex { target, name, index, .. } => {
            let keyed = format!("what {} has under `{name}`", noun(target, named));
            match index {
                Some(index) => format!("{keyed}, or of a list, at {}", noun(index, named)),
                None => keyed,
            }
        }
        TypedKind::Project { target, body, .. } => {
            format!("the list of {} for each element of {}", noun(body, named), noun(target, named))
        }
        TypedKind::Select { target, selection, body, .. } => {
            let which = match selection {
                crate::syntax::Selection::All => "the elements",
                crate::syntax::Selection::First => "the first element",
                crate::syntax::Selection::Last => "the last element",
            };
            format!("{which} of {} for which {}", noun(target, named), clause(body, true, named))
        }
        TypedKind::Call { function, arguments, .. } => {
            let name = function.names.iter().find(|name| name.form == Form::Function);
            called(name.map_or("", |name| name.text), arguments.iter(), named)
        }
        TypedKind::Method { target, name, arguments, .. } => {
            called(&name.text, target.as_deref().into_iter().chain(arguments), named)
        }
        TypedKind::List(items) if items.is_empty() => "an empty list".to_owned(),
        TypedKind::List(items) => format!("the list of {}", listed(items.iter(), named)),
        TypedKind::Map(entries) if entries.is_empty() => "an empty map".to_owned(),
        TypedKind::Map(entries) => {
            let pair = |(key, value): &(Typed, Typed)| {
                format!("{} for {}", noun(value, named), noun(key, named))
            };
            format!("the map with {}", joined(&entries.iter().map(pair).collect::<Vec<_>>()))
        }
        TypedKind::Unary { operator: UnaryOperator::Minus, operand } => {
            format!("minus {}", noun(operand, named))
        }
        TypedKind::Unary { operator: UnaryOperator::Plus, operand } => noun(operand, named),
        TypedKind::Unary { .. } => format!("whether {}", clause(typed, true, named)),
        TypedKind::Binary { first, rest } => match rest.as_slice() {
            [(operator, ..), ..] if asks(*operator) => {
                format!("whether {}", clause(typed, true, named))
            }
            rest => rest.iter().fold(noun(first, named), |left, (operator, _, right)| {
                format!("{left} {} {}", computed(*operator, typed.ty), noun(right, named))
            }),
        },
        TypedKind::Conditional { condition, then, otherwise } => format!(
            "{} if {}, otherwise {}",
            noun(then, named),
            clause(condition, true, named),
            noun(otherwise, named)
        ),
        TypedKind::Default { value, fallback } => format!(
            "{}, or {} where that is null or empty",
            noun(value, named),
            noun(fallback, named)
        ),
        TypedKind::Invalid => "a part that is not understood".to_owned(),
    }
}

/// A condition as a clause; with `holds` false, its opposite.
pub(super) fn clause(typed: &Typed, holds: bool, named: &Named<'_>) -> String {
    if named.iter().any(|(known, _)| std::ptr::eq(*known, typed)) {
        return format!("{} is {holds}", noun(typed, named));
    }
    match &typed.kind {
        TypedKind::Unary { operator: UnaryOperator::Not, operand } => {
            clause(operand, !holds, named)
        }
        TypedKind::Binary { first, rest } => match rest.as_slice() {
            [(operator, _, right)] if operator.is_relational() => {
                let verb = verb(*operator, holds);
                format!("{} {verb} {}", noun(first, named), noun(right, named))
            }
            [(operator @ (BinaryOperator::And | BinaryOperator::Or), ..), ..] => {
                let all = (*operator == BinaryOperator::And) == holds;
                let parts =
                    std::iter::once(first.as_ref()).chain(rest.iter().map(|(.., part)| part));
                let part = |part: &Typed| {
                    let asked = clause(part, holds, named);
                    if is_compound(part) { format!("({asked})") } else { asked }
                };
                let parts: Vec<String> = parts.map(part).collect();
                parts.join(if all { " and " } else { " or " })
            }
            _ => format!("{} is {holds}", noun(typed, named)),
        },
        _ => format!("{} is {holds}", noun(typed, named)),
    }
}

/// Whether a condition consists of several, also behind a NOT.
fn is_compound(typed: &Typed) -> bool {
    match &typed.kind {
        TypedKind::Unary { operator: UnaryOperator::Not, operand } => is_compound(operand),
        TypedKind::Binary { rest, .. } => {
            matches!(rest.as_slice(), [(BinaryOperator::And | BinaryOperator::Or, ..), ..])
        }
        _ => false,
    }
}

/// Whether an operator gives true or false.
pub(super) fn asks(operator: BinaryOperator) -> bool {
    operator.is_relational() || matches!(operator, BinaryOperator::And | BinaryOperator::Or)
}

fn verb(operator: BinaryOperator, holds: bool) -> &'static str {
    match (operator, holds) {
        (BinaryOperator::Equal, true) | (BinaryOperator::NotEqual, false) => "is",
        (BinaryOperator::Equal, false) | (BinaryOperator::NotEqual, true) => "is not",
        (BinaryOperator::Less, true) => "is less than",
        (BinaryOperator::Less, false) => "is not less than",
        (BinaryOperator::LessEqual, true) => "is at most",
        (BinaryOperator::LessEqual, false) => "is not at most",
        (BinaryOperator::Greater, true) => "is greater than",
        (BinaryOperator::Greater, false) => "is not greater than",
        (BinaryOperator::GreaterEqual, true) => "is at least",
        (BinaryOperator::GreaterEqual, false) => "is not at least",
        (_, true) => "matches the pattern",
        (_, false) => "does not match the pattern",
    }
}

/// What stands between the values of a computation.
fn computed(operator: BinaryOperator, ty: Type) -> &'static str {
    match operator {
        BinaryOperator::Add if ty == Type::TEXT => "followed by",
        BinaryOperator::Add => "plus",
        BinaryOperator::Subtract => "minus",
        BinaryOperator::Multiply => "times",
        BinaryOperator::Divide => "divided by",
        BinaryOperator::Remainder => "modulo",
        BinaryOperator::Power => "to the power of",
        _ => "with",
    }
}

fn called<'t>(name: &str, arguments: impl Iterator<Item = &'t Typed>, named: &Named<'_>) -> String {
    let arguments = listed(arguments, named);
    if arguments.is_empty() { format!("`{name}`") } else { format!("`{name}` of {arguments}") }
}

fn listed<'t>(items: impl Iterator<Item = &'t Typed>, named: &Named<'_>) -> String {
    joined(&items.map(|item| noun(item, named)).collect::<Vec<_>>())
}

/// `a, b and c`
fn joined(parts: &[String]) -> String {
    match parts {
        [] => String::new(),
        [only] => only.clone(),
        [before @ .., last] => format!("{} and {last}", before.join(", ")),
    }
}

fn literal(value: &Value<'_>) -> String {
    match value {
        Value::Null => "null".to_owned(),
        Value::Text(text) if text.is_empty() => "empty text".to_owned(),
        Value::Text(text) if text.trim().is_empty() => match text.len() {
            1 => "a blank".to_owned(),
            length => format!("{length} blanks"),
        },
        Value::Text(text) => format!("`{text}`"),
        value => super::samples::shown(value),
    }
}

/// Whose profile a root is.
fn owner(root: &Root) -> String {
    match &*root.name {
        "user" => "the user".to_owned(),
        "source" => "the source profile".to_owned(),
        "appuser" => "the app user".to_owned(),
        "idpuser" => "the identity provider's user".to_owned(),
        "org" => "the organization".to_owned(),
        "accessRequest" => "the access request".to_owned(),
        "security" => "the security context".to_owned(),
        name @ ("app" | "session" | "access" | "device" | "login" | "event" | "group") => {
            format!("the {name}")
        }
        name => format!("`{name}`"),
    }
}
