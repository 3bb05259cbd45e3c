//! `attrmap test`: files of mapping tests → which of them hold.

use std::io::{self, BufRead, IsTerminal, Write};
use std::path::{Path, PathBuf};

use attrmap::provisioning::{MappingTests, TestReport, junit, update_tests};
use clap::Args;
use serde_json::json;

use crate::files::replace;
use crate::input;
use crate::outcome::{Failure, Outcome, Status};
use crate::output::{Format, Output};
use crate::progress::Progress;
use crate::runs::{clock, loader, unusable};

/// Run unit tests of mapping sets
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// The test files
    #[arg(required = true, value_name = "FILE")]
    files: Vec<String>,
    /// Also write the result as JUnit XML
    #[arg(long, value_name = "OUT")]
    junit: Option<PathBuf>,
    /// Write the values that came into `expect`, after asking
    #[arg(long)]
    update: bool,
    /// Do not ask
    #[arg(long, requires = "update")]
    yes: bool,
    /// The form of the answer
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// Runs the tests of all files.
pub(crate) fn run(arguments: &Arguments, output: &mut Output) -> Outcome {
    let now = clock();
    let mut reports = Vec::new();
    for file in &arguments.files {
        let bytes = input::read(file)?;
        let mut progress = Progress::new();
        let tests = MappingTests::load(&bytes, &mut loader(file, &mut progress));
        progress.clear();
        let tests = tests.map_err(|error| unusable(file, &error))?;
        let name = Path::new(file).file_name().map(|name| name.to_string_lossy().into_owned());
        let report = tests.run(&name.unwrap_or_default(), &now);
        if arguments.update && report.failed > 0 {
            update(arguments, file, &bytes, &report)?;
        }
        reports.push(report);
    }
    if let Some(path) = &arguments.junit {
        replace(path, junit(&reports).as_bytes())?;
    }
    match arguments.format {
        Format::Json => writeln!(output.out, "{:#}", json!(reports))?,
        Format::Text => print(&reports, output)?,
    }
    Ok(Status::fine_if(reports.iter().all(|report| report.failed == 0)))
}

fn print(reports: &[TestReport], output: &mut Output) -> io::Result<()> {
    for report in reports {
        for failure in &report.failures {
            let (file, test, attribute) = (&report.file, &failure.test, &failure.attribute);
            let (expected, actual) = (json!(failure.expected), json!(failure.actual));
            writeln!(output.out, "{file}: {test}: {attribute}: expected {expected}, got {actual}")?;
        }
    }
    let sum = |count: fn(&TestReport) -> usize| reports.iter().map(count).sum::<usize>();
    let (passed, failed) = (sum(|report| report.passed), sum(|report| report.failed));
    writeln!(output.out, "{passed} passed, {failed} failed")
}

fn update(
    arguments: &Arguments,
    file: &str,
    bytes: &[u8],
    report: &TestReport,
) -> Result<(), Failure> {
    if !arguments.yes {
        if !io::stdin().is_terminal() {
            return Err(Failure::Usage("nobody can be asked: say --yes to update".to_owned()));
        }
        eprint_question(file)?;
        let mut answer = String::new();
        io::stdin().lock().read_line(&mut answer)?;
        if !answer.trim().eq_ignore_ascii_case("y") {
            return Ok(());
        }
    }
    let text = update_tests(bytes, report)
        .map_err(|error| Failure::file(file, error.line.as_slice(), &error))?;
    replace(file, text.as_bytes())
}

fn eprint_question(file: &str) -> io::Result<()> {
    let mut err = anstream::stderr();
    write!(err, "write the values that came into {file}? [y/N] ")?;
    err.flush()
}
