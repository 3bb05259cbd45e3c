//! The proleptic Gregorian calendar: days since 1970-01-01 ⇄ year, month, day.
//!
//! All counts are `i64`, so that every year of [`super::DateTime`] (±999,999,999) stays far from
//! overflow.

/// Seconds of a day without daylight changes.
pub(super) const DAY: i64 = 86_400;

/// A day of the calendar; year 0 is 1 BC.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Date {
    pub(super) year: i64,
    /// 1 to 12.
    pub(super) month: i64,
    /// 1 to the length of the month.
    pub(super) day: i64,
}

impl Date {
    /// The date, if the month has such a day.
    pub(super) fn new(year: i64, month: i64, day: i64) -> Option<Self> {
        let exists = (1..=12).contains(&month) && (1..=days_in_month(year, month)).contains(&day);
        exists.then_some(Self { year, month, day })
    }

    /// Days since 1970-01-01 → date. The year is counted from March, so that the leap day comes
    /// last.
    pub(super) fn from_days(days: i64) -> Self {
        let days = days + 719_468;
        let era = days.div_euclid(146_097);
        let of_era = days.rem_euclid(146_097);
        let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let from_march = (5 * of_year + 2) / 153;
        let day = of_year - (153 * from_march + 2) / 5 + 1;
        let month = if from_march < 10 { from_march + 3 } else { from_march - 9 };
        Self { year: year_of_era + era * 400 + i64::from(month <= 2), month, day }
    }

    /// Days since 1970-01-01.
    pub(super) const fn to_days(self) -> i64 {
        let year = self.year - (self.month <= 2) as i64;
        let era = year.div_euclid(400);
        let year_of_era = year.rem_euclid(400);
        let from_march = (self.month + 9) % 12;
        let of_year = (153 * from_march + 2) / 5 + self.day - 1;
        era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + of_year - 719_468
    }

    /// 1 for the first of January.
    pub(super) fn day_of_year(self) -> i64 {
        self.to_days() - first_of_year(self.year) + 1
    }
}

/// Days since 1970-01-01 of the first of January.
pub(super) fn first_of_year(year: i64) -> i64 {
    Date { year, month: 1, day: 1 }.to_days()
}

pub(super) fn is_leap(year: i64) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

pub(super) fn days_in_year(year: i64) -> i64 {
    365 + i64::from(is_leap(year))
}

pub(super) fn days_in_month(year: i64, month: i64) -> i64 {
    match month {
        2 => 28 + i64::from(is_leap(year)),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Monday 1 to Sunday 7.
pub(super) fn weekday(days: i64) -> i64 {
    (days + 3).rem_euclid(7) + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_dates_are_two_spellings_of_one_thing() {
        let mut days = -400_000;
        while days < 400_000 {
            let date = Date::from_days(days);
            assert_eq!(date.to_days(), days);
            assert_eq!(Date::new(date.year, date.month, date.day), Some(date));
            days += 13;
        }
        assert_eq!(Date::from_days(0), Date { year: 1970, month: 1, day: 1 });
        assert_eq!(Date::from_days(-1), Date { year: 1969, month: 12, day: 31 });
        assert_eq!(Date { year: 999_999_999, month: 12, day: 31 }.to_days(), 365_241_780_471);
        assert_eq!(Date { year: -999_999_999, month: 1, day: 1 }.to_days(), -365_243_219_162);
    }

    #[test]
    fn a_day_outside_its_month_is_no_date() {
        assert_eq!(Date::new(2015, 2, 29), None);
        assert_eq!(Date::new(2015, 13, 1), None);
        assert_eq!(Date::new(2015, 1, 0), None);
        assert!(Date::new(2000, 2, 29).is_some());
        assert!(Date::new(1900, 2, 29).is_none());
    }
}
