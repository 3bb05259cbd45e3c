//! A run's result → the mail to the administrator, as plain text, Markdown or HTML.

use std::fmt::Write as _;

use super::codes::code;
use super::dry_run::DryRun;
use super::mapping_tests::escape;
use super::output::Round;
use super::row::{Action, Row, RowError, Status};
use super::run::Run;

/// How a report is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReportFormat {
    /// A plain text mail with a subject.
    Mail,
    /// Markdown.
    Markdown,
    /// An HTML page.
    Html,
}

/// A report before it is written: titles and lines.
struct Report {
    subject: String,
    sections: Vec<(String, Vec<Item>)>,
}

/// A line with lines below it.
struct Item {
    line: String,
    details: Vec<String>,
}

impl Item {
    fn new(line: String) -> Self {
        Self { line, details: Vec::new() }
    }
}

impl DryRun {
    /// The report on the run. Values that failed may be private: they are shown only on demand.
    #[must_use]
    pub fn report(&self, run: &Run, format: ReportFormat, show_values: bool) -> String {
        let report = match &self.round {
            Some(round) => build(run, round, show_values),
            None => self.blocked(run),
        };
        match format {
            ReportFormat::Mail => report.to_mail(),
            ReportFormat::Markdown => report.to_markdown(),
            ReportFormat::Html => report.to_html(),
        }
    }

    fn blocked(&self, run: &Run) -> Report {
        let subject = format!("{}: stopped before the first change", run.file.name);
        let item = |duplicate: &super::DuplicateEmail| {
            let ids = duplicate.extensions.join(", ");
            Item::new(format!("{}: extension records {ids}", duplicate.email))
        };
        let items = self.preflight.duplicates.iter().map(item).collect();
        let title = "Mail addresses that are not unique in the account".to_owned();
        Report { subject, sections: vec![(title, items)] }
    }
}

fn build(run: &Run, round: &Round, show_values: bool) -> Report {
    let rows = |status: Status| round.rows.iter().filter(move |row| row.status == status);
    let count = |status: Status| rows(status).count();
    let subject = format!(
        "{}: {} succeeded, {} failed, {} put off",
        run.file.name,
        count(Status::Success),
        count(Status::Failed),
        count(Status::Deferred)
    );
    let is_leaver = |row: &&Row| row.action == Action::Deactivate;
    let provisioned = rows(Status::Success).filter(|row| !is_leaver(row));
    let leavers = rows(Status::Success).filter(is_leaver);
    let failed = |status| rows(status).map(|row| failure(row, show_values)).collect();
    let sections = vec![
        ("Provisioned".to_owned(), provisioned.map(success).collect()),
        ("Failed".to_owned(), failed(Status::Failed)),
        ("Put off".to_owned(), failed(Status::Deferred)),
        ("Switched off, because they left".to_owned(), leavers.map(success).collect()),
        ("Warnings".to_owned(), warnings(round, show_values)),
        ("Written back".to_owned(), written(round)),
    ];
    Report { subject, sections }
}

fn who(row: &Row) -> &str {
    row.login.as_deref().unwrap_or(&row.record)
}

fn success(row: &Row) -> Item {
    let mut line = format!("{}: {}", who(row), row.action.word());
    if let Some(number) = &row.extension_number {
        let _written = write!(line, ", extension {number}");
    }
    if let Some(number) = &row.direct_number {
        let _written = write!(line, ", direct number {number}");
    }
    Item::new(line)
}

fn failure(row: &Row, show_values: bool) -> Item {
    let mut item = Item::new(format!("{} ({}:{})", who(row), row.file, row.line));
    for error in &row.errors {
        item.details.push(error_line(error, show_values));
    }
    for diagnostic in &row.diagnostics {
        let words = code(diagnostic.code);
        let attribute = diagnostic.attribute.as_deref().unwrap_or("the record");
        let template = words.map(|code| code.template.as_str()).unwrap_or_default();
        let explanation = words.map(|code| code.explanation.as_str()).unwrap_or_default();
        item.details.push(format!("{attribute}: {template} {explanation} ({})", diagnostic.code));
    }
    item
}

