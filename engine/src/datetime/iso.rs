//! The ISO 8601 forms of both dialects: text ⇄ [`DateTime`].

use super::civil::{DAY, Date};
use super::cursor::Cursor;
use super::print;
use super::{DateTime, DateTimeError, LARGEST_OFFSET, Zone};
use std::fmt::{self, Write};

impl DateTime {
    /// Reads the identity form: date, `T`, hours and minutes, optional seconds and fraction, `Z` or
    /// `±HH:MM`, optional zone id in brackets.
    ///
    /// Offset and zone are kept. Where they contradict each other the offset gives the instant, as
    /// in java.time.
    ///
    /// ```
    /// use attrmap::datetime::DateTime;
    ///
    /// let read = DateTime::parse_iso("2015-06-17T02:23:00.500+02:00[Europe/Paris]")?;
    /// assert_eq!(read.to_iso(), "2015-06-17T02:23:00.500+02:00[Europe/Paris]");
    /// assert!(DateTime::parse_iso("2015-06-17T02:23:00").is_err()); // no offset
    /// # Ok::<(), attrmap::datetime::DateTimeError>(())
    /// ```
    ///
    /// # Errors
    /// [`DateTimeError::Text`], [`DateTimeError::NoSuchDate`], [`DateTimeError::UnknownZone`].
    pub fn parse_iso(text: &str) -> Result<Self, DateTimeError> {
        Self::read_iso(text).map_err(|error| error.in_characters(text))
    }

    fn read_iso(text: &str) -> Result<Self, DateTimeError> {
        let mut cursor = Cursor::new(text);
        let days = date(&mut cursor, year_identity)?;
        let (hour, minute) = hour_and_minute(&mut cursor)?;
        let mut second = 0;
        let mut nanos = 0;
        if cursor.eat(b':') {
            second = second_of_minute(&mut cursor)?;
            nanos = fraction(&mut cursor)?;
        }
        let offset = offset_identity(&mut cursor)?;
        let mut zone = Zone::Fixed(offset);
        if cursor.eat(b'[') {
            let (id, _) = cursor.rest().split_once(']').ok_or(cursor.missing("`]`"))?;
            zone = Zone::identity(id)?;
            cursor.skip(id.len() + 1);
        }
        done(&cursor)?;
        let local = days * DAY + hour * 3600 + minute * 60 + second;
        Self::new(local - i64::from(offset), nanos, zone)
    }

    /// Reads the classic form: date, `T`, hours, minutes, seconds, optional fraction (cut to
    /// milliseconds), and `Z`, `±HH:MM` or `±HHMM`. The result is in UTC.
    ///
    /// ```
    /// use attrmap::datetime::DateTime;
    ///
    /// let read = DateTime::parse_iso_classic("2015-07-31T13:18:37.9799-0400")?;
    /// assert_eq!(read.to_iso_classic(), "2015-07-31T17:18:37.979Z");
    /// assert!(DateTime::parse_iso_classic("2015-07-31").is_err());
    /// # Ok::<(), attrmap::datetime::DateTimeError>(())
    /// ```
    ///
    /// # Errors
    /// [`DateTimeError::Text`], [`DateTimeError::NoSuchDate`].
    pub fn parse_iso_classic(text: &str) -> Result<Self, DateTimeError> {
        Self::read_iso_classic(text).map_err(|error| error.in_characters(text))
    }

    fn read_iso_classic(text: &str) -> Result<Self, DateTimeError> {
        let mut cursor = Cursor::new(text);
        let days = date(&mut cursor, year_classic)?;
        let (hour, minute) = hour_and_minute(&mut cursor)?;
        cursor.expect(b':', "`:` and seconds")?;
        let second = second_of_minute(&mut cursor)?;
        let nanos = fraction(&mut cursor)?;
        let offset = offset_classic(&mut cursor)?;
        done(&cursor)?;
        let local = days * DAY + hour * 3600 + minute * 60 + second;
        Self::new(local - offset, nanos - nanos % 1_000_000, Zone::UTC)
    }

