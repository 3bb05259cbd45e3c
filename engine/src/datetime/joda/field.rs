//! The fields of Joda-Time's ISO calendar: read one from a local time, set one in it, cut a local
//! time down to one.
//!
//! Local times are milliseconds since 1970-01-01T00:00:00 on the wall. Before Christ begins at the
//! first of their 64 bits, from where less leads to the last: sums wrap here because they do in
//! Joda-Time.

use super::super::civil::{
    DAY, Date, days_in_month, days_in_year, first_of_year, is_leap, weekday,
};
use super::super::week::ISO_WEEKS;

const MILLIS: i64 = 1_000;
const DAY_MILLIS: i64 = DAY * MILLIS;
const HOUR: i64 = 3_600 * MILLIS;
const MINUTE: i64 = 60 * MILLIS;
/// The years whose every local time fits 64 bits of milliseconds, as Joda-Time bounds them.
const FIRST_YEAR: i64 = -292_275_054;
const LAST_YEAR: i64 = 292_278_993;

/// What a pattern letter stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Field {
    /// 0 before Christ, 1 after.
    Era,
    /// Of the year without its sign; it counts from 0.
    Century,
    /// From 1 in both eras.
    YearOfEra,
    Year,
    WeekYear,
    Month,
    Week,
    DayOfYear,
    DayOfMonth,
    /// Monday 1.
    Weekday,
    /// AM 0, PM 1.
    HalfDay,
    /// 0 to 11.
    HourOfHalfDay,
    /// 1 to 12.
    ClockHourOfHalfDay,
    /// 0 to 23.
    Hour,
    /// 1 to 24.
    ClockHour,
    Minute,
    Second,
    /// Milliseconds of the second.
    Fraction,
}

impl Field {
    /// Fields are set in this order: those that count something within a longer time first, and of
    /// those the longer ones.
    pub(super) fn order(self) -> (u8, u8) {
        match self {
            Self::Era => (0, 0),
            Self::Century => (0, 1),
            Self::YearOfEra | Self::Year | Self::WeekYear => (0, 2),
            Self::Month => (2, 3),
            Self::Week => (2, 4),
            Self::DayOfYear => (2, 5),
            Self::DayOfMonth => (3, 5),
            Self::Weekday => (4, 5),
            Self::HalfDay => (5, 6),
            Self::Hour | Self::ClockHour => (5, 7),
            Self::HourOfHalfDay | Self::ClockHourOfHalfDay => (6, 7),
            Self::Minute => (7, 8),
            Self::Second => (8, 9),
            Self::Fraction => (9, 10),
        }
    }

    /// Whether it counts months, weeks or days, which need a year.
    pub(super) fn needs_year(self) -> bool {
        (3..=5).contains(&self.order().1)
    }

    pub(super) fn get(self, local: i64) -> i64 {
        let days = local.div_euclid(DAY_MILLIS);
        let of_day = local.rem_euclid(DAY_MILLIS);
        let date = || Date::from_days(days);
        match self {
            Self::Era => i64::from(date().year > 0),
            Self::Century => date().year.abs() / 100,
            Self::YearOfEra if date().year <= 0 => 1 - date().year,
            Self::YearOfEra | Self::Year => date().year,
            Self::WeekYear => ISO_WEEKS.year_and_week(days).0,
            Self::Month => date().month,
            Self::Week => ISO_WEEKS.year_and_week(days).1,
            Self::DayOfYear => date().day_of_year(),
            Self::DayOfMonth => date().day,
            Self::Weekday => weekday(days),
            Self::HalfDay => of_day / (12 * HOUR),
            Self::HourOfHalfDay => of_day / HOUR % 12,
            Self::ClockHourOfHalfDay => clock(of_day / HOUR % 12, 12),
            Self::Hour => of_day / HOUR,
            Self::ClockHour => clock(of_day / HOUR, 24),
            Self::Minute => of_day / MINUTE % 60,
            Self::Second => of_day / MILLIS % 60,
            Self::Fraction => of_day % MILLIS,
        }
    }

