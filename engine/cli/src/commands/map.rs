//! `attrmap map`: a mapping set and people → what each of them would get.

use std::io::Write;
use std::path::PathBuf;

use attrmap::datetime::DateTime;
use attrmap::provisioning::{
    Direction, DocumentKind, Mapped, document_kind, mapped_to_csv, mapped_to_ldif,
};
use clap::{Args, ValueEnum};
use serde_json::json;

use crate::bulk::{self, Task};
use crate::files::replace;
use crate::input;
use crate::outcome::{Failure, Outcome, Status};
use crate::output::Output;
use crate::runs::{LoadedRun, clock, instant, print_import};

/// Apply a mapping set to people, without any state
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// A run file, or a mapping set for the people of `--input`
    #[arg(value_name = "RUN|MAPPING")]
    subject: String,
    /// Which way the run's mapping set goes
    #[arg(long, value_enum)]
    direction: Option<Way>,
    /// The directory or app of the run's mapping set
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
    /// Only this record
    #[arg(long, value_name = "ID")]
    record: Option<String>,
    /// The form of the answer
    #[arg(long, value_enum, default_value_t)]
    format: MapFormat,
    /// People for a mapping set alone, as NDJSON; `-` is standard input
    #[arg(long, value_name = "FILE")]
    input: Option<String>,
    /// The root that the people stand under; the mapping set's source if left out
    #[arg(long, value_name = "ROOT")]
    root: Option<String>,
    /// How many threads work on `--input`; as many as there are cores if left out
    #[arg(long, value_name = "N")]
    threads: Option<usize>,
    /// Write here instead of to standard output
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// The time that expressions see; now if left out
    #[arg(long, value_name = "TIME", value_parser = instant)]
    now: Option<DateTime>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Way {
    /// Into the hub
    #[value(name = "toOkta", alias = "to-okta")]
    ToOkta,
    /// Out of the hub
    #[value(name = "toApp", alias = "to-app")]
    ToApp,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
enum MapFormat {
    Text,
    Json,
    #[default]
    Ndjson,
    Csv,
    Ldif,
}

/// Applies the mapping set to everybody it is meant for.
pub(crate) fn run(arguments: &Arguments, output: &mut Output) -> Outcome {
    let now = arguments.now.clone().unwrap_or_else(clock);
    if let Some(people) = &arguments.input {
        let task = Task {
            mapping: &arguments.subject,
            people,
            root: arguments.root.as_deref(),
            threads: arguments.threads,
            target: arguments.output.as_deref(),
            now: &now,
        };
        return bulk::run(&task, output);
    }
    if document_kind(&input::read(&arguments.subject)?) != Some(DocumentKind::Run) {
        let message = "a mapping set alone needs the people of --input";
        return Err(Failure::Usage(message.to_owned()));
    }
    let (Some(way), Some(name)) = (arguments.direction, &arguments.name) else {
        return Err(Failure::Usage("a run file needs --direction and --name".to_owned()));
    };
    let direction = match way {
        Way::ToOkta => Direction::ToHub,
        Way::ToApp => Direction::ToApp,
    };
    let loaded = LoadedRun::load(&arguments.subject)?;
    let mut state = loaded.load_state()?;
    print_import(&state, output)?;
    let record = arguments.record.as_deref();
    let missing = || Failure::Usage(format!("the run has no such mapping set for `{name}`"));
    let mapped = loaded.run.map(direction, name, record, &mut state, &now).ok_or_else(missing)?;
    if let (Some(record), true) = (record, mapped.is_empty()) {
        return Err(Failure::Usage(format!("there is no record `{record}`")));
    }
    let text = match arguments.format {
        MapFormat::Text => to_text(&mapped),
        MapFormat::Json => format!("{:#}\n", json!(mapped)),
        MapFormat::Ndjson => mapped.iter().map(|one| json!(one).to_string() + "\n").collect(),
        MapFormat::Csv => mapped_to_csv(&mapped),
        MapFormat::Ldif => {
            let schema = loaded.run.target_schema(direction, name).ok_or_else(missing)?;
            mapped_to_ldif(&mapped, schema)
        }
    };
    match &arguments.output {
        Some(path) => replace(path, text.as_bytes())?,
        None => write!(output.out, "{text}")?,
    }
    Ok(Status::fine_if(mapped.iter().all(|mapped| mapped.diagnostics.is_empty())))
}

fn to_text(mapped: &[Mapped]) -> String {
    let mut text = String::new();
    for one in mapped {
        text.push_str(&one.record);
        text.push('\n');
        for (name, value) in &one.values {
            text.push_str(&["  ", name, ": ", &json!(value).to_string(), "\n"].concat());
        }
        for found in &one.diagnostics {
            let name = found.attribute.as_deref().unwrap_or_default();
            text.push_str(&["  ", name, ": ", found.code, "\n"].concat());
        }
    }
    text
}
