//! The workspace in the forms that other programs read.

use std::fmt::Write;
use std::rc::Rc;

use super::table::{CellState, Table};
use crate::model::{Apply, Mapping, MappingSet, Person, Workspace};

/// A form of export.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Form {
    #[default]
    Expression,
    MappingSet,
    ApiBody,
    Terraform,
    SpreadsheetCsv,
    ExactCsv,
    Checks,
    Markdown,
    Workspace,
}

impl Form {
    /// In the order in which they are offered.
    pub(crate) const ALL: [Self; 9] = [
        Self::Expression,
        Self::MappingSet,
        Self::ApiBody,
        Self::Terraform,
        Self::SpreadsheetCsv,
        Self::ExactCsv,
        Self::Checks,
        Self::Markdown,
        Self::Workspace,
    ];

    /// The name of a downloaded file.
    pub(crate) const fn file_name(self) -> &'static str {
        match self {
            Self::Expression => "expression.txt",
            Self::MappingSet => "mappings.json",
            Self::ApiBody => "mapping-body.json",
            Self::Terraform => "mapping.tf",
            Self::SpreadsheetCsv | Self::ExactCsv => "results.csv",
            Self::Checks => "checks.attrmap.json",
            Self::Markdown => "summary.md",
            Self::Workspace => "workspace.attrmap.json",
        }
    }

    /// Whether it holds people or what was computed for them.
    pub(crate) const fn holds_people(self) -> bool {
        match self {
            Self::SpreadsheetCsv | Self::ExactCsv | Self::Markdown | Self::Workspace => true,
            Self::Expression
            | Self::MappingSet
            | Self::ApiBody
            | Self::Terraform
            | Self::Checks => false,
        }
    }
}

/// What is exported.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Subject<'a> {
    pub(crate) workspace: &'a Workspace,
    /// The target of the current mapping.
    pub(crate) target: &'a str,
    /// The results, and whose they are.
    pub(crate) table: &'a Table,
    pub(crate) people: &'a [Rc<Person>],
    /// The rows that are exported; none is all of them.
    pub(crate) rows: Option<&'a [u32]>,
}

impl<'a> Subject<'a> {
    /// Who is exported, with their rows.
    fn everyone(self) -> Vec<(usize, &'a Rc<Person>)> {
        match self.rows {
            None => self.people.iter().enumerate().collect(),
            Some(rows) => {
                let rows = rows.iter().map(|row| *row as usize);
                rows.filter_map(|row| Some((row, self.people.get(row)?))).collect()
            }
        }
    }

    /// How many people a form holds.
    pub(crate) fn count(self, form: Form) -> usize {
        match (form.holds_people(), self.rows) {
            (false, _) => 0,
            (true, Some(rows)) => rows.len(),
            (true, None) => self.people.len(),
        }
    }
}

/// The text of an export, in which fields are safe for spreadsheets where the form is for them.
pub(crate) fn write(form: Form, subject: Subject<'_>) -> String {
    write_fields(form, form == Form::SpreadsheetCsv, subject)
}

/// The text of an export; where fields are to be `safe`, none begins as a formula does.
pub(crate) fn write_fields(form: Form, safe: bool, subject: Subject<'_>) -> String {
    let set = &subject.workspace.set;
    match form {
        Form::Expression => {
            set.mapping(subject.target).map(|mapping| mapping.expr.clone()).unwrap_or_default()
        }
        Form::MappingSet => pretty(&without_people(subject.workspace, false)),
        Form::ApiBody => api_body(set),
        Form::Terraform => terraform(set),
        Form::SpreadsheetCsv | Form::ExactCsv => csv(subject, safe),
        Form::Checks => pretty(&without_people(subject.workspace, true)),
        Form::Markdown => markdown(subject),
        Form::Workspace if subject.rows.is_none() => pretty(subject.workspace),
        Form::Workspace => {
            let people = subject.everyone().into_iter().map(|(_, person)| Rc::clone(person));
            let people = Rc::new(people.collect());
            pretty(&Workspace { people, ..subject.workspace.clone() })
        }
    }
}

fn without_people(workspace: &Workspace, with_checks: bool) -> Workspace {
    let mut copy = Workspace { people: Vec::new().into(), ..workspace.clone() };
    if !with_checks {
        copy = copy.with_set(|set| set.checks.clear());
    }
    copy
}

