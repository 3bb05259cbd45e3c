//! W5 as a user runs it: whole programs, a file in and a file out.
#![expect(clippy::disallowed_methods, reason = "programs are timed by the real clock too")]

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

use wait4::Wait4;

use crate::bulk::{self, PEOPLE};
use crate::stopwatch::Times;

/// Where things lie that are not part of the race itself.
#[derive(Default)]
pub(crate) struct Places {
    /// A folder for the people and the results.
    pub(crate) folder: PathBuf,
    /// attrmap's command line.
    pub(crate) attrmap: Option<PathBuf>,
    /// A Python with `duckdb`.
    pub(crate) python: Option<PathBuf>,
}

/// A program with its arguments.
struct Program {
    name: &'static str,
    note: String,
    command: Command,
    /// Whether it prints the seconds of processor time that count, so that starting up does not.
    prints_seconds: bool,
    seconds: Vec<f64>,
    wall: Vec<f64>,
    peak: u64,
}

/// Runs every program that is there, in turn, and prints a table.
///
/// This process holds no people itself: the peak of a child begins with that of its parent.
pub(crate) fn race(places: &Places, rounds: usize) -> io::Result<()> {
    let input = places.folder.join("people.ndjson");
    let expected = places.folder.join("expected.ndjson");
    let output = places.folder.join("results.ndjson");
    fs::create_dir_all(&places.folder)?;
    let this = std::env::current_exe()?;
    let people = fs::File::create(&input)?;
    finish(Command::new(&this).args(["people", &PEOPLE.to_string()]).stdout(people))?;
    finish(Command::new(&this).args(["map", "struct"]).arg(&input).arg(&expected))?;

    let mut programs = programs(places, &input, &output)?;
    for round in 0..rounds {
        for program in &mut programs {
            run(program)?;
            if round == 0 {
                let compared =
                    Command::new(&this).arg("compare").args([&output, &expected]).output()?;
                let wrong = String::from_utf8_lossy(&compared.stdout).trim().to_owned();
                if wrong != "0" {
                    program.note = format!("wrong for {wrong} of {PEOPLE}");
                }
            }
        }
    }
    print(programs, fs::metadata(&input)?.len());
    Ok(())
}

fn finish(command: &mut Command) -> io::Result<()> {
    let status = command.status()?;
    if status.success() { Ok(()) } else { Err(io::Error::other(format!("failed with {status}"))) }
}

/// Prints for how many people two files of results differ.
pub(crate) fn compare(results: &Path, expected: &Path) -> io::Result<()> {
    let [results, expected] = [fs::read_to_string(results)?, fs::read_to_string(expected)?];
    println!("{}", bulk::wrong(&results, &expected));
    Ok(())
}

fn programs(places: &Places, input: &Path, output: &Path) -> io::Result<Vec<Program>> {
    let source = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut programs = Vec::new();
    let mut add = |name, command: Command| {
        programs.push(Program {
            name,
            note: String::new(),
            command,
            prints_seconds: false,
            seconds: Vec::new(),
            wall: Vec::new(),
            peak: 0,
        });
    };
    for (name, way) in [
        ("by hand: borrowed struct (limit A)", "struct"),
        ("by hand: raw byte scan (limit C)", "scan"),
    ] {
        let mut command = Command::new(std::env::current_exe()?);
        command.args(["map", way]).arg(input).arg(output);
        add(name, command);
    }
    if let Some(attrmap) = &places.attrmap {
        for (name, threads) in [("attrmap map --threads 1", "1"), ("attrmap map --threads 2", "2")]
        {
            let mut command = Command::new(attrmap);
            command.arg("map").arg(source.join("people.yaml")).args(["--threads", threads]);
            command.arg("--input").arg(input).arg("--output").arg(output);
            add(name, command);
        }
    }
    let mut node = Command::new("node");
    node.arg(source.join("node/twelve_rules.mjs")).arg(input).arg(output);
    add("JavaScript by hand, node", node);
    if let Some(python) = &places.python {
        let mut command = Command::new(python);
        command.arg(source.join("duckdb/twelve_rules.py")).arg(input).arg(output);
        add("DuckDB 2.0.0, one thread, its `COPY` alone", command);
    }
    for program in &mut programs {
        program.prints_seconds = program.name.starts_with("DuckDB");
    }
    Ok(programs)
}

/// Runs a program to its end.
fn run(program: &mut Program) -> io::Result<()> {
    let begin = Instant::now();
    let mut child = program
        .command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()?;
    let mut said = String::new();
    if let Some(stdout) = &mut child.stdout {
        stdout.read_to_string(&mut said)?;
    }
    let used = child.wait4()?;
    if !used.status.success() {
        return Err(io::Error::other(format!("{} failed with {}", program.name, used.status)));
    }
    let seconds = (used.rusage.utime + used.rusage.stime).as_secs_f64();
    let own = said.trim().parse().ok().filter(|_| program.prints_seconds);
    program.seconds.push(own.unwrap_or(seconds));
    program.wall.push(begin.elapsed().as_secs_f64());
    program.peak = program.peak.max(used.rusage.maxrss);
    Ok(())
}

/// Maps a file by hand, block by block, as the command of a process.
pub(crate) fn map_file(way: &str, input: &Path, output: &Path) -> io::Result<()> {
    const BLOCK: usize = 1 << 20;
    let map = bulk::by_hand(way).ok_or_else(|| io::Error::other("there is no such way"))?;
    let mut input = fs::File::open(input)?;
    let mut output = fs::File::create(output)?;
    let mut block = Vec::with_capacity(2 * BLOCK);
    let mut out = String::with_capacity(BLOCK);
    loop {
        let read = (&mut input).take(BLOCK as u64).read_to_end(&mut block)?;
        let end = block.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
        let lines = str::from_utf8(&block[..end]).map_err(io::Error::other)?;
        out.clear();
        map(lines, &mut out);
        io::Write::write_all(&mut output, out.as_bytes())?;
        block.drain(..end);
        if read == 0 {
            return Ok(());
        }
    }
}

fn print(programs: Vec<Program>, bytes: u64) {
    let megabytes = bytes as f64 / 1e6;
    println!("\n### W5 as a program, {PEOPLE} people, {megabytes:.1} MB from file to file\n");
    println!(
        "| | processor s, min | median | max | MB per processor second | wall s, median | peak MB | |"
    );
    println!("| --- | ---: | ---: | ---: | ---: | ---: | ---: | --- |");
    for program in programs {
        let seconds = Times::new(program.seconds);
        println!(
            "| {} | {:.3} | {:.3} | {:.3} | {:.0} | {:.2} | {:.0} | {} |",
            program.name,
            seconds.min(),
            seconds.median(),
            seconds.max(),
            megabytes / seconds.median(),
            Times::new(program.wall).median(),
            program.peak as f64 / 1e6,
            program.note,
        );
    }
}
