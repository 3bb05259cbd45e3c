//! A mapping set and a stream of people → a stream of results, in order, over several threads.

use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, Write};
use std::path::Path;
use std::thread;

use attrmap::context::Context;
use attrmap::datetime::DateTime;
use attrmap::formats::read_mapping_set;
use attrmap::mapping::{MappingSet, Outcome as RuleOutcome};
use attrmap::schema::Datum;
use attrmap::value::Object;
use serde_json::{Map, Value as Json, json};

use crate::input;
use crate::outcome::{Failure, Outcome, Status, shown};
use crate::output::Output;
use crate::progress::Progress;

/// How many lines one thread gets at a time.
const BLOCK: usize = 2_048;

/// What is applied to whom.
pub(crate) struct Bulk<'a> {
    /// The path of the mapping set.
    pub(crate) mapping: &'a str,
    /// The path of the people.
    pub(crate) people: &'a str,
    /// The root that the people stand under.
    pub(crate) root: Option<&'a str>,
    /// How many threads.
    pub(crate) threads: Option<usize>,
    /// The path of the results.
    pub(crate) target: Option<&'a Path>,
    /// The time that expressions see.
    pub(crate) now: &'a DateTime,
}

/// Lines of a file, and the number of the first one.
struct Block {
    first: usize,
    lines: Vec<Vec<u8>>,
}

/// The results of a block, and what went wrong in it.
#[derive(Default)]
struct Answer {
    text: Vec<u8>,
    complaints: Vec<String>,
}

/// Reads, maps and writes, block by block.
pub(crate) fn run(bulk: &Bulk<'_>, output: &mut Output) -> Outcome {
    let mut set = read_mapping_set(&input::read(bulk.mapping)?)
        .map_err(|error| Failure::file(bulk.mapping, error.line.as_slice(), &error))?;
    set.compile(&[set.source.name.clone(), set.target.name.clone()]);
    let mapper = Mapper { root: bulk.root.unwrap_or(set.source.ty.word()), set: &set, bulk };
    let mut people = open(bulk.people)?;
    let Some(path) = bulk.target else {
        return stream(&mapper, &mut people, &mut output.out, &mut output.err);
    };
    let aside = path.with_extension("part");
    let file = File::create(&aside)
        .map_err(|error| Failure::file(&aside.to_string_lossy(), &[], &error))?;
    let mut out = BufWriter::new(file);
    let status = stream(&mapper, &mut people, &mut out, &mut output.err)?;
    out.flush()?;
    std::fs::rename(&aside, path)?;
    Ok(status)
}

fn open(path: &str) -> Result<Box<dyn BufRead>, Failure> {
    if path == "-" {
        return Ok(Box::new(BufReader::new(io::stdin())));
    }
    let file = File::open(path).map_err(|error| Failure::file(path, &[], input::reason(&error)))?;
    Ok(Box::new(BufReader::with_capacity(1 << 20, file)))
}

fn stream(
    mapper: &Mapper<'_>,
    people: &mut dyn BufRead,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Outcome {
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let threads = mapper.bulk.threads.unwrap_or(cores).max(1);
    let mut progress = Progress::new();
    let mut next = 1;
    let mut is_fine = true;
    loop {
        let blocks = read_blocks(people, threads, &mut next)?;
        if blocks.is_empty() {
            progress.clear();
            return Ok(Status::fine_if(is_fine));
        }
        let answers: Vec<Answer> = thread::scope(|scope| {
            let work = |block| scope.spawn(move || mapper.map_block(block));
            let handles: Vec<_> = blocks.iter().map(work).collect();
            handles.into_iter().map(|handle| handle.join().unwrap_or_default()).collect()
        });
        for answer in answers {
            out.write_all(&answer.text)?;
            is_fine &= answer.complaints.is_empty();
            if !answer.complaints.is_empty() {
                progress.clear();
            }
            for complaint in answer.complaints {
                writeln!(err, "{complaint}")?;
            }
        }
        progress.say(&format!("{} people", next - 1));
    }
}

/// A block of lines per thread; fewer at the end of the file.
fn read_blocks(
    people: &mut dyn BufRead,
    threads: usize,
    next: &mut usize,
) -> Result<Vec<Block>, Failure> {
    let mut blocks = Vec::new();
    for _ in 0..threads {
        let mut block = Block { first: *next, lines: Vec::with_capacity(BLOCK) };
        while block.lines.len() < BLOCK {
            let mut line = Vec::new();
            if people.read_until(b'\n', &mut line)? == 0 {
                break;
            }
            block.lines.push(line);
        }
        if block.lines.is_empty() {
            break;
        }
        *next += block.lines.len();
        blocks.push(block);
    }
    Ok(blocks)
}

struct Mapper<'a> {
    set: &'a MappingSet,
    root: &'a str,
    bulk: &'a Bulk<'a>,
}

impl Mapper<'_> {
    fn map_block(&self, block: &Block) -> Answer {
        let mut answer = Answer::default();
        let mut context = Context::new();
        context.now = self.bulk.now.clone();
        for (index, line) in block.lines.iter().enumerate() {
            let line = line.trim_ascii();
            if !line.is_empty() {
                self.map_line(line, block.first + index, &mut context, &mut answer);
            }
        }
        answer
    }

    fn map_line(&self, line: &[u8], number: usize, context: &mut Context, answer: &mut Answer) {
        let place = shown(self.bulk.people);
        let fields: Map<String, Json> = match serde_json::from_slice(line) {
            Ok(fields) => fields,
            Err(error) => {
                let why = error.to_string();
                let why = why.split(" at line ").next().unwrap_or_default();
                answer.complaints.push(format!("{place}:{number}: IMP-101 error {why}"));
                return;
            }
        };
        let object = Object::from(&fields);
        if self.root != "source" && self.set.reads_root("source") {
            context.set("source", object.clone());
        }
        context.set(self.root, object);
        let mut values = Map::new();
        for rule in self.set.active_rules(true) {
            let value = match rule.evaluate(context) {
                Ok(RuleOutcome::Value(value)) => value,
                Ok(RuleOutcome::Unfit) => Datum::Null,
                Err(failure) => {
                    let (name, why) = (&rule.target, failure.message);
                    let complaint = format!("{place}:{number}: MAP-101 error {name}: {why}");
                    answer.complaints.push(complaint);
                    Datum::Null
                }
            };
            values.insert(rule.target.to_string(), json!(value));
        }
        // Writing to memory does not fail.
        let _written = serde_json::to_writer(&mut answer.text, &values);
        answer.text.push(b'\n');
    }
}
