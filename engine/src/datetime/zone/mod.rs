//! Time zones: an id of the language in, the zone and its offsets out.
//!
//! The ids and aliases are those that the product knows, 567 names in all; the rules are those of
//! the tz database.
//!
//! In a wasm build the zones with ISO forms and arithmetic add 86 kB (35 kB with gzip, 29 kB with
//! brotli), and both kinds of patterns with the English zone names another 114 kB (48 kB, 33 kB).
//! The crate `jiff` with its bundled tz database adds 497 kB (156 kB, 120 kB) for zones alone, and
//! its dates end in the year 9999.

mod names;
mod regions;
mod rules;
mod table;

use self::names::NAMES;
use self::regions::REGIONS;
use self::rules::Rules;
pub(super) use self::rules::{Kind, Local};
use super::DateTimeError;

/// Where a time is told: a fixed offset from UTC, or a region with its history of offsets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Zone {
    /// Seconds east of UTC, at most 18 hours either way.
    Fixed(i32),
    /// A zone of the tz database.
    Region(&'static Region),
}

impl Zone {
    /// Coordinated universal time, as the offset that prints as `Z`.
    pub const UTC: Self = Self::Fixed(0);

    /// The zone of an id or alias in the classic dialect, where an alias means the zone it names,
    /// and `EST`, `MST` and `HST` mean the places with daylight time, as Joda-Time reads the old
    /// Java ids.
    ///
    /// # Errors
    /// [`DateTimeError::UnknownZone`] for an id that the product does not list; letter case counts.
    pub fn classic(id: &str) -> Result<Self, DateTimeError> {
        let region = Region::find(match id {
            "EST" => "America/New_York",
            "MST" => "America/Denver",
            "HST" => "Pacific/Honolulu",
            other => other,
        });
        region.map(|region| Self::Region(region.canonical())).ok_or(DateTimeError::UnknownZone)
    }

    /// The zone of an id or alias in the identity dialect, where an alias keeps its name unless the
    /// tz database dropped it, and `EST`, `MST` and `HST` are fixed offsets, as in java.time's
    /// table of short ids.
    ///
    /// # Errors
    /// [`DateTimeError::UnknownZone`] for an id that the product does not list; letter case counts.
    pub fn identity(id: &str) -> Result<Self, DateTimeError> {
        match id {
            "EST" => Ok(Self::Fixed(-5 * 3600)),
            "MST" => Ok(Self::Fixed(-7 * 3600)),
            "HST" => Ok(Self::Fixed(-10 * 3600)),
            "US/Pacific-New" => Self::identity("America/Los_Angeles"),
            "Canada/East-Saskatchewan" => Self::identity("America/Regina"),
            other => Region::find(other).map(Self::Region).ok_or(DateTimeError::UnknownZone),
        }
    }

    /// The offset at an instant, in seconds since 1970-01-01T00:00:00Z.
    pub(super) fn at_instant(self, second: i64) -> Kind {
        match self {
            Self::Fixed(offset) => Kind { offset, daylight: false },
            Self::Region(region) => region.rules().at_instant(second),
        }
    }

    /// The offset or offsets of a local time, in seconds as if it were UTC.
    pub(super) fn at_local(self, local: i64) -> Local {
        match self {
            Self::Fixed(offset) => Local::Once(Kind { offset, daylight: false }),
            Self::Region(region) => region.rules().at_local(local),
        }
    }

    /// The instant of a local time: a skipped one moves forward by what was skipped; of two the one
    /// with the preferred offset, else the earlier.
    pub(super) fn instant_of(self, local: i64, preferred: Option<i32>) -> i64 {
        let kind = match self.at_local(local) {
            Local::Twice { after, .. } if preferred == Some(after.offset) => after,
            Local::Once(kind)
            | Local::Skipped { before: kind }
            | Local::Twice { before: kind, .. } => kind,
        };
        local - i64::from(kind.offset)
    }
}

/// A zone of the table, by one of its names.
#[derive(Debug)]
pub struct Region {
    id: &'static str,
    canonical: u16,
    rules: u16,
    names: u16,
}

