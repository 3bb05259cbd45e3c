//! Weeks of a year, as ISO 8601 and as English (US) calendars count them.

use super::civil::{Date, first_of_year, weekday};

/// How a calendar counts weeks: on which day they start, and how many of its days a year's first
/// week needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Weeks {
    /// Monday 1 to Sunday 7.
    first: i64,
    minimum: i64,
}

/// ISO 8601: weeks start on Monday, week 1 has the first Thursday.
pub(super) const ISO_WEEKS: Weeks = Weeks { first: 1, minimum: 4 };
/// English (US): weeks start on Sunday, week 1 has the first of January.
pub(super) const US_WEEKS: Weeks = Weeks { first: 7, minimum: 1 };

impl Weeks {
    /// 1 for the day on which weeks start.
    pub(super) fn day_of_week(self, days: i64) -> i64 {
        (weekday(days) - self.first).rem_euclid(7) + 1
    }

    /// Days since 1970-01-01 of the first day of week 1.
    pub(super) fn first_of_year(self, year: i64) -> i64 {
        let january = first_of_year(year);
        let start = january - (self.day_of_week(january) - 1);
        if 7 - (january - start) >= self.minimum { start } else { start + 7 }
    }

    /// Week-based year and week of it.
    pub(super) fn year_and_week(self, days: i64) -> (i64, i64) {
        let guess = Date::from_days(days).year;
        let year = if days < self.first_of_year(guess) {
            guess - 1
        } else if days >= self.first_of_year(guess + 1) {
            guess + 1
        } else {
            guess
        };
        (year, (days - self.first_of_year(year)) / 7 + 1)
    }

    /// 52, 53 or, in the US, at times 54.
    pub(super) fn in_year(self, year: i64) -> i64 {
        (self.first_of_year(year + 1) - self.first_of_year(year)) / 7
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weeks_belong_to_the_year_that_holds_most_of_them() {
        let new_year = Date { year: 2016, month: 1, day: 1 }.to_days();
        assert_eq!(weekday(new_year), 5);
        assert_eq!(ISO_WEEKS.year_and_week(new_year), (2015, 53));
        assert_eq!(US_WEEKS.year_and_week(new_year), (2016, 1));
        let december = Date { year: 2014, month: 12, day: 30 }.to_days();
        assert_eq!(ISO_WEEKS.year_and_week(december), (2015, 1));
        assert_eq!(US_WEEKS.year_and_week(december), (2015, 1));
        assert_eq!(ISO_WEEKS.in_year(2015), 53);
        assert_eq!(ISO_WEEKS.in_year(2014), 52);
    }
}
