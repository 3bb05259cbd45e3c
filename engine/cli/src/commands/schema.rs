//! `attrmap schema`: samples → what attributes look like; run files → what the phone app needs.

use std::io::Write;

use attrmap::formats::{SchemaSpelling, read_schema, write_schema};
use attrmap::provisioning::{FileFormat, Statistics, code, discover};
use clap::{Args, Subcommand, ValueEnum};
use serde_json::json;

use super::fmt::Target;
use crate::input;
use crate::outcome::{Failure, Outcome, Status};
use crate::output::{Format, Output};
use crate::runs::LoadedRun;

/// Discover, check and convert schemas
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Statistics of the attributes of sample records
    Discover(Discover),
    /// Whether a run maps the attributes that the phone app needs
    Minimum(Minimum),
    /// A schema in another spelling
    Convert(Convert),
}

#[derive(Debug, Args)]
struct Discover {
    /// LDIF, CSV, NDJSON, JSON
    file: String,
    /// How the file is written; by its name if left out
    #[arg(long = "input-format", value_enum)]
    input: Option<InputFormat>,
    /// Print a schema that fits the samples instead
    #[arg(long, value_enum)]
    to: Option<Target>,
    /// The form of the answer; statistics are always JSON
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum InputFormat {
    Ldif,
    Csv,
    Ndjson,
    Json,
    Okta,
    Scim,
}

#[derive(Debug, Args)]
struct Minimum {
    /// The run file
    run: String,
    /// The form of the answer
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

#[derive(Debug, Args)]
struct Convert {
    /// The schema: Okta's JSON, SCIM `/Schemas`, or our YAML
    file: String,
    /// The spelling
    #[arg(long, value_enum, default_value = "yaml")]
    to: Target,
    /// The form of the answer: the text itself, or an object that holds it
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// Performs the part of the command.
pub(crate) fn run(arguments: &Arguments, output: &mut Output) -> Outcome {
    match &arguments.command {
        Command::Discover(arguments) => run_discover(arguments, output),
        Command::Minimum(arguments) => run_minimum(arguments, output),
        Command::Convert(arguments) => run_convert(arguments, output),
    }
}

fn run_discover(arguments: &Discover, output: &mut Output) -> Outcome {
    let bytes = input::read(&arguments.file)?;
    let format = arguments.input.map_or_else(
        || by_name(&arguments.file),
        |format| match format {
            InputFormat::Ldif => FileFormat::Ldif,
            InputFormat::Csv => FileFormat::Csv,
            InputFormat::Ndjson => FileFormat::Ndjson,
            InputFormat::Json => FileFormat::Json,
            InputFormat::Okta => FileFormat::OktaUsers,
            InputFormat::Scim => FileFormat::ScimUsers,
        },
    );
    let statistics = discover(&bytes, format);
    if let Some(to) = arguments.to {
        let schema =
            statistics.to_schema().map_err(|error| Failure::file(&arguments.file, &[], &error))?;
        write!(output.out, "{}", write_schema(&schema, spelling(to)))?;
        note_integers(&statistics, output)?;
    } else {
        writeln!(output.out, "{:#}", json!(statistics))?;
    }
    for found in &statistics.unreadable {
        let (file, line, id) = (&arguments.file, found.line, found.code);
        let message = code(id).map(|code| code.template.as_str()).unwrap_or_default();
        writeln!(output.err, "{file}:{line}: {id} error {message}")?;
    }
    // Statistics leave out what cannot be read; without any record they say nothing.
    Ok(Status::fine_if(statistics.records > 0 || statistics.unreadable.is_empty()))
}

fn by_name(file: &str) -> FileFormat {
    let extension = file.rsplit_once('.').map_or("", |(_, extension)| extension);
    match extension.to_ascii_lowercase().as_str() {
        "csv" => FileFormat::Csv,
        "ndjson" | "jsonl" => FileFormat::Ndjson,
        "json" => FileFormat::Json,
        _ => FileFormat::Ldif,
    }
}

fn spelling(target: Target) -> SchemaSpelling {
    match target {
        Target::OktaJson => SchemaSpelling::Okta,
        Target::Yaml => SchemaSpelling::Yaml,
    }
}

/// Telephone numbers and ids that look like whole numbers are worth a second look.
fn note_integers(statistics: &Statistics, output: &mut Output) -> std::io::Result<()> {
    let integers = statistics.attributes.iter().filter(|(_, found)| found.ty == "integer");
    let names: Vec<&str> = integers.map(|(name, _)| name.as_str()).collect();
    if names.is_empty() {
        return Ok(());
    }
    let names = names.join(", ");
    writeln!(output.err, "note: telephone numbers and ids may look like integers; see {names}")
}

fn run_minimum(arguments: &Minimum, output: &mut Output) -> Outcome {
    let pairs = LoadedRun::load(&arguments.run)?.run.minimum();
    match arguments.format {
        Format::Json => writeln!(output.out, "{:#}", json!(pairs))?,
        Format::Text => {
            for pair in &pairs {
                writeln!(output.out, "{} → {}: {}", pair.okta, pair.app, pair.status)?;
            }
        }
    }
    writeln!(output.err, "note: the state must be in the form of ISO 3166-2")?;
    Ok(Status::fine_if(pairs.iter().all(|pair| pair.status == "ok")))
}

fn run_convert(arguments: &Convert, output: &mut Output) -> Outcome {
    let file = &arguments.file;
    let schema = read_schema(&input::read(file)?)
        .map_err(|error| Failure::file(file, error.line.as_slice(), &error))?;
    let text = write_schema(&schema, spelling(arguments.to));
    match arguments.format {
        Format::Text => write!(output.out, "{text}")?,
        Format::Json => writeln!(output.out, "{:#}", json!({ "file": file, "text": text }))?,
    }
    Ok(Status::Fine)
}
