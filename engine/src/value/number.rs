//! Numbers → text, as Java prints them.

use std::fmt::{self, Write};

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
    let size = number.abs();
    if size.to_bits() == 0 || (0.001..10_000_000.0).contains(&size) {
        return write!(out, "{number:?}");
    }
    let shortest = format!("{number:e}");
    // Of one digit Java prints two, those nearest to the number.
    let digits = if shortest.contains('.') { shortest } else { format!("{number:.1e}") };
    let (mantissa, exponent) = digits.split_once('e').unwrap_or((&digits, "0"));
    write!(out, "{mantissa}E{exponent}")
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
        ] {
            let mut out = String::new();
            write_double(&mut out, number).unwrap();
            assert_eq!(out, text);
        }
    }
}
