//! Numbers, years and offsets as both dialects print them.

use std::fmt::{self, Write};

/// At least `width` digits, with zeros in front; a minus sign is not counted.
pub(super) fn padded(out: &mut impl Write, number: i64, width: usize) -> fmt::Result {
    if number < 0 {
        out.write_char('-')?;
    }
    let mut digits = [b'0'; 20];
    let mut rest = number.unsigned_abs();
    let mut first = digits.len();
    for (place, digit) in digits.iter_mut().enumerate().rev() {
        if rest == 0 {
            break;
        }
        *digit = b'0' + u8::try_from(rest % 10).unwrap_or(0);
        rest /= 10;
        first = place;
    }
    let written = digits.len() - first;
    for _ in written..width.max(1) {
        out.write_char('0')?;
    }
    digits
        .get(first..)
        .unwrap_or_default()
        .iter()
        .try_for_each(|digit| out.write_char(char::from(*digit)))
}

/// The first `digits` of the nine that a second's nanoseconds have.
pub(super) fn fraction(out: &mut impl Write, nanos: i64, digits: u32) -> fmt::Result {
    let width = digits.min(9);
    padded(out, nanos / 10_i64.pow(9 - width), usize::try_from(width).unwrap_or(9))
}

/// How an offset is written out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct OffsetStyle {
    /// Written in place of a zero offset, unless empty.
    pub(super) zero: &'static str,
    pub(super) colon: bool,
    pub(super) minutes: Part,
    pub(super) seconds: Part,
}

/// Whether a part of an offset is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Never,
    /// When it is not zero.
    Needed,
    Always,
}

/// `+hh`, then minutes and seconds as the style says.
pub(super) fn offset(out: &mut impl Write, offset: i32, style: OffsetStyle) -> fmt::Result {
    if offset == 0 && !style.zero.is_empty() {
        return out.write_str(style.zero);
    }
    let total = i64::from(offset).abs();
    let (hours, minutes, seconds) = (total / 3600, total / 60 % 60, total % 60);
    out.write_char(if offset < 0 { '-' } else { '+' })?;
    padded(out, hours, 2)?;
    let parts = [(style.minutes, minutes), (style.seconds, seconds)];
    for (part, number) in parts {
        match part {
            Part::Never => return Ok(()),
            Part::Needed if number == 0 => return Ok(()),
            Part::Needed | Part::Always => {
                if style.colon {
                    out.write_char(':')?;
                }
                padded(out, number, 2)?;
            }
        }
    }
    Ok(())
}

/// `Z`, `+02:00`, `-04:56:02`.
pub(super) fn offset_id(out: &mut impl Write, seconds: i32) -> fmt::Result {
    let style =
        OffsetStyle { zero: "Z", colon: true, minutes: Part::Always, seconds: Part::Needed };
    offset(out, seconds, style)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_padded_behind_the_sign() {
        let print = |number, width| {
            let mut out = String::new();
            padded(&mut out, number, width).unwrap();
            out
        };
        assert_eq!(print(0, 0), "0");
        assert_eq!(print(7, 2), "07");
        assert_eq!(print(-44, 4), "-0044");
        assert_eq!(print(123, 2), "123");
        assert_eq!(print(i64::MIN, 1), "-9223372036854775808");
    }
}