    /// The identity form as text, for example `2015-07-30T23:58:32Z`; see [`DateTime::write_iso`].
    pub fn to_iso(&self) -> String {
        let mut text = String::with_capacity(32);
        // A String takes every text.
        self.write_iso(&mut text).unwrap_or_default();
        text
    }

    /// Writes the identity form, as java.time prints it: no seconds when they and the fraction are
    /// zero, 3, 6 or 9 digits of fraction, a zone's id in brackets.
    ///
    /// # Errors
    /// Those of `out`.
    pub fn write_iso(&self, out: &mut impl Write) -> fmt::Result {
        let date = Date::from_days(self.days());
        if date.year > 9999 {
            out.write_char('+')?;
        }
        write_date(out, date)?;
        let second = self.second_of_day();
        print::padded(out, second / 3600, 2)?;
        out.write_char(':')?;
        print::padded(out, second / 60 % 60, 2)?;
        if second % 60 != 0 || self.nanos != 0 {
            out.write_char(':')?;
            print::padded(out, second % 60, 2)?;
        }
        if self.nanos != 0 {
            out.write_char('.')?;
            let digits = match self.nanos {
                nanos if nanos % 1_000_000 == 0 => 3,
                nanos if nanos % 1_000 == 0 => 6,
                _ => 9,
            };
            print::fraction(out, i64::from(self.nanos), digits)?;
        }
        print::offset_id(out, self.offset)?;
        match self.region {
            Some(region) => {
                out.write_char('[')?;
                out.write_str(region.id())?;
                out.write_char(']')
            }
            None => Ok(()),
        }
    }

    /// The classic form as text, for example `2015-07-30T23:58:32.000Z`; see
    /// [`DateTime::write_iso_classic`].
    pub fn to_iso_classic(&self) -> String {
        let mut text = String::with_capacity(29);
        // A String takes every text.
        self.write_iso_classic(&mut text).unwrap_or_default();
        text
    }

    /// Writes the classic form: always three digits of fraction, `Z` for a zero offset, else
    /// `+HH:MM`; years above 9999 have more digits and no sign.
    ///
    /// # Errors
    /// Those of `out`.
    pub fn write_iso_classic(&self, out: &mut impl Write) -> fmt::Result {
        write_date(out, Date::from_days(self.days()))?;
        let second = self.second_of_day();
        print::padded(out, second / 3600, 2)?;
        out.write_char(':')?;
        print::padded(out, second / 60 % 60, 2)?;
        out.write_char(':')?;
        print::padded(out, second % 60, 2)?;
        out.write_char('.')?;
        print::fraction(out, i64::from(self.nanos), 3)?;
        print::offset_id(out, self.offset)
    }
}

impl fmt::Display for DateTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write_iso(f)
    }
}

fn write_date(out: &mut impl Write, date: Date) -> fmt::Result {
    print::padded(out, date.year, 4)?;
    out.write_char('-')?;
    print::padded(out, date.month, 2)?;
    out.write_char('-')?;
    print::padded(out, date.day, 2)?;
    out.write_char('T')
}

type Read<T> = Result<T, DateTimeError>;

/// Date and `T`, as days since 1970-01-01.
fn date(cursor: &mut Cursor<'_>, year: fn(&mut Cursor<'_>) -> Read<i64>) -> Read<i64> {
    let year = year(cursor)?;
    cursor.expect(b'-', "`-` and a month")?;
    let month = cursor.digits(2, "a month of two digits")?;
    cursor.expect(b'-', "`-` and a day")?;
    let day = cursor.digits(2, "a day of two digits")?;
    let date = Date::new(year, month, day);
    let date = date.ok_or(DateTimeError::NoSuchDate("there is no such day"))?;
    cursor.expect(b'T', "`T` and a time")?;
    Ok(date.to_days())
}

