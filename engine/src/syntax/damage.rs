//! What is said about text that was damaged on its way in: one fix mends the whole expression.

use crate::diagnostic::{Applicability, Code, Diagnostic, Edit, Fix};
use crate::text::Span;

const ENTITIES: &[(&str, &str)] = &[
    ("&quot;", "\""),
    ("&#39;", "'"),
    ("&#34;", "\""),
    ("&apos;", "'"),
    ("&lt;", "<"),
    ("&gt;", ">"),
    ("&amp;", "&"),
];

/// HTML code in place of a quote or operator.
pub(super) fn encoded(text: &str, span: Span) -> Diagnostic {
    let mut edits = Vec::new();
    for (entity, character) in ENTITIES {
        for (at, _) in text.match_indices(entity) {
            let span = Span::new(at, at + entity.len());
            edits.push(Edit { span, text: (*character).to_owned() });
        }
    }
    let first = ENTITIES.iter().find(|(entity, _)| span.of(text).starts_with(entity));
    let (entity, character) = first.copied().unwrap_or(("&amp;", "&"));
    let at = Span::new(span.start(), span.start() + entity.len());
    Diagnostic::error(
        Code::HtmlEntity,
        at,
        format!("`{entity}` is the HTML code for `{character}`"),
    )
    .with_also(edits.iter().map(|edit| edit.span))
    .with_help("the text was copied from the source of a web page")
    .with_fix(Fix::edits(Applicability::Safe, "decode all", edits))
}

/// `written` with its HTML codes decoded and its quotes dropped.
pub(super) fn decoded(written: &str) -> String {
    let plain = ENTITIES.iter().fold(written.to_owned(), |text, (from, to)| text.replace(from, to));
    plain.trim_matches(['"', '\'']).to_owned()
}

/// A backslash outside of texts, where it came in with copied quotes or signs.
pub(super) fn backslash(text: &str, span: Span) -> Option<Diagnostic> {
    if span.of(text) != "\\" {
        return None;
    }
    let behind = text.get(span.end()..).unwrap_or_default();
    let known = behind.starts_with(['"', '\'', '<', '>', '=', '!', '&', '|', '$', '(', ')']);
    known.then(|| escaped_text(text, span))
}

pub(super) fn escaped_text(text: &str, span: Span) -> Diagnostic {
    const SHELL: &str = r"'\''";
    let mut edits = Vec::new();
    let mut at = Span::new(span.start(), (span.start() + 2).min(text.len()));
    let mut places = Vec::new();
    if let Some(first) = text.find(SHELL) {
        at = Span::new(first, first + SHELL.len());
        for (start, _) in text.match_indices(SHELL) {
            let span = Span::new(start, start + SHELL.len());
            places.push(span);
            edits.push(Edit { span, text: "'".to_owned() });
        }
    } else {
        let signs = ['"', '\'', '>', '<', '=', '!', '&', '|', '$', '(', ')'];
        for (start, _) in text.match_indices('\\') {
            if text.get(start + 1..).is_some_and(|behind| behind.starts_with(signs)) {
                places.push(Span::new(start, start + 2));
                edits.push(Edit { span: Span::new(start, start + 1), text: String::new() });
            }
        }
    }
    Diagnostic::error(Code::EscapedQuotes, at, "these quotes carry a backslash")
        .with_also(places)
        .with_help(
            "that is how they look inside Terraform, JSON or a shell command; in the expression itself write plain quotes",
        )
        .with_fix(Fix::edits(Applicability::Safe, "remove the backslashes", edits))
}

const CURLY: [char; 12] = ['“', '”', '„', '‟', '‘', '’', '‚', '‛', '«', '»', '‹', '›'];

/// The text between curly quotes.
pub(super) fn inside_curly(written: &str) -> &str {
    written.trim_matches(CURLY)
}

pub(super) fn curly_text(text: &str, span: Span) -> Diagnostic {
    let quote = span.of(text).chars().next().unwrap_or('“');
    let at = Span::new(span.start(), span.start() + quote.len_utf8());
    let edits = straightened(text);
    Diagnostic::error(
        Code::CurlyQuotes,
        at,
        format!("`{quote}` is a curly quote, which does not quote a text"),
    )
    .with_also(edits.iter().map(|edit| edit.span))
    .with_help("word processors and web pages put them in; use straight quotes")
    .with_fix(Fix::edits(Applicability::Safe, "use straight quotes", edits))
}

