//! `==` and `<` as SpEL has them, and sameness as Java's `equals` has it.

use std::cmp::Ordering;

use super::Value;

/// The two values have no order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Incomparable;

/// `left == right`: numbers by value across types, everything else by content; values of unlike
/// types are unequal. Inside lists and maps the number types have to agree too.
pub fn equal(left: &Value<'_>, right: &Value<'_>) -> bool {
    match numbers(left, right) {
        Numbers::Ordered(ordering) => ordering == Ordering::Equal,
        Numbers::NotANumber => false,
        Numbers::Other => same(left, right),
    }
}

/// The order of two values: `None` where a NaN is in it.
///
/// Numbers by value, texts by UTF-16 unit, false before true, date-times by instant; null before
/// everything.
///
/// # Errors
/// [`Incomparable`] for unlike or unordered types.
pub fn compare(left: &Value<'_>, right: &Value<'_>) -> Result<Option<Ordering>, Incomparable> {
    match numbers(left, right) {
        Numbers::Ordered(ordering) => return Ok(Some(ordering)),
        Numbers::NotANumber => return Ok(None),
        Numbers::Other => {}
    }
    Ok(Some(match (left, right) {
        (Value::Null, Value::Null) => Ordering::Equal,
        (Value::Null, _) => Ordering::Less,
        (_, Value::Null) => Ordering::Greater,
        (Value::Text(left), Value::Text(right)) => utf16_order(left, right),
        (Value::Boolean(left), Value::Boolean(right)) => left.cmp(right),
        (Value::DateTime(left), Value::DateTime(right)) => left.cmp(right),
        _ => return Err(Incomparable),
    }))
}

/// Two values as numbers.
enum Numbers {
    /// Both are numbers, the wider type deciding.
    Ordered(Ordering),
    /// Both are numbers, one of them NaN.
    NotANumber,
    /// One of them is no number.
    Other,
}

fn numbers(left: &Value<'_>, right: &Value<'_>) -> Numbers {
    if let (Some(left), Some(right)) = (whole(left), whole(right)) {
        return Numbers::Ordered(left.cmp(&right));
    }
    match (as_double(left), as_double(right)) {
        (Some(left), Some(right)) => {
            left.partial_cmp(&right).map_or(Numbers::NotANumber, Numbers::Ordered)
        }
        _ => Numbers::Other,
    }
}

fn whole(value: &Value<'_>) -> Option<i64> {
    match value {
        Value::Integer(number) => Some(i64::from(*number)),
        Value::Long(number) => Some(*number),
        _ => None,
    }
}

#[expect(clippy::cast_precision_loss, reason = "Java widens a long to a double in the same way")]
pub(crate) fn as_double(value: &Value<'_>) -> Option<f64> {
    match value {
        Value::Integer(number) => Some(f64::from(*number)),
        Value::Long(number) => Some(*number as f64),
        Value::Double(number) => Some(*number),
        _ => None,
    }
}

/// Java's `equals`: types agree and contents are the same; NaN is itself, and 0.0 is not -0.0.
pub(crate) fn same(left: &Value<'_>, right: &Value<'_>) -> bool {
    match (left, right) {
        (Value::Null, Value::Null) => true,
        (Value::Boolean(left), Value::Boolean(right)) => left == right,
        (Value::Integer(left), Value::Integer(right)) => left == right,
        (Value::Long(left), Value::Long(right)) => left == right,
        (Value::Double(left), Value::Double(right)) => {
            left.to_bits() == right.to_bits() || left.is_nan() && right.is_nan()
        }
        (Value::Text(left), Value::Text(right)) => left == right,
        (Value::Array(left), Value::Array(right)) => {
            left.len() == right.len() && left.iter().zip(&**right).all(|(l, r)| same(l, r))
        }
        (Value::Map(left), Value::Map(right)) => {
            left.entries().len() == right.entries().len()
                && left
                    .entries()
                    .iter()
                    .all(|(key, value)| right.get(key).is_some_and(|other| same(value, other)))
        }
        (Value::Object(left), Value::Object(right)) => {
            left.len() == right.len()
                && left
                    .iter()
                    .all(|(name, value)| right.get(name).is_some_and(|other| same(value, other)))
        }
        (Value::DateTime(left), Value::DateTime(right)) => left == right,
        (Value::Country(left), Value::Country(right)) => left == right,
        _ => false,
    }
}

/// Java's order of texts: by UTF-16 unit, so that surrogates come before U+E000.
fn utf16_order(left: &str, right: &str) -> Ordering {
    let differing = left.bytes().zip(right.bytes()).find(|(l, r)| l != r);
    match differing {
        Some((l, r)) if l >= 0xEE || r >= 0xEE => left.encode_utf16().cmp(right.encode_utf16()),
        _ => left.cmp(right),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn surrogates_sort_below_the_private_use_area() {
        assert_eq!(utf16_order("😀", "\u{FF5E}"), Ordering::Less);
        assert_eq!(utf16_order("a", "aa"), Ordering::Less);
        assert_eq!(utf16_order("é", "z"), Ordering::Greater);
    }

    #[test]
    fn numbers_are_equal_by_value_but_not_inside_lists() {
        assert!(equal(&Value::Integer(1), &Value::Double(1.0)));
        let list = |value| Value::array(vec![value]);
        assert!(!equal(&list(Value::Integer(1)), &list(Value::Long(1))));
        assert!(!equal(&Value::Double(f64::NAN), &Value::Double(f64::NAN)));
    }

    #[test]
    fn null_comes_first_and_unlike_types_have_no_order() {
        assert_eq!(compare(&Value::Null, &Value::Integer(1)), Ok(Some(Ordering::Less)));
        assert_eq!(compare(&Value::text("1"), &Value::Integer(2)), Err(Incomparable));
    }
}
