//! A mapping set and a stream of people → a stream of results, in order, over several threads.

use std::fs::File;
use std::io::{self, Read, Write};
use std::path::Path;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;

use attrmap::bulk::{Bulk, Mapper, Report};
use attrmap::datetime::DateTime;
use attrmap::formats::read_mapping_set;

use crate::files::{Aside, unwritable};
use crate::input;
use crate::lines::{LONGEST, Lines, Piece};
use crate::outcome::{Failure, Outcome, Status, shown};
use crate::output::Output;
use crate::progress::Progress;

/// How many blocks each thread has at a time: one in work, one that waits.
const AHEAD: usize = 2;
/// More threads than this only cost memory.
const MOST_THREADS: usize = 64;
/// How many problems are written; the others are counted.
const SHOWN: usize = 1_000;
/// After how many people the line on the terminal changes.
const STRIDE: usize = 50_000;

/// What is applied to whom.
pub(crate) struct Task<'a> {
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

/// Reads, maps and writes, block by block.
pub(crate) fn run(task: &Task<'_>, output: &mut Output) -> Outcome {
    let set = read_mapping_set(&input::read(task.mapping)?)
        .map_err(|error| Failure::file(task.mapping, error.line.as_slice(), &error))?;
    let bulk = Bulk::new(&set, task.root);
    let (mut lines, size) = open(task.people)?;
    output.out.flush()?;
    let Some(path) = task.target else {
        // The answer is data: nothing is colored or taken out on the way.
        let mut out = io::stdout().lock();
        return stream(task, &bulk, &mut lines, Desk::new(task, size, &mut out, &mut output.err));
    };
    let mut aside = Aside::create(path).map_err(|error| unwritable(path, &error))?;
    let desk = Desk::new(task, size, aside.file(), &mut output.err);
    let status = stream(task, &bulk, &mut lines, desk).map_err(|failure| match failure {
        Failure::Output(error) => unwritable(path, &error),
        usage @ Failure::Usage(_) => usage,
    })?;
    aside.put_in_place().map_err(|error| unwritable(path, &error))?;
    Ok(status)
}

type Source = Lines<Box<dyn Read>>;

/// The lines of a file, and its size where it has one.
fn open(path: &str) -> Result<(Source, Option<u64>), Failure> {
    if path == "-" {
        return Ok((Lines::new(Box::new(io::stdin().lock())), None));
    }
    let file = File::open(path).map_err(|error| unreadable(path, &error))?;
    let about = file.metadata().ok().filter(std::fs::Metadata::is_file);
    Ok((Lines::new(Box::new(file)), about.map(|about| about.len())))
}

fn unreadable(path: &str, error: &io::Error) -> Failure {
    Failure::file(path, &[], input::reason(error))
}

/// Lines on their way, and what became of them.
#[derive(Debug, Default)]
struct Job {
    lines: Vec<u8>,
    is_too_long: bool,
    answer: String,
    report: Report,
}

impl Job {
    /// Reads the next lines; `false` at the end.
    fn read(&mut self, task: &Task<'_>, source: &mut Source) -> Result<bool, Failure> {
        let piece =
            source.read(&mut self.lines).map_err(|error| unreadable(task.people, &error))?;
        self.is_too_long = piece == Some(Piece::TooLong);
        self.answer.clear();
        self.report = Report::default();
        Ok(piece.is_some())
    }

    fn work(&mut self, mapper: &mut Mapper<'_>) {
        if !self.is_too_long {
            self.report = mapper.map(&self.lines, &mut self.answer);
        }
    }
}

fn stream(task: &Task<'_>, bulk: &Bulk, source: &mut Source, mut desk: Desk<'_>) -> Outcome {
    let cores = || thread::available_parallelism().map_or(1, usize::from);
    let threads = task.threads.unwrap_or_else(cores).clamp(1, MOST_THREADS);
    if threads == 1 {
        let mut mapper = Mapper::new(bulk, task.now.clone());
        let mut job = Job::default();
        while job.read(task, source)? {
            job.work(&mut mapper);
            desk.take(&job)?;
        }
        return desk.close();
    }
    thread::scope(|scope| {
        let mut team = Team { hands: Vec::new(), given: 0, taken: 0, spare: Vec::new() };
        for _ in 0..threads {
            let (give, work) = sync_channel(AHEAD);
            let (done, take) = sync_channel(AHEAD);
            let mapper = Mapper::new(bulk, task.now.clone());
            scope.spawn(move || work_off(mapper, &work, &done));
            team.hands.push(Hand { give, take });
        }
        loop {
            if team.is_full() {
                team.take(&mut desk)?;
            }
            let mut job = team.spare.pop().unwrap_or_default();
            if !job.read(task, source)? {
                break;
            }
            team.give(job)?;
        }
        while team.taken < team.given {
            team.take(&mut desk)?;
        }
        desk.close()
    })
}

