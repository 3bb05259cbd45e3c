//! attrmap's own road for many people: one mapping set, one thread.

use attrmap::bulk::{self, Bulk};
use attrmap::datetime::DateTime;
use attrmap::formats::read_mapping_set;

use super::{MAPPING_SET, Mapper};

pub(super) fn enter(mappers: &mut Vec<Mapper>) {
    let set = read_mapping_set(MAPPING_SET.as_bytes()).expect("the file is a mapping set");
    // A mapper borrows from its set, and both stay to the end.
    let bulk: &'static Bulk = Box::leak(Box::new(Bulk::new(&set, None)));
    let mut mapper = bulk::Mapper::new(bulk, DateTime::from_unix_milliseconds(0));
    let map = move |lines: &str, out: &mut String| {
        let report = mapper.map(lines.as_bytes(), out);
        assert!(report.is_fine(), "the rules have no errors");
    };
    mappers.push(Mapper::new("attrmap", map));
}
