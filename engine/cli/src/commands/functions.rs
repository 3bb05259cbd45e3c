//! `attrmap functions`: the catalog → a list for people, JSON or Markdown.

use std::io::{self, Write};

use attrmap::dialect::Dialect;
use attrmap::functions::{Function, Name};
use clap::{Args, ValueEnum};
use serde_json::Value as Json;

use crate::catalog::{DIALECTS, entries, signature, to_json};
use crate::outcome::{Outcome, Status};
use crate::output::{BOLD, Output, RESET};

/// List the functions of the language
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// Only those of one dialect: `classic` or `identity`
    #[arg(long, value_name = "ID", value_parser = crate::options::dialect)]
    dialect: Option<Dialect>,
    /// The form of the list
    #[arg(long, value_enum, default_value_t)]
    format: Form,
}

/// The form of the list.
#[derive(Debug, Clone, Copy, Default, ValueEnum)]
enum Form {
    /// A line for each function
    #[default]
    Text,
    /// Everything that is known, for programs
    Json,
    /// A chapter for each dialect
    Md,
}

/// Prints the catalog.
pub(crate) fn run(arguments: &Arguments, output: &mut Output) -> Outcome {
    let out = &mut output.out;
    match arguments.format {
        Form::Text => {
            for (name, function) in entries(arguments.dialect) {
                writeln!(out, "{BOLD}{}{RESET}", signature(name, function))?;
                writeln!(out, "    {}", function.summary)?;
            }
        }
        Form::Json => {
            let all = entries(arguments.dialect).map(|(name, function)| to_json(name, function));
            writeln!(out, "{:#}", all.collect::<Json>())?;
        }
        Form::Md => {
            let wanted = |each: &Dialect| arguments.dialect.is_none_or(|only| only == *each);
            for dialect in DIALECTS.into_iter().filter(wanted) {
                writeln!(out, "# Functions of the {} dialect\n", dialect.title())?;
                for (name, function) in entries(Some(dialect)) {
                    markdown(name, function, out)?;
                }
            }
        }
    }
    Ok(Status::Fine)
}

fn markdown(name: &Name, function: &Function, out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "## `{}`\n\n`{}`\n", name.text, signature(name, function))?;
    writeln!(out, "{}", function.summary)?;
    if !function.nulls.is_empty() {
        writeln!(out, "{}", function.nulls)?;
    }
    if let Some(instead) = name.instead {
        writeln!(out, "\nDeprecated: use `{instead}`.")?;
    }
    writeln!(out, "\n```text")?;
    for example in function.examples_of(name) {
        writeln!(out, "{} → {}", example.expression, example.value)?;
    }
    writeln!(out, "```\n")?;
    let contexts: Vec<String> =
        function.places_of(name).map(|rules| format!("`{}`", rules.id)).collect();
    writeln!(out, "Contexts: {}.\n", contexts.join(", "))
}
