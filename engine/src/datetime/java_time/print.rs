//! Elements and a date → text.

use super::super::civil::Date;
use super::super::names;
use super::super::print;
use super::super::week::US_WEEKS;
use super::super::zone::Zone;
use super::{DateTime, Element, Field, NameStyle, Number, Sign, offset};
use crate::datetime::civil::weekday;
use std::fmt::{self, Write};

pub(super) fn print(elements: &[Element], date: &DateTime, out: &mut impl Write) -> fmt::Result {
    elements.iter().try_for_each(|element| match element {
        Element::Literal(text) => out.write_str(text),
        Element::Number(form) => number(*form, field(form.field, date), out),
        Element::Text(text, style) => {
            let (all, first) = text.names();
            let name = names::of(all, first, field(text.field(), date));
            name.map_or(Ok(()), |name| out.write_str(style.of(name)))
        }
        Element::Fraction(digits) => {
            print::fraction(out, i64::from(date.nanos), u32::try_from(*digits).unwrap_or(9))
        }
        Element::Offset(form) => form.write(date.offset, out),
        Element::LocalizedOffset(style) => offset::write_localized(*style, date.offset, out),
        Element::ZoneId => zone_id(date, out),
        Element::ZoneName(style) => zone_name(date, *style, out),
        // A date has every field, so nothing in a section is ever left out.
        Element::Optional(section) => print(section, date, out),
    })
}

fn number(form: Number, value: i64, out: &mut impl Write) -> fmt::Result {
    if form.reduced {
        return print::padded(out, value.abs() % 100, 2);
    }
    let exceeds = u32::try_from(form.minimum)
        .ok()
        .and_then(|digits| 10_i64.checked_pow(digits))
        .is_some_and(|point| value >= point);
    if form.sign == Sign::Excess && exceeds {
        out.write_char('+')?;
    }
    print::padded(out, value, form.minimum)
}

fn zone_id(date: &DateTime, out: &mut impl Write) -> fmt::Result {
    match date.zone() {
        Zone::Region(region) => out.write_str(region.id()),
        Zone::Fixed(seconds) => print::offset_id(out, seconds),
    }
}

fn zone_name(date: &DateTime, style: NameStyle, out: &mut impl Write) -> fmt::Result {
    match date.zone() {
        Zone::Region(region) => out.write_str(region.name(style, date.is_daylight())),
        Zone::Fixed(seconds) => print::offset_id(out, seconds),
    }
}

/// What a field says of a date.
pub(super) fn field(field: Field, date: &DateTime) -> i64 {
    let days = date.days();
    let second = date.second_of_day();
    let hour = second / 3600;
    let nanos = i64::from(date.nanos);
    match field {
        Field::Hour => hour,
        Field::ClockHour => clock(hour, 24),
        Field::HourOfHalfDay => hour % 12,
        Field::ClockHourOfHalfDay => clock(hour % 12, 12),
        Field::HalfDay => hour / 12,
        Field::Minute => second / 60 % 60,
        Field::Second => second % 60,
        Field::Nano => nanos,
        Field::MilliOfDay => second * 1_000 + nanos / 1_000_000,
        Field::NanoOfDay => second * 1_000_000_000 + nanos,
        Field::Offset => i64::from(date.offset),
        Field::Era
        | Field::Year
        | Field::YearOfEra
        | Field::Month
        | Field::Quarter
        | Field::DayOfMonth
        | Field::DayOfYear
        | Field::Weekday
        | Field::LocalWeekday
        | Field::WeekYear
        | Field::Week => day_field(field, days).unwrap_or(0),
    }
}

/// What a field says of a day; `None` for a field of the time.
pub(super) fn day_field(field: Field, days: i64) -> Option<i64> {
    let date = Date::from_days(days);
    Some(match field {
        Field::Era => i64::from(date.year > 0),
        Field::YearOfEra if date.year <= 0 => 1 - date.year,
        Field::Year | Field::YearOfEra => date.year,
        Field::Month => date.month,
        Field::Quarter => (date.month - 1) / 3 + 1,
        Field::DayOfMonth => date.day,
        Field::DayOfYear => date.day_of_year(),
        Field::Weekday => weekday(days),
        Field::LocalWeekday => US_WEEKS.day_of_week(days),
        Field::WeekYear => US_WEEKS.year_and_week(days).0,
        Field::Week => US_WEEKS.year_and_week(days).1,
        Field::HalfDay
        | Field::HourOfHalfDay
        | Field::ClockHourOfHalfDay
        | Field::Hour
        | Field::ClockHour
        | Field::Minute
        | Field::Second
        | Field::Nano
        | Field::MilliOfDay
        | Field::NanoOfDay
        | Field::Offset => return None,
    })
}

/// An hour on a clock that shows its last where others show 0.
fn clock(hour: i64, last: i64) -> i64 {
    if hour == 0 { last } else { hour }
}
