//! The English names of zones: lines of text in, taken apart once.
//!
//! A line has the short standard, short daylight, long standard and long daylight name, where a daylight
//! name that is like the standard one is left out, and the places of the zones that java.time reads
//! the names as: of all four, of both short and both long ones, or of each.

use std::sync::LazyLock;

/// The names of a zone.
#[derive(Debug)]
pub(super) struct Names {
    /// Short standard, short daylight, long standard, long daylight.
    pub(super) texts: [&'static str; 4],
    /// The places of the zones that the texts are read as; -1 for none.
    pub(super) reads: [i16; 4],
}

pub(super) static NAMES: LazyLock<Vec<Names>> =
    LazyLock::new(|| include_str!("names.txt").lines().filter_map(read).collect());

fn read(line: &'static str) -> Option<Names> {
    let mut fields = line.split('\t');
    let mut text = || fields.next();
    let [short, short_daylight, long, long_daylight] = [text()?, text()?, text()?, text()?];
    let daylight = |name, standard| if str::is_empty(name) { standard } else { name };
    let places: Vec<i16> = fields.filter_map(|place| place.parse().ok()).collect();
    let reads = match *places {
        [all] => [all; 4],
        [short, long] => [short, short, long, long],
        _ => places.try_into().ok()?,
    };
    let texts = [short, daylight(short_daylight, short), long, daylight(long_daylight, long)];
    Some(Names { texts, reads })
}
