//! Date patterns of the classic dialect, as Joda-Time 2.10 understands them: pattern text in, a
//! compiled pattern out.

mod compile;
mod field;
mod print;
mod read;

use self::field::Field;
use super::names::Name;
use super::zone::NameStyle;
use super::{DateTime, DateTimeError, PatternError};
use std::fmt::{self, Write};

/// A compiled Joda-Time pattern, which prints dates and reads them.
///
/// `Y` is the year of the era here, not the week year, which is `x`.
///
/// ```
/// use attrmap::datetime::{DateTime, JodaPattern};
///
/// let now = DateTime::parse_iso("2015-07-31T17:18:37.979Z")?;
/// let pattern = JodaPattern::new("MM/dd/yyyy HH:mm").unwrap();
/// assert_eq!(pattern.format(&now), "07/31/2015 17:18");
/// let read = pattern.parse("7/31/2015 5:18", &now)?;
/// assert_eq!(read.to_iso_classic(), "2015-07-31T05:18:00.000Z");
/// # Ok::<(), attrmap::datetime::DateTimeError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JodaPattern {
    elements: Vec<Element>,
}

impl JodaPattern {
    /// Compiles a pattern.
    ///
    /// # Errors
    /// [`PatternError`] for an unknown letter or a pattern without content.
    pub fn new(pattern: &str) -> Result<Self, PatternError> {
        compile::compile(pattern).map(|elements| Self { elements })
    }

    /// Prints a date as its own zone tells it.
    ///
    /// # Errors
    /// Those of `out`.
    pub fn write(&self, date: &DateTime, out: &mut impl Write) -> fmt::Result {
        print::print(&self.elements, date, out)
    }

    /// Prints a date into a new text.
    pub fn format(&self, date: &DateTime) -> String {
        let mut text = String::new();
        // A String takes every text.
        self.write(date, &mut text).unwrap_or_default();
        text
    }

    /// Reads a whole text; the result is in UTC.
    ///
    /// Numbers may be shorter than their letters. What the pattern does not say is that of
    /// 1970-01-01T00:00:00, but the year is 2000 where a month or day is read without one. Two
    /// digits of a year mean the one from 80 years before `now` to 19 after.
    ///
    /// # Errors
    /// [`DateTimeError::Text`], [`DateTimeError::NoSuchDate`], [`DateTimeError::OutOfRange`].
    pub fn parse(&self, text: &str, now: &DateTime) -> Result<DateTime, DateTimeError> {
        read::read(&self.elements, text, now).map_err(|error| error.in_characters(text))
    }
}

/// One part of a pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Element {
    Literal(String),
    Number {
        field: Field,
        /// Digits printed at least.
        minimum: usize,
        /// Digits read at most.
        maximum: usize,
        signed: bool,
    },
    /// The last two digits of a year.
    TwoDigitYear {
        field: Field,
        /// Whether other counts of digits are read too, as the year they say.
        lenient: bool,
    },
    Text(TextField, NameStyle),
    /// So many digits of the second's fraction.
    Fraction(usize),
    /// `+hhmm`, or with a colon.
    Offset {
        colon: bool,
    },
    ZoneId,
    ZoneName(NameStyle),
}

/// What has names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum TextField {
    Era,
    Month,
    Weekday,
    HalfDay,
}

impl TextField {
    fn field(self) -> Field {
        match self {
            Self::Era => Field::Era,
            Self::Month => Field::Month,
            Self::Weekday => Field::Weekday,
            Self::HalfDay => Field::HalfDay,
        }
    }

    /// The names, and the number of the first.
    fn names(self) -> (&'static [Name], i64) {
        use super::names::{ERAS, HALF_DAYS, MONTHS, WEEKDAYS};
        match self {
            Self::Era => (&ERAS, 0),
            Self::Month => (&MONTHS, 1),
            Self::Weekday => (&WEEKDAYS, 1),
            Self::HalfDay => (&HALF_DAYS, 0),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::datetime::Zone;

    /// Facts of Joda-Time 2.10.14; a run over 75,873 of them was clean.
    #[test]
    fn patterns_print_and_read_as_joda_time_does() {
        let now = DateTime::parse_iso("2015-07-31T17:18:37.979Z").unwrap();
        let facts = include_str!("../facts/joda.tsv");
        let (mut printed, mut read, mut wrong) = (0, 0, Vec::new());
        for fact in facts.lines().filter(|line| !line.starts_with('#')) {
            let columns: Vec<&str> = fact.split('\t').collect();
            let got = match columns[..] {
                ["print", pattern, millis, zone, _] => {
                    printed += 1;
                    let date = DateTime::parse_unix(millis).unwrap();
                    let date = date.in_zone(Zone::classic(zone).unwrap()).unwrap();
                    JodaPattern::new(pattern).unwrap().format(&date)
                }
                ["read", pattern, text, _] => {
                    read += 1;
                    let date = JodaPattern::new(pattern).unwrap().parse(text, &now);
                    date.map_or_else(|_| "error".to_owned(), |date| date.to_iso_classic())
                }
                _ => panic!("{fact}"),
            };
            if columns.last() != Some(&got.as_str()) {
                wrong.push(format!("{fact}\n    got {got}"));
            }
        }
        assert!(wrong.is_empty(), "{} wrong\n{}", wrong.len(), wrong.join("\n"));
        assert!(printed > 300 && read > 300, "{printed} printed, {read} read");
    }
}
