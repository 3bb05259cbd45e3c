//! Elements and a text → date: every element notes what it reads, then the fields are set from the
//! longest to the shortest.

use super::super::civil::Date;
use super::super::cursor::Cursor;
use super::super::zone::{Local, Region, Zone};
use super::{DateTime, DateTimeError, Element, Field, TextField};
use crate::text::{lower_of, upper_of};

type Read<T> = Result<T, DateTimeError>;

/// What has been read so far.
#[derive(Debug, Default)]
struct Found {
    fields: Vec<(Field, i64)>,
    /// Milliseconds east of UTC; wins over the zone.
    offset: Option<i64>,
    zone: Option<Zone>,
}

pub(super) fn read(elements: &[Element], text: &str, now: &DateTime) -> Read<DateTime> {
    let mut cursor = Cursor::new(text);
    let mut found = Found { fields: Vec::with_capacity(elements.len() + 1), ..Found::default() };
    let year = Date::from_days(now.days()).year;
    for element in elements {
        step(element, &mut cursor, &mut found, year)?;
    }
    if !cursor.is_done() {
        return Err(cursor.missing("the end of the text"));
    }
    found.resolve()
}

fn step(element: &Element, cursor: &mut Cursor<'_>, found: &mut Found, now: i64) -> Read<()> {
    match element {
        Element::Literal(literal) => read_literal(cursor, literal)?,
        Element::Number { field, maximum, signed, .. } => {
            let number = read_number(cursor, *maximum, *signed)?;
            found.fields.push((*field, number));
        }
        Element::TwoDigitYear { field, lenient } => {
            found.fields.push((*field, read_two_digit_year(cursor, *lenient, now)?));
        }
        Element::Text(text, _) => found.fields.push((text.field(), read_name(cursor, *text)?)),
        Element::Fraction(digits) => {
            found.fields.push((Field::Fraction, read_fraction(cursor, *digits)?));
        }
        Element::Offset { .. } => found.offset = Some(read_offset(cursor)?),
        Element::ZoneId => {
            let region = Region::prefix_of(cursor.rest());
            let id = region.ok_or(cursor.missing("a time zone id"))?.id();
            found.zone = Some(Zone::classic(id)?);
            cursor.skip(id.len());
        }
        Element::ZoneName(_) => {
            let rest = cursor.rest();
            let zones = ZONE_NAMES.iter().filter(|(name, _)| rest.starts_with(name));
            let zone = zones.max_by_key(|(name, _)| name.len());
            let (name, id) = zone.ok_or(cursor.missing("a time zone such as `EST`"))?;
            found.zone = Some(Zone::classic(id)?);
            cursor.skip(name.len());
        }
    }
    Ok(())
}

/// The zone names that Joda-Time reads, for `zzzz` too; all others it only prints.
static ZONE_NAMES: [(&str, &str); 11] = [
    ("UT", "UTC"),
    ("UTC", "UTC"),
    ("GMT", "UTC"),
    ("EST", "America/New_York"),
    ("EDT", "America/New_York"),
    ("CST", "America/Chicago"),
    ("CDT", "America/Chicago"),
    ("MST", "America/Denver"),
    ("MDT", "America/Denver"),
    ("PST", "America/Los_Angeles"),
    ("PDT", "America/Los_Angeles"),
];

/// Letter case does not count.
fn read_literal(cursor: &mut Cursor<'_>, literal: &str) -> Read<()> {
    let mut rest = cursor.rest().chars();
    let mut length = 0;
    for expected in literal.chars() {
        let next = rest.next().filter(|next| is_same(*next, expected));
        length += next.ok_or(cursor.missing("the literal text of the pattern"))?.len_utf8();
    }
    cursor.skip(length);
    Ok(())
}

fn is_same(a: char, b: char) -> bool {
    a == b || upper_of(a) == upper_of(b) || lower_of(a) == lower_of(b)
}

/// One digit or more up to a limit, which a sign does not count against.
fn read_number(cursor: &mut Cursor<'_>, maximum: usize, signed: bool) -> Read<i64> {
    let start = *cursor;
    let minus = signed && cursor.eat(b'-');
    if signed && !minus {
        cursor.eat(b'+');
    }
    let digits = cursor.count_digits(maximum);
    if digits == 0 {
        return Err(start.missing("a number"));
    }
    take_i32(cursor, digits, minus)
}

/// A number that Java holds in 32 bits, however many zeros it begins with.
fn take_i32(cursor: &mut Cursor<'_>, digits: usize, minus: bool) -> Read<i64> {
    let text = cursor.rest().get(..digits).unwrap_or_default();
    let number = text.bytes().fold(0_i64, |number, digit| {
        number.saturating_mul(10).saturating_add(i64::from(digit.saturating_sub(b'0')))
    });
    cursor.skip(digits);
    let number = if minus { -number } else { number };
    i32::try_from(number).map(i64::from).map_err(|_| DateTimeError::OutOfRange)
}

