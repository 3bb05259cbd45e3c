//! `attrmap explain`: a code → what it means; a record and an attribute → why it has its value.

use std::io::Write;

use attrmap::datetime::DateTime;
use attrmap::diagnostic::Code as LanguageCode;
use attrmap::provisioning::{Code, code};
use clap::Args;
use serde_json::json;

use crate::outcome::{Failure, Outcome, Status};
use crate::output::{Format, Output};
use crate::runs::{LoadedRun, clock, instant};

/// Say what a code means, or why an attribute has its value for somebody
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// A code, such as `PRV-105` or `E0301`, or a run file
    #[arg(value_name = "CODE|RUN")]
    subject: String,
    /// The record: its id, the login, or `file:line`
    #[arg(long, value_name = "ID", requires = "attribute")]
    record: Option<String>,
    /// The attribute of the hub or the app
    #[arg(long, value_name = "NAME", requires = "record")]
    attribute: Option<String>,
    /// The time that expressions see; now if left out
    #[arg(long, value_name = "TIME", value_parser = instant)]
    now: Option<DateTime>,
    /// The form of the answer
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// Explains the one or the other.
pub(crate) fn run(arguments: &Arguments, output: &mut Output) -> Outcome {
    let (Some(record), Some(attribute)) = (&arguments.record, &arguments.attribute) else {
        return explain_code(arguments, output);
    };
    let loaded = LoadedRun::load(&arguments.subject)?;
    let state = loaded.load_state()?;
    let now = arguments.now.clone().unwrap_or_else(clock);
    let explanation = loaded
        .run
        .explain(state, record, attribute, &now)
        .ok_or_else(|| Failure::Usage(format!("there is no record `{record}`")))?;
    match arguments.format {
        Format::Json => writeln!(output.out, "{:#}", json!(explanation))?,
        Format::Text => write!(output.out, "{}", explanation.to_text())?,
    }
    Ok(Status::Fine)
}

fn explain_code(arguments: &Arguments, output: &mut Output) -> Outcome {
    let wanted = arguments.subject.to_ascii_uppercase();
    if let Some(found) = code(&wanted) {
        match arguments.format {
            Format::Json => writeln!(output.out, "{:#}", json!(found))?,
            Format::Text => print_code(found, output)?,
        }
        return Ok(Status::Fine);
    }
    let language = LanguageCode::ALL.iter().find(|code| code.id() == wanted);
    let Some(found) = language else {
        let message = format!("there is no code `{}`", arguments.subject);
        return Err(Failure::Usage(message));
    };
    match arguments.format {
        Format::Json => {
            let (id, kind, severity) = (found.id(), found.kind(), found.severity().name());
            let page = found.page();
            let answer = json!({"code": id, "kind": kind, "severity": severity, "page": page});
            writeln!(output.out, "{answer:#}")?;
        }
        Format::Text => {
            writeln!(output.out, "{} ({})\n{}", found.id(), found.kind(), found.page())?;
        }
    }
    Ok(Status::Fine)
}

fn print_code(found: &Code, output: &mut Output) -> std::io::Result<()> {
    writeln!(output.out, "{} {} ({})", found.code, found.severity, found.stage)?;
    writeln!(output.out, "{}", found.template)?;
    for line in [&found.explanation, &found.fix].into_iter().filter(|line| !line.is_empty()) {
        writeln!(output.out, "\n{line}")?;
    }
    for upstream in &found.upstream {
        let http: Vec<String> = upstream.http.iter().map(ToString::to_string).collect();
        let own = upstream.code.iter().chain(&upstream.scim_type);
        let own: Vec<&str> = own.map(String::as_str).collect();
        writeln!(output.out, "{} {} HTTP {}", upstream.system, own.join(" "), http.join(", "))?;
    }
    Ok(())
}
