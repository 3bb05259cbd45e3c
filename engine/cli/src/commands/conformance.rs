//! `attrmap conformance`: files of cases → which of them come out as they should.

use std::io::Write;
use std::panic::{self, AssertUnwindSafe};

use attrmap::conformance::{Case, Verdict};
use clap::Args;
use serde_json::{Value as Json, json};

use crate::input::{parse, read_text};
use crate::outcome::{Failure, Outcome, Status};
use crate::output::{Format, Output};

/// Run cases: expression, profile and what has to come of them
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// Files with a case on each line, as JSON; `-` is standard input
    #[arg(required = true, value_name = "FILE")]
    files: Vec<String>,
    /// `text`: failures and the count; `json`: a line for each case
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// Runs the cases of all files, in order.
pub(crate) fn run(arguments: &Arguments, output: &mut Output) -> Outcome {
    let mut cases = Vec::new();
    for file in &arguments.files {
        cases.extend(read_cases(file)?);
    }
    // A panic is counted below, with its message.
    panic::set_hook(Box::new(|_| {}));
    let mut passed = 0;
    for case in &cases {
        let verdict = verdict(case);
        passed += usize::from(verdict.passed);
        match arguments.format {
            Format::Json => {
                let line = json!({ "id": case.id, "passed": verdict.passed, "got": verdict.got });
                writeln!(output.out, "{line}")?;
            }
            Format::Text if !verdict.passed => {
                let expected = case.expect.clone().map_or(Json::Null, Json::Object);
                let got = &verdict.got;
                writeln!(
                    output.out,
                    "{}: {}: expected {expected}, got {got}",
                    case.id, case.expression
                )?;
            }
            Format::Text => {}
        }
    }
    let failed = cases.len() - passed;
    let count = format!("{passed} passed, {failed} failed");
    match arguments.format {
        Format::Text => writeln!(output.out, "{count}")?,
        Format::Json => writeln!(output.err, "{count}")?,
    }
    Ok(Status::fine_if(failed == 0))
}

fn read_cases(file: &str) -> Result<Vec<Case>, Failure> {
    let text = read_text(file)?;
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    let case = |(index, line)| parse(file, index + 1, line);
    lines.map(case).collect()
}

/// The verdict on a case; a panic in it is a failure like any other.
fn verdict(case: &Case) -> Verdict {
    let run = AssertUnwindSafe(|| attrmap::conformance::run(case));
    panic::catch_unwind(run).unwrap_or_else(|panic| {
        let message = panic
            .downcast_ref::<&str>()
            .map(|text| (*text).to_owned())
            .or_else(|| panic.downcast_ref::<String>().cloned());
        Verdict::failed(json!({ "panic": message }))
    })
}
