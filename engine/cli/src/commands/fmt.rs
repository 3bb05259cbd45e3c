//! `attrmap fmt`: mapping sets, schemas and run files → their canonical text.

use std::io::Write;

use attrmap::provisioning::{Spelling, canonical};
use clap::{Args, ValueEnum};
use serde_json::json;

use crate::files::replace;
use crate::input;
use crate::outcome::{Failure, Outcome, Status};
use crate::output::{Format, Output};

/// Write mapping sets, schemas and run files in their canonical form
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// The files; they are rewritten in place
    #[arg(required = true, value_name = "FILE")]
    files: Vec<String>,
    /// Change nothing: name the files that are not canonical, and exit with 1
    #[arg(long, conflicts_with = "to")]
    check: bool,
    /// Print the text in another spelling instead
    #[arg(long, value_enum)]
    to: Option<Target>,
    /// The form of the answer
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// A spelling.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum Target {
    /// JSON as Okta's API has it
    #[value(alias = "json", alias = "okta-schema")]
    OktaJson,
    /// Our YAML
    Yaml,
}

impl Target {
    /// The engine's word for it.
    pub(crate) fn spelling(self) -> Spelling {
        match self {
            Self::OktaJson => Spelling::OktaJson,
            Self::Yaml => Spelling::Yaml,
        }
    }
}

/// Formats the files in order.
pub(crate) fn run(arguments: &Arguments, output: &mut Output) -> Outcome {
    let mut changed = Vec::new();
    for file in &arguments.files {
        let bytes = input::read(file)?;
        let text = canonical(&bytes, arguments.to.map(Target::spelling))
            .map_err(|error| Failure::file(file, error.line.as_slice(), &error))?;
        if arguments.to.is_some() {
            match arguments.format {
                Format::Text => write!(output.out, "{text}")?,
                Format::Json => writeln!(output.out, "{}", json!({ "file": file, "text": text }))?,
            }
        } else if text.as_bytes() != bytes {
            changed.push(file);
            if !arguments.check {
                rewrite(file, &bytes, &text)?;
            }
        }
    }
    match arguments.format {
        Format::Json if arguments.to.is_none() => {
            writeln!(output.out, "{:#}", json!({"changed": changed}))?;
        }
        Format::Text if arguments.to.is_none() => {
            for file in &changed {
                writeln!(output.out, "{file}")?;
            }
        }
        Format::Json | Format::Text => {}
    }
    Ok(Status::fine_if(!arguments.check || changed.is_empty()))
}

/// Comments of YAML are no part of the canonical text; a file that has some is left alone.
fn rewrite(file: &str, bytes: &[u8], text: &str) -> Result<(), Failure> {
    let old = String::from_utf8_lossy(bytes);
    if old.lines().any(|line| line.trim_start().starts_with('#')) {
        return Err(Failure::file(file, &[], "it has comments, which would be lost"));
    }
    if file == "-" {
        return Err(Failure::Usage("standard input can not be rewritten: say --to".to_owned()));
    }
    replace(file, text.as_bytes())
}
