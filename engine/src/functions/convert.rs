//! Text and numbers → whole numbers and doubles.

use super::{
    Arguments, CONVERSION_PLACES, Call, CallError, Example, Function, IDENTITY_PLACES, Name,
    Parameter, Signature, room,
};
use crate::diagnostic::Code;
use crate::text::quoted;
use crate::types::Type;
use crate::value::{Value, read_double};

const VALUE: Parameter = Parameter::required("value", Type::TEXT.union(Type::NUMBER));
const OVERVIEW: &str = "Expression Language overview, Conversion functions";
const IDENTITY: &str = "Expression Language in Identity Engine, Conversion functions";
const NULLS: &str = "Null is a `conversion_error`.";

/// The conversions to numbers.
pub(super) static FUNCTIONS: &[Function] = &room([TO_INT, TO_NUM, TO_INTEGER, TO_NUMBER]);

const TO_INT: Function = Function {
    names: &[Name::classic("Convert.toInt")],
    signature: Signature { parameters: &[VALUE], returns: Type::INTEGER },
    summary: "A whole number from text or a number: rounded half up, cut to 32 bits.",
    nulls: NULLS,
    examples: &[
        Example::classic("Convert.toInt('1234')", "1234"),
        Example::classic("Convert.toInt('123.4')", "123"),
        Example::classic("Convert.toInt('123.6')", "124"),
        Example::classic("Convert.toInt('-2.5')", "-2"),
    ],
    places: CONVERSION_PLACES,
    reference: OVERVIEW,
    call: Call::General(to_integer),
};

const TO_INTEGER: Function = Function {
    names: &[Name::method("toInteger")],
    signature: Signature { parameters: &[VALUE], returns: Type::INTEGER },
    summary: "A whole number from text or a number: rounded half up, cut to 32 bits.",
    nulls: "",
    examples: &[
        Example::identity("'1.1'.toInteger()", "1"),
        Example::identity("1.1.toInteger()", "1"),
        Example::identity("2147483647.7.toInteger()", "-2147483648"),
    ],
    places: IDENTITY_PLACES,
    reference: IDENTITY,
    call: Call::General(to_integer),
};

fn to_integer<'a>(arguments: &mut Arguments<'_, 'a>) -> Result<Value<'a>, CallError> {
    Ok(match number(arguments)? {
        Number::Integer(number) => number.into(),
        Number::Long(number) => low_bits(number).into(),
        Number::Double(number) => low_bits(rounded(number)).into(),
    })
}

const TO_NUM: Function = Function {
    names: &[Name::classic("Convert.toNum")],
    signature: Signature { parameters: &[VALUE], returns: Type::DOUBLE },
    summary: "A double from text or a number.",
    nulls: NULLS,
    examples: &[
        Example::classic("Convert.toNum('3.141')", "3.141"),
        Example::classic("Convert.toNum('5')", "5.0"),
    ],
    places: CONVERSION_PLACES,
    reference: OVERVIEW,
    call: Call::General(to_number),
};

const TO_NUMBER: Function = Function {
    names: &[Name::method("toNumber")],
    signature: Signature {
        parameters: &[Parameter::required("value", Type::TEXT)],
        returns: Type::DOUBLE,
    },
    summary: "A double from text.",
    nulls: "",
    examples: &[Example::identity("'1.7'.toNumber()", "1.7")],
    places: IDENTITY_PLACES,
    reference: IDENTITY,
    call: Call::General(to_number),
};

#[expect(clippy::cast_precision_loss, reason = "Java widens a long to a double in the same way")]
fn to_number<'a>(arguments: &mut Arguments<'_, 'a>) -> Result<Value<'a>, CallError> {
    Ok(match number(arguments)? {
        Number::Integer(number) => f64::from(number).into(),
        Number::Long(number) => (number as f64).into(),
        Number::Double(number) => number.into(),
    })
}

enum Number {
    Integer(i32),
    Long(i64),
    Double(f64),
}

/// The value as a number; text is read as a double.
fn number(arguments: &mut Arguments<'_, '_>) -> Result<Number, CallError> {
    match arguments.value(0) {
        Value::Integer(number) => Ok(Number::Integer(*number)),
        Value::Long(number) => Ok(Number::Long(*number)),
        Value::Double(number) => Ok(Number::Double(*number)),
        Value::Text(text) => decimal(text).map(Number::Double).ok_or_else(|| {
            CallError::at(0, Code::Conversion, format!("{} is not a number", quoted(text)))
        }),
        Value::Null => Err(CallError::at(0, Code::Conversion, "null is not a number")),
        other => {
            let message = format!("text or a number is needed here, not {}", other.type_name());
            Err(CallError::at(0, Code::WrongType, message))
        }
    }
}

/// Text as a double: an optional sign, digits with an optional point and fraction or only the
/// fraction, an optional exponent; blanks around it do not count.
fn decimal(text: &str) -> Option<f64> {
    read_double(text.trim_matches(|character: char| character <= ' '))
}

/// The nearest whole number, halves upwards, moved into 64 bits; NaN is 0.
#[expect(clippy::cast_possible_truncation, reason = "`as` clamps exactly as Java's round does")]
fn rounded(number: f64) -> i64 {
    let below = number.floor();
    // Adding one half instead could round twice.
    (if number - below >= 0.5 { below + 1.0 } else { below }) as i64
}

#[expect(clippy::cast_possible_truncation, reason = "Java's cast keeps the low bits")]
fn low_bits(number: i64) -> i32 {
    number as i32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_have_one_plain_form() {
        for (text, number) in
            [("+7", 7.0_f64), (" 42\t", 42.0), (".5", 0.5), ("5.", 5.0), ("1e3", 1000.0)]
        {
            assert_eq!(decimal(text).map(f64::to_bits), Some(number.to_bits()), "{text}");
        }
        for text in ["", ".", "+", "e3", "1e", "1e+", "0x10", "NaN", "inf", "1d", "1_0", "--1", "١"]
        {
            assert_eq!(decimal(text), None, "{text}");
        }
    }

    #[test]
    fn halves_round_up_and_only_once() {
        assert_eq!(rounded(-2.5), -2);
        assert_eq!(rounded(0.499_999_999_999_999_94), 0);
        assert_eq!(rounded(4_503_599_627_370_497.0), 4_503_599_627_370_497);
        assert_eq!(rounded(f64::INFINITY), i64::MAX);
    }
}