fn error_line(error: &RowError, show_values: bool) -> String {
    let mut line = format!("{} ({}", error.message, error.code);
    if let Some(parameter) = &error.parameter {
        let _written = write!(line, ", parameter {parameter}");
    }
    line.push(')');
    if let Some(code) = code(error.code) {
        let _written = write!(line, " {}", code.explanation);
    }
    if let Some(hint) = &error.hint {
        let _written = write!(line, " Perhaps {hint} was meant.");
    }
    if show_values && !error.value.is_missing() {
        let _written = write!(line, " Value: {}", serde_json::json!(error.value));
    }
    line
}

fn warnings(round: &Round, show_values: bool) -> Vec<Item> {
    let mut items = Vec::new();
    for row in &round.rows {
        for warning in &row.warnings {
            let template =
                code(warning.code).map(|code| code.template.as_str()).unwrap_or_default();
            let mut item = Item::new(format!("{}: {template} ({})", who(row), warning.code));
            for overwritten in &warning.overwritten {
                let mut detail = overwritten.attribute.clone();
                if show_values {
                    let (old, new) = (&overwritten.downstream, &overwritten.pushed);
                    let _written = write!(detail, ": {old} becomes {new}");
                }
                item.details.push(detail);
            }
            items.push(item);
        }
        if row.status != Status::Failed {
            for diagnostic in &row.diagnostics {
                let template =
                    code(diagnostic.code).map(|code| code.template.as_str()).unwrap_or_default();
                let attribute = diagnostic.attribute.as_deref().unwrap_or("the record");
                let who = who(row);
                let line = format!("{who}: {attribute}: {template} ({})", diagnostic.code);
                items.push(Item::new(line));
            }
        }
    }
    items
}

fn written(round: &Round) -> Vec<Item> {
    let mut items = Vec::new();
    for written in &round.write_back {
        if written.records() == 0 {
            continue;
        }
        let records = written.records();
        let mut item = Item::new(format!("{}: {records} records", written.directory));
        let mut counts: std::collections::BTreeMap<&str, usize> = std::collections::BTreeMap::new();
        for value in &written.values {
            *counts.entry(value.attribute.as_ref()).or_default() += 1;
        }
        let details = counts.into_iter().map(|(name, count)| format!("{name}: {count} values"));
        item.details.extend(details);
        items.push(item);
    }
    items
}

impl Report {
    fn to_mail(&self) -> String {
        let mut text = format!("Subject: {}\n", self.subject);
        for (title, items) in self.sections.iter().filter(|(_, items)| !items.is_empty()) {
            let _written = writeln!(text, "\n{title} ({})", items.len());
            for item in items {
                let _written = writeln!(text, "- {}", item.line);
                for detail in &item.details {
                    let _written = writeln!(text, "    {detail}");
                }
            }
        }
        text
    }

    fn to_markdown(&self) -> String {
        let mut text = format!("# {}\n", markdown(&self.subject));
        for (title, items) in self.sections.iter().filter(|(_, items)| !items.is_empty()) {
            let _written = writeln!(text, "\n## {title} ({})\n", items.len());
            for item in items {
                let _written = writeln!(text, "- {}", markdown(&item.line));
                for detail in &item.details {
                    let _written = writeln!(text, "  - {}", markdown(detail));
                }
            }
        }
        text
    }

    fn to_html(&self) -> String {
        let subject = escape(&self.subject);
        let mut text = format!(
            "<!doctype html>\n<html lang=\"en\"><meta charset=\"utf-8\"><title>{subject}</title>\n\
             <h1>{subject}</h1>\n"
        );
        for (title, items) in self.sections.iter().filter(|(_, items)| !items.is_empty()) {
            let _written = writeln!(text, "<h2>{} ({})</h2>\n<ul>", escape(title), items.len());
            for item in items {
                let _written = write!(text, "<li>{}", escape(&item.line));
                if !item.details.is_empty() {
                    text.push_str("\n<ul>\n");
                    for detail in &item.details {
                        let _written = writeln!(text, "<li>{}</li>", escape(detail));
                    }
                    text.push_str("</ul>");
                }
                text.push_str("</li>\n");
            }
            text.push_str("</ul>\n");
        }
        text.push_str("</html>\n");
        text
    }
}

/// The text without anything that Markdown would take for its own.
fn markdown(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        if "\\`*_[]<>#|".contains(c) {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}
