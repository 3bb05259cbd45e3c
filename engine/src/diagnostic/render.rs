//! A diagnostic and its source → text with carets under the part that is meant.

use unicode_width::UnicodeWidthStr;

use super::{Diagnostic, Severity};
use crate::text::{Span, position};

/// What a piece of rendered text is, so that a terminal or page can color it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Part {
    /// `error[E0301]`, the carets and their label.
    Severity(Severity),
    /// The message.
    Message,
    /// The expression's text.
    Source,
    /// Frames, line numbers.
    Frame,
    /// Help and fixes.
    Help,
}

/// A line of more bytes than this is cut around what is meant: ten thousand problems of one long
/// line would repeat all of it ten thousand times.
const LONGEST_LINE: usize = 400;

/// How many bytes of a cut line stand before the place, at most.
const BEFORE: usize = 120;

/// Wraps a piece of rendered text, for instance in color codes.
pub trait Style {
    /// `text` as it shall appear.
    fn style(&self, part: Part, text: &str) -> String;
}

/// Leaves every piece as it is.
#[derive(Debug, Clone, Copy, Default)]
pub struct Plain;

impl Style for Plain {
    fn style(&self, _: Part, text: &str) -> String {
        text.to_owned()
    }
}

/// The diagnostic about `text` as lines with carets, ending with a line end. Of a line of more than
/// 400 bytes only the surroundings are shown; so long a text is not repeated with a fix applied.
///
/// ```
/// use attrmap::diagnostic::{Code, Diagnostic, Plain, render};
/// use attrmap::text::Span;
/// let found = Diagnostic::error(Code::Assignment, Span::new(2, 3), "`=` would set a value")
///     .with_help("use `==` to compare");
/// let expected = "\
/// error[E0134]: `=` would set a value
///   | a = b
///   |   ^
///   = help: use `==` to compare
/// ";
/// assert_eq!(render(&found, "a = b", &Plain), expected);
/// ```
pub fn render(diagnostic: &Diagnostic, text: &str, style: &impl Style) -> String {
    let severity = Part::Severity(diagnostic.severity());
    let head = format!("{}[{}]", diagnostic.severity().name(), diagnostic.code);
    let mut out = style.style(severity, &head);
    out.push_str(&style.style(Part::Message, &format!(": {}", diagnostic.message)));
    out.push('\n');
    let mut places: Vec<Span> = diagnostic.places().collect();
    places.sort_unstable();
    excerpt(&mut out, &places, diagnostic.label.as_deref(), text, severity, style);
    if let Some((span, label)) = &diagnostic.related {
        excerpt(&mut out, &[*span], Some(label), text, Part::Frame, style);
    }
    for (name, content) in notes(diagnostic, text) {
        out.push_str(&style.style(Part::Frame, "  = "));
        out.push_str(&style.style(Part::Help, &format!("{name}: {content}")));
        out.push('\n');
    }
    out
}

fn notes(diagnostic: &Diagnostic, text: &str) -> Vec<(&'static str, String)> {
    let mut notes = Vec::new();
    if let Some(help) = &diagnostic.help {
        notes.push(("help", help.clone()));
    }
    for fix in &diagnostic.fixes {
        let is_line = text.len() <= LONGEST_LINE;
        let mended = is_line.then(|| fix.apply(text)).filter(|mended| !mended.contains('\n'));
        let shown = mended.map(|mended| format!(": {mended}")).unwrap_or_default();
        notes.push(("fix", format!("{}{shown}", fix.title)));
    }
    notes
}

