//! `attrmap eval`: an expression and people → its value for each of them.

use std::io::Write;

use attrmap::conformance::encode;
use attrmap::context::{Context, Missing};
use attrmap::datetime::DateTime;
use attrmap::diagnostic::{Diagnostic, render};
use attrmap::environment::Environment;
use attrmap::eval::EvalError;
use attrmap::expression::Expression;
use attrmap::value::{Value, write_text};
use clap::Args;
use serde_json::{Map, Value as Json, json};

use crate::input::read_expression;
use crate::options::{Language, Setting};
use crate::outcome::{Failure, Outcome, Status};
use crate::output::{Format, Output, RED, RESET};
use crate::people::{Data, People, root_of, roots};
use crate::report::{Colors, all_to_json};
use crate::runs::{clock, instant};

/// Evaluate an expression for one person or many
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// The expression; `-` is standard input
    #[arg(value_name = "EXPR", allow_negative_numbers = true)]
    expression: String,
    /// People as JSON: profiles by root, attributes, Okta users or app users; one, a list or lines
    #[arg(long, value_name = "FILE")]
    profile: Option<String>,
    /// Only the person of this name, id or position from 1
    #[arg(long, value_name = "NAME")]
    record: Option<String>,
    /// The root under which attributes without one are read, such as `appuser`
    #[arg(long, value_name = "ROOT")]
    root: Option<String>,
    /// Give an attribute a value, as JSON or text
    #[arg(long, value_name = "ROOT.ATTRIBUTE=VALUE")]
    set: Vec<Setting>,
    #[command(flatten)]
    language: Language,
    /// The instant of the evaluation instead of the clock's, such as `2026-03-01T09:00:00Z`
    #[arg(long, value_name = "RFC3339", value_parser = instant)]
    now: Option<DateTime>,
    /// Take an attribute that a profile lacks for a mistake, not for null
    #[arg(long)]
    strict: bool,
    /// The form of the answer
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// A person with all that an evaluation sees.
struct Subject {
    name: String,
    context: Context,
}

/// Prints the value for each person.
pub(crate) fn run(arguments: &Arguments, output: &mut Output) -> Outcome {
    if arguments.expression == "-" && arguments.profile.as_deref() == Some("-") {
        let message = "expression and people cannot both come from standard input";
        return Err(Failure::Usage(message.to_owned()));
    }
    let text = match &*arguments.expression {
        "-" => read_expression("-")?,
        text => text.to_owned(),
    };
    let environment = arguments.language.environment()?;
    let mut people = match &arguments.profile {
        Some(file) => People::read(file)?,
        None => People::nobody(),
    };
    if let Some(wanted) = &arguments.record {
        people.pick(wanted)?;
    }
    let listed = people.listed;
    let (environment, subjects) = subjects(arguments, people, &text, environment);
    match Expression::compile(&text, &environment) {
        Ok(expression) if listed => list(&expression, &subjects, arguments.format, output),
        Ok(expression) => one(&expression, &subjects, arguments.format, output),
        Err(found) => {
            refuse(&text, found.all(), arguments.format, output)?;
            Ok(Status::Failed)
        }
    }
}

/// The contexts of the people, and the environment that knows their roots.
fn subjects(
    arguments: &Arguments,
    people: People,
    text: &str,
    environment: Environment,
) -> (Environment, Vec<Subject>) {
    let root = match &arguments.root {
        Some(root) => root.clone(),
        None => root_of(&people, text, &environment).to_owned(),
    };
    let now = arguments.now.clone().unwrap_or_else(clock);
    let mut named = people.into_data(&root, environment.dialect);
    for (_, context) in &mut named {
        for setting in &arguments.set {
            let profile = context.entry(&*setting.root).or_insert_with(|| json!({}));
            if let Some(profile) = profile.as_object_mut() {
                profile.insert(setting.attribute.clone(), setting.value.clone());
            }
        }
    }
    let environment = environment.with_roots(roots(&named));
    let subject = |(name, data): Data| {
        let mut context = Context::from_json(&data);
        context.now = now.clone();
        context.missing = if arguments.strict { Missing::Error } else { Missing::Null };
        Subject { name, context }
    };
    (environment, named.into_iter().map(subject).collect())
}

