//! Parts that some rules need: dates, patterns, and the readers of directory files.
#![expect(clippy::expect_used, reason = "the texts are right")]

use attrmap::datetime::{DateTime, JavaTimePattern, JodaPattern};
use attrmap::formats::{csv, ldif, read_mapping_set, scim};
use attrmap::pattern::Pattern;
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use std::hint::black_box;

fn dates(criterion: &mut Criterion) {
    let text = "2015-07-31T17:18:37.979Z";
    let date = DateTime::parse_iso(text).expect("it is a date");
    let joda = JodaPattern::new("yyyy-MM-dd HH:mm:ss").expect("it is a pattern");
    let java = JavaTimePattern::new("EEEE, d MMMM yyyy").expect("it is a pattern");
    let written = joda.format(&date);
    let mut group = criterion.benchmark_group("dates");
    group.bench_function("read ISO", |bench| bench.iter(|| DateTime::parse_iso(black_box(text))));
    group.bench_function("write ISO", |bench| bench.iter(|| black_box(&date).to_iso()));
    group.bench_function("read by Joda pattern", |bench| {
        bench.iter(|| joda.parse(black_box(&written), &date));
    });
    group.bench_function("write by Joda pattern", |bench| {
        bench.iter(|| joda.format(black_box(&date)));
    });
    group.bench_function("write by java.time pattern", |bench| {
        bench.iter(|| java.format(black_box(&date)));
    });
    group.finish();
}

fn patterns(criterion: &mut Criterion) {
    let text = r"^\+?[0-9]{1,3}[-. ]?(\([0-9]{3}\)|[0-9]{3})[-. ]?[0-9]{3}[-. ]?[0-9]{4}$";
    let phone = Pattern::new(text).expect("it is a pattern");
    // The limit of steps bounds what this costs.
    let costly = Pattern::new(r"(a+)+\1b").expect("it is a pattern");
    let many = "a".repeat(64);
    let mut group = criterion.benchmark_group("patterns");
    group.bench_function("compile", |bench| bench.iter(|| Pattern::new(black_box(text))));
    group.bench_function("match", |bench| {
        bench.iter(|| phone.matches(black_box("+1 (650) 555-0100")));
    });
    group.bench_function("give up", |bench| bench.iter(|| costly.matches(black_box(&many))));
    group.finish();
}

/// How many records a file has.
const RECORDS: usize = 1_000;

/// A file with a record for each number.
fn file(record: impl Fn(usize) -> String) -> String {
    (0..RECORDS).map(record).collect::<Vec<_>>().concat()
}

fn readers(criterion: &mut Criterion) {
    let csv_text =
        file(|id| format!("{id},Anna,\"Müller, {id}\",anna.{id}@example.com,Belmont\r\n"));
    let ldif_text = file(|id| {
        format!(
            "dn: CN=Anna {id},OU=People,DC=example,DC=com\nobjectClass: user\nsn: Smith\n\
             displayName:: QW5uYSBNw7xsbGVy\nmail: anna.{id}@example.com\n\n"
        )
    });
    let scim_text = file(|id| {
        format!(
            "{{\"id\":\"{id}\",\"userName\":\"anna.{id}\",\"active\":true,\"emails\":\
             [{{\"type\":\"work\",\"value\":\"anna.{id}@example.com\"}}]}}\n"
        )
    });
    let set = include_bytes!("race/people.yaml");

    let mut group = criterion.benchmark_group("readers");
    group.throughput(Throughput::Bytes(csv_text.len() as u64));
    group.bench_function("CSV", |bench| {
        bench.iter(|| csv::Reader::new(csv_text.as_bytes(), b',').count());
    });
    group.throughput(Throughput::Bytes(ldif_text.len() as u64));
    group.bench_function("LDIF", |bench| {
        bench.iter(|| ldif::Reader::new(ldif_text.as_bytes()).count());
    });
    group.throughput(Throughput::Bytes(scim_text.len() as u64));
    group.bench_function("SCIM", |bench| bench.iter(|| scim::read_users(scim_text.as_bytes())));
    group.throughput(Throughput::Bytes(set.len() as u64));
    group.bench_function("mapping set", |bench| bench.iter(|| read_mapping_set(black_box(set))));
    group.finish();
}

criterion_group!(benches, dates, patterns, readers);
criterion_main!(benches);
