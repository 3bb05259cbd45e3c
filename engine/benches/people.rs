//! Many people: lines mapped, lines read into columns, a rule over the columns.
#![expect(clippy::expect_used, reason = "the files of the race are whole")]

#[path = "race/src/people.rs"]
mod generator;
#[path = "race/src/workload.rs"]
#[expect(dead_code, reason = "the race prints titles too")]
mod workload;

use attrmap::bulk::{Bulk, Mapper};
use attrmap::context::Context;
use attrmap::datetime::DateTime;
use attrmap::environment::Environment;
use attrmap::expression::Expression;
use attrmap::formats::read_mapping_set;
use attrmap::people::People;
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use workload::Workload;

const PEOPLE: usize = 1_000;

fn mapping(criterion: &mut Criterion) {
    let lines = generator::ndjson(PEOPLE);
    let set = read_mapping_set(include_bytes!("race/people.yaml")).expect("it is a mapping set");
    let bulk = Bulk::new(&set, None);
    let mut mapper = Mapper::new(&bulk, DateTime::from_unix_milliseconds(0));
    let mut out = String::new();
    let mut group = criterion.benchmark_group("lines");
    group.throughput(Throughput::Bytes(lines.len() as u64));
    group.bench_function("map twelve rules", |bench| {
        bench.iter(|| {
            out.clear();
            mapper.map(lines.as_bytes(), &mut out).people
        });
    });
    group.finish();
}

fn holding(criterion: &mut Criterion) {
    for workload in Workload::ALL {
        let root = workload.root();
        let rooted = |profile| serde_json::json!({ root: profile }).to_string();
        let lines = generator::people(PEOPLE).map(rooted).collect::<Vec<_>>().join("\n");
        let mut people = People::new();
        people.read(&lines).expect("there is room");
        let expression = Expression::compile(workload.text(), &Environment::default());
        let expression = expression.expect("the rule compiles");
        let nobody = Context::new();

        let mut group = criterion.benchmark_group(workload.name());
        group.throughput(Throughput::Elements(PEOPLE as u64));
        group.bench_function("evaluate by column", |bench| {
            bench.iter(|| people.evaluate(&expression, &nobody));
        });
        if workload == Workload::W2 {
            group.throughput(Throughput::Bytes(lines.len() as u64));
            group.bench_function("read into columns", |bench| {
                bench.iter(|| {
                    let mut people = People::new();
                    people.read(&lines).map(|()| people.len())
                });
            });
        }
        group.finish();
    }
}

criterion_group!(benches, mapping, holding);
criterion_main!(benches);