impl Region {
    /// The id, for example `Asia/Tokyo`.
    pub fn id(&self) -> &'static str {
        self.id
    }

    /// Every id and alias of the language, sorted.
    pub fn all() -> impl Iterator<Item = &'static Self> {
        REGIONS.iter()
    }

    fn find(id: &str) -> Option<&'static Self> {
        let place = REGIONS.binary_search_by(|region| region.id.cmp(id)).ok()?;
        REGIONS.get(place)
    }

    /// The longest id that the text begins with.
    pub(super) fn prefix_of(text: &str) -> Option<&'static Self> {
        REGIONS.iter().filter(|region| text.starts_with(region.id)).max_by_key(|r| r.id.len())
    }

    fn canonical(&'static self) -> &'static Self {
        REGIONS.get(usize::from(self.canonical)).unwrap_or(self)
    }

    fn rules(&self) -> &'static Rules {
        Rules::at(usize::from(self.rules))
    }

    /// The English name, short or long.
    pub(super) fn name(&self, style: NameStyle, daylight: bool) -> &'static str {
        NAMES.get(usize::from(self.names)).map_or(self.id, |names| match (style, daylight) {
            (NameStyle::Short, false) => names.texts[0],
            (NameStyle::Short, true) => names.texts[1],
            (NameStyle::Long, false) => names.texts[2],
            (NameStyle::Long, true) => names.texts[3],
        })
    }

    /// The longest English name that the text begins with, and the zone that java.time takes it
    /// for.
    pub(super) fn named_by(text: &str, style: NameStyle) -> Option<(&'static str, &'static Self)> {
        let names = NAMES.iter().flat_map(|names| match style {
            NameStyle::Short => {
                [(names.texts[0], names.reads[0]), (names.texts[1], names.reads[1])]
            }
            NameStyle::Long => [(names.texts[2], names.reads[2]), (names.texts[3], names.reads[3])],
        });
        let found = names.filter(|(name, zone)| *zone >= 0 && text.starts_with(name));
        let (name, zone) = found.max_by_key(|(name, _)| name.len())?;
        REGIONS.get(usize::try_from(zone).ok()?).map(|region| (name, region))
    }
}

impl PartialEq for Region {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

impl Eq for Region {}

/// Which of a zone's names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NameStyle {
    /// `EDT`.
    Short,
    /// `Eastern Daylight Time`.
    Long,
}

/// The two changes of a year.
type Yearly = [Change; 2];

/// On the first `weekday` from a day of a month on, `second` seconds from its midnight by the clock
/// that still shows `before`.
#[derive(Debug)]
struct Change {
    month: i64,
    day: i64,
    weekday: i64,
    second: i64,
    before: i32,
    after: i32,
    daylight: bool,
}

const fn change(
    month: i64,
    day: i64,
    weekday: i64,
    second: i64,
    before: i32,
    after: i32,
    daylight: bool,
) -> Change {
    Change { month, day, weekday, second, before, after, daylight }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_sorted_and_aliases_lead_to_them() {
        assert!(REGIONS.is_sorted_by(|a, b| a.id < b.id));
        let canonical = REGIONS.iter().filter(|region| region.canonical().id == region.id);
        assert_eq!(canonical.count(), 431);
        for region in REGIONS.iter() {
            assert_eq!(region.canonical().canonical(), region.canonical());
            assert!(usize::from(region.names) < NAMES.len());
        }
    }

    #[test]
    fn the_dialects_differ_in_aliases_and_short_ids() {
        let id = |zone| match zone {
            Ok(Zone::Region(region)) => region.id().to_owned(),
            Ok(Zone::Fixed(offset)) => offset.to_string(),
            Err(error) => format!("{error:?}"),
        };
        assert_eq!(id(Zone::classic("US/Pacific")), "America/Los_Angeles");
        assert_eq!(id(Zone::identity("US/Pacific")), "US/Pacific");
        assert_eq!(id(Zone::classic("EST")), "America/New_York");
        assert_eq!(id(Zone::identity("EST")), "-18000");
        assert_eq!(id(Zone::identity("US/Pacific-New")), "America/Los_Angeles");
        assert_eq!(id(Zone::classic("est")), "UnknownZone");
        assert_eq!(id(Zone::identity("asia/tokyo")), "UnknownZone");
        assert_eq!(id(Zone::identity("+02:00")), "UnknownZone");
        assert_eq!(id(Zone::identity("")), "UnknownZone");
    }

    #[test]
    fn names_that_are_gone_from_the_tz_database_still_work() {
        let at = |id: &str| Zone::identity(id).unwrap().at_instant(1_438_363_117).offset;
        assert_eq!(at("US/Pacific-New"), at("America/Los_Angeles"));
        assert_eq!(at("Canada/East-Saskatchewan"), at("America/Regina"));
        assert_eq!(at("ROC"), at("Asia/Taipei"));
        assert_eq!(at("Etc/GMT+5"), -5 * 3600);
        assert_eq!(at("Pacific/Apia"), 13 * 3600);
    }
}
