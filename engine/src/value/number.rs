//! Decimal text → double, exactly; double → text, as Java prints it.
//!
//! Both go through the reader and writer of JSON, which are there anyway: the standard library's own
//! bring 16 kB of tables and code into a module for the browser.

use std::fmt::{self, Write};

use serde_json::Number;

/// Reads a decimal number: sign, digits with a point somewhere, exponent, blanks around it. The nearest double; past
/// the largest one infinity. `None` for text of another form.
pub fn read_double(text: &str) -> Option<f64> {
    if let Ok(number) = serde_json::from_str(text) {
        return Some(number);
    }
    let (sign, unsigned) = match text.as_bytes().first()? {
        b'-' => ("-", text.get(1..)?),
        b'+' => ("", text.get(1..)?),
        _ => ("", text),
    };
    let (mantissa, exponent) = unsigned.split_once(['e', 'E']).unwrap_or((unsigned, "0"));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let power = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
    if !(digits(whole) && digits(fraction) && digits(power))
        || whole.len() + fraction.len() == 0
        || power.is_empty()
    {
        return None;
    }
    let whole = match whole.trim_start_matches('0') {
        "" => "0",
        whole => whole,
    };
    let usual = format!("{sign}{whole}.{fraction}0e{exponent}");
    // Now only a number that is too large is refused.
    let infinity = if sign.is_empty() { f64::INFINITY } else { f64::NEG_INFINITY };
    Some(serde_json::from_str(&usual).unwrap_or(infinity))
}

/// Writes a double as Java's `Double.toString` does: the shortest digits that read back equal.
///
/// Plain with at least one digit behind the point from 0.001 up to, not including, 10,000,000;
/// otherwise with an exponent: `1.0E7`.
///
/// # Errors
/// Those of `out`.
pub fn write_double(out: &mut (impl Write + ?Sized), number: f64) -> fmt::Result {
    if number.is_nan() {
        return out.write_str("NaN");
    }
    if number.is_infinite() {
        return out.write_str(if number > 0.0 { "Infinity" } else { "-Infinity" });
    }
    // All others are numbers of JSON.
    let shortest = Number::from_f64(number).map(|number| number.to_string()).unwrap_or_default();
    let size = number.abs();
    if size.to_bits() == 0 || (0.001..10_000_000.0).contains(&size) {
        return out.write_str(&shortest);
    }
    let (digits, exponent) = scientific(shortest.trim_start_matches('-'));
    let (digits, exponent) = match digits.len() {
        1 => two_digits(size, digits, exponent),
        _ => (digits, exponent),
    };
    let (first, rest) = digits.split_at_checked(1).unwrap_or(("0", "0"));
    let sign = if number < 0.0 { "-" } else { "" };
    write!(out, "{sign}{first}.{rest}E{exponent}")
}

/// The digits of a positive number without zeros around them, and the exponent of the first.
fn scientific(text: &str) -> (String, i32) {
    let (mantissa, exponent) = text.split_once('e').unwrap_or((text, "0"));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let all = format!("{whole}{fraction}");
    let digits = all.trim_start_matches('0');
    let place = whole.len().cast_signed() - 1 - (all.len() - digits.len()).cast_signed();
    let exponent = exponent.parse().unwrap_or(0_i32);
    let exponent = exponent.saturating_add(i32::try_from(place).unwrap_or(0));
    (digits.trim_end_matches('0').to_owned(), exponent)
}

/// Of one digit Java prints two, those nearest to the number. Only of the very smallest numbers,
/// where steps are large, the second is not 0.
fn two_digits(size: f64, digit: String, exponent: i32) -> (String, i32) {
    /// The smallest double, in units of the 340th place behind the point.
    const STEP: u64 = 49_406_564_584_124_654;
    let steps = size.to_bits();
    if steps > 99 {
        return (digit + "0", exponent);
    }
    let (mut first, mut place) = (steps * STEP, -340);
    while first >= 995 {
        (first, place) = (first / 10, place + 1);
    }
    ((first.div_ceil(5) / 2).to_string(), place + 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn doubles_print_as_in_java() {
        for (number, text) in [
            (100.0, "100.0"),
            (0.5, "0.5"),
            (0.001, "0.001"),
            (1e7, "1.0E7"),
            (1e-4, "1.0E-4"),
            (123_456_789.5, "1.234567895E8"),
            (9_999_999.0, "9999999.0"),
            (-0.0, "-0.0"),
            (4.9e-324, "4.9E-324"),
            (f64::MAX, "1.7976931348623157E308"),
            (f64::NEG_INFINITY, "-Infinity"),
            (-2e-5, "-2.0E-5"),
            (1.5e300, "1.5E300"),
        ] {
            let mut out = String::new();
            write_double(&mut out, number).unwrap();
            assert_eq!(out, text);
        }
    }

    /// Doubles of every size, the same ones each time.
    fn doubles() -> impl Iterator<Item = f64> {
        let mut state = 0x9E37_79B9_7F4A_7C15_u64;
        let any = std::iter::from_fn(move || {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            Some(f64::from_bits(state))
        });
        let few = |number: f64| [number, (number % 1e9).round() / 100.0];
        let smallest = (1..2000).map(f64::from_bits);
        any.filter(|number| number.is_finite()).take(20_000).flat_map(few).chain(smallest)
    }

    #[test]
    fn doubles_print_with_as_few_digits_as_read_back_equal() {
        for number in doubles() {
            let mut out = String::new();
            write_double(&mut out, number).unwrap();
            let plain = number.abs().to_bits() == 0 || (0.001..1e7).contains(&number.abs());
            let shortest = format!("{number:e}");
            let digits = if shortest.contains('.') { shortest } else { format!("{number:.1e}") };
            let wanted = if plain { format!("{number:?}") } else { digits.replace('e', "E") };
            // Of two that are equally near, the standard library takes the larger, Java the even one.
            assert_eq!(out.len(), wanted.len(), "{out} {wanted}");
            assert_eq!(out.parse().map(f64::to_bits), Ok(number.to_bits()), "{out}");
        }
    }

    #[test]
    fn text_reads_as_the_nearest_double() {
        for number in doubles() {
            for text in [number.to_string(), format!("{number:e}"), format!("{number:.25}")] {
                let wanted: f64 = text.parse().unwrap();
                assert_eq!(read_double(&text).map(f64::to_bits), Some(wanted.to_bits()), "{text}");
            }
        }
    }

    #[test]
    fn every_form_of_a_decimal_is_read() {
        for (text, number) in [
            ("+7", 7.0_f64),
            ("007.50", 7.5),
            ("-.5", -0.5),
            ("5.", 5.0),
            ("-00", -0.0),
            ("000", 0.0),
            (".0e5", 0.0),
            ("1E+03", 1000.0),
            ("1e400", f64::INFINITY),
            ("-1e99999999999999999999", f64::NEG_INFINITY),
            ("+1e-99999999999999999999", 0.0),
            ("0e99999999999999999999", 0.0),
        ] {
            assert_eq!(read_double(text).map(f64::to_bits), Some(number.to_bits()), "{text}");
        }
        for text in ["", "+", "-", ".", "e3", "1e", "1e+", "--1", "0x10", "NaN", "inf", "1_0", "١"]
        {
            assert_eq!(read_double(text), None, "{text}");
        }
    }
}
