//! The offsets of one zone: an instant or a local time in, its offset from UTC out.
//!
//! `rules.bin` holds one entry per distinct history, all of them little-endian: how many kinds
//! (offset and daylight flag) the zone knows and each of them in three bytes; the place of its
//! yearly changes in [`super::table::YEARLY`], from 1, or 0; how many transitions are listed; the
//! last one's second and kind, so that a recent instant reads no further; then every transition in
//! a word: kind in the upper three bits, hours since the one before in the rest, or all three bits
//! set, the kind in the rest and a number behind, which above its lowest bit has hours, or seconds
//! where that bit is set. Between the times that clocks showed there are mostly whole hours, and the
//! same ones in many zones. Numbers have seven bits a byte; signed ones alternate (0, -1, 1, -2 …).
//!
//! 567 names share 315 histories with 15,035 transitions, back to local mean time: 42 kB, of which
//! 14 kB go over the wire.

use super::Yearly;
use super::table::YEARLY;
use crate::datetime::civil::{DAY, Date, weekday};

static RULES: &[u8] = include_bytes!("rules.bin");

/// An offset in seconds east of UTC, and whether it is daylight time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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

/// The decoded head of a zone's entry.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rules {
    kinds: &'static [u8],
    yearly: Option<&'static Yearly>,
    count: u64,
    last: i64,
    last_kind: Kind,
    transitions: Reader,
}

impl Rules {
    /// Reads the entry at a place of `rules.bin`.
    pub(super) fn at(place: usize) -> Self {
        let mut reader = Reader(RULES.get(place..).unwrap_or_default());
        let kinds = reader.number();
        let kinds = reader.take(usize::try_from(kinds).unwrap_or(0).saturating_mul(3));
        let yearly = usize::try_from(reader.number()).unwrap_or(0);
        let yearly = yearly.checked_sub(1).and_then(|place| YEARLY.get(place));
        let count = reader.number();
        let mut rules =
            Self { kinds, yearly, count, last: 0, last_kind: kind(kinds, 0), transitions: reader };
        if count > 0 {
            rules.last = unzigzag(reader.number());
            rules.last_kind = kind(kinds, reader.number());
            rules.transitions = reader;
        }
        rules
    }

    /// The offset at an instant.
    pub(super) fn at_instant(&self, second: i64) -> Kind {
        if self.count == 0 || (second >= self.last && self.yearly.is_none()) {
            return self.last_kind;
        }
        if second >= self.last {
            let year = year_of(second + i64::from(self.last_kind.offset));
            let after = self.changes(year).find(|change| second < change.at);
            return after.map_or_else(|| self.end_of(year), |change| change.before);
        }
        let next = self.listed().find(|transition| second < transition.at);
        next.map_or(self.last_kind, |transition| transition.before)
    }

    /// The offset or offsets of a local time, given in seconds as if it were UTC.
    pub(super) fn at_local(&self, local: i64) -> Local {
        // No zone is a whole day away from UTC, so a day after the last transition none can matter.
        if self.count > 0
            && local <= self.last + DAY
            && let Some(found) = self.listed().find_map(|transition| transition.explain(local))
        {
            return found;
        }
        let year = year_of(local);
        let found = self.changes(year).find_map(|change| change.explain(local));
        found.unwrap_or_else(|| Local::Once(self.end_of(year)))
    }

    /// The offset with which a year of yearly changes ends.
    fn end_of(&self, year: i64) -> Kind {
        self.changes(year).last().map_or(self.last_kind, |change| change.after)
    }

    fn listed(&self) -> impl Iterator<Item = Transition> {
        let (kinds, mut reader) = (self.kinds, self.transitions);
        let mut before = kind(kinds, 0);
        let mut clock = 0_i64;
        (0..self.count).map(move |_| {
            let word = reader.word();
            let (place, rest) = (word >> 13, word & 0x1fff);
            let (place, seconds) =
                if place == 7 { (rest, reader.gap()) } else { (place, i64::from(rest) * 3600) };
            clock = clock.saturating_add(seconds);
            let at = clock.saturating_sub(i64::from(before.offset));
            let after = kind(kinds, u64::from(place));
            Transition { at, before: std::mem::replace(&mut before, after), after }
        })
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

/// The kind at a place of a zone's list; the bytes are ours, so one that is missing does not occur.
fn kind(kinds: &[u8], place: u64) -> Kind {
    let place = usize::try_from(place).unwrap_or(0).saturating_mul(3);
    let bytes = kinds.get(place..).and_then(|rest| rest.first_chunk::<3>()).unwrap_or(&[0; 3]);
    let [low, middle, high] = bytes.map(u64::from);
    let number = low | middle << 8 | high << 16;
    Kind { offset: i32::try_from(unzigzag(number >> 1)).unwrap_or(0), daylight: number & 1 == 1 }
}

/// What is left of the entry; past its end everything reads as 0.
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

    /// The seconds of a long gap.
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
