//! The pages of codes.

use std::fmt::Write;

use attrmap::diagnostic::{Code, render};

use super::Page;
use super::html::{Classes, Section, escape, page, prose};
use super::mistakes::{Mistake, example};
use super::workspace::link;

/// How the codes of a group begin, and what they are about.
const GROUPS: &[(&str, &str, &str)] = &[
    ("E01", "syntax", "Syntax"),
    ("E02", "calls", "Calls"),
    ("E03", "names", "Names and attributes"),
    ("E04", "types", "Types"),
    ("E05", "evaluation", "Evaluation"),
    ("W", "warnings", "Warnings"),
];

/// A section of the index for each group.
pub(super) fn sections() -> Vec<Section> {
    let entry = |code: &Code| {
        (format!("diagnostics/{code}.html"), code.id().to_owned(), code.title().to_owned())
    };
    let section = |(start, id, title): &(&str, &'static str, &str)| Section {
        id,
        title: format!("Diagnostics: {title}"),
        entries: Code::ALL.iter().filter(|code| code.id().starts_with(start)).map(entry).collect(),
    };
    GROUPS.iter().map(section).collect()
}

/// A page for each code.
pub(super) fn pages() -> Vec<Page> {
    Code::ALL.iter().copied().map(page_of).collect()
}

fn page_of(code: Code) -> Page {
    let title = code.title().trim_end_matches('.');
    let mut body = format!("<h1><code>{code}</code> {}</h1>\n", prose(title));
    // Writing to a text does not fail.
    let _ = writeln!(
        body,
        "<p class=\"am-muted\">{} · <code>{}</code></p>",
        code.severity().name(),
        code.kind()
    );
    let explanation: Vec<&str> = code.page().lines().skip(1).map(str::trim).collect();
    for paragraph in explanation.join("\n").split("\n\n") {
        let paragraph = paragraph.trim();
        if !paragraph.is_empty() {
            let _ = writeln!(body, "<p>{}</p>", prose(&paragraph.replace('\n', " ")));
        }
    }
    if let Some(mistake) = example(code) {
        body.push_str(&of_example(mistake));
    }
    let title = format!("{code} {}", title.replace('`', ""));
    page(&format!("diagnostics/{code}.html"), &title, &body)
}

/// A mistake as a link to the playground, and what is said about it.
fn of_example(mistake: &Mistake) -> String {
    let (text, data) = (mistake.expression, mistake.data());
    let link = link(mistake.code.id(), mistake.dialect, mistake.place, text, &data);
    let shown = if text.trim().is_empty() { "an empty expression" } else { text };
    let mut html = format!(
        "<h2>Example</h2>\n<p>{}, {} dialect:</p>\n<p><a href=\"{}\"><code>{}</code></a></p>\n",
        escape(mistake.place.rules().title),
        escape(mistake.dialect.title()),
        escape(&link),
        escape(shown)
    );
    if !data.is_empty() {
        let _ = writeln!(html, "<p class=\"am-muted\">with {}</p>", escape(mistake.profile));
    }
    if let Some(found) = mistake.diagnostic() {
        let _ = writeln!(
            html,
            "<pre class=\"am-ref-output\" role=\"region\" aria-label=\"What is said about it\" \
             tabindex=\"0\">{}</pre>",
            render(&found, text, &Classes)
        );
    }
    html
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_belongs_to_one_group() {
        for code in Code::ALL {
            let groups = GROUPS.iter().filter(|(start, ..)| code.id().starts_with(start));
            assert_eq!(groups.count(), 1, "{code}");
        }
    }

    #[test]
    fn a_page_shows_the_mistake_and_what_is_said_about_it() {
        let html = page_of(Code::ForeignOperator).html;
        assert!(html.contains("user.city === &quot;Rome&quot;"), "{html}");
        assert!(html.contains("<span class=\"am-is-error\">error[E0111]</span>"), "{html}");
    }
}
