//! The offsets of one zone: an instant or a local time in, its offset from UTC out.
//!
//! `rules.bin` holds every distinct history, in parts that lie one behind the other, because alike things
//! side by side take less when compressed:
//!
//! - how many histories there are; of each how many kinds (offset and daylight flag) it knows and each of
//!   them in three bytes, the place of its yearly changes in [`super::table::YEARLY`], from 1, or 0, and
//!   how many transitions are listed;
//! - the usual numbers of hours between two transitions, in words, behind how many these are;
//! - of every transition of every history, the number of its gap among the usual ones in a byte;
//! - of every transition the number of its kind in a byte;
//! - for each gap that is not usual, a number which above its lowest bit has hours, or seconds where that
//!   bit is set.
//!
//! Gaps are between the times that clocks showed: these are mostly whole hours, and the same ones in many
//! zones. Words are little-endian. Numbers have seven bits a byte; signed ones alternate (0, -1, 1, -2 …).
//!
//! 567 names share 315 histories with 15,035 transitions, back to local mean time: 40 kB, of which 11 kB
//! go over the wire. They are read once, all of them, when the first is asked for.

use std::sync::LazyLock;

use super::Yearly;
use super::table::YEARLY;
use crate::datetime::civil::{DAY, Date, weekday};

static ALL: LazyLock<Vec<Rules>> = LazyLock::new(|| read(include_bytes!("rules.bin")));

/// An offset in seconds east of UTC, and whether it is daylight time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::datetime) struct Kind {
    pub(in crate::datetime) offset: i32,
    pub(in crate::datetime) daylight: bool,
}

/// What a local time means in a zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::datetime) enum Local {
    /// One instant.
    Once(Kind),
    /// No instant: clocks went forward over it.
    Skipped { before: Kind },
    /// Two instants: clocks went back over it.
    Twice { before: Kind, after: Kind },
}

/// When offset `before` ends and `after` begins, in seconds since 1970-01-01T00:00:00Z.
#[derive(Clone, Copy, Debug)]
struct Transition {
    at: i64,
    before: Kind,
    after: Kind,
}

impl Transition {
    /// What a local time before the end of the change means; `None` for one that comes later.
    fn explain(self, local: i64) -> Option<Local> {
        let Self { before, after, .. } = self;
        let old = self.at + i64::from(before.offset);
        let new = self.at + i64::from(after.offset);
        if local < old.min(new) {
            Some(Local::Once(before))
        } else if local >= old.max(new) {
            None
        } else if old < new {
            Some(Local::Skipped { before })
        } else {
            Some(Local::Twice { before, after })
        }
    }
}

/// The history of a zone.
#[derive(Debug)]
pub(super) struct Rules {
    /// Before the first transition.
    first: Kind,
    listed: Vec<Transition>,
    /// What comes every year after the listed ones.
    yearly: Option<&'static Yearly>,
}

impl Rules {
    /// A history by its place; always UTC where there is none.
    pub(super) fn at(place: usize) -> &'static Self {
        static NONE: Rules =
            Rules { first: Kind { offset: 0, daylight: false }, listed: Vec::new(), yearly: None };
        ALL.get(place).unwrap_or(&NONE)
    }

    /// The offset at an instant.
    pub(super) fn at_instant(&self, second: i64) -> Kind {
        let next = self.listed.partition_point(|transition| transition.at <= second);
        if let Some(next) = self.listed.get(next) {
            return next.before;
        }
        let last = self.last_kind();
        let year = year_of(second + i64::from(last.offset));
        let after = self.changes(year).find(|change| second < change.at);
        after.map_or_else(|| self.end_of(year), |change| change.before)
    }

    /// The offset or offsets of a local time, given in seconds as if it were UTC.
    pub(super) fn at_local(&self, local: i64) -> Local {
        // No zone is a whole day away from UTC, so what was a day before cannot matter.
        let near = self.listed.partition_point(|transition| transition.at + DAY <= local);
        let mut listed = self.listed.iter().skip(near);
        if let Some(found) = listed.find_map(|transition| transition.explain(local)) {
            return found;
        }
        let year = year_of(local);
        let found = self.changes(year).find_map(|change| change.explain(local));
        found.unwrap_or_else(|| Local::Once(self.end_of(year)))
    }

    /// The offset after the last listed transition.
    fn last_kind(&self) -> Kind {
        self.listed.last().map_or(self.first, |last| last.after)
    }

    /// The offset with which a year of yearly changes ends.
    fn end_of(&self, year: i64) -> Kind {
        self.changes(year).last().map_or_else(|| self.last_kind(), |change| change.after)
    }

    /// The two changes of a year, if the zone has any after its last listed transition.
    fn changes(&self, year: i64) -> impl Iterator<Item = Transition> {
        let changes = self.yearly.into_iter().flatten();
        changes.map(move |change| {
            let first = Date { year, month: change.month, day: change.day }.to_days();
            let days = first + (change.weekday - weekday(first)).rem_euclid(7);
            let at = days * DAY + change.second - i64::from(change.before);
            let before = Kind { offset: change.before, daylight: !change.daylight };
            let after = Kind { offset: change.after, daylight: change.daylight };
            Transition { at, before, after }
        })
    }
}

