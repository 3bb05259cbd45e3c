//! `attrmap check RUN|MAPPING`: run files and mapping sets → what will go wrong for everybody.

use std::io::Write;
use std::path::Path;

use attrmap::formats::{read_mapping_set, read_schema};
use attrmap::provisioning::{
    CheckReport, DocumentKind, canonical, check_mapping, code, document_kind,
};
use serde_json::json;

use crate::input;
use crate::outcome::{Failure, Status};
use crate::output::{Format, Output};
use crate::runs::LoadedRun;

/// Checks the files, when the first of them is a run file or a mapping set.
pub(crate) fn run(
    files: &[String],
    schemas: &[String],
    format: Format,
    output: &mut Output,
) -> Result<Option<Status>, Failure> {
    let mut reports = Vec::new();
    for file in files {
        match report(file, schemas)? {
            Some(report) => reports.push((file, report)),
            None if reports.is_empty() => return Ok(None),
            None => {
                return Err(Failure::file(file, &[], "it is neither a run file nor a mapping set"));
            }
        }
    }
    if reports.is_empty() {
        return Ok(None);
    }
    match (format, &*reports) {
        (Format::Json, [(_, only)]) => writeln!(output.out, "{:#}", json!(only))?,
        (Format::Json, all) => {
            let all: Vec<_> = all.iter().map(|(_, report)| report).collect();
            writeln!(output.out, "{:#}", json!(all))?;
        }
        (Format::Text, all) => {
            for (file, report) in all {
                print(file, report, output)?;
            }
        }
    }
    Ok(Some(Status::fine_if(reports.iter().all(|(_, report)| report.errors == 0))))
}

/// The report on a file, when it is a run file or a mapping set.
fn report(file: &str, schemas: &[String]) -> Result<Option<CheckReport>, Failure> {
    if file == "-" {
        return Ok(None);
    }
    let bytes = input::read(file)?;
    match document_kind(&bytes) {
        Some(DocumentKind::Run) => Ok(Some(LoadedRun::load(file)?.run.check())),
        Some(DocumentKind::MappingSet) => {
            let set = read_mapping_set(&bytes)
                .map_err(|error| Failure::file(file, error.line.as_slice(), &error))?;
            let schema = match schemas {
                [option] => {
                    let path = option.split_once('=').map_or(option.as_str(), |(_, path)| path);
                    let bytes = input::read(path)?;
                    let schema = read_schema(&bytes)
                        .map_err(|error| Failure::file(path, error.line.as_slice(), &error))?;
                    Some(schema)
                }
                [] => None,
                _ => return Err(Failure::Usage("a mapping set has one --schema".to_owned())),
            };
            Ok(Some(check_mapping(set, schema.as_ref())))
        }
        Some(DocumentKind::Schema | DocumentKind::MappingTests) | None if is_document(file) => {
            let (line, message) = match canonical(&bytes, None) {
                Err(error) if error.line.is_some() => (error.line, error.message),
                _ => (None, "it is neither a run file nor a mapping set".to_owned()),
            };
            Err(Failure::file(file, line.as_slice(), message))
        }
        Some(DocumentKind::Schema | DocumentKind::MappingTests) | None => Ok(None),
    }
}

/// Whether a file is named like a configuration file, and not like an expression.
fn is_document(file: &str) -> bool {
    let extension = Path::new(file).extension();
    let is = |name: &str| extension.is_some_and(|extension| extension.eq_ignore_ascii_case(name));
    ["json", "yaml", "yml"].into_iter().any(is)
}

/// Writes a report as lines of standard error, and the counts.
fn print(file: &str, report: &CheckReport, output: &mut Output) -> std::io::Result<()> {
    for found in &report.findings {
        let template = code(found.code).map(|code| code.template.as_str()).unwrap_or_default();
        let attribute = found.attribute.as_deref().map(|name| format!(".{name}"));
        let attribute = attribute.unwrap_or_default();
        let reference = found.reference.as_deref().map(|name| format!(" ({name})"));
        let reference = reference.unwrap_or_default();
        let (code, severity, mapping) = (found.code, found.severity, &found.mapping);
        writeln!(
            output.err,
            "{file}: {code} {severity} {mapping}{attribute}: {template}{reference}"
        )?;
    }
    for circle in &report.loops {
        let nodes = circle.nodes.join(" → ");
        writeln!(output.err, "{file}: {} {} {nodes}", circle.code, circle.severity)?;
    }
    writeln!(output.out, "{file}: {} errors, {} warnings", report.errors, report.warnings)
}
