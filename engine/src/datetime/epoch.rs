//! Numbers since an epoch: Windows (100 ns since 1601) and Unix (milliseconds since 1970) ⇄
//! [`DateTime`].

use super::{DateTime, DateTimeError};

/// Seconds from 1601-01-01T00:00:00Z to 1970-01-01T00:00:00Z.
const WINDOWS_EPOCH: i64 = 11_644_473_600;
const TICKS: i64 = 10_000_000;
const MILLISECONDS: i64 = 1_000;

impl DateTime {
    /// The instant of a Unix time in **milliseconds**, in UTC.
    pub fn from_unix_milliseconds(milliseconds: i64) -> Self {
        let seconds = milliseconds.div_euclid(MILLISECONDS);
        Self::in_utc(seconds, milliseconds.rem_euclid(MILLISECONDS) * 1_000_000)
    }

    /// The instant of a FILETIME (100 ns since 1601-01-01T00:00:00Z), in UTC.
    ///
    /// `9223372036854775807`, which directories write for never, is in the year 30828.
    pub fn from_windows_ticks(ticks: i64) -> Self {
        let seconds = ticks.div_euclid(TICKS) - WINDOWS_EPOCH;
        Self::in_utc(seconds, ticks.rem_euclid(TICKS) * 100)
    }

    /// Reads a Unix time in milliseconds: an optional sign and up to 19 digits, trimmed.
    ///
    /// # Errors
    /// [`DateTimeError::Text`] for anything else, [`DateTimeError::OutOfRange`] past 64 bits.
    pub fn parse_unix(text: &str) -> Result<Self, DateTimeError> {
        whole_number(text).map(Self::from_unix_milliseconds)
    }

    /// Reads a FILETIME: an optional sign and up to 19 digits, trimmed.
    ///
    /// # Errors
    /// [`DateTimeError::Text`] for anything else, [`DateTimeError::OutOfRange`] past 64 bits.
    pub fn parse_windows(text: &str) -> Result<Self, DateTimeError> {
        whole_number(text).map(Self::from_windows_ticks)
    }

    /// Milliseconds since 1970-01-01T00:00:00Z, rounded down.
    ///
    /// # Errors
    /// [`DateTimeError::OutOfRange`] past 64 bits, some 292 million years away.
    pub fn unix_milliseconds(&self) -> Result<i64, DateTimeError> {
        let whole = i128::from(self.seconds) * i128::from(MILLISECONDS);
        let parts = i128::from(self.nanos / 1_000_000);
        i64::try_from(whole + parts).map_err(|_| DateTimeError::OutOfRange)
    }

    /// 100 ns since 1601-01-01T00:00:00Z, rounded down.
    ///
    /// # Errors
    /// [`DateTimeError::OutOfRange`] past 64 bits, in the years -27627 and 30828.
    pub fn windows_ticks(&self) -> Result<i64, DateTimeError> {
        let parts = i128::from(self.nanos / 100);
        let whole = (i128::from(self.seconds) + i128::from(WINDOWS_EPOCH)) * i128::from(TICKS);
        i64::try_from(whole + parts).map_err(|_| DateTimeError::OutOfRange)
    }

    /// 64-bit numbers of both epochs lie far inside the years of a date.
    fn in_utc(seconds: i64, nanos: i64) -> Self {
        let nanos = u32::try_from(nanos).unwrap_or(0);
        Self { seconds, nanos, offset: 0, region: None }
    }
}

fn whole_number(text: &str) -> Result<i64, DateTimeError> {
    let trimmed = text.trim();
    let digits = trimmed.strip_prefix(['+', '-']).unwrap_or(trimmed);
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(DateTimeError::text(0, "a whole number"));
    }
    if digits.len() > 19 {
        return Err(DateTimeError::OutOfRange);
    }
    trimmed.parse().map_err(|_| DateTimeError::OutOfRange)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn windows(text: &str) -> String {
        DateTime::parse_windows(text).unwrap().to_iso_classic()
    }

    fn unix(text: &str) -> String {
        DateTime::parse_unix(text).unwrap().to_iso_classic()
    }

    #[test]
    fn windows_time_counts_from_1601() {
        assert_eq!(windows("0"), "1601-01-01T00:00:00.000Z");
        assert_eq!(windows("116444736000000000"), "1970-01-01T00:00:00.000Z");
        assert_eq!(windows(" 130828367179799999\n"), "2015-07-31T17:18:37.979Z");
        assert_eq!(windows("9223372036854775807"), "30828-09-14T02:48:05.477Z");
        assert_eq!(windows("-1"), "1600-12-31T23:59:59.999Z");
    }

    #[test]
    fn unix_time_counts_milliseconds() {
        assert_eq!(unix("1438377580979"), "2015-07-31T21:19:40.979Z");
        assert_eq!(unix("+0"), "1970-01-01T00:00:00.000Z");
        assert_eq!(unix("-1"), "1969-12-31T23:59:59.999Z");
        assert_eq!(unix("9223372036854775807"), "292278994-08-17T07:12:55.807Z");
        assert_eq!(unix("-9223372036854775808"), "-292275055-05-16T16:47:04.192Z");
    }

    #[test]
    fn every_number_of_64_bits_comes_back() {
        for number in [0, 1, -1, 99, 1_438_363_117_979, i64::MAX, i64::MIN] {
            assert_eq!(DateTime::from_unix_milliseconds(number).unix_milliseconds(), Ok(number));
            assert_eq!(DateTime::from_windows_ticks(number).windows_ticks(), Ok(number));
        }
        let far = DateTime::parse_unix("9223372036854775807").unwrap();
        assert_eq!(far.windows_ticks(), Err(DateTimeError::OutOfRange));
    }

    #[test]
    fn other_texts_are_refused() {
        for text in ["", " ", "-", "1.5", "1e3", "x", "1 2", "\u{661}", "0x10"] {
            assert!(
                matches!(DateTime::parse_unix(text), Err(DateTimeError::Text { .. })),
                "{text}"
            );
        }
        for text in ["9223372036854775808", "-9223372036854775809", "00000000000000000001"] {
            assert_eq!(DateTime::parse_windows(text), Err(DateTimeError::OutOfRange), "{text}");
        }
    }
}
