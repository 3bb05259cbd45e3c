//! One look over the text before the grammar runs: length, nesting, invisible characters.

use std::borrow::Cow;

use crate::diagnostic::{Applicability, Code, Diagnostic, Edit, Fix};
use crate::limits::Limits;
use crate::text::{Span, utf16_len};

/// Why the grammar must not run, or `None` when it may.
pub(super) fn refuse(text: &str, limits: &Limits) -> Option<Diagnostic> {
    // UTF-8 never takes fewer bytes than UTF-16 units, so short texts need no counting.
    if text.len() > limits.expression {
        let length = utf16_len(text);
        if length > limits.expression {
            let message = format!(
                "the expression has {length} characters, {} are allowed",
                limits.expression
            );
            return Some(
                Diagnostic::error(Code::TooLong, Span::new(0, text.len()), message)
                    .with_help("split it into several mappings"),
            );
        }
    }
    let at = deepest(text, limits.nesting)?;
    Some(super::problems::too_deep(at, limits))
}

/// The place where more than `limit` brackets and conditionals are open, counted so that it is
/// never less than the depth of the tree.
fn deepest(text: &str, limit: usize) -> Option<Span> {
    // Conditionals within each open bracket; the last entry is the innermost bracket.
    let mut open: Vec<usize> = vec![0];
    let mut depth = 0;
    let mut rest = Outside::new(text);
    while let Some((at, character)) = rest.next() {
        match character {
            '(' | '[' | '{' => {
                open.push(0);
                depth += 1;
            }
            ')' | ']' | '}' if open.len() > 1 => {
                depth -= open.pop().unwrap_or_default() + 1;
            }
            '?' if !matches!(rest.peek(), Some('.' | '[')) => {
                if let Some(conditionals) = open.last_mut() {
                    *conditionals += 1;
                    depth += 1;
                }
            }
            ',' => {
                if let Some(conditionals) = open.last_mut() {
                    depth -= *conditionals;
                    *conditionals = 0;
                }
            }
            _ => {}
        }
        if depth > limit {
            return Some(Span::new(at, at + character.len_utf8()));
        }
    }
    None
}

/// Every invisible character outside of texts, as one problem each with one fix for all.
pub(super) fn invisible(text: &str) -> Vec<Diagnostic> {
    if text.is_ascii() {
        return Vec::new();
    }
    let found: Vec<(usize, char)> =
        Outside::new(text).filter(|(_, character)| is_invisible(*character)).collect();
    let edits: Vec<Edit> = found
        .iter()
        .map(|(at, character)| Edit {
            span: Span::new(*at, at + character.len_utf8()),
            text: if has_width(*character) { " ".to_owned() } else { String::new() },
        })
        .collect();
    let fix = Fix::edits(Applicability::Safe, "use ordinary blanks", edits);
    let problem = |(at, character): &(usize, char)| {
        let message = format!(
            "there is a character here that cannot be seen (U+{:04X})",
            u32::from(*character)
        );
        let span = Span::new(*at, at + character.len_utf8());
        Diagnostic::error(Code::InvisibleCharacter, span, message)
            .with_help("it came in with copied text; type an ordinary blank instead")
            .with_fix(fix.clone())
    };
    found.iter().map(problem).collect()
}

/// The text with blanks in the places of the invisible characters that were found, so that the
/// grammar knows ordinary blanks only.
pub(super) fn visible<'t>(text: &'t str, found: &[Diagnostic]) -> Cow<'t, str> {
    if found.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut visible = String::with_capacity(text.len());
    for problem in found {
        visible.push_str(text.get(visible.len()..problem.span.start()).unwrap_or_default());
        visible.extend(problem.span.range().map(|_| ' '));
    }
    visible.push_str(text.get(visible.len()..).unwrap_or_default());
    Cow::Owned(visible)
}

/// The characters that look like a blank or like nothing.
pub(super) fn is_invisible(character: char) -> bool {
    matches!(
        character,
        '\u{A0}' | '\u{AD}' | '\u{1680}' | '\u{2000}'
            ..='\u{200F}'
                | '\u{2028}'
                | '\u{2029}'
                | '\u{202F}'
                | '\u{205F}'
                | '\u{2060}'
                | '\u{3000}'
                | '\u{FEFF}'
    )
}

fn has_width(character: char) -> bool {
    !matches!(character, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}')
}

/// The characters of a text that stand outside of quotes.
struct Outside<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Outside<'t> {
    fn new(text: &'t str) -> Self {
        Self { text, at: 0 }
    }

    fn peek(&self) -> Option<char> {
        self.text.get(self.at..)?.chars().next()
    }
}

impl Iterator for Outside<'_> {
    type Item = (usize, char);

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let character = self.peek()?;
            let at = self.at;
            self.at += character.len_utf8();
            if !matches!(character, '\'' | '"') {
                return Some((at, character));
            }
            let closing = self.text.get(self.at..)?.find(character)?;
            self.at += closing + 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brackets_inside_quotes_do_not_count() {
        let text = format!("'{}'", "(".repeat(300));
        assert_eq!(refuse(&text, &Limits::DEFAULT), None);
    }

    #[test]
    fn conditionals_side_by_side_in_brackets_do_not_add_up() {
        let text = vec!["(a ? b : c)"; 300].join("+");
        assert_eq!(refuse(&text, &Limits::DEFAULT), None);
        let nested = "a ? b : ".repeat(251) + "c";
        assert_eq!(refuse(&nested, &Limits::DEFAULT).map(|found| found.code), Some(Code::TooDeep));
    }
}
