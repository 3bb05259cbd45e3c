//! Date patterns of the identity dialect, as java.time's `DateTimeFormatter` understands them in
//! English (US).

mod compile;
mod offset;
mod print;
mod read;
mod resolve;

use self::offset::OffsetForm;
use super::names::{ERAS, HALF_DAYS, MONTHS, Name, QUARTERS, WEEKDAYS};
use super::zone::NameStyle;
use super::{DateTime, DateTimeError, PatternError};
use std::fmt::{self, Write};

/// A compiled java.time pattern, which prints dates and reads them.
///
/// `Y` is the year of the week here, which around New Year is not the year of the date: `y`.
///
/// ```
/// use attrmap::datetime::{DateTime, JavaTimePattern};
///
/// let pattern = JavaTimePattern::new("dd MMMM yyyy HH:mm:ss").unwrap();
/// let read = pattern.parse("17 June 2015 00:23:19")?;
/// assert_eq!(read.to_iso(), "2015-06-17T00:23:19Z");
/// assert_eq!(pattern.format(&read), "17 June 2015 00:23:19");
///
/// let weeks = JavaTimePattern::new("YYYY").unwrap();
/// assert_eq!(weeks.format(&DateTime::parse_iso("2014-12-30T12:00:00Z")?), "2015");
/// # Ok::<(), attrmap::datetime::DateTimeError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JavaTimePattern {
    elements: Vec<Element>,
}

impl JavaTimePattern {
    /// Compiles a pattern.
    ///
    /// # Errors
    /// [`PatternError`] for an unknown letter, a wrong count of letters, a reserved character, an
    /// open quote, a `]` without `[`.
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

    /// Reads a whole text; letter case counts.
    ///
    /// Without a time it is midnight. Zone or offset are kept, without one it is UTC. Days 29 to 31
    /// past the end of a month are its last day.
    ///
    /// # Errors
    /// [`DateTimeError::Text`], [`DateTimeError::NoSuchDate`], [`DateTimeError::UnknownZone`],
    /// [`DateTimeError::OutOfRange`].
    pub fn parse(&self, text: &str) -> Result<DateTime, DateTimeError> {
        read::read(&self.elements, text).map_err(|error| error.in_characters(text))
    }
}

/// One part of a pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Element {
    Literal(String),
    Number(Number),
    Text(TextField, TextStyle),
    /// So many digits of the second's fraction.
    Fraction(usize),
    Offset(OffsetForm),
    /// `GMT-4`, or `GMT-04:00`.
    LocalizedOffset(NameStyle),
    ZoneId,
    ZoneName(NameStyle),
    Optional(Vec<Element>),
}

/// A number and how it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Number {
    field: Field,
    /// Digits printed and read at least.
    minimum: usize,
    /// Digits read at most, but for those reserved.
    maximum: usize,
    sign: Sign,
    /// Digits that belong to the numbers of fixed width directly behind.
    reserved: usize,
    /// Whether it is the last two digits of a year from 2000 on.
    reduced: bool,
}

/// Where a number may have a sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sign {
    Never,
    /// A minus.
    Negative,
    /// A minus, and a plus where there are more digits than the pattern asks for.
    Excess,
}

/// What a number or a name says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Field {
    /// 0 before Christ, 1 after.
    Era,
    Year,
    YearOfEra,
    Month,
    Quarter,
    DayOfMonth,
    DayOfYear,
    /// Monday 1.
    Weekday,
    /// Sunday 1.
    LocalWeekday,
    WeekYear,
    Week,
    /// AM 0, PM 1.
    HalfDay,
    HourOfHalfDay,
    ClockHourOfHalfDay,
    Hour,
    ClockHour,
    Minute,
    Second,
    /// Of the second.
    Nano,
    MilliOfDay,
    NanoOfDay,
    /// Seconds east of UTC.
    Offset,
}

/// What has names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum TextField {
    Era,
    Month,
    Quarter,
    Weekday,
    HalfDay,
}

/// Which of its names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum TextStyle {
    /// `Jul`.
    Short,
    /// `July`.
    Full,
    /// `J`.
    Narrow,
}

impl TextField {
    fn field(self) -> Field {
        match self {
            Self::Era => Field::Era,
            Self::Month => Field::Month,
            Self::Quarter => Field::Quarter,
            Self::Weekday => Field::Weekday,
            Self::HalfDay => Field::HalfDay,
        }
    }

    /// The names, and the number of the first.
    fn names(self) -> (&'static [Name], i64) {
        match self {
            Self::Era => (&ERAS, 0),
            Self::Month => (&MONTHS, 1),
            Self::Quarter => (&QUARTERS, 1),
            Self::Weekday => (&WEEKDAYS, 1),
            Self::HalfDay => (&HALF_DAYS, 0),
        }
    }
}

impl TextStyle {
    fn of(self, name: &'static Name) -> &'static str {
        match self {
            Self::Short => name.short,
            Self::Full => name.long,
            // All names are ASCII.
            Self::Narrow => name.long.get(..1).unwrap_or(name.long),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::datetime::Zone;

    fn zone(id: &str) -> Zone {
        Zone::identity(id).unwrap_or_else(|_| {
            let offset = JavaTimePattern::new("uuuu-MM-ddXXXXX").unwrap();
            offset.parse(&format!("2015-07-31{id}")).unwrap().zone()
        })
    }

    /// Facts of JDK 17; runs over 300,000 of them were clean.
    #[test]
    fn patterns_print_and_read_as_java_time_does() {
        let facts = include_str!("../facts/java_time.tsv");
        let (mut printed, mut read, mut wrong) = (0, 0, Vec::new());
        for fact in facts.lines().filter(|line| !line.starts_with('#')) {
            let columns: Vec<&str> = fact.split('\t').collect();
            let got = match columns[..] {
                ["print", pattern, second, nanos, id, _] => {
                    printed += 1;
                    let (second, nanos) = (second.parse().unwrap(), nanos.parse().unwrap());
                    let date = DateTime::new(second, nanos, zone(id)).unwrap();
                    JavaTimePattern::new(pattern).unwrap().format(&date)
                }
                ["read", pattern, text, _] => {
                    read += 1;
                    let date = JavaTimePattern::new(pattern).unwrap().parse(text);
                    date.map_or_else(|_| "error".to_owned(), |date| date.to_iso())
                }
                ["bad", pattern] => {
                    assert!(JavaTimePattern::new(pattern).is_err(), "{pattern}");
                    continue;
                }
                _ => panic!("{fact}"),
            };
            if columns.last() != Some(&got.as_str()) {
                wrong.push(format!("{fact}\n    got {got}"));
            }
        }
        assert!(wrong.is_empty(), "{} wrong\n{}", wrong.len(), wrong.join("\n"));
        assert!(printed > 200 && read > 200, "{printed} printed, {read} read");
    }
}
