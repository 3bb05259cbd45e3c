//! Compiling texts of growing length: the throughput stays the same where time grows linearly.

use attrmap::environment::Environment;
use attrmap::expression::Expression;
use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};

/// A way to make texts longer.
type Growth = (&'static str, fn(usize) -> String);

const GROWTHS: [Growth; 4] = [
    ("join", |length| grown("user.firstName", " + \" \" + user.lastName", length)),
    ("conditions", |length| {
        let count = length / CONDITION.len();
        format!("{}\"\"{}", CONDITION.repeat(count), ")".repeat(count))
    }),
    ("calls", |length| {
        let call = " + String.toUpperCase(String.substringBefore(user.email, \"@\"))";
        grown("user.login", call, length)
    }),
    ("one text", |length| format!("\"{}\"", "long ".repeat(length / 5))),
];

/// Nested, so it is bounded by the limit of nesting, not by that of length.
const CONDITION: &str = "(user.costCenter == \"4711\" ? \"Group Finance and Administration\" : ";

fn grown(first: &str, more: &str, length: usize) -> String {
    first.to_owned() + &more.repeat(length / more.len())
}

fn compiling(criterion: &mut Criterion) {
    let environment = Environment::default();
    for (name, grow) in GROWTHS {
        let mut group = criterion.benchmark_group(name);
        for length in [500, 1_000, 2_000, 4_000, 8_000, 16_000] {
            let text = grow(length);
            if Expression::compile(&text, &environment).is_err() {
                continue;
            }
            group.throughput(Throughput::Bytes(text.len() as u64));
            group.bench_with_input(BenchmarkId::from_parameter(length), &text, |bench, text| {
                bench.iter(|| Expression::compile(text, &environment));
            });
        }
        group.finish();
    }
}

criterion_group!(benches, compiling);
criterion_main!(benches);