/// Four digits, or a sign and four to nine; java.time writes a plus sign only where more than four
/// need it.
fn year_identity(cursor: &mut Cursor<'_>) -> Read<i64> {
    let expected = "a year of four digits";
    let start = *cursor;
    let (plus, minus) = (cursor.eat(b'+'), cursor.eat(b'-'));
    let digits = cursor.count_digits(10);
    let allowed = match (plus, minus) {
        (false, false) => 4..=4,
        (true, false) => 5..=9,
        (false, true) => 4..=9,
        (true, true) => return Err(start.missing(expected)),
    };
    if !allowed.contains(&digits) {
        return Err(start.missing(expected));
    }
    let year = cursor.take_number(digits).ok_or(start.missing(expected))?;
    Ok(if minus { -year } else { year })
}

/// Four to nine digits, with a minus sign before the year 0.
fn year_classic(cursor: &mut Cursor<'_>) -> Read<i64> {
    let expected = "a year of four digits";
    let start = *cursor;
    let minus = cursor.eat(b'-');
    let digits = cursor.count_digits(10);
    if !(4..=9).contains(&digits) {
        return Err(start.missing(expected));
    }
    let year = cursor.take_number(digits).ok_or(start.missing(expected))?;
    Ok(if minus { -year } else { year })
}

fn hour_and_minute(cursor: &mut Cursor<'_>) -> Read<(i64, i64)> {
    let hour = bounded(cursor, 23, "an hour of two digits")?;
    cursor.expect(b':', "`:` and minutes")?;
    Ok((hour, bounded(cursor, 59, "minutes of two digits")?))
}

fn second_of_minute(cursor: &mut Cursor<'_>) -> Read<i64> {
    bounded(cursor, 59, "seconds of two digits")
}

fn bounded(cursor: &mut Cursor<'_>, highest: i64, expected: &'static str) -> Read<i64> {
    let start = *cursor;
    let number = cursor.digits(2, expected)?;
    if number <= highest { Ok(number) } else { Err(start.missing(expected)) }
}

/// Nothing, or a point and one to nine digits, as nanoseconds.
fn fraction(cursor: &mut Cursor<'_>) -> Read<u32> {
    if !cursor.eat(b'.') {
        return Ok(0);
    }
    let missing = cursor.missing("one to nine digits of fraction");
    let digits = cursor.count_digits(10);
    if !(1..=9).contains(&digits) {
        return Err(missing);
    }
    let mut nanos = cursor.take_number(digits).ok_or(missing)?;
    for _ in digits..9 {
        nanos *= 10;
    }
    Ok(u32::try_from(nanos).unwrap_or(0))
}

/// `Z`, `±HH:MM` or `±HH:MM:SS`, at most 18 hours.
fn offset_identity(cursor: &mut Cursor<'_>) -> Read<i32> {
    let start = *cursor;
    let missing = || start.missing("`Z` or an offset such as `+02:00`");
    if cursor.eat(b'Z') {
        return Ok(0);
    }
    let minus = sign(cursor).ok_or(missing())?;
    let (hours, minutes) = hour_and_minute(cursor)?;
    let seconds = if cursor.eat(b':') { second_of_minute(cursor)? } else { 0 };
    let total = hours * 3600 + minutes * 60 + seconds;
    if total > i64::from(LARGEST_OFFSET) {
        return Err(missing());
    }
    i32::try_from(if minus { -total } else { total }).map_err(|_| missing())
}

/// `Z`, `±HH:MM` or `±HHMM`.
fn offset_classic(cursor: &mut Cursor<'_>) -> Read<i64> {
    if cursor.eat(b'Z') {
        return Ok(0);
    }
    let missing = cursor.missing("`Z` or an offset such as `+02:00`");
    let minus = sign(cursor).ok_or(missing)?;
    let hours = bounded(cursor, 23, "hours of two digits")?;
    cursor.eat(b':');
    let minutes = bounded(cursor, 59, "minutes of two digits")?;
    let total = hours * 3600 + minutes * 60;
    Ok(if minus { -total } else { total })
}

/// Whether a sign that stands there is a minus.
fn sign(cursor: &mut Cursor<'_>) -> Option<bool> {
    if cursor.eat(b'-') { Some(true) } else { cursor.eat(b'+').then_some(false) }
}

fn done(cursor: &Cursor<'_>) -> Read<()> {
    if cursor.is_done() { Ok(()) } else { Err(cursor.missing("the end of the text")) }
}
