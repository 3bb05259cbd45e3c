//! Every problem of a text → the first cause of each.

use super::damage::{is_damage, offer_one_fix};
use crate::diagnostic::{Code, Diagnostic, sort};
use crate::text::Span;

/// Sorts, and leaves out what only follows from another problem.
pub(super) fn keep_first_causes(found: &mut Vec<Diagnostic>, text: &str) {
    sort(found);
    let swallowed = found.iter().find(|problem| problem.code == Code::UnclosedText).map(|p| p.span);
    let unclosed = found.iter().any(|problem| problem.code == Code::UnclosedBracket);
    let damaged: Vec<Code> =
        found.iter().map(|problem| problem.code).filter(|code| is_damage(*code)).collect();
    let sentence = found.iter().any(|problem| problem.code == Code::PlainWords);
    let mut seen: Vec<(Code, Span)> = Vec::new();
    found.retain(|problem| {
        let inside = swallowed
            .is_some_and(|span| problem.code != Code::UnclosedText && span.contains(problem.span));
        let follows = inside
            || match problem.code {
                Code::ExtraText if problem.span.of(text) == ";" => false,
                Code::ExtraText | Code::MissingOperand | Code::AdjacentOperators if sentence => {
                    true
                }
                // Everything behind an open quote is text: brackets cannot close any more.
                Code::UnclosedBracket | Code::MissingColon => swallowed.is_some(),
                Code::StrayBracket => unclosed || swallowed.is_some(),
                Code::MissingOperand
                | Code::ExtraText
                | Code::UnclosedText
                | Code::AdjacentOperators => {
                    !damaged.is_empty()
                        && damaged.iter().any(|code| *code != Code::InvisibleCharacter)
                        || problem.code == Code::MissingOperand
                            && unclosed
                            && seen.iter().any(|(_, span)| span.touches(problem.span.start()))
                }
                _ => false,
            };
        let again = seen
            .iter()
            .any(|(code, span)| *span == problem.span || *code == problem.code && once(*code));
        if !follows && !again {
            seen.push((problem.code, problem.span));
        }
        !follows && !again
    });
    offer_one_fix(found, text);
}

fn once(code: Code) -> bool {
    matches!(
        code,
        Code::EscapedQuotes
            | Code::CurlyQuotes
            | Code::HtmlEntity
            | Code::PlainWords
            | Code::MissingColon
            | Code::ExtraText
            | Code::SingleEquals
    )
}