fn one(
    expression: &Expression,
    subjects: &[Subject],
    format: Format,
    output: &mut Output,
) -> Outcome {
    let Some(subject) = subjects.first() else { return Ok(Status::Fine) };
    let result = expression.evaluate(&subject.context);
    match (&result, format) {
        (_, Format::Json) => writeln!(output.out, "{}", answer(None, expression, &result))?,
        (Ok(value), Format::Text) => writeln!(output.out, "{}", shown(value))?,
        (Err(error), Format::Text) => {
            let text = render(&error.to_diagnostic(), expression.text(), &Colors);
            write!(output.err, "{text}")?;
        }
    }
    Ok(Status::fine_if(result.is_ok()))
}

fn list(
    expression: &Expression,
    subjects: &[Subject],
    format: Format,
    output: &mut Output,
) -> Outcome {
    let mut status = Status::Fine;
    let mut separator = "[\n";
    for subject in subjects {
        let result = expression.evaluate(&subject.context);
        status = status.max(Status::fine_if(result.is_ok()));
        let name = &subject.name;
        match (&result, format) {
            (_, Format::Json) => {
                let answer = answer(Some(name), expression, &result);
                write!(output.out, "{separator}{answer}")?;
                separator = ",\n";
            }
            (Ok(value), Format::Text) => writeln!(output.out, "{name}\t{}", shown(value))?,
            (Err(error), Format::Text) => {
                let (code, message) = (error.code(), error.message());
                writeln!(output.out, "{name}\t{RED}error[{code}]{RESET}: {message}")?;
            }
        }
    }
    if format == Format::Json {
        writeln!(output.out, "{}", if subjects.is_empty() { "[]" } else { "\n]" })?;
    }
    Ok(status)
}

/// The value or error of one evaluation with the diagnostics of the expression.
fn answer(
    name: Option<&str>,
    expression: &Expression,
    result: &Result<Value<'_>, EvalError>,
) -> Json {
    let mut diagnostics = expression.diagnostics().to_vec();
    if let Err(error) = result {
        let known = |found: &Diagnostic| found.code == error.code() && found.span == error.span();
        if !diagnostics.iter().any(known) {
            diagnostics.insert(0, error.to_diagnostic());
        }
    }
    let value = result.as_ref().ok();
    let mut answer = Map::new();
    if let Some(name) = name {
        answer.insert("name".to_owned(), name.into());
    }
    answer.insert("ok".to_owned(), value.is_some().into());
    answer.insert("value".to_owned(), value.map(encode).into());
    answer.insert("type".to_owned(), value.map(Value::type_name).into());
    answer.insert("diagnostics".to_owned(), all_to_json(expression.text(), &diagnostics));
    answer.into()
}

/// Says why an expression cannot be evaluated.
fn refuse(
    text: &str,
    found: &[Diagnostic],
    format: Format,
    output: &mut Output,
) -> std::io::Result<()> {
    if format == Format::Json {
        let diagnostics = all_to_json(text, found);
        let answer =
            json!({ "ok": false, "value": null, "type": null, "diagnostics": diagnostics });
        return writeln!(output.out, "{answer}");
    }
    for found in found {
        write!(output.err, "{}", render(found, text, &Colors))?;
    }
    Ok(())
}

/// A value as a line: its text form; lists, and what has no text form, as JSON.
fn shown(value: &Value<'_>) -> String {
    let mut text = String::new();
    let is_text = !matches!(value, Value::Null | Value::Array(_));
    if is_text && write_text(&mut text, value).is_ok() { text } else { encode(value).to_string() }
}
