//! `attrmap check`: expressions → what is wrong with them, and on request the mended text.
//!
//! Run files and mapping sets among the files are checked as what they are.

use std::io::{self, Write};

use attrmap::check::{Checked, check};
use attrmap::context::Context;
use attrmap::diagnostic::{Severity, render};
use attrmap::environment::Environment;
use attrmap::text::position;
use clap::Args;
use serde_json::{Value as Json, json};

use super::check_run;
use crate::files::replace;
use crate::fix::fixed;
use crate::input::read_expression;
use crate::options::Language;
use crate::outcome::{Failure, Outcome, Status, shown};
use crate::output::{Format, Output};
use crate::people::{People, root_of, roots};
use crate::report::{Colors, all_to_json};
use crate::schemas::known_root;

/// Find what is wrong with expressions
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// Files with an expression each, or run files and mapping sets; `-` is standard input
    #[arg(value_name = "FILE", required_unless_present = "expression")]
    files: Vec<String>,
    /// The expression itself
    #[arg(
        long = "expr",
        value_name = "EXPR",
        allow_hyphen_values = true,
        conflicts_with = "files"
    )]
    expression: Option<String>,
    /// Apply the fixes that keep the meaning: rewrites the files, prints other texts
    #[arg(long)]
    fix: bool,
    /// The attributes that a root has, such as `appuser=schema.json`
    #[arg(long, value_name = "[ROOT=]FILE")]
    schema: Vec<String>,
    /// People whose values the expressions are compared with, as `eval` takes them
    #[arg(long, value_name = "FILE")]
    profile: Option<String>,
    #[command(flatten)]
    language: Language,
    /// The form of the answer
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// A text to check, and the file that it came from.
struct Subject {
    file: Option<String>,
    text: String,
    fixed: bool,
    checked: Checked,
}

/// Checks the texts in order.
pub(crate) fn run(arguments: &Arguments, output: &mut Output) -> Outcome {
    if let Some(status) =
        check_run::run(&arguments.files, &arguments.schema, arguments.format, output)?
    {
        return Ok(status);
    }
    let mut environment = arguments.language.environment()?;
    for schema in &arguments.schema {
        environment.known.push(known_root(schema, environment.place)?);
    }
    let mut texts: Vec<(Option<String>, String)> = Vec::new();
    for file in &arguments.files {
        texts.push((Some(file.clone()), read_expression(file)?));
    }
    texts.extend(arguments.expression.iter().map(|text| (None, text.clone())));
    if let Some(file) = &arguments.profile {
        let text = texts.first().map_or("", |(_, text)| text);
        environment = with_people(People::read(file)?, text, environment);
    }
    let mut subjects = Vec::with_capacity(texts.len());
    for (file, text) in texts {
        subjects.push(subject(file, text, arguments.fix, &environment)?);
    }
    if arguments.format == Format::Json {
        let answers: Vec<Json> = subjects.iter().map(|it| it.to_json(arguments.fix)).collect();
        match &*answers {
            [only] if arguments.expression.is_some() => writeln!(output.out, "{only}")?,
            _ => writeln!(output.out, "{:#}", Json::from(answers))?,
        }
    } else {
        for subject in &subjects {
            subject.print(arguments.fix, output)?;
        }
    }
    Ok(Status::fine_if(subjects.iter().all(Subject::is_fine)))
}

/// The environment with these people as samples.
fn with_people(people: People, text: &str, environment: Environment) -> Environment {
    let root = root_of(&people, text, &environment);
    let people = people.into_data(root, environment.dialect);
    let samples = people.iter().map(|(_, data)| Context::from_json(data));
    environment.with_roots(roots(&people)).with_samples(samples)
}

fn subject(
    file: Option<String>,
    text: String,
    fix: bool,
    environment: &Environment,
) -> Result<Subject, Failure> {
    let mended = if fix { fixed(&text, environment) } else { None };
    if let (Some(mended), Some(file)) = (&mended, file.as_deref().filter(|file| *file != "-")) {
        replace(file, mended.as_bytes())?;
    }
    let fixed = mended.is_some();
    let text = mended.unwrap_or(text);
    let checked = check(&text, environment);
    Ok(Subject { file, text, fixed, checked })
}

impl Subject {
    fn is_fine(&self) -> bool {
        self.checked.diagnostics.iter().all(|found| found.severity() != Severity::Error)
    }

    /// Prints the diagnostics, and the text where it was asked for and has no file to go to.
    fn print(&self, fix: bool, output: &mut Output) -> io::Result<()> {
        let file = self.file.as_deref().map(shown);
        if fix && self.file.as_deref().is_none_or(|file| file == "-") {
            writeln!(output.out, "{}", self.text)?;
        } else if let (true, Some(file)) = (self.fixed, file) {
            writeln!(output.err, "{file}: fixed")?;
        }
        for found in &self.checked.diagnostics {
            if let Some(file) = file {
                let at = position(&self.text, found.span.start());
                write!(output.err, "{file}:{}:{}: ", at.line, at.column)?;
            }
            write!(output.err, "{}", render(found, &self.text, &Colors))?;
        }
        Ok(())
    }

    fn to_json(&self, fix: bool) -> Json {
        let mut answer = json!({
            "ok": self.is_fine(),
            "type": self.checked.ty.to_string(),
            "diagnostics": all_to_json(&self.text, &self.checked.diagnostics),
        });
        if let Some(fields) = answer.as_object_mut() {
            if let Some(file) = &self.file {
                fields.insert("file".to_owned(), file.clone().into());
            }
            if fix {
                fields.insert("fixed".to_owned(), self.fixed.into());
                fields.insert("text".to_owned(), self.text.clone().into());
            }
        }
        answer
    }
}
