//! W5: twelve rules, NDJSON in and NDJSON out, in memory and on one thread.

mod hand;
mod ours;
#[cfg(feature = "peers")]
mod peers;
mod scan;

use std::time::Duration;

use cpu_time::ProcessTime;
use serde_json::Value;

use crate::people;
use crate::stopwatch::Times;

/// The twelve rules, as attrmap reads them.
pub(crate) const MAPPING_SET: &str = include_str!("../../people.yaml");

/// How many people there are.
pub(crate) const PEOPLE: usize = 100_000;

/// How many lines a sample has.
const SAMPLE: usize = 2_000;

/// Appends a line to the text for each of the lines.
type Map = Box<dyn FnMut(&str, &mut String)>;

/// A contender.
struct Mapper {
    name: &'static str,
    note: String,
    map: Map,
}

impl Mapper {
    fn new(name: &'static str, map: impl FnMut(&str, &mut String) + 'static) -> Self {
        Self { name, note: String::new(), map: Box::new(map) }
    }
}

/// A hand-written mapper by its short name.
pub(crate) fn by_hand(name: &str) -> Option<fn(&str, &mut String)> {
    match name {
        "struct" => Some(hand::by_struct),
        "scan" => Some(scan::by_scan),
        _ => None,
    }
}

/// Checks and times every contender over everybody, a sample of lines each round.
pub(crate) fn race(rounds: usize) {
    let people = people::ndjson(PEOPLE);
    let samples = samples(&people);
    let mut mappers = vec![
        Mapper::new("by hand: borrowed struct (limit A)", hand::by_struct),
        Mapper::new("by hand: raw byte scan (limit C)", scan::by_scan),
        Mapper::new("by hand: `serde_json::Value`", hand::by_tree),
    ];
    ours::enter(&mut mappers);
    #[cfg(feature = "peers")]
    peers::enter(&mut mappers);
    check(&mut mappers, &people);

    let mut out = String::with_capacity(2 * people.len() / samples.len());
    let mut times = vec![Vec::with_capacity(rounds); mappers.len()];
    for round in 0..rounds {
        let lines = samples[round % samples.len()];
        for (mapper, times) in mappers.iter_mut().zip(&mut times) {
            timed(mapper, lines, &mut out);
            let time = timed(mapper, lines, &mut out);
            times.push(time.as_secs_f64() * 1e9 / lines.len() as f64);
        }
    }
    let times: Vec<Times> = times.into_iter().map(Times::new).collect();
    print(&mappers, &times, people.len());
}

fn timed(mapper: &mut Mapper, lines: &str, out: &mut String) -> Duration {
    out.clear();
    let begin = ProcessTime::now();
    (mapper.map)(lines, out);
    begin.elapsed()
}

/// The text cut behind every so many lines.
fn samples(people: &str) -> Vec<&str> {
    let mut samples = Vec::new();
    let mut rest = people;
    while !rest.is_empty() {
        let end = rest.match_indices('\n').nth(SAMPLE - 1).map_or(rest.len(), |(at, _)| at + 1);
        let (sample, others) = rest.split_at(end);
        samples.push(sample);
        rest = others;
    }
    samples
}

/// Notes for each contender for how many people its answer is not the first one's.
fn check(mappers: &mut [Mapper], people: &str) {
    let mut expected = String::new();
    for (index, mapper) in mappers.iter_mut().enumerate() {
        let mut answer = String::new();
        (mapper.map)(people, &mut answer);
        if index == 0 {
            expected = answer;
            continue;
        }
        let wrong = wrong(&answer, &expected);
        if wrong > 0 {
            mapper.note = format!("wrong for {wrong} of {PEOPLE}");
        }
    }
}

/// For how many people the answer differs as JSON.
pub(crate) fn wrong(answer: &str, expected: &str) -> usize {
    let differs = |(one, other): (&str, &str)| {
        let json = |line: &str| serde_json::from_str::<Value>(line).ok();
        one != other && (json(one).is_none() || json(one) != json(other))
    };
    let lines = expected.lines().count();
    let missing = lines.abs_diff(answer.lines().count());
    answer.lines().zip(expected.lines()).filter(|pair| differs(*pair)).count() + missing
}

fn print(mappers: &[Mapper], times: &[Times], bytes: usize) {
    println!(
        "\n### W5, twelve rules, {PEOPLE} people, {:.1} MB, one thread, in memory: MB of input per \
         second of processor time\n",
        bytes as f64 / 1e6
    );
    println!("| | worst | median | best | µs a person | best ÷ first | median ÷ first | |");
    println!("| --- | ---: | ---: | ---: | ---: | ---: | ---: | --- |");
    let speed = |nanoseconds: f64| 1e3 / nanoseconds;
    let Some(first) = times.first() else { return };
    for (mapper, times) in mappers.iter().zip(times) {
        println!(
            "| {} | {:.0} | {:.0} | {:.0} | {:.2} | {:.2} | {:.2} | {} |",
            mapper.name,
            speed(times.max()),
            speed(times.median()),
            speed(times.min()),
            times.median() * (bytes as f64) / (PEOPLE as f64) / 1e3,
            first.min() / times.min(),
            first.median() / times.median(),
            mapper.note,
        );
    }
}
