//! `attrmap diff`: a run file → which values would be other ones after the run.

use std::io::Write;

use attrmap::datetime::DateTime;
use attrmap::formats::read_mapping_set;
use attrmap::provisioning::DryRunOptions;
use clap::Args;
use serde_json::json;

use crate::input;
use crate::outcome::{Failure, Outcome, Status};
use crate::output::{Format, Output};
use crate::runs::{LoadedRun, clock, instant};

/// Show per user and attribute what a run would change; exits with 1 if anything differs
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// The run file
    run: String,
    /// Another mapping set: shows what it would change in the outcome
    #[arg(long, value_name = "MAPPING")]
    with: Option<String>,
    /// The time that expressions see; now if left out
    #[arg(long, value_name = "TIME", value_parser = instant)]
    now: Option<DateTime>,
    /// The form of the answer
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// Compares the world before and after.
pub(crate) fn run(arguments: &Arguments, output: &mut Output) -> Outcome {
    let loaded = LoadedRun::load(&arguments.run)?;
    let state = loaded.load_state()?;
    let now = arguments.now.clone().unwrap_or_else(clock);
    let preflight = Some(attrmap::provisioning::Preflight::Report);
    let options = DryRunOptions { now, settle: false, preflight };
    let differences = match &arguments.with {
        None => loaded.run.diff(state, &options),
        Some(path) => {
            let set = read_mapping_set(&input::read(path)?)
                .map_err(|error| Failure::file(path, error.line.as_slice(), &error))?;
            loaded.run.diff_with(set, &state, &options).ok_or_else(|| {
                Failure::file(path, &[], "the run has no mapping set that it could replace")
            })?
        }
    };
    match arguments.format {
        Format::Json => writeln!(output.out, "{:#}", json!(differences))?,
        Format::Text => {
            for found in &differences {
                let (now, after) = (json!(found.now), json!(found.after));
                let (user, system, attribute) = (&found.user, &found.system, &found.attribute);
                writeln!(output.out, "{user}: {system}.{attribute}: {now} becomes {after}")?;
            }
        }
    }
    Ok(Status::fine_if(differences.is_empty()))
}
