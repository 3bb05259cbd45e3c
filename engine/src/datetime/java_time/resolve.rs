//! Fields that were read → a date, in java.time's smart way: lenient with day 31 and hour 24,
//! strict with contradictions.

use super::super::civil::{DAY, Date, days_in_month, days_in_year, first_of_year};
use super::super::week::US_WEEKS;
use super::super::zone::Zone;
use super::print::day_field;
use super::{DateTime, DateTimeError, Field};
use crate::datetime::LARGEST_OFFSET;

type Resolve<T> = Result<T, DateTimeError>;

const YEARS: i64 = 999_999_999;
const NANOS: i64 = 1_000_000_000;

/// What has been read so far.
#[derive(Clone, Debug, Default)]
pub(super) struct Found {
    fields: Vec<(Field, i64)>,
    zone: Option<Zone>,
}

/// A time of day, and whether it belongs to the next day: 24:00.
#[derive(Clone, Copy, Debug, Default)]
struct Time {
    second: i64,
    nanos: i64,
    next_day: bool,
}

fn conflict() -> DateTimeError {
    DateTimeError::NoSuchDate("two parts of the text contradict each other")
}

/// The zone of an offset in seconds.
pub(super) fn fixed(seconds: i64) -> Resolve<Zone> {
    let largest = i64::from(LARGEST_OFFSET);
    let within = (-largest..=largest).contains(&seconds).then(|| i32::try_from(seconds).ok());
    within.flatten().map(Zone::Fixed).ok_or(DateTimeError::OutOfRange)
}

impl Found {
    /// Notes a value; false where another one was read before.
    pub(super) fn set(&mut self, field: Field, value: i64) -> bool {
        if let Some(before) = self.get(field) {
            return before == value;
        }
        self.fields.push((field, value));
        true
    }

    pub(super) fn set_zone(&mut self, zone: Zone) -> Resolve<()> {
        match self.zone {
            Some(before) if before != zone => Err(conflict()),
            _ => {
                self.zone = Some(zone);
                Ok(())
            }
        }
    }

    fn get(&self, field: Field) -> Option<i64> {
        self.fields.iter().find(|(known, _)| *known == field).map(|(_, value)| *value)
    }

    fn take(&mut self, field: Field) -> Option<i64> {
        let place = self.fields.iter().position(|(known, _)| *known == field)?;
        Some(self.fields.swap_remove(place).1)
    }

    fn derive(&mut self, field: Field, value: i64) -> Resolve<()> {
        if self.set(field, value) { Ok(()) } else { Err(conflict()) }
    }

    /// Takes a field that must lie within bounds.
    fn take_within(&mut self, field: Field, lowest: i64, highest: i64) -> Resolve<Option<i64>> {
        let value = self.take(field);
        if value.is_some_and(|value| !(lowest..=highest).contains(&value)) {
            return Err(DateTimeError::OutOfRange);
        }
        Ok(value)
    }

    pub(super) fn resolve(mut self) -> Resolve<DateTime> {
        let mut days = self.date()?;
        self.time_fields()?;
        let time = self.time()?;
        if let Some(date) = days {
            self.check_date(date)?;
        }
        if let Some(time) = time {
            self.check_time(time)?;
            days = days.map(|days| days + i64::from(time.next_day));
        }
        let days =
            days.ok_or(DateTimeError::NoSuchDate("the text and its pattern have no date"))?;
        let time = time.unwrap_or_default();
        let local = days * DAY + time.second;
        let offset = self.get(Field::Offset).map(fixed).transpose()?;
        let zone = self.zone.or(offset).unwrap_or(Zone::UTC);
        // An offset decides over the zone which instant is meant.
        let instant = offset.unwrap_or(zone).instant_of(local, None);
        let nanos = u32::try_from(time.nanos).map_err(|_| DateTimeError::OutOfRange)?;
        DateTime::new(instant, nanos, zone)
    }

    /// The date as days since 1970-01-01, from whichever fields have one; all of them must agree.
    fn date(&mut self) -> Resolve<Option<i64>> {
        self.year_of_era()?;
        let by_year = self.date_of_year()?;
        if let Some(day) = self.take_within(Field::LocalWeekday, 1, 7)? {
            self.derive(Field::Weekday, (day + 5) % 7 + 1)?;
        }
        let by_week = self.date_of_week()?;
        match (by_year, by_week) {
            (Some(one), Some(other)) if one != other => Err(conflict()),
            (one, other) => Ok(one.or(other)),
        }
    }

    fn year_of_era(&mut self) -> Resolve<()> {
        let Some(year) = self.take_within(Field::YearOfEra, 1, YEARS + 1)? else {
            return match self.get(Field::Era) {
                None | Some(0 | 1) => Ok(()),
                Some(_) => Err(DateTimeError::OutOfRange),
            };
        };
        let is_ours = match self.take(Field::Era) {
            Some(era) => era == 1,
            None => self.get(Field::Year).is_none_or(|year| year > 0),
        };
        self.derive(Field::Year, if is_ours { year } else { 1 - year })
    }

    /// Year, month and day, or year and day of the year.
    fn date_of_year(&mut self) -> Resolve<Option<i64>> {
        let has = |field| self.get(field).is_some();
        let by_month = has(Field::Month) && has(Field::DayOfMonth);
        if !has(Field::Year) || !(by_month || has(Field::DayOfYear)) {
            return Ok(None);
        }
        let Some(year) = self.take_within(Field::Year, -YEARS, YEARS)? else { return Ok(None) };
        if by_month {
            let month = self.take_within(Field::Month, 1, 12)?;
            let day = self.take_within(Field::DayOfMonth, 1, 31)?;
            let (Some(month), Some(day)) = (month, day) else { return Ok(None) };
            let day = day.min(days_in_month(year, month));
            return Ok(Some(Date { year, month, day }.to_days()));
        }
        let day = self.take_within(Field::DayOfYear, 1, days_in_year(year))?;
        Ok(day.map(|day| first_of_year(year) + day - 1))
    }

