//! Diagnostics with UTF-16 offsets.

use attrmap::diagnostic::{Applicability, Diagnostic, Stage};
use attrmap::text::{Span, position};
use serde::Serialize;

/// A problem as the package tells it.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Problem {
    code: &'static str,
    kind: &'static str,
    severity: &'static str,
    blocking: bool,
    message: String,
    from: usize,
    to: usize,
    line: usize,
    column: usize,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    also: Vec<Range>,
    #[serde(skip_serializing_if = "Option::is_none")]
    label: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    related: Option<Related>,
    fixes: Vec<Fix>,
}

#[derive(Debug, Clone, Serialize)]
struct Range {
    from: usize,
    to: usize,
}

#[derive(Debug, Clone, Serialize)]
struct Related {
    from: usize,
    to: usize,
    label: String,
}

#[derive(Debug, Clone, Serialize)]
struct Fix {
    title: String,
    safe: bool,
    edits: Vec<Edit>,
}

#[derive(Debug, Clone, Serialize)]
struct Edit {
    from: usize,
    to: usize,
    text: String,
}

impl Problem {
    pub(crate) fn new(text: &str, found: &Diagnostic) -> Self {
        let mut offsets = Offsets::new(text);
        let mut range = |span: Span| (offsets.utf16(span.start()), offsets.utf16(span.end()));
        let (from, to) = range(found.span);
        let position = position(text, found.span.start());
        let mut also = Vec::with_capacity(found.also.len());
        for place in &found.also {
            let (from, to) = range(*place);
            also.push(Range { from, to });
        }
        let related = found.related.as_ref().map(|(span, label)| {
            let (from, to) = range(*span);
            Related { from, to, label: label.clone() }
        });
        let mut fixes = Vec::with_capacity(found.fixes.len());
        for fix in &found.fixes {
            let mut edits = Vec::with_capacity(fix.edits.len());
            for edit in &fix.edits {
                let (from, to) = range(edit.span);
                edits.push(Edit { from, to, text: edit.text.clone() });
            }
            let safe = fix.applicability == Applicability::Safe;
            fixes.push(Fix { title: fix.title.clone(), safe, edits });
        }
        Self {
            code: found.code.id(),
            kind: found.code.kind(),
            severity: found.severity().name(),
            blocking: found.is_blocking() && found.stage == Stage::Compile,
            message: found.message.clone(),
            from,
            to,
            line: position.line,
            column: position.column,
            also,
            label: found.label.clone(),
            help: found.help.clone(),
            related,
            fixes,
        }
    }

    #[cfg(feature = "people")]
    pub(crate) fn message(&self) -> &str {
        &self.message
    }

    pub(crate) fn all(text: &str, found: &[Diagnostic]) -> Vec<Self> {
        found.iter().map(|found| Self::new(text, found)).collect()
    }
}

/// Byte offsets → UTF-16 offsets of one text, fast where they come in order.
pub(crate) struct Offsets<'t> {
    text: &'t str,
    byte: usize,
    unit: usize,
}

impl<'t> Offsets<'t> {
    pub(crate) fn new(text: &'t str) -> Self {
        Self { text, byte: 0, unit: 0 }
    }

    /// The UTF-16 offset of a byte offset.
    pub(crate) fn utf16(&mut self, byte: usize) -> usize {
        if byte < self.byte {
            (self.byte, self.unit) = (0, 0);
        }
        let between = self.text.get(self.byte..byte).unwrap_or_default();
        self.unit += attrmap::text::utf16_len(between);
        self.byte = byte;
        self.unit
    }
}
