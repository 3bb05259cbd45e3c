//! Decimal text → double, exactly; double → text, as Java prints it.
//!
//! Printing goes through the writer of JSON, which is there anyway. The readers of JSON and of the standard
//! library each bring 6 to 16 kB of tables of powers into a module for the browser, so there is one
//! of our own in [`super::decimal`].

use std::fmt::{self, Write};

use serde_json::Number;

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

/// Doubles of every size, the same ones each time.
#[cfg(test)]
pub(super) fn doubles() -> impl Iterator<Item = f64> {
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
}
