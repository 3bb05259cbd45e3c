//! The pages of functions.

use std::fmt::Write;

use attrmap::dialect::{Dialect, Place};
use attrmap::functions::{Example, Form, Function, Name, all, names};

use super::Page;
use super::html::{Section, escape, page, prose};
use super::workspace::link;
use crate::catalog::{DIALECTS, signature};

/// A section of the index for each dialect.
pub(super) fn sections() -> Vec<Section> {
    let section = |dialect: Dialect| Section {
        id: dialect.id(),
        title: format!("Functions of the {} dialect", dialect.title()),
        entries: names(dialect)
            .map(|(name, function)| {
                let link = format!("functions/{}.html", slug(function));
                (link, spelling(name, function), function.summary.to_owned())
            })
            .collect(),
    };
    DIALECTS.into_iter().map(section).collect()
}

/// A page for each function.
pub(super) fn pages() -> Vec<Page> {
    all().map(page_of).collect()
}

/// The name as it is called: methods with the type before the dot.
fn spelling(name: &Name, function: &Function) -> String {
    match (name.form, function.signature.parameters.first()) {
        (Form::Method, Some(receiver)) => format!("{}.{}", receiver.ty, name.text),
        _ => name.text.to_owned(),
    }
}

/// What the file is called: the first spelling, and the dialect where another one has it too.
fn slug(function: &Function) -> String {
    let own = |function: &Function| {
        function.names.first().map(|name| (spelling(name, function), name.dialect))
    };
    let Some((text, dialect)) = own(function) else { return String::new() };
    let same = all().filter_map(own).filter(|(other, _)| *other == text).count();
    let text = text.replace(' ', "-");
    if same > 1 { format!("{text}-{dialect}") } else { text }
}

fn page_of(function: &'static Function) -> Page {
    let title = function.names.first().map_or_else(String::new, |name| spelling(name, function));
    let mut body = format!("<h1><code>{}</code></h1>\n", escape(&title));
    // Writing to a text does not fail.
    let _ = writeln!(body, "<p>{}</p>", prose(function.summary));
    if !function.nulls.is_empty() {
        let _ = writeln!(body, "<p>{}</p>", prose(function.nulls));
    }
    for name in function.names {
        body.push_str(&of_spelling(name, function));
    }
    body.push_str("<h2>Examples</h2>\n<ul class=\"am-ref-examples\">\n");
    for example in function.examples {
        body.push_str(&of_example(&title, example));
    }
    let _ = writeln!(body, "</ul>\n<p class=\"am-muted\">{}</p>", escape(function.reference));
    page(&format!("functions/{}.html", slug(function)), &title, &body)
}

/// Signature and places of one spelling.
fn of_spelling(name: &Name, function: &Function) -> String {
    let mut html = format!("<h2>{} dialect</h2>\n", escape(name.dialect.title()));
    if function.names.iter().filter(|other| other.dialect == name.dialect).count() > 1 {
        html = format!(
            "<h2>{} dialect, <code>{}</code></h2>\n",
            escape(name.dialect.title()),
            escape(name.text)
        );
    }
    let _ = writeln!(
        html,
        "<p class=\"am-ref-signature\"><code>{}</code></p>",
        escape(&signature(name, function))
    );
    if let Some(instead) = name.instead {
        let _ = writeln!(html, "<p>Deprecated: use <code>{}</code>.</p>", escape(instead));
    }
    let places: Vec<&str> = function.places_of(name).map(|rules| rules.title).collect();
    let _ = writeln!(html, "<p class=\"am-muted\">Contexts: {}.</p>", escape(&places.join(" · ")));
    html
}

/// An example as a link to the playground, with its value.
fn of_example(title: &str, example: &Example) -> String {
    let data = serde_json::from_str(example.profile).unwrap_or_default();
    let link = link(title, example.dialect, Place::Any, example.expression, &data);
    let mut html = format!(
        "<li><a href=\"{}\"><code>{}</code></a> → <code>{}</code>",
        escape(&link),
        escape(example.expression),
        escape(example.value)
    );
    if !data.is_empty() {
        let _ =
            write!(html, "<br><span class=\"am-muted\">with {}</span>", escape(example.profile));
    }
    html.push_str("</li>\n");
    html
}