/// Two digits are a year near now; with a sign or another count of digits, where that is allowed,
/// the year they say.
fn read_two_digit_year(cursor: &mut Cursor<'_>, lenient: bool, now: i64) -> Read<i64> {
    let mut digits = cursor.count_digits(2);
    if lenient {
        let start = *cursor;
        let minus = cursor.eat(b'-');
        let signed = minus || cursor.eat(b'+');
        digits = cursor.count_digits(usize::MAX);
        if digits == 0 {
            return Err(start.missing("a year"));
        }
        if signed || digits != 2 {
            return take_i32(cursor, digits, minus);
        }
    }
    if digits != 2 {
        return Err(cursor.missing("a year of two digits"));
    }
    let year = take_i32(cursor, 2, false)?;
    let lowest = now - 80;
    Ok(lowest + (year - lowest).rem_euclid(100))
}

/// Long or short, in any letter case.
fn read_name(cursor: &mut Cursor<'_>, text: TextField) -> Read<i64> {
    let rest = cursor.rest().as_bytes();
    let starts_with = |name: &&str| {
        rest.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name.as_bytes()))
    };
    let (names, first) = text.names();
    let short = names.iter().map(|name| name.short).zip(first..);
    let other: Vec<(&str, i64)> = match text {
        TextField::Era => vec![("BCE", 0), ("CE", 1)],
        TextField::Month | TextField::Weekday | TextField::HalfDay => {
            names.iter().map(|name| name.long).zip(first..).collect()
        }
    };
    let found = short.chain(other).filter(|(name, _)| starts_with(name));
    let found = found.max_by_key(|(name, _)| name.len());
    let (name, number) = found.ok_or(cursor.missing(match text {
        TextField::Era => "`AD` or `BC`",
        TextField::Month => "the name of a month",
        TextField::Weekday => "the name of a day",
        TextField::HalfDay => "`AM` or `PM`",
    }))?;
    cursor.skip(name.len());
    Ok(number)
}

/// Digits of a second as milliseconds, the rest cut.
fn read_fraction(cursor: &mut Cursor<'_>, maximum: usize) -> Read<i64> {
    let digits = cursor.count_digits(maximum.min(18));
    let number = (digits > 0).then(|| cursor.take_number(digits)).flatten();
    let number = number.ok_or(cursor.missing("digits of a second"))?;
    let digits = u32::try_from(digits).unwrap_or(18);
    Ok(if digits < 3 { number * 10_i64.pow(3 - digits) } else { number / 10_i64.pow(digits - 3) })
}

/// `Z`, or a sign and `hh`, `hhmm`, `hhmmss`, `hhmmssSSS`, or the same with separators; in
/// milliseconds.
fn read_offset(cursor: &mut Cursor<'_>) -> Read<i64> {
    let missing = cursor.missing("`Z` or an offset such as `-0400`");
    if cursor.eat(b'Z') || cursor.eat(b'z') {
        return Ok(0);
    }
    let minus = cursor.eat(b'-');
    if !minus && !cursor.eat(b'+') {
        return Err(missing);
    }
    let total = unsigned_offset(cursor).ok_or(missing)?;
    Ok(if minus { -total } else { total })
}

fn unsigned_offset(cursor: &mut Cursor<'_>) -> Option<i64> {
    let mut total = two_digits(cursor, 23)? * 3_600_000;
    let colon = cursor.eat(b':');
    for unit in [60_000, 1_000] {
        let is_next = match (colon, unit) {
            (true, 1_000) => cursor.eat(b':'),
            (true, _) => true,
            (false, _) => cursor.count_digits(1) == 1,
        };
        if !is_next {
            return Some(total);
        }
        total += two_digits(cursor, 59)? * unit;
    }
    let is_next = if colon { cursor.eat(b'.') || cursor.eat(b',') } else { true };
    let digits = cursor.count_digits(3);
    if !is_next || (digits == 0 && !colon) {
        return Some(total);
    }
    (digits > 0)
        .then(|| read_fraction(cursor, 3))
        .map(|part| part.map_or(total, |part| total + part))
}

fn two_digits(cursor: &mut Cursor<'_>, highest: i64) -> Option<i64> {
    cursor.digits(2, "two digits").ok().filter(|number| *number <= highest)
}

