//! Text → HTML: escaped, with one frame for all pages.

use std::fmt::Write;

use attrmap::diagnostic::{Part, Severity, Style};

use super::Page;

/// Nothing but the style sheets of the site may be loaded.
const POLICY: &str = "default-src 'none'; style-src 'self'; img-src data:; base-uri 'none'; \
    form-action 'none'";

/// A heading of the index and what stands below it.
#[derive(Debug)]
pub(super) struct Section {
    pub(super) id: &'static str,
    pub(super) title: String,
    /// Link, name and one sentence.
    pub(super) entries: Vec<(String, String, String)>,
}

impl Section {
    /// Its line in the list of sections.
    pub(super) fn entry(&self) -> String {
        format!("<li><a href=\"#{}\">{}</a></li>\n", self.id, escape(&self.title))
    }

    /// Its part of the index.
    pub(super) fn html(&self) -> String {
        let mut html = format!("<h2 id=\"{}\">{}</h2>\n", self.id, escape(&self.title));
        html.push_str("<ul class=\"am-ref-list\">\n");
        for (link, name, sentence) in &self.entries {
            // Writing to a text does not fail.
            let _ = writeln!(
                html,
                "<li><a href=\"{}\"><code>{}</code></a> <span>{}</span></li>",
                escape(link),
                escape(name),
                prose(sentence)
            );
        }
        html.push_str("</ul>\n");
        html
    }
}

/// A document with this content at this path of the reference.
pub(super) fn page(path: &str, title: &str, body: &str) -> Page {
    let here = "../".repeat(path.matches('/').count());
    let mut styles = String::new();
    for name in ["tokens", "base", "reference"] {
        let _ = writeln!(styles, "<link rel=\"stylesheet\" href=\"{here}../style/{name}.css\">");
    }
    let title = escape(title);
    let html = format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n\
         <title>{title} · attrmap</title>\n<link rel=\"icon\" href=\"data:,\">\n{styles}</head>\n\
         <body class=\"am-ref\">\n<header>\n<nav aria-label=\"attrmap\">\n\
         <a href=\"{here}../index.html\">Playground</a>\n<a href=\"{here}index.html\">Reference</a>\n\
         </nav>\n</header>\n<main>\n{body}</main>\n</body>\n</html>\n"
    );
    Page { path: path.to_owned(), html }
}

/// Text in which nothing is markup.
pub(super) fn escape(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\'' => html.push_str("&#39;"),
            other => html.push(other),
        }
    }
    html
}

/// A sentence whose parts between backticks are code.
pub(super) fn prose(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    for (index, part) in text.split('`').enumerate() {
        if index % 2 == 0 {
            html.push_str(&escape(part));
        } else {
            let _ = write!(html, "<code>{}</code>", escape(part));
        }
    }
    html
}

/// Rendered diagnostics with a class for each part.
#[derive(Debug, Clone, Copy)]
pub(super) struct Classes;

impl Style for Classes {
    fn style(&self, part: Part, text: &str) -> String {
        let class = match part {
            Part::Severity(Severity::Error) => "am-is-error",
            Part::Severity(_) => "am-is-warn",
            Part::Frame | Part::Help => "am-muted",
            _ => return escape(text),
        };
        format!("<span class=\"{class}\">{}</span>", escape(text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_text_is_markup() {
        assert_eq!(
            escape("<a href='x'>&\"</a>"),
            "&lt;a href=&#39;x&#39;&gt;&amp;&quot;&lt;/a&gt;"
        );
        assert_eq!(prose("is `a < b` so?"), "is <code>a &lt; b</code> so?");
    }
}
