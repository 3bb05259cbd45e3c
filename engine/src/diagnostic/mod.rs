//! Code, span, message, help, fix → a value; value and source → text with carets.

mod code;
mod render;

use std::fmt;

pub use code::{Code, Severity};
pub use render::{Part, Plain, Style, render};

use crate::text::Span;

/// When an error would be met.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Stage {
    /// The expression cannot be compiled.
    Compile,
    /// It compiles; evaluating the part fails, or may be wrong.
    Evaluate,
}

/// A message to the author of an expression, about a part of its text.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Diagnostic {
    /// What is wrong.
    pub code: Code,
    /// Whether it stops the compiler.
    pub stage: Stage,
    /// The part of the text, in bytes.
    pub span: Span,
    /// Further parts that the same problem is about, in the order of the text.
    pub also: Vec<Span>,
    /// What is wrong, in one clause without a full stop.
    pub message: String,
    /// A few words to stand beside the carets.
    pub label: Option<String>,
    /// A second place that explains the first.
    pub related: Option<(Span, String)>,
    /// What to do.
    pub help: Option<String>,
    /// Changes that mend it, the best one first.
    pub fixes: Vec<Fix>,
    /// Where it counts in reading order, if that is not its span.
    anchor: Option<Span>,
}

impl Diagnostic {
    /// A problem that the compiler does not accept.
    pub fn error(code: Code, span: Span, message: impl Into<String>) -> Self {
        Self {
            code,
            stage: Stage::Compile,
            span,
            also: Vec::new(),
            message: message.into(),
            label: None,
            related: None,
            help: None,
            fixes: Vec::new(),
            anchor: None,
        }
    }

    /// A problem that evaluation meets if it comes to this part.
    pub fn failure(code: Code, span: Span, message: impl Into<String>) -> Self {
        Self { stage: Stage::Evaluate, ..Self::error(code, span, message) }
    }

    /// Something accepted that is probably not meant.
    pub fn warning(code: Code, span: Span, message: impl Into<String>) -> Self {
        Self::failure(code, span, message)
    }

    /// Adds the words beside the carets.
    #[must_use]
    pub fn with_label(mut self, label: impl Into<String>) -> Self {
        self.label = Some(label.into());
        self
    }

    /// Adds the other places of the same problem; those that are none are left out.
    #[must_use]
    pub fn with_also(mut self, places: impl IntoIterator<Item = Span>) -> Self {
        self.also.extend(places);
        self.also.retain(|place| *place != self.span);
        self.also.sort_unstable();
        self.also.dedup();
        self
    }

    /// Every place that it is about: its span, and the others.
    pub fn places(&self) -> impl Iterator<Item = Span> {
        std::iter::once(self.span).chain(self.also.iter().copied())
    }

    /// Adds a second place.
    #[must_use]
    pub fn with_related(mut self, span: Span, label: impl Into<String>) -> Self {
        self.related = Some((span, label.into()));
        self
    }

    /// Adds what to do.
    #[must_use]
    pub fn with_help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Adds a change that mends it.
    #[must_use]
    pub fn with_fix(mut self, fix: Fix) -> Self {
        self.fixes.push(fix);
        self
    }

    /// How bad it is.
    pub fn severity(&self) -> Severity {
        self.code.severity()
    }

    /// Whether everything inside its span only follows from it.
    pub(crate) fn swallows(&self) -> bool {
        matches!(self.code, Code::PlainWords | Code::UnclosedText)
    }

    /// Counts in reading order at `anchor`: a wrong number of values at the function's name.
    #[must_use]
    pub(crate) fn anchored(mut self, anchor: Span) -> Self {
        self.anchor = Some(anchor);
        self
    }

    /// Whether the compiler refuses the expression because of it.
    pub fn is_blocking(&self) -> bool {
        self.severity() == Severity::Error && self.stage == Stage::Compile
    }
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}[{}]: {}", self.severity().name(), self.code, self.message)
    }
}

/// Whether a fix keeps the meaning.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Applicability {
    /// The result stays the same, or there was none: may be applied unasked.
    Safe,
    /// The author has to decide.
    MayChangeMeaning,
}

/// A change of the text that mends a problem.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Fix {
    /// What a button says, such as ``replace by `==` ``.
    pub title: String,
    /// Replacements that do not overlap, in the order of the text.
    pub edits: Vec<Edit>,
    /// Whether it may be applied unasked.
    pub applicability: Applicability,
}

/// One replacement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// What goes.
    pub span: Span,
    /// What comes.
    pub text: String,
}

impl Fix {
    /// One replacement that keeps the meaning.
    pub fn safe(title: impl Into<String>, span: Span, text: impl Into<String>) -> Self {
        Self::edits(Applicability::Safe, title, vec![Edit { span, text: text.into() }])
    }

    /// One replacement that the author has to agree to.
    pub fn may_change_meaning(
        title: impl Into<String>,
        span: Span,
        text: impl Into<String>,
    ) -> Self {
        Self::edits(Applicability::MayChangeMeaning, title, vec![Edit { span, text: text.into() }])
    }

    /// Several replacements; they are put in the order of the text.
    pub fn edits(
        applicability: Applicability,
        title: impl Into<String>,
        mut edits: Vec<Edit>,
    ) -> Self {
        edits.sort_by_key(|edit| edit.span);
        Self { title: title.into(), edits, applicability }
    }

    /// Whether every replacement puts in what is there: a rewriting may end where it began.
    pub(crate) fn changes_nothing(&self, text: &str) -> bool {
        self.edits.iter().all(|edit| edit.span.of(text) == edit.text)
    }

    /// `text` with the replacements made; those that do not fit are left out.
    pub fn apply(&self, text: &str) -> String {
        let mut mended = String::with_capacity(text.len());
        let mut done = 0;
        for edit in &self.edits {
            if let Some(kept) = text.get(done..edit.span.start()) {
                mended.push_str(kept);
                mended.push_str(&edit.text);
                done = edit.span.end();
            }
        }
        mended.push_str(text.get(done..).unwrap_or_default());
        mended
    }
}

/// Puts problems in the order in which they are reported: syntax, unsupported constructs, the other
/// errors, warnings; each in reading order.
pub fn sort(diagnostics: &mut [Diagnostic]) {
    diagnostics.sort_by_key(|diagnostic| {
        (diagnostic.code.rank(), diagnostic.anchor.unwrap_or(diagnostic.span))
    });
}
