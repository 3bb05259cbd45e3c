//! The ways in which the letters `X`, `x`, `Z` and `O` write an offset from UTC.

use super::super::cursor::Cursor;
use super::super::print::{self, OffsetStyle, Part};
use super::DateTimeError;
use super::NameStyle;
use std::fmt::{self, Write};

/// How one of `X`, `x` and `Z` writes an offset.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct OffsetForm(OffsetStyle);

impl OffsetForm {
    /// The form of a run of letters; `None` for too many.
    pub(super) fn of(letter: char, count: usize) -> Option<Self> {
        let count = match (letter, count) {
            ('Z', 1..=3) => 2,
            ('Z', 4) => return None,
            (_, other) => other,
        };
        let (colon, minutes, seconds) = match count {
            1 => (false, Part::Needed, Part::Never),
            2 => (false, Part::Always, Part::Never),
            3 => (true, Part::Always, Part::Never),
            4 => (false, Part::Always, Part::Needed),
            5 => (true, Part::Always, Part::Needed),
            _ => return None,
        };
        let zero = match (letter, count) {
            ('X', _) | ('Z', 5) => "Z",
            (_, 1) => "+00",
            (_, 2 | 4) => "+0000",
            _ => "+00:00",
        };
        Some(Self(OffsetStyle { zero, colon, minutes, seconds }))
    }

    /// Where every part that is written is zero, so is the offset: java.time then writes the text
    /// for zero.
    pub(super) fn write(self, seconds: i32, out: &mut impl Write) -> fmt::Result {
        let shows_seconds = self.0.seconds != Part::Never;
        let shown = if shows_seconds { seconds } else { seconds / 60 * 60 };
        print::offset(out, shown, self.0)
    }

    /// Reads an offset, in seconds.
    pub(super) fn read(self, cursor: &mut Cursor<'_>) -> Result<i64, DateTimeError> {
        let missing = cursor.missing("an offset such as `-04:00`");
        if cursor.rest().starts_with(self.0.zero) {
            cursor.skip(self.0.zero.len());
            return Ok(0);
        }
        let minus = cursor.eat(b'-');
        if !minus && !cursor.eat(b'+') {
            return Err(missing);
        }
        let hours = two_digits(cursor, false).ok_or(missing.clone())?;
        let minutes = part(cursor, self.0.colon, self.0.minutes).ok_or(missing.clone())?;
        let seconds = part(cursor, self.0.colon, self.0.seconds).ok_or(missing)?;
        if hours > 23 {
            return Err(DateTimeError::OutOfRange);
        }
        let total = hours * 3600 + minutes * 60 + seconds;
        Ok(if minus { -total } else { total })
    }
}

/// Reads a part of an offset, 0 where it may be left out and is.
fn part(cursor: &mut Cursor<'_>, colon: bool, part: Part) -> Option<i64> {
    match part {
        Part::Never => Some(0),
        Part::Needed => Some(two_digits(cursor, colon).unwrap_or(0)),
        Part::Always => two_digits(cursor, colon),
    }
}

/// Two digits up to 59, behind a colon or not; moves only where they are there.
fn two_digits(cursor: &mut Cursor<'_>, colon: bool) -> Option<i64> {
    let mut ahead = *cursor;
    if colon && !ahead.eat(b':') {
        return None;
    }
    let number = ahead.digits(2, "two digits").ok().filter(|number| *number <= 59)?;
    *cursor = ahead;
    Some(number)
}

/// `GMT`, and unless it is zero the offset: `-4` or `-04:00`.
pub(super) fn write_localized(style: NameStyle, seconds: i32, out: &mut impl Write) -> fmt::Result {
    out.write_str("GMT")?;
    if seconds == 0 {
        return Ok(());
    }
    if style == NameStyle::Long {
        let style =
            OffsetStyle { zero: "", colon: true, minutes: Part::Always, seconds: Part::Needed };
        return print::offset(out, seconds, style);
    }
    let total = i64::from(seconds).abs();
    out.write_char(if seconds < 0 { '-' } else { '+' })?;
    print::padded(out, total / 3600, 1)?;
    let (minutes, seconds) = (total / 60 % 60, total % 60);
    if minutes != 0 || seconds != 0 {
        out.write_char(':')?;
        print::padded(out, minutes, 2)?;
    }
    if seconds != 0 {
        out.write_char(':')?;
        print::padded(out, seconds, 2)?;
    }
    Ok(())
}

/// Reads what [`write_localized`] writes.
pub(super) fn read_localized(
    cursor: &mut Cursor<'_>,
    style: NameStyle,
) -> Result<i64, DateTimeError> {
    let missing = cursor.missing("an offset such as `GMT-4`");
    if !cursor.rest().starts_with("GMT") {
        return Err(missing);
    }
    cursor.skip(3);
    let minus = cursor.eat(b'-');
    if !minus && !cursor.eat(b'+') {
        return Ok(0);
    }
    let digits = match style {
        NameStyle::Long => 2,
        NameStyle::Short => cursor.count_digits(2),
    };
    if digits == 0 {
        return Err(missing);
    }
    let hours = cursor.digits(digits, "hours")?;
    let minutes = any_two_digits(cursor);
    if style == NameStyle::Long && minutes.is_none() {
        return Err(missing);
    }
    let seconds = minutes.and_then(|_| any_two_digits(cursor)).unwrap_or(0);
    let total = hours * 3600 + minutes.unwrap_or(0) * 60 + seconds;
    Ok(if minus { -total } else { total })
}

/// A colon and two digits; moves only where they are there.
fn any_two_digits(cursor: &mut Cursor<'_>) -> Option<i64> {
    let mut ahead = *cursor;
    let number = ahead.eat(b':').then(|| ahead.digits(2, "two digits")).and_then(Result::ok)?;
    *cursor = ahead;
    Some(number)
}
