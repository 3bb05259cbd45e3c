//! One expression and one person: parse, check, compile, evaluate by name and by row.
#![expect(clippy::expect_used, reason = "the rules of the race compile and have no errors")]

#[path = "race/src/people.rs"]
#[expect(dead_code, reason = "the race prints the people too")]
mod people;
#[path = "race/src/workload.rs"]
#[expect(dead_code, reason = "the race prints titles too")]
mod workload;

use attrmap::check::check;
use attrmap::context::Context;
use attrmap::environment::Environment;
use attrmap::eval::Row;
use attrmap::expression::{Expression, Layout};
use attrmap::limits::Limits;
use attrmap::syntax::parse;
use attrmap::value::Object;
use criterion::{Criterion, criterion_group, criterion_main};
use workload::Workload;

fn reading(criterion: &mut Criterion) {
    let environment = Environment::default();
    for workload in Workload::ALL {
        let (name, text) = (workload.name(), workload.text());
        let mut group = criterion.benchmark_group(name);
        group.bench_function("parse", |bench| bench.iter(|| parse(text, &Limits::DEFAULT)));
        group.bench_function("check", |bench| bench.iter(|| check(text, &environment)));
        group.bench_function("compile", |bench| {
            bench.iter(|| Expression::compile(text, &environment));
        });
        group.finish();
    }
}

fn evaluating(criterion: &mut Criterion) {
    let environment = Environment::default();
    for workload in Workload::ALL {
        let contexts: Vec<Context> = people::people(256)
            .map(|profile| {
                let mut context = Context::new();
                context.set(workload.root(), Object::from(&profile));
                context
            })
            .collect();
        let mut layout = Layout::default();
        let expression = Expression::compile_in(workload.text(), &environment, &mut layout);
        let expression = expression.expect("the rule compiles");
        let rows: Vec<Row<'_>> = contexts.iter().map(|one| Row::new(&layout, one)).collect();
        let nobody = Context::new();
        let mut out = String::new();

        let mut group = criterion.benchmark_group(workload.name());
        group.throughput(criterion::Throughput::Elements(rows.len() as u64));
        group.bench_function("evaluate by name", |bench| {
            bench.iter(|| {
                out.clear();
                for context in &contexts {
                    expression.append_to(context, &mut out).expect("it has no errors");
                }
                out.len()
            });
        });
        group.bench_function("evaluate by row", |bench| {
            bench.iter(|| {
                out.clear();
                for row in &rows {
                    expression.append_row_to(row, &nobody, &mut out).expect("it has no errors");
                }
                out.len()
            });
        });
        group.finish();
    }
}

criterion_group!(benches, reading, evaluating);
criterion_main!(benches);
