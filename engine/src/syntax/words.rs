//! Sentences where an expression is due.

use crate::diagnostic::{Code, Diagnostic, Fix};
use crate::text::{Letters, Span};

/// How many words beside each other are a sentence.
const SENTENCE: usize = 3;

/// What people write between an attribute and a value, and the operator that is meant.
const VERBS: &[(&str, &str)] = &[
    ("is", "=="),
    ("equals", "=="),
    ("equal", "=="),
    ("isnt", "!="),
    ("contains", ""),
    ("includes", ""),
    ("has", ""),
    ("in", ""),
    ("like", ""),
    ("starts", ""),
    ("startswith", ""),
    ("ends", ""),
    ("endswith", ""),
];

/// The problem where what stands at `span` is a word of a sentence.
pub(super) fn plain_words(text: &str, span: Span) -> Option<Diagnostic> {
    let sentence = sentence_around(text, span);
    let written = sentence.of(text);
    if written.split_whitespace().count() >= SENTENCE {
        let shown: String = written.chars().take(60).collect();
        return Some(
            Diagnostic::error(
                Code::PlainWords,
                sentence,
                format!("`{shown}` is a sentence, not an expression"),
            )
            .with_help(advice(written)),
        );
    }
    let word = span.of(text).split(|c: char| !c.is_alphanumeric()).next()?;
    let (_, operator) = VERBS.iter().find(|(verb, _)| verb.eq_ignore_ascii_case(word))?;
    let at = Span::new(span.start(), span.start() + word.len());
    let behind = text.get(at.end()..)?.trim_start();
    let negated = behind.get(..4).is_some_and(|next| next.eq_ignore_ascii_case("not "));
    let found =
        Diagnostic::error(Code::PlainWords, at, format!("`{word}` is a word, not an operator"))
            .with_help(advice(word));
    Some(match (*operator, negated) {
        ("", _) => found,
        (_, true) => {
            let until = text.len() - behind.len() + 3;
            found.with_fix(Fix::may_change_meaning(
                "replace by `!=`",
                Span::new(at.start(), until),
                "!=",
            ))
        }
        (operator, false) => found.with_fix(Fix::may_change_meaning(
            format!("replace by `{operator}`"),
            at,
            operator,
        )),
    })
}

/// The words beside each other around `span`, up to AND and OR.
fn sentence_around(text: &str, span: Span) -> Span {
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '_' | ' ' | '\'');
    let before = text.get(..span.start()).unwrap_or_default();
    let mut start = before.trim_end_matches(is_part).len();
    // The word behind a dot is a part of an attribute.
    if before.get(..start).is_some_and(|rest| rest.ends_with('.')) {
        start =
            before.get(start..).and_then(|run| run.find(' ')).map_or(span.start(), |at| start + at);
    }
    let behind = text.get(span.start()..).unwrap_or_default();
    let end = behind.find(|c: char| !is_part(c)).map_or(text.len(), |at| span.start() + at);
    let run = text.get(start..end).unwrap_or_default();
    let lower = run.to_ascii_lowercase();
    let here = span.start().saturating_sub(start);
    let joints = || [" and ", " or "].iter().flat_map(|joint| lower.match_indices(*joint));
    let from = joints().map(|(at, joint)| at + joint.len()).filter(|at| *at <= here).max();
    let to = joints().map(|(at, _)| at).filter(|at| *at >= here).min();
    let words = run.get(from.unwrap_or(0)..to.unwrap_or(run.len())).unwrap_or_default();
    let first = start + from.unwrap_or(0) + words.len() - words.trim_start().len();
    Span::new(first, first + words.trim().len())
}

fn advice(words: &str) -> &'static str {
    let lower = words.lower();
    let has = |word: &str| lower.split_whitespace().any(|known| known.starts_with(word));
    if has("group") || has("member") {
        "membership is asked by `isMemberOfGroupName(\"Rome\")`"
    } else if has("contain") || has("includ") || has("has") || has("like") || has("in") {
        "write `String.stringContains(user.city, \"Ro\")`, or `Arrays.contains(user.roles, \"admin\")`"
    } else if has("start") {
        "write `String.startsWith(user.city, \"Ro\")`"
    } else if has("end") {
        "compare the end: `String.substringAfter(user.email, \"@\") == \"rome.example\"`"
    } else if has("empty") || has("blank") {
        "write `(user.city ?: \"\") == \"\"`"
    } else {
        "write `user.city == \"Rome\"`; join conditions by AND and OR"
    }
}