fn pretty(workspace: &Workspace) -> String {
    // Written from the text and not from a tree, so that numbers keep their digits.
    let line = workspace.write();
    let mut out = String::with_capacity(line.len() * 2);
    let (mut depth, mut in_text, mut escaped) = (0_usize, false, false);
    let mut characters = line.chars().peekable();
    while let Some(character) = characters.next() {
        if in_text {
            out.push(character);
            in_text = escaped || character != '"';
            escaped = character == '\\' && !escaped;
            continue;
        }
        match character {
            '"' => {
                in_text = true;
                out.push(character);
            }
            '{' | '[' if matches!(characters.peek(), Some('}' | ']')) => out.push(character),
            '{' | '[' => {
                depth += 1;
                out.push(character);
                new_line(&mut out, depth);
            }
            '}' | ']' if out.ends_with(['{', '[']) => out.push(character),
            '}' | ']' => {
                depth = depth.saturating_sub(1);
                new_line(&mut out, depth);
                out.push(character);
            }
            ',' => {
                out.push(character);
                new_line(&mut out, depth);
            }
            ':' => out.push_str(": "),
            other => out.push(other),
        }
    }
    out.push('\n');
    out
}

fn new_line(out: &mut String, depth: usize) {
    out.push('\n');
    out.push_str(&"  ".repeat(depth));
}

const fn push_status(apply: Apply) -> &'static str {
    match apply {
        Apply::CreateAndUpdate => "PUSH",
        Apply::Create => "DONT_PUSH",
    }
}

/// The body of a change of mappings through the API.
fn api_body(set: &MappingSet) -> String {
    let mut properties = serde_json::Map::new();
    for mapping in &set.mappings {
        let property = serde_json::json!({
            "expression": mapping.expr,
            "pushStatus": push_status(mapping.apply),
        });
        properties.insert(mapping.to.clone(), property);
    }
    let body = serde_json::json!({ "properties": properties });
    attrmap::json::write_lines(&body) + "\n"
}

fn terraform(set: &MappingSet) -> String {
    let mut out = String::from(
        "resource \"okta_profile_mapping\" \"this\" {\n  source_id = var.source_id\n  target_id = var.target_id\n",
    );
    for mapping in &set.mappings {
        let _infallible = write!(
            out,
            "\n  mappings {{\n    id          = {}\n    expression  = {}\n    push_status = \"{}\"\n  }}\n",
            hcl(&mapping.to),
            hcl(&mapping.expr),
            push_status(mapping.apply)
        );
    }
    out.push_str("}\n");
    out
}

/// A text of Terraform's language, in which `${` and `%{` would begin a template.
fn hcl(text: &str) -> String {
    let mut out = String::from("\"");
    let mut rest = text.chars().peekable();
    while let Some(character) = rest.next() {
        match character {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '$' | '%' if rest.peek() == Some(&'{') => {
                out.push(character);
                out.push(character);
            }
            other => out.push(other),
        }
    }
    out.push('"');
    out
}

fn csv(subject: Subject<'_>, for_spreadsheet: bool) -> String {
    let mut out = String::new();
    let targets = subject.table.targets.iter().map(|target| target.name.as_str());
    row(&mut out, &mut ["id", "person"].into_iter().chain(targets), for_spreadsheet);
    for (at, person) in subject.everyone() {
        let results = subject.table.targets.iter().map(|target| result(target.column.cell(at)));
        let fixed = [person.id.as_str(), person.name.as_str()];
        row(&mut out, &mut fixed.into_iter().chain(results), for_spreadsheet);
    }
    out
}

fn result(cell: Option<(CellState, &str)>) -> &str {
    match cell {
        Some((CellState::Value, text)) => text,
        Some(_) | None => "",
    }
}

fn row(out: &mut String, cells: &mut dyn Iterator<Item = &str>, for_spreadsheet: bool) {
    line(out, cells, ',', for_spreadsheet);
    out.push_str("\r\n");
}