/// What a thread does until nobody gives it anything or nobody takes it.
fn work_off(mut mapper: Mapper<'_>, work: &Receiver<Job>, done: &SyncSender<Job>) {
    for mut job in work {
        job.work(&mut mapper);
        if done.send(job).is_err() {
            break;
        }
    }
}

/// A thread as the one that reads and writes sees it.
struct Hand {
    give: SyncSender<Job>,
    take: Receiver<Job>,
}

/// Threads that get jobs in turn and give them back in turn, which keeps the order.
struct Team {
    hands: Vec<Hand>,
    given: usize,
    taken: usize,
    spare: Vec<Job>,
}

impl Team {
    fn is_full(&self) -> bool {
        self.given - self.taken >= self.hands.len() * AHEAD
    }

    fn give(&mut self, job: Job) -> io::Result<()> {
        let hand = self.hands.get(self.given % self.hands.len().max(1));
        self.given += 1;
        hand.and_then(|hand| hand.give.send(job).ok()).ok_or_else(stopped)
    }

    fn take(&mut self, desk: &mut Desk<'_>) -> io::Result<()> {
        let hand = self.hands.get(self.taken % self.hands.len().max(1));
        self.taken += 1;
        let job = hand.and_then(|hand| hand.take.recv().ok()).ok_or_else(stopped)?;
        desk.take(&job)?;
        self.spare.push(job);
        Ok(())
    }
}

fn stopped() -> io::Error {
    io::Error::other("a thread has stopped")
}

/// Where the answers and the problems go, in order.
struct Desk<'a> {
    people: &'a str,
    size: Option<u64>,
    out: &'a mut dyn Write,
    err: &'a mut dyn Write,
    progress: Progress,
    lines: usize,
    mapped: usize,
    bytes: u64,
    problems: usize,
}

impl<'a> Desk<'a> {
    fn new(
        task: &Task<'a>,
        size: Option<u64>,
        out: &'a mut dyn Write,
        err: &'a mut dyn Write,
    ) -> Self {
        let progress = Progress::new();
        let people = shown(task.people);
        Self { people, size, out, err, progress, lines: 0, mapped: 0, bytes: 0, problems: 0 }
    }

    fn take(&mut self, job: &Job) -> io::Result<()> {
        self.out.write_all(job.answer.as_bytes())?;
        if job.is_too_long {
            let message = format!("the line is longer than {} MiB", LONGEST >> 20);
            self.lines += 1;
            self.complain(self.lines, "IMP-101", &message)?;
        }
        for problem in &job.report.problems {
            self.complain(self.lines + problem.line, problem.code(), problem)?;
        }
        self.problems += job.report.unkept;
        self.lines += job.report.lines;
        self.bytes += job.lines.len() as u64;
        let before = self.mapped;
        self.mapped += job.report.people;
        if before / STRIDE != self.mapped / STRIDE {
            let part = self.size.map(|size| self.bytes.saturating_mul(100) / size.max(1));
            let part = part.map(|part| format!(", {} %", part.min(100))).unwrap_or_default();
            self.progress.say(&format!("{} people{part}", self.mapped));
        }
        Ok(())
    }

    fn complain(
        &mut self,
        line: usize,
        code: &str,
        message: &dyn std::fmt::Display,
    ) -> io::Result<()> {
        self.problems += 1;
        if self.problems > SHOWN {
            return Ok(());
        }
        self.progress.clear();
        writeln!(self.err, "{}:{line}: {code} error {message}", self.people)
    }

    fn close(mut self) -> Outcome {
        self.progress.clear();
        self.out.flush()?;
        if let Some(more @ 1..) = self.problems.checked_sub(SHOWN) {
            writeln!(self.err, "{}: {more} more problems", self.people)?;
        }
        Ok(Status::fine_if(self.problems == 0))
    }
}
