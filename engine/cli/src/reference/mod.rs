//! The catalog and the registry of codes → the pages of the reference: one for each function and
//! each code, and an index.

mod diagnostics;
mod functions;
mod html;
mod mistakes;
mod workspace;

use html::Section;

/// A page of the reference.
#[derive(Debug)]
pub(crate) struct Page {
    /// Where it belongs, from the folder of the reference.
    pub(crate) path: String,
    /// The document.
    pub(crate) html: String,
}

/// Every page; the index is first.
pub(crate) fn pages() -> Vec<Page> {
    let mut sections = functions::sections();
    sections.extend(diagnostics::sections());
    let mut pages = vec![index(&sections)];
    pages.extend(functions::pages());
    pages.extend(diagnostics::pages());
    pages
}

fn index(sections: &[Section]) -> Page {
    let mut body = String::new();
    body.push_str("<h1>Reference</h1>\n<nav aria-label=\"Sections\">\n<ul class=\"am-ref-toc\">\n");
    for section in sections {
        body.push_str(&section.entry());
    }
    body.push_str("</ul>\n</nav>\n");
    for section in sections {
        body.push_str(&section.html());
    }
    html::page("index.html", "Reference", &body)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    /// What follows each `before` up to the next quote.
    fn attributes<'h>(html: &'h str, before: &'h str) -> impl Iterator<Item = &'h str> {
        html.split(before).skip(1).filter_map(|rest| rest.split('"').next())
    }

    #[test]
    fn every_link_leads_to_a_page_or_the_playground() {
        let pages = pages();
        let paths: BTreeSet<&str> = pages.iter().map(|page| &*page.path).collect();
        assert_eq!(paths.len(), pages.len(), "two pages have one path");
        for page in &pages {
            let folder = page.path.rsplit_once('/').map_or("", |(folder, _)| folder);
            for link in attributes(&page.html, "<a href=\"") {
                let target = match link.strip_prefix("../") {
                    Some(rest) if folder.is_empty() => rest.to_owned(),
                    Some(rest) => match rest.strip_prefix("../") {
                        Some(outside) => outside.to_owned(),
                        None => format!("reference/{rest}"),
                    },
                    None if link.starts_with('#') => format!("reference/{}", page.path),
                    None if folder.is_empty() => format!("reference/{link}"),
                    None => format!("reference/{folder}/{link}"),
                };
                let known =
                    target.strip_prefix("reference/").is_some_and(|path| paths.contains(path));
                let outside = target.split('#').next() == Some("index.html");
                assert!(known || outside, "{}: {link}", page.path);
            }
        }
    }

    #[test]
    fn no_page_holds_a_script_or_a_style() {
        for page in pages() {
            for word in ["<script", "<style", " style=", " onclick", "javascript:"] {
                assert!(!page.html.contains(word), "{}: {word}", page.path);
            }
        }
    }

    #[test]
    fn tags_close_in_order() {
        for page in pages() {
            let mut open = Vec::new();
            for tag in page.html.split('<').skip(1).filter_map(|rest| rest.split('>').next()) {
                let name = tag.split([' ', '\n']).next().unwrap_or_default();
                match name.strip_prefix('/') {
                    Some(name) => assert_eq!(open.pop(), Some(name), "{}", page.path),
                    None if ["!doctype", "meta", "link", "br"].contains(&name) => {}
                    None => open.push(name),
                }
            }
            assert!(open.is_empty(), "{}: {open:?}", page.path);
        }
    }
}