    /// The local time with this field set and every other kept where it can be; `None` where the
    /// field has no such value.
    pub(super) fn set(self, local: i64, value: i64) -> Option<i64> {
        let days = local.div_euclid(DAY_MILLIS);
        let date = || Date::from_days(days);
        let (lowest, highest) = self.bounds(days);
        if !(lowest..=highest).contains(&value) {
            return None;
        }
        let on = |days: i64| Some(midnight(days).wrapping_add(local.rem_euclid(DAY_MILLIS)));
        let year = |year: i64| on(same_day(date(), year));
        let delta = |unit: i64| Some(local.wrapping_add((value - self.get(local)) * unit));
        match self {
            Self::Era if value == self.get(local) => Some(local),
            Self::Era => year(-date().year),
            Self::Century => {
                let before = date().year;
                let in_era = value * 100 + before.abs() % 100;
                year(if before < 0 { -in_era } else { in_era })
            }
            Self::YearOfEra if date().year <= 0 => year(1 - value),
            Self::YearOfEra | Self::Year => year(value),
            Self::WeekYear => {
                let week = ISO_WEEKS.year_and_week(days).1.min(ISO_WEEKS.in_year(value));
                on(ISO_WEEKS.first_of_year(value) + (week - 1) * 7 + weekday(days) - 1)
            }
            Self::Month => {
                let Date { year, day, .. } = date();
                let day = day.min(days_in_month(year, value));
                on(Date { year, month: value, day }.to_days())
            }
            Self::Week => delta(7 * DAY_MILLIS),
            Self::DayOfYear | Self::DayOfMonth | Self::Weekday => delta(DAY_MILLIS),
            Self::HalfDay => delta(12 * HOUR),
            Self::Hour | Self::HourOfHalfDay => delta(HOUR),
            Self::ClockHour => Self::Hour.set(local, value % 24),
            Self::ClockHourOfHalfDay => Self::HourOfHalfDay.set(local, value % 12),
            Self::Minute => delta(MINUTE),
            Self::Second => delta(MILLIS),
            Self::Fraction => delta(1),
        }
    }

    /// The first local time with the same value of this field and of all longer ones.
    pub(super) fn floor(self, local: i64) -> i64 {
        let days = local.div_euclid(DAY_MILLIS);
        let date = || Date::from_days(days);
        let whole = |unit: i64| local.wrapping_sub(local.rem_euclid(unit));
        match self {
            Self::Era if date().year > 0 => midnight(first_of_year(1)),
            Self::Era => i64::MIN,
            Self::Century => midnight(first_of_year(date().year / 100 * 100)),
            Self::YearOfEra | Self::Year => midnight(first_of_year(date().year)),
            Self::WeekYear => midnight(ISO_WEEKS.first_of_year(ISO_WEEKS.year_and_week(days).0)),
            Self::Month => midnight(Date { day: 1, ..date() }.to_days()),
            Self::Week => midnight(days - (weekday(days) - 1)),
            Self::DayOfYear | Self::DayOfMonth | Self::Weekday => midnight(days),
            Self::HalfDay => whole(12 * HOUR),
            Self::Hour | Self::ClockHour | Self::HourOfHalfDay | Self::ClockHourOfHalfDay => {
                whole(HOUR)
            }
            Self::Minute => whole(MINUTE),
            Self::Second => whole(MILLIS),
            Self::Fraction => local,
        }
    }

    /// The lowest and highest value on a day.
    fn bounds(self, days: i64) -> (i64, i64) {
        let date = || Date::from_days(days);
        match self {
            Self::Era | Self::HalfDay => (0, 1),
            Self::Century => (0, LAST_YEAR / 100),
            Self::YearOfEra => (1, LAST_YEAR),
            Self::Year | Self::WeekYear => (FIRST_YEAR, LAST_YEAR),
            Self::Month | Self::ClockHourOfHalfDay => (1, 12),
            Self::Week => (1, ISO_WEEKS.in_year(ISO_WEEKS.year_and_week(days).0)),
            Self::DayOfYear => (1, days_in_year(date().year)),
            Self::DayOfMonth => {
                let Date { year, month, .. } = date();
                (1, days_in_month(year, month))
            }
            Self::Weekday => (1, 7),
            Self::HourOfHalfDay => (0, 11),
            Self::Hour => (0, 23),
            Self::ClockHour => (1, 24),
            Self::Minute | Self::Second => (0, 59),
            Self::Fraction => (0, 999),
        }
    }
}

fn midnight(days: i64) -> i64 {
    days.wrapping_mul(DAY_MILLIS)
}

/// An hour on a clock that shows its last where others show 0.
fn clock(hour: i64, last: i64) -> i64 {
    if hour == 0 { last } else { hour }
}

/// The same day in another year, counted from its end after February.
fn same_day(date: Date, year: i64) -> i64 {
    let day = if date.month == 2 && date.day == 29 && !is_leap(year) { 28 } else { date.day };
    Date { year, month: date.month, day }.to_days()
}