/// The lines that one of `spans` touches, each with its carets below; the spans are in order.
fn excerpt(
    out: &mut String,
    spans: &[Span],
    label: Option<&str>,
    text: &str,
    carets: Part,
    style: &impl Style,
) {
    let several = text.contains('\n');
    let last = spans.last().map_or(0, |span| span.end());
    let mut next = 0;
    for (number, line) in text.split('\n').enumerate() {
        let whole = Span::new(next, next + line.len());
        next = whole.end() + 1;
        let touches = |span: &Span, line: Span| {
            span.start() <= line.end()
                && line.start() <= span.end()
                && shows(*span, line.start(), text)
        };
        let Some(first) = spans.iter().find(|span| touches(span, whole)) else { continue };
        let cut = cut(text, whole, first.start());
        let (start, end) = (cut.start(), cut.end());
        let line = cut.of(text);
        let gap = if start > whole.start() { "…" } else { "" };
        let mut marks = String::new();
        let mut column = 0;
        for span in spans.iter().filter(|span| touches(span, whole) && span.start() <= end) {
            let from = span.start().clamp(start, end) - start;
            let to = span.end().clamp(start, end) - start;
            let indent = gap.width() + line.get(..from).unwrap_or_default().width();
            marks.push_str(&" ".repeat(indent.saturating_sub(column)));
            let length = line.get(from..to).unwrap_or_default().width().max(1);
            let mut own = "^".repeat(length);
            column = indent.max(column) + length;
            if span.end() == last
                && span.end() <= whole.end()
                && let Some(label) = label
            {
                own.push(' ');
                own.push_str(label);
            }
            marks.push_str(&style.style(carets, &own));
        }
        let margin = if several { format!("{:>4} | ", number + 1) } else { "  | ".to_owned() };
        let blank = format!("{}| ", " ".repeat(margin.len().saturating_sub(2)));
        out.push_str(&style.style(Part::Frame, &margin));
        let more = if end < whole.end() { "…" } else { "" };
        let line = line.replace('\t', " ");
        out.push_str(&style.style(Part::Source, &format!("{gap}{line}{more}")));
        out.push('\n');
        out.push_str(&style.style(Part::Frame, &blank));
        out.push_str(&marks);
        out.push('\n');
    }
}

/// The part of a line around `place` that is shown.
fn cut(text: &str, line: Span, place: usize) -> Span {
    if line.end() - line.start() <= LONGEST_LINE {
        return line;
    }
    let boundary = |at: usize| (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    let start = boundary(place.saturating_sub(BEFORE)).max(line.start());
    Span::new(start, boundary(start + LONGEST_LINE).min(line.end()))
}

/// Whether the line starting at byte `start` belongs to the excerpt: a span that ends at a line's
/// very start does not touch that line.
fn shows(span: Span, start: usize, text: &str) -> bool {
    span.is_empty() || start < span.end() || position(text, span.start()).column == 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Code;

    #[test]
    fn carets_stand_under_wide_characters() {
        let found = Diagnostic::error(Code::ExtraText, Span::new(8, 9), "extra");
        let text = render(&found, "'王伟'x", &Plain);
        assert!(text.contains("\n  |       ^\n"), "{text}");
    }

    #[test]
    fn joined_emoji_and_combining_marks_take_the_columns_of_one_character() {
        let text = "'e\u{301}👩\u{200d}💻'x";
        let at = text.len() - 1;
        let found = Diagnostic::error(Code::ExtraText, Span::new(at, at + 1), "extra");
        let shown = render(&found, text, &Plain);
        assert!(shown.contains("\n  |      ^\n"), "{shown}");
    }

    #[test]
    fn every_place_of_a_problem_has_its_carets() {
        let at = |start| Span::new(start, start + 1);
        let found = Diagnostic::error(Code::CurlyQuotes, at(4), "quotes")
            .with_also([at(1), at(4), at(9)])
            .with_label("here");
        let text = render(&found, "f\"x + \"a\n\"b", &Plain);
        let expected = "   1 | f\"x + \"a\n     |  ^  ^\n   2 | \"b\n     | ^ here\n";
        assert!(text.contains(expected), "{text}");
    }

    #[test]
    fn long_lines_are_cut_around_the_place() {
        let text = format!("{}x{}", "é".repeat(5000), "y".repeat(5000));
        for (at, indent) in [(0, 0), (2, 1), (10_000, 61), (15_000, 121)] {
            let found = Diagnostic::error(Code::ExtraText, Span::new(at, at + 1), "extra");
            let shown = render(&found, &text, &Plain);
            assert!(shown.len() < 1000, "{shown}");
            let marks = shown.lines().nth(2).unwrap().strip_prefix("  | ").unwrap();
            assert_eq!(marks.find('^'), Some(indent), "{shown}");
        }
        let found = Diagnostic::error(Code::ExtraText, Span::new(10_001, 15_001), "extra");
        let shown = render(&found.with_label("all"), &text, &Plain);
        assert!(shown.len() < 2000 && shown.contains("^ all"), "{shown}");
    }

    #[test]
    fn several_lines_show_their_numbers() {
        let found = Diagnostic::error(Code::ExtraText, Span::new(4, 5), "extra").with_label("here");
        let text = render(&found, "1 +\n2 2", &Plain);
        assert!(text.contains("   2 | 2 2\n     | ^ here\n"), "{text}");
    }
}
