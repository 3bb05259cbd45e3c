//! Dates of both dialects: epochs, ISO forms, patterns, zones and arithmetic; text in,
//! [`DateTime`]s out, and back.
//!
//! Pure functions: no clock, no default zone, no locale but English (US). The classic dialect
//! follows Joda-Time, the identity dialect java.time; both are reproduced here to the letter, since
//! expressions depend on their details.

mod arithmetic;
mod civil;
mod cursor;
mod epoch;
mod error;
mod iso;
mod java_time;
mod joda;
mod names;
mod print;
mod week;
mod zone;

pub use self::arithmetic::Unit;
pub use self::error::{DateTimeError, PatternError};
pub use self::java_time::JavaTimePattern;
pub use self::joda::JodaPattern;
pub use self::zone::{Region, Zone};

use self::civil::{DAY, Date};
use std::cmp::Ordering;

/// java.time knows no offset beyond 18 hours.
const LARGEST_OFFSET: i32 = 18 * 3600;
const YEARS: i64 = 999_999_999;
const FIRST_SECOND: i64 = Date { year: -YEARS, month: 1, day: 1 }.to_days() * DAY;
const LAST_SECOND: i64 = Date { year: YEARS, month: 12, day: 31 }.to_days() * DAY + DAY - 1;

/// An instant with nanoseconds, and the offset or zone in which it is told.
///
/// Two are equal when instant, offset and zone id all agree. They are ordered by instant, then
/// local time, then zone id, as java.time orders them. Years go from -999,999,999 to 999,999,999.
///
/// ```
/// use attrmap::datetime::{DateTime, Zone};
///
/// let created = DateTime::parse_iso("2015-07-31T17:18:37.979Z")?;
/// let tokyo = created.in_zone(Zone::identity("Asia/Tokyo")?)?;
/// assert_eq!(tokyo.to_string(), "2015-08-01T02:18:37.979+09:00[Asia/Tokyo]");
/// assert_ne!(created, tokyo);
/// # Ok::<(), attrmap::datetime::DateTimeError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateTime {
    /// Seconds since 1970-01-01T00:00:00Z.
    seconds: i64,
    nanos: u32,
    offset: i32,
    region: Option<&'static Region>,
}

impl DateTime {
    /// An instant told in a zone; `nanos` are those of the second.
    fn new(seconds: i64, nanos: u32, zone: Zone) -> Result<Self, DateTimeError> {
        if !(FIRST_SECOND - DAY..=LAST_SECOND + DAY).contains(&seconds) {
            return Err(DateTimeError::OutOfRange);
        }
        let offset = zone.at_instant(seconds).offset;
        if !(-LARGEST_OFFSET..=LARGEST_OFFSET).contains(&offset) {
            return Err(DateTimeError::OutOfRange);
        }
        let region = match zone {
            Zone::Fixed(_) => None,
            Zone::Region(region) => Some(region),
        };
        let told = Self { seconds, nanos, offset, region };
        let fits = (FIRST_SECOND..=LAST_SECOND).contains(&told.local()) && nanos < 1_000_000_000;
        fits.then_some(told).ok_or(DateTimeError::OutOfRange)
    }

    /// The same instant told in another zone.
    ///
    /// # Errors
    /// [`DateTimeError::OutOfRange`] where the local time passes the first or last year, or an
    /// offset 18 hours.
    pub fn in_zone(&self, zone: Zone) -> Result<Self, DateTimeError> {
        Self::new(self.seconds, self.nanos, zone)
    }

    /// The zone or offset in which it is told.
    pub fn zone(&self) -> Zone {
        self.region.map_or(Zone::Fixed(self.offset), Zone::Region)
    }

    /// Seconds that the clock on the wall shows, counted as if it were UTC.
    fn local(&self) -> i64 {
        self.seconds + i64::from(self.offset)
    }

    /// Days since 1970-01-01 of the local date.
    fn days(&self) -> i64 {
        self.local().div_euclid(DAY)
    }

    /// Seconds since local midnight.
    fn second_of_day(&self) -> i64 {
        self.local().rem_euclid(DAY)
    }

    fn is_daylight(&self) -> bool {
        self.zone().at_instant(self.seconds).daylight
    }

    /// The zone's id, which for an offset is its text.
    fn zone_id(&self) -> String {
        let mut id = String::new();
        match self.region {
            Some(region) => id.push_str(region.id()),
            // A String takes every text.
            None => print::offset_id(&mut id, self.offset).unwrap_or_default(),
        }
        id
    }
}

impl Ord for DateTime {
    fn cmp(&self, other: &Self) -> Ordering {
        let instant = (self.seconds, self.nanos).cmp(&(other.seconds, other.nanos));
        let local = instant.then(self.offset.cmp(&other.offset));
        local.then_with(|| match (self.region, other.region) {
            (None, None) => Ordering::Equal,
            (Some(mine), Some(theirs)) => mine.id().cmp(theirs.id()),
            (Some(_), None) | (None, Some(_)) => self.zone_id().cmp(&other.zone_id()),
        })
    }
}

impl PartialOrd for DateTime {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn iso(text: &str) -> DateTime {
        DateTime::parse_iso(text).unwrap()
    }

    #[test]
    fn equality_needs_instant_offset_and_zone() {
        assert_eq!(iso("2015-06-17T02:23:19.10+02:00"), iso("2015-06-17T02:23:19.1+02:00"));
        assert_ne!(iso("2015-06-17T02:23:19+02:00"), iso("2015-06-17T00:23:19Z"));
        assert_ne!(
            iso("2015-06-17T02:23:19+02:00"),
            iso("2015-06-17T02:23:19+02:00[Europe/Paris]")
        );
        assert_ne!(iso("2015-06-17T00:23:19Z"), iso("2015-06-17T00:23:19Z[UTC]"));
    }

    #[test]
    fn order_is_by_instant_then_local_time_then_zone_id() {
        let sorted = [
            "2015-06-17T12:00:00+14:00",
            "2015-06-17T00:23:19Z",
            "2015-06-17T00:23:19.000000001Z",
            "2015-06-17T01:23:19.000000001+01:00",
            "2015-06-17T02:23:19.000000001+02:00",
            "2015-06-17T02:23:19.000000001+02:00[Europe/Paris]",
            "2015-06-17T02:23:19.000000001+02:00[Europe/Rome]",
        ];
        for (place, low) in sorted.iter().enumerate() {
            for high in sorted.iter().skip(place + 1) {
                assert!(iso(low) < iso(high), "{low} < {high}");
                assert!(iso(high) > iso(low), "{high} > {low}");
            }
        }
    }

    #[test]
    fn it_is_small() {
        assert!(size_of::<DateTime>() <= 24);
    }
}
