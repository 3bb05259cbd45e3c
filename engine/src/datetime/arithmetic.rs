//! Moving a date by days, hours, minutes or seconds, and asking how far away it is.

use super::civil::DAY;
use super::{DateTime, DateTimeError};

/// What an amount of time is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Days of the calendar when moving, of 86,400 seconds when measuring.
    Days,
    /// 3,600 seconds.
    Hours,
    /// 60 seconds.
    Minutes,
    /// Seconds.
    Seconds,
}

impl Unit {
    fn seconds(self) -> i64 {
        match self {
            Self::Days => DAY,
            Self::Hours => 3600,
            Self::Minutes => 60,
            Self::Seconds => 1,
        }
    }
}

impl DateTime {
    /// The date moved by an amount; a negative one moves back.
    ///
    /// Days keep the clock on the wall across offset changes, the other units count elapsed time. A
    /// local time that a change skips moves forward by what was skipped; of one that occurs twice
    /// the offset is kept, or else the earlier taken.
    ///
    /// ```
    /// use attrmap::datetime::{DateTime, Unit};
    ///
    /// let saturday = DateTime::parse_iso("2015-03-07T12:00:00-05:00[America/New_York]")?;
    /// let sunday = saturday.plus(1, Unit::Days)?;
    /// assert_eq!(sunday.to_iso(), "2015-03-08T12:00-04:00[America/New_York]");
    /// let later = saturday.plus(24, Unit::Hours)?;
    /// assert_eq!(later.to_iso(), "2015-03-08T13:00-04:00[America/New_York]");
    /// # Ok::<(), attrmap::datetime::DateTimeError>(())
    /// ```
    ///
    /// # Errors
    /// [`DateTimeError::OutOfRange`] past the first or last year.
    pub fn plus(&self, amount: i64, unit: Unit) -> Result<Self, DateTimeError> {
        let moved = amount.checked_mul(unit.seconds()).ok_or(DateTimeError::OutOfRange)?;
        let zone = self.zone();
        let seconds = match unit {
            Unit::Days => {
                let local = self.local().checked_add(moved).ok_or(DateTimeError::OutOfRange)?;
                if !(super::FIRST_SECOND..=super::LAST_SECOND).contains(&local) {
                    return Err(DateTimeError::OutOfRange);
                }
                zone.instant_of(local, Some(self.offset))
            }
            Unit::Hours | Unit::Minutes | Unit::Seconds => {
                self.seconds.checked_add(moved).ok_or(DateTimeError::OutOfRange)?
            }
        };
        Self::new(seconds, self.nanos, zone)
    }

    /// Whether it is at most so many units away from `now`, in the past or in the future; never for
    /// a negative amount.
    pub fn is_within(&self, amount: i64, unit: Unit, now: &Self) -> bool {
        let nanos = |date: &Self| i128::from(date.seconds) * 1_000_000_000 + i128::from(date.nanos);
        let limit = i128::from(amount) * i128::from(unit.seconds()) * 1_000_000_000;
        (nanos(self) - nanos(now)).abs() <= limit
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plus(text: &str, amount: i64, unit: Unit) -> String {
        DateTime::parse_iso(text).unwrap().plus(amount, unit).unwrap().to_iso()
    }

    #[test]
    fn a_skipped_local_time_moves_forward_by_the_gap() {
        let skipped = plus("2015-03-07T02:30:00-05:00[America/New_York]", 1, Unit::Days);
        assert_eq!(skipped, "2015-03-08T03:30-04:00[America/New_York]");
        let back = plus("2015-03-09T02:30:00-04:00[America/New_York]", -1, Unit::Days);
        assert_eq!(back, "2015-03-08T03:30-04:00[America/New_York]");
    }

    #[test]
    fn of_a_local_time_that_comes_twice_the_offset_is_kept() {
        let from_summer = plus("2015-10-31T01:30:00-04:00[America/New_York]", 1, Unit::Days);
        assert_eq!(from_summer, "2015-11-01T01:30-04:00[America/New_York]");
        let from_winter = plus("2015-11-02T01:30:00-05:00[America/New_York]", -1, Unit::Days);
        assert_eq!(from_winter, "2015-11-01T01:30-05:00[America/New_York]");
    }

    #[test]
    fn past_the_last_year_there_is_nothing() {
        let mut date = DateTime::parse_unix("9223372036854775807").unwrap();
        let steps = (0..1_000).find(|_| match date.plus(i64::from(i32::MAX), Unit::Days) {
            Ok(later) => {
                assert!(later > date);
                date = later;
                false
            }
            Err(error) => error == DateTimeError::OutOfRange,
        });
        assert_eq!(steps, Some(120));
        assert_eq!(date.plus(i64::MAX, Unit::Days), Err(DateTimeError::OutOfRange));
        assert_eq!(date.plus(i64::MIN, Unit::Seconds), Err(DateTimeError::OutOfRange));
    }

    #[test]
    fn within_reaches_both_ways_and_includes_its_end() {
        let now = DateTime::parse_iso("2015-07-31T17:18:37.979Z").unwrap();
        let created = DateTime::parse_iso("2015-07-30T23:58:32Z").unwrap();
        assert!(!created.is_within(62_405, Unit::Seconds, &now));
        assert!(created.is_within(62_406, Unit::Seconds, &now));
        assert!(now.is_within(0, Unit::Days, &now));
        assert!(!now.is_within(-1, Unit::Days, &now));
        let tomorrow = now.plus(1, Unit::Days).unwrap();
        assert!(tomorrow.is_within(24, Unit::Hours, &now));
        assert!(!tomorrow.is_within(23, Unit::Hours, &now));
        assert!(!now.is_within(i64::MIN, Unit::Days, &now));
    }
}