/// Adds cells with a separator between them; what could end one stands in quotes.
pub(crate) fn line(
    out: &mut String,
    cells: &mut dyn Iterator<Item = &str>,
    separator: char,
    for_spreadsheet: bool,
) {
    for (at, cell) in cells.enumerate() {
        if at > 0 {
            out.push(separator);
        }
        // A spreadsheet would compute these instead of showing them.
        let formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
        let cell = if for_spreadsheet && formula { format!("'{cell}") } else { cell.to_owned() };
        if cell.contains([separator, '"', '\n', '\r']) {
            let _infallible = write!(out, "\"{}\"", cell.replace('"', "\"\""));
        } else {
            out.push_str(&cell);
        }
    }
}

fn markdown(subject: Subject<'_>) -> String {
    let workspace = subject.workspace;
    let (name, label) = (plain(&workspace.name), workspace.set.label());
    let mut out = format!("# {name}\n\n{}\n", plain(&label));
    if let Some(mapping) = workspace.set.mapping(subject.target) {
        let (to, expr) = (plain(&mapping.to), &mapping.expr);
        let fence = fence_around(expr);
        let _infallible = write!(out, "\n{to}\n\n{fence}text\n{expr}\n{fence}\n");
        out.push_str(&result_table(subject, mapping));
    }
    out
}

fn result_table(subject: Subject<'_>, mapping: &Mapping) -> String {
    let mut out = format!("\n| Person | {} |\n| --- | --- |\n", plain(&mapping.to));
    let target = subject.table.targets.iter().find(|target| target.name == mapping.to);
    for (at, person) in subject.everyone() {
        let cell = target.and_then(|target| target.column.cell(at));
        let shown = match cell {
            Some((CellState::Value, text)) => format!("`{}`", text.replace(['`', '|', '\n'], " ")),
            Some((state, _)) => format!("⟨{}⟩", state.id()),
            None => String::new(),
        };
        let _infallible = writeln!(out, "| {} | {shown} |", plain(&person.name));
    }
    out
}

/// What stands around a text in Markdown: more backticks than any in it.
fn fence_around(text: &str) -> String {
    let longest = text.split(|character| character != '`').map(str::len).max();
    "`".repeat(3.max(longest.unwrap_or_default() + 1))
}

/// A text on one line that means nothing else in Markdown.
pub(crate) fn plain(text: &str) -> String {
    let mut out = String::new();
    for character in text.chars() {
        if "\\`*_[]<>&|".contains(character) {
            out.push('\\');
        }
        out.push(if character.is_control() { ' ' } else { character });
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terraform_escapes_templates_and_quotes() {
        assert_eq!(hcl(r#"a "b" ${c} %{d} $e \ "#), r#""a \"b\" $${c} %%{d} $e \\ ""#);
    }

    #[test]
    fn names_mean_nothing_in_markdown() {
        assert_eq!(plain("Dana Reyes-Núñez (王伟)"), "Dana Reyes-Núñez (王伟)");
        assert_eq!(plain("a|b\n<img src=x>"), r"a\|b \<img src=x\>");
        assert_eq!(plain(r"[x](//y) *_`\&"), r"\[x\](//y) \*\_\`\\\&");
    }

    #[test]
    fn an_expression_does_not_leave_its_fence() {
        assert_eq!(fence_around("a + \"``\""), "```");
        assert_eq!(fence_around("\"\n````\n\""), "`````");
    }

    #[test]
    fn spreadsheets_get_no_formulas() {
        let line = |safe| {
            let mut out = String::new();
            row(&mut out, &mut ["=1+1", "+155", "a,b", "q\"q", "x"].into_iter(), safe);
            out
        };
        assert_eq!(line(true), "'=1+1,'+155,\"a,b\",\"q\"\"q\",x\r\n");
        assert_eq!(line(false), "=1+1,+155,\"a,b\",\"q\"\"q\",x\r\n");
    }

    #[test]
    fn cells_between_tabs_are_quoted_where_they_would_break() {
        let mut out = String::new();
        line(&mut out, &mut ["a,b", "c\td", "e\nf", "g\"h", "", "@x"].into_iter(), '\t', true);
        assert_eq!(out, "a,b\t\"c\td\"\t\"e\nf\"\t\"g\"\"h\"\t\t'@x");
    }

    #[test]
    fn pretty_text_reads_as_the_same_workspace() {
        let workspace = crate::scenarios::office_at_hand().workspace;
        let text = pretty(&workspace);
        assert_eq!(Workspace::read(&text).unwrap(), *workspace);
        assert!(text.lines().count() > 100);
    }
}
