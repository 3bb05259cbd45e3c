//! Zone ids and aliases: lines of text in, taken apart once.
//!
//! A line has the id; the place of the zone that it names, unless it names itself; the place of the zone
//! whose history it has, unless it has the next one; and the place of its names, unless it is the
//! first with the next ones. As a table with places and lengths of texts this took half as much again of
//! what a browser loads.

use std::sync::LazyLock;

use super::Region;

/// Every zone, sorted by id.
pub(super) static REGIONS: LazyLock<Vec<Region>> = LazyLock::new(|| {
    let (mut regions, mut ends) = (Vec::new(), Ends::default());
    for line in include_str!("regions.txt").lines() {
        regions.extend(read(line, &regions, &mut ends));
    }
    regions
});

/// Where the next rules and names are.
#[derive(Default)]
struct Ends {
    rules: u16,
    names: u16,
}

fn read(line: &'static str, before: &[Region], ends: &mut Ends) -> Option<Region> {
    let mut fields = line.split('\t');
    let id = fields.next()?;
    let mut field = || fields.next().unwrap_or_default();
    let canonical = field().parse().or_else(|_| u16::try_from(before.len())).ok()?;
    let rules = match field().parse::<usize>() {
        Ok(place) => before.get(place)?.rules,
        Err(_) => {
            ends.rules += 1;
            ends.rules - 1
        }
    };
    let names = field().parse().unwrap_or_else(|_| {
        ends.names += 1;
        ends.names - 1
    });
    Some(Region { id, canonical, rules, names })
}