impl Found {
    fn resolve(mut self) -> Read<DateTime> {
        self.fields.sort_by_key(|(field, _)| field.order());
        if self.fields.first().is_some_and(|(field, _)| field.needs_year()) {
            self.fields.insert(0, (Field::Year, 2000));
        }
        let local = self.local().ok_or(DateTimeError::NoSuchDate("there is no such date"))?;
        let offset = match (self.offset, self.zone) {
            (Some(offset), _) => offset,
            (None, Some(zone)) => offset_of(local, zone)?,
            (None, None) => 0,
        };
        // What wraps in Joda-Time wraps here, see `field`.
        Ok(DateTime::from_unix_milliseconds(local.wrapping_sub(offset)))
    }

    /// First every field is set with all shorter ones cleared, then all again, so that those read
    /// twice must agree.
    fn local(&self) -> Option<i64> {
        let mut local = 0;
        for (field, value) in &self.fields {
            local = field.floor(field.set(local, *value)?);
        }
        let last = self.fields.len().saturating_sub(1);
        for (place, (field, value)) in self.fields.iter().enumerate() {
            local = field.set(local, *value)?;
            if place == last {
                local = field.floor(local);
            }
        }
        Some(local)
    }
}

/// Milliseconds east of UTC at a local time.
fn offset_of(local: i64, zone: Zone) -> Read<i64> {
    match zone.at_local(local.div_euclid(1_000)) {
        Local::Once(kind) | Local::Twice { before: kind, .. } => Ok(i64::from(kind.offset) * 1_000),
        Local::Skipped { .. } => {
            Err(DateTimeError::NoSuchDate("clocks in that zone skip this local time"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::JodaPattern;
    use super::*;

    fn read(pattern: &str, text: &str) -> String {
        let now = DateTime::parse_iso("2015-07-31T17:18:37.979Z").unwrap();
        let date = JodaPattern::new(pattern).unwrap().parse(text, &now);
        date.map_or_else(|error| format!("{error:?}"), |date| date.to_iso_classic())
    }

    #[test]
    fn zones_are_read_by_id_and_by_american_names() {
        let pattern = "yyyy-MM-dd HH:mm ZZZ";
        assert_eq!(read(pattern, "2015-07-31 13:36 America/New_York"), "2015-07-31T17:36:00.000Z");
        assert_eq!(read(pattern, "2015-11-01 01:30 America/New_York"), "2015-11-01T05:30:00.000Z");
        assert_eq!(read(pattern, "2015-10-25 02:30 Europe/Paris"), "2015-10-25T00:30:00.000Z");
        assert!(read(pattern, "2015-03-08 02:30 America/New_York").contains("skip"));
        assert_eq!(read("yyyy-MM-dd HH:mm z", "2015-11-01 01:30 EST"), "2015-11-01T05:30:00.000Z");
        assert_eq!(read("zzzz", "EST"), "1970-01-01T05:00:00.000Z");
        assert!(read("zzzz", "Eastern Standard Time").starts_with("Text"));
    }

    #[test]
    fn two_digits_mean_a_year_from_80_before_now_to_19_after() {
        assert_eq!(read("yy", "34"), "2034-01-01T00:00:00.000Z");
        assert_eq!(read("yy", "35"), "1935-01-01T00:00:00.000Z");
        assert_eq!(read("yy", "5"), "0005-01-01T00:00:00.000Z");
        assert_eq!(read("yy", "+15"), "0015-01-01T00:00:00.000Z");
        assert_eq!(read("yyMM", "1507"), "2015-07-01T00:00:00.000Z");
        assert!(read("yyMM", "5").starts_with("Text"));
    }

    #[test]
    fn what_is_missing_has_a_default() {
        assert_eq!(read("HH:mm", "13:36"), "1970-01-01T13:36:00.000Z");
        assert_eq!(read("MM/dd", "02/29"), "2000-02-29T00:00:00.000Z");
        assert_eq!(read("hh a", "12 am"), "1970-01-01T00:00:00.000Z");
        assert_eq!(read("kk", "24"), "1970-01-01T00:00:00.000Z");
        assert!(read("HH", "24").starts_with("NoSuchDate"));
        assert!(read("yyyy-MM-dd", "2015-02-29").starts_with("NoSuchDate"));
    }

    #[test]
    fn names_and_literal_text_may_have_any_letter_case() {
        assert_eq!(read("dd MMM yyyy", "31 jUL 2015"), "2015-07-31T00:00:00.000Z");
        assert_eq!(read("dd MMM yyyy", "31 JULY 2015"), "2015-07-31T00:00:00.000Z");
        assert_eq!(read("yyyy-MM-dd'T'HH", "2015-07-31t13"), "2015-07-31T13:00:00.000Z");
        assert_eq!(read("yyyy 'Straße'", "2015 STRAßE"), "2015-01-01T00:00:00.000Z");
        assert!(read("yyyy", "\u{662}\u{660}").starts_with("Text"));
        assert!(read("yyyy", "99999999999").starts_with("Text"));
        assert!(read("yyyyyyyyyyy", "99999999999").starts_with("OutOfRange"));
    }
}
