//! Rows that java.util.regex answered.

use super::super::set::Set;
use super::super::{Pattern, PatternErrorKind, parser, property};

const MATCHES: &str = include_str!("../facts/matches.tsv");
const SETS: &str = include_str!("../facts/sets.tsv");

/// The text that a field stands for: `%` starts a code point in hexadecimal that ends in `;`.
fn plain(field: &str) -> String {
    let mut parts = field.split('%');
    let mut text = parts.next().unwrap().to_owned();
    for part in parts {
        let (code, rest) = part.split_once(';').unwrap();
        text.push(char::from_u32(u32::from_str_radix(code, 16).unwrap()).unwrap());
        text.push_str(rest);
    }
    text
}

fn rows(file: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    let lines = file.lines().filter(|line| !line.is_empty() && !line.starts_with("# "));
    lines.map(|line| line.split('\t').collect())
}

/// What a fact says of this pattern and text; `None` where the pattern is not supported.
fn answer(pattern: &str, text: &str) -> Option<&'static str> {
    match Pattern::new(pattern) {
        Ok(pattern) => Some(if pattern.matches(text).unwrap() { "true" } else { "false" }),
        Err(error) if error.kind == PatternErrorKind::Unsupported => None,
        Err(error) => {
            assert!(pattern.is_char_boundary(error.offset), "{pattern}: {error:?}");
            Some("error")
        }
    }
}

#[test]
fn matches_are_those_of_java() {
    let mut wrong = Vec::new();
    let mut unsupported = Vec::new();
    for row in rows(MATCHES) {
        let &[pattern, text, expected] = row.as_slice() else { panic!("{row:?}") };
        let got = answer(&plain(pattern), &plain(text));
        if got.is_none() {
            unsupported.push(pattern);
        }
        if got.is_some_and(|got| got != expected) {
            wrong.push(format!("{pattern} on {text}: {got:?}, Java says {expected}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(unsupported.is_empty(), "{unsupported:?}");
}

#[test]
fn characters_are_in_the_sets_of_java() {
    let mut wrong = Vec::new();
    for row in rows(SETS) {
        let &[pattern, ref expected @ ..] = row.as_slice() else { panic!("{row:?}") };
        let got = ranges(&plain(pattern));
        if got != expected.join("\t") {
            wrong.push(format!("{pattern}: {got}, Java says {}", expected.join("\t")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The number and a hash of the ranges of characters that the pattern matches.
fn ranges(pattern: &str) -> String {
    let Ok(parsed) = parser::parse(pattern) else { return "error".to_owned() };
    let set = parsed.root.as_set().unwrap_or_else(property::vertical_space);
    let set = set.difference(&Set::range(0xD800, 0xDFFF));
    let ends = set.ranges().iter().flat_map(|&(first, last)| [first, last + 1]);
    let hash = ends.fold(0xCBF2_9CE4_8422_2325_u64, |hash, end| {
        (hash ^ u64::from(end)).wrapping_mul(0x100_0000_01B3)
    });
    format!("{}\t{hash:x}", set.ranges().len())
}
