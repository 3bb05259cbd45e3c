//! Diagnostics → colored text for a terminal, and JSON with ranges in bytes and UTF-16 units.

use attrmap::diagnostic::{Applicability, Diagnostic, Fix, Part, Severity, Style};
use attrmap::text::{Span, position, utf16_offset};
use serde_json::{Value as Json, json};

use crate::output::{BLUE, BOLD, RED, RESET, YELLOW};

/// Colors of a terminal.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Colors;

impl Style for Colors {
    fn style(&self, part: Part, text: &str) -> String {
        let color = match part {
            Part::Severity(Severity::Error) => RED,
            Part::Severity(_) => YELLOW,
            Part::Message => BOLD,
            Part::Frame => BLUE,
            _ => return text.to_owned(),
        };
        format!("{color}{text}{RESET}")
    }
}

/// The diagnostics about `text`.
pub(crate) fn all_to_json(text: &str, diagnostics: &[Diagnostic]) -> Json {
    diagnostics.iter().map(|found| to_json(text, found)).collect()
}

fn to_json(text: &str, found: &Diagnostic) -> Json {
    let position = position(text, found.span.start());
    let also = found.also.iter().map(
        |span| json!({ "at": span.of(text), "utf8": utf8(*span), "utf16": utf16(text, *span) }),
    );
    let related = found.related.as_ref().map(
        |(span, label)| json!({ "utf8": utf8(*span), "utf16": utf16(text, *span), "label": label }),
    );
    json!({
        "code": found.code.id(),
        "kind": found.code.kind(),
        "severity": found.severity().name(),
        "blocking": found.is_blocking(),
        "message": found.message,
        "label": found.label,
        "help": found.help,
        "at": found.span.of(text),
        "line": position.line,
        "column": position.column,
        "utf8": utf8(found.span),
        "utf16": utf16(text, found.span),
        "also": also.collect::<Json>(),
        "related": related,
        "fixes": found.fixes.iter().map(|fix| fix_to_json(text, fix)).collect::<Json>(),
    })
}

/// Texts of more bytes are not repeated for every fix; the edits say the same.
const LONGEST_FIXED: usize = 2_000;

fn fix_to_json(text: &str, fix: &Fix) -> Json {
    let edits = fix.edits.iter().map(|edit| {
        json!({ "utf8": utf8(edit.span), "utf16": utf16(text, edit.span), "text": edit.text })
    });
    json!({
        "title": fix.title,
        "safe": fix.applicability == Applicability::Safe,
        "edits": edits.collect::<Json>(),
        "fixed": (text.len() <= LONGEST_FIXED).then(|| fix.apply(text)),
    })
}

fn utf8(span: Span) -> Json {
    json!({ "start": span.start(), "end": span.end() })
}

fn utf16(text: &str, span: Span) -> Json {
    json!({ "start": utf16_offset(text, span.start()), "end": utf16_offset(text, span.end()) })
}
