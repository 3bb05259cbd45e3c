//! Properties of dates: no text and no pattern panics, what is printed reads back, what is added
//! can be taken away.

use attrmap::datetime::{DateTime, JavaTimePattern, JodaPattern, Region, Unit, Zone};
use proptest::prelude::*;

/// Any text, and texts near to patterns and dates.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "[a-zA-Z0-9'\\[\\]{}#:./+ -]{0,40}",
        "(yyyy|uuuu|YYYY|xxxx|MM|dd|D|w|e|E|HH|h|a|mm|ss|S{1,20}|A|n|N|VV|z|zzzz|Z|ZZZ|X|O|'|\\[|\\]|-|/){0,12}",
        "[+-]?[0-9]{1,12}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,10})?(Z|[+-][0-9:]{2,8})(\\[[A-Za-z/_]*\\])?",
    ]
}

fn zone() -> impl Strategy<Value = Zone> {
    let ids: Vec<&str> = Region::all().map(Region::id).collect();
    prop_oneof![
        Just(Zone::UTC),
        prop::sample::select(ids).prop_filter_map("an id", |id| Zone::identity(id).ok()),
        (-1_080..=1_080_i32).prop_map(|minutes| Zone::Fixed(minutes * 60)),
    ]
}

/// Milliseconds of any date, mostly of one that people write.
fn milliseconds() -> impl Strategy<Value = i64> {
    prop_oneof![any::<i64>(), -2_500_000_000_000..5_000_000_000_000_i64]
}

fn date() -> impl Strategy<Value = DateTime> {
    (milliseconds(), zone()).prop_filter_map("in range", |(milliseconds, zone)| {
        DateTime::from_unix_milliseconds(milliseconds).in_zone(zone).ok()
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_text_and_no_pattern_panics(pattern in text(), text in text(), date in date()) {
        let _ = DateTime::parse_iso(&text);
        let _ = DateTime::parse_iso_classic(&text);
        let _ = DateTime::parse_unix(&text);
        let _ = DateTime::parse_windows(&text);
        if let Ok(joda) = JodaPattern::new(&pattern) {
            let _ = joda.parse(&text, &date);
            let _ = joda.parse(&joda.format(&date), &date);
        }
        if let Ok(java_time) = JavaTimePattern::new(&pattern) {
            let _ = java_time.parse(&text);
            let _ = java_time.parse(&java_time.format(&date));
        }
    }

    #[test]
    fn the_identity_form_reads_back(date in date()) {
        prop_assert_eq!(DateTime::parse_iso(&date.to_iso()), Ok(date));
    }

    #[test]
    fn the_classic_form_reads_back_as_the_same_instant(milliseconds in milliseconds(), id in zone()) {
        let date = DateTime::from_unix_milliseconds(milliseconds);
        if let Ok(told) = date.in_zone(id) && told.zone() == Zone::UTC {
            prop_assert_eq!(DateTime::parse_iso_classic(&told.to_iso_classic()), Ok(date));
        }
    }

    #[test]
    fn numbers_read_back(milliseconds in any::<i64>()) {
        let date = DateTime::from_unix_milliseconds(milliseconds);
        prop_assert_eq!(date.unix_milliseconds(), Ok(milliseconds));
        prop_assert_eq!(DateTime::from_windows_ticks(milliseconds).windows_ticks(), Ok(milliseconds));
    }

    #[test]
    fn whole_patterns_read_back(milliseconds in 0..4_000_000_000_000_i64, zone in zone()) {
        let date = DateTime::from_unix_milliseconds(milliseconds).in_zone(zone).unwrap();
        let pattern = JavaTimePattern::new("uuuu-MM-dd'T'HH:mm:ss.SSSSSSSSSxxxxx'['VV']'").unwrap();
        let text = pattern.format(&date);
        // java.time takes these two ids for `GMT` with an offset behind it.
        if !text.contains("[GMT+0]") && !text.contains("[GMT-0]") {
            prop_assert_eq!(pattern.parse(&text), Ok(date.clone()));
        }
        let pattern = JodaPattern::new("EEEE, d MMMM yyyy h:mm:ss.SSS a Z").unwrap();
        let utc = date.in_zone(Zone::UTC).unwrap();
        prop_assert_eq!(pattern.parse(&pattern.format(&utc), &date), Ok(utc));
    }

    #[test]
    fn what_is_added_can_be_taken_away(date in date(), amount in any::<i32>()) {
        let amount = i64::from(amount);
        for unit in [Unit::Hours, Unit::Minutes, Unit::Seconds] {
            if let Ok(later) = date.plus(amount, unit) {
                prop_assert_eq!(later.plus(-amount, unit), Ok(date.clone()));
                prop_assert!(later.is_within(amount.abs(), unit, &date));
                prop_assert!(amount == 0 || !later.is_within(amount.abs() - 1, unit, &date));
                prop_assert_eq!(later.cmp(&date), amount.cmp(&0));
            }
        }
        let utc = date.in_zone(Zone::UTC).unwrap();
        if let Ok(later) = utc.plus(amount, Unit::Days) {
            prop_assert_eq!(later.plus(-amount, Unit::Days), Ok(utc));
        }
    }

    #[test]
    fn the_clock_on_the_wall_moves_by_days(date in date(), days in -100_000..100_000_i64) {
        let time = JavaTimePattern::new("HH:mm:ss").unwrap();
        if let Ok(later) = date.plus(days, Unit::Days) {
            // Unless the clocks skip it there.
            let there = later.plus(0, Unit::Days).unwrap();
            prop_assert_eq!(&there, &later);
            if time.format(&later) == time.format(&date) && later.zone() == date.zone() {
                prop_assert_eq!(later.cmp(&date), days.cmp(&0));
            }
        }
    }

    #[test]
    fn order_and_equality_agree(a in date(), b in date()) {
        prop_assert_eq!(a == b, a.cmp(&b).is_eq());
        prop_assert_eq!(a.cmp(&b), b.cmp(&a).reverse());
    }
}