/// Straight quotes for the curly ones that stand outside of texts, in pairs.
fn straightened(text: &str) -> Vec<Edit> {
    let mut edits = Vec::new();
    let mut rest = text.char_indices();
    while let Some((open, character)) = rest.next() {
        if matches!(character, '"' | '\'') {
            // An ordinary text keeps what is inside.
            if rest.clone().any(|(_, other)| other == character) {
                rest.by_ref().take_while(|(_, other)| *other != character).for_each(drop);
            }
            continue;
        }
        if !CURLY.contains(&character) {
            continue;
        }
        let is_end =
            |other: char| CURLY.contains(&other) && is_single(other) == is_single(character);
        let inside: String =
            rest.clone().map(|(_, other)| other).take_while(|c| !is_end(*c)).collect();
        let wanted = if is_single(character) { '\'' } else { '"' };
        let other = if is_single(character) { '"' } else { '\'' };
        let straight =
            if inside.contains(wanted) && !inside.contains(other) { other } else { wanted };
        let mut replace = |at: usize, curly: char| {
            let span = Span::new(at, at + curly.len_utf8());
            edits.push(Edit { span, text: straight.to_string() });
        };
        replace(open, character);
        if let Some((close, curly)) = rest.find(|(_, other)| is_end(*other)) {
            replace(close, curly);
        }
    }
    edits
}

/// A text, or a whole expression, between backticks.
pub(super) fn ticked_text(text: &str, span: Span) -> Diagnostic {
    let ticks = [Span::new(span.start(), span.start() + 1), Span::new(span.end() - 1, span.end())];
    let mend = |title: &str, sign: &str| {
        let edits = ticks.map(|span| Edit { span, text: sign.to_owned() });
        Fix::edits(Applicability::MayChangeMeaning, title, edits.into())
    };
    let fixes = [mend("use straight quotes", "\""), mend("delete the backticks", "")];
    let inside = span.of(text).trim_matches('`');
    let found = Diagnostic::error(Code::ExtraText, span, "backticks do not quote a text")
        .with_help("JavaScript and chat messages have them; here ' and \" quote a text");
    // What looks like an attribute or a call was hardly meant as text.
    let is_code = !inside.contains(' ') && inside.contains('.') || inside.contains('(');
    let [first, second] = fixes;
    if is_code {
        found.with_fix(second).with_fix(first)
    } else {
        found.with_fix(first).with_fix(second)
    }
}

fn is_single(quote: char) -> bool {
    matches!(quote, '‘' | '’' | '‚' | '‛' | '‹' | '›')
}

pub(super) fn template(written: &str, span: Span) -> Diagnostic {
    let opening = Span::new(span.start(), span.start() + 2);
    let mut edits = vec![Edit { span: opening, text: String::new() }];
    if written.ends_with('}') {
        edits.push(Edit { span: Span::new(span.end() - 1, span.end()), text: String::new() });
    }
    Diagnostic::error(Code::TemplateWrapper, opening, "`${ }` belongs to old user name templates")
        .with_also(edits.iter().map(|edit| edit.span))
        .with_help("write the expression without it")
        .with_fix(Fix::edits(Applicability::Safe, "remove `${` and `}`", edits))
}

/// Offers one fix for all where several kinds of damage came in together.
pub(super) fn offer_one_fix(found: &mut [Diagnostic], text: &str) {
    let damaged = |problem: &Diagnostic| {
        is_damage(problem.code)
            || problem.code == Code::TemplateWrapper
            || problem.code == Code::SingleEquals && problem.span.start() == 0
            || problem.code == Code::ExtraText && problem.span.of(text) == ";"
    };
    let mut codes: Vec<Code> =
        found.iter().filter(|p| damaged(p)).map(|problem| problem.code).collect();
    codes.sort_unstable();
    codes.dedup();
    if codes.len() < 2 {
        return;
    }
    let fixes = found.iter().filter(|p| damaged(p)).filter_map(|problem| problem.fixes.first());
    let mut edits: Vec<Edit> = fixes.flat_map(|fix| fix.edits.iter().cloned()).collect();
    edits.sort_by_key(|edit| edit.span);
    edits.dedup();
    let fix = Fix::edits(Applicability::Safe, "repair the pasted text", edits);
    for problem in found.iter_mut().filter(|problem| damaged(problem)) {
        problem.fixes.insert(0, fix.clone());
    }
}

/// Damage that came with the copied text: one problem with one fix mends the whole expression.
pub(super) fn is_damage(code: Code) -> bool {
    matches!(
        code,
        Code::EscapedQuotes | Code::CurlyQuotes | Code::HtmlEntity | Code::InvisibleCharacter
    )
}