fn year_of(second: i64) -> i64 {
    Date::from_days(second.div_euclid(DAY)).year
}

/// The beginning of a history.
struct Head {
    kinds: Vec<Kind>,
    yearly: Option<&'static Yearly>,
    transitions: usize,
}

/// Reads all histories.
fn read(bytes: &'static [u8]) -> Vec<Rules> {
    let mut reader = Reader(bytes);
    let heads: Vec<Head> = (0..reader.number()).map(|_| reader.head()).collect();
    let usual: Vec<i64> = (0..reader.number()).map(|_| i64::from(reader.word()) * 3600).collect();
    let transitions = heads.iter().map(|head| head.transitions).sum();
    let mut gaps = reader.take(transitions).iter();
    let mut places = reader.take(transitions).iter();
    let history = |head: Head| {
        let kind = |place: u8| head.kinds.get(usize::from(place)).copied().unwrap_or_default();
        let (mut before, mut clock) = (kind(0), 0);
        let listed = gaps.by_ref().zip(&mut places).take(head.transitions).map(|(gap, place)| {
            clock += usual.get(usize::from(*gap)).copied().unwrap_or_else(|| reader.gap());
            let at = clock - i64::from(before.offset);
            let after = kind(*place);
            Transition { at, before: std::mem::replace(&mut before, after), after }
        });
        Rules { first: kind(0), listed: listed.collect(), yearly: head.yearly }
    };
    heads.into_iter().map(history).collect()
}

/// What is left of the bytes; past their end everything reads as 0.
#[derive(Clone, Copy, Debug)]
struct Reader(&'static [u8]);

impl Reader {
    fn take(&mut self, length: usize) -> &'static [u8] {
        let (taken, rest) = self.0.split_at_checked(length).unwrap_or_default();
        self.0 = rest;
        taken
    }

    fn byte(&mut self) -> u8 {
        self.take(1).first().copied().unwrap_or(0)
    }

    fn word(&mut self) -> u16 {
        let low = self.byte();
        u16::from_le_bytes([low, self.byte()])
    }

    fn head(&mut self) -> Head {
        let kinds = (0..self.number()).map(|_| self.kind()).collect();
        let yearly = usize::try_from(self.number()).unwrap_or(0);
        let yearly = yearly.checked_sub(1).and_then(|place| YEARLY.get(place));
        let transitions = usize::try_from(self.number()).unwrap_or(0);
        Head { kinds, yearly, transitions }
    }

    fn kind(&mut self) -> Kind {
        let low = u64::from(self.word());
        let number = low | u64::from(self.byte()) << 16;
        let offset = i32::try_from(unzigzag(number >> 1)).unwrap_or(0);
        Kind { offset, daylight: number & 1 == 1 }
    }

    /// The seconds of a gap that is not usual.
    fn gap(&mut self) -> i64 {
        let number = self.number();
        let unit = if number & 1 == 0 { 3600 } else { 1 };
        unzigzag(number >> 1).saturating_mul(unit)
    }

    fn number(&mut self) -> u64 {
        let mut number = 0;
        for shift in (0..64).step_by(7) {
            let byte = self.byte();
            number |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                break;
            }
        }
        number
    }
}

fn unzigzag(number: u64) -> i64 {
    (number >> 1).cast_signed() ^ -(number & 1).cast_signed()
}

#[cfg(test)]
mod tests {
    use crate::datetime::Zone;

    /// Facts of java.time; a run over all 148,582 of them was clean when the table was generated.
    #[test]
    fn offsets_are_those_of_java_time() {
        let facts = include_str!("../facts/zones.tsv");
        let mut count = 0;
        for fact in facts.lines().filter(|line| !line.starts_with('#')) {
            let columns: Vec<&str> = fact.split('\t').collect();
            let [id, second, offset, daylight, instant] = columns[..] else { panic!("{fact}") };
            let zone = Zone::identity(id).unwrap();
            let second = second.parse().unwrap();
            let kind = zone.at_instant(second);
            assert_eq!(kind.offset.to_string(), offset, "{fact}");
            assert_eq!(kind.daylight.to_string(), daylight, "{fact}");
            assert_eq!(zone.instant_of(second, None).to_string(), instant, "{fact}");
            count += 1;
        }
        assert!(count > 400, "{count} facts");
    }
}