    /// Year of the week, week and day of the week, unless another year was read.
    fn date_of_week(&mut self) -> Resolve<Option<i64>> {
        let fields = [Field::WeekYear, Field::Week, Field::Weekday];
        let is_whole = fields.iter().all(|field| self.get(*field).is_some());
        if !is_whole || self.get(Field::Year).is_some() {
            return Ok(None);
        }
        let weekday = self.take_within(Field::Weekday, 1, 7)?;
        let year = self.take_within(Field::WeekYear, -YEARS, YEARS)?;
        let week = self.take_within(Field::Week, 1, 53)?;
        let (Some(weekday), Some(year), Some(week)) = (weekday, year, week) else {
            return Ok(None);
        };
        let week = week.min(US_WEEKS.in_year(year));
        Ok(Some(US_WEEKS.first_of_year(year) + (week - 1) * 7 + weekday % 7))
    }

    /// Turns the other ways to tell the time into hour, minute, second and nanosecond.
    fn time_fields(&mut self) -> Resolve<()> {
        if let Some(hour) = self.take_within(Field::ClockHour, 0, 24)? {
            self.derive(Field::Hour, hour % 24)?;
        }
        if let Some(hour) = self.take_within(Field::ClockHourOfHalfDay, 0, 12)? {
            self.derive(Field::HourOfHalfDay, hour % 12)?;
        }
        if self.get(Field::HalfDay).is_some() && self.get(Field::HourOfHalfDay).is_some() {
            let half = self.take_within(Field::HalfDay, 0, 1)?.unwrap_or(0);
            let hour = self.take_within(Field::HourOfHalfDay, 0, 11)?.unwrap_or(0);
            self.derive(Field::Hour, half * 12 + hour)?;
        }
        if let Some(nano) = self.take_within(Field::NanoOfDay, 0, DAY * NANOS - 1)? {
            self.derive(Field::Nano, nano % NANOS)?;
            self.second_of_day(nano / NANOS)?;
        }
        if let Some(milli) = self.take_within(Field::MilliOfDay, 0, DAY * 1_000 - 1)? {
            // Finer digits that were read beside it are kept.
            let finer = self.take_within(Field::Nano, 0, NANOS - 1)?;
            let nano = milli % 1_000 * 1_000_000 + finer.unwrap_or(0) % 1_000_000;
            if finer.is_some_and(|finer| finer != nano) {
                return Err(conflict());
            }
            self.derive(Field::Nano, nano)?;
            self.second_of_day(milli / 1_000)?;
        }
        Ok(())
    }

    fn second_of_day(&mut self, second: i64) -> Resolve<()> {
        self.derive(Field::Hour, second / 3600)?;
        self.derive(Field::Minute, second / 60 % 60)?;
        self.derive(Field::Second, second % 60)
    }

    /// The time of day, if enough of it was read: what is shorter than the last part is zero, but
    /// no part between may be missing.
    fn time(&mut self) -> Resolve<Option<Time>> {
        let minute = self.within(Field::Minute, 59)?;
        let second = self.within(Field::Second, 59)?;
        let nanos = self.within(Field::Nano, NANOS - 1)?;
        let Some(hour) = self.get(Field::Hour) else {
            self.within(Field::HourOfHalfDay, 11)?;
            let half = self.within(Field::HalfDay, 1)?;
            let is_alone = minute.or(second).or(nanos).is_none();
            // Morning and afternoon alone mean their middle.
            return Ok(half
                .filter(|_| is_alone)
                .map(|half| Time { second: (half * 12 + 6) * 3600, ..Time::default() }));
        };
        let has_hole = (minute.is_none() && second.or(nanos).is_some())
            || (second.is_none() && nanos.is_some());
        if has_hole {
            self.within(Field::Hour, 23)?;
            return Ok(None);
        }
        let rest = [minute, second, nanos].map(|part| part.unwrap_or(0));
        if hour == 24 && rest == [0, 0, 0] {
            return Ok(Some(Time { next_day: true, ..Time::default() }));
        }
        self.within(Field::Hour, 23)?;
        let [minute, second, nanos] = rest;
        Ok(Some(Time { second: hour * 3600 + minute * 60 + second, nanos, next_day: false }))
    }

    fn within(&self, field: Field, highest: i64) -> Resolve<Option<i64>> {
        let value = self.get(field);
        if value.is_some_and(|value| !(0..=highest).contains(&value)) {
            return Err(DateTimeError::OutOfRange);
        }
        Ok(value)
    }

    /// What was read of a date beyond what made it must say the same.
    fn check_date(&self, days: i64) -> Resolve<()> {
        let agrees = |(field, value): &(Field, i64)| {
            day_field(*field, days).is_none_or(|actual| actual == *value)
        };
        if self.fields.iter().all(agrees) { Ok(()) } else { Err(conflict()) }
    }

    fn check_time(&self, time: Time) -> Resolve<()> {
        let hour = time.second / 3600;
        let half = self.get(Field::HalfDay).is_none_or(|half| half == hour / 12);
        let of_half = self.get(Field::HourOfHalfDay).is_none_or(|of_half| of_half == hour % 12);
        if half && of_half { Ok(()) } else { Err(conflict()) }
    }
}
