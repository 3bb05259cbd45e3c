//! Random patterns and texts: nothing panics, everything ends, and the crate `regex` agrees where it
//! means the same.

use proptest::prelude::*;
use regex::Regex;

use super::super::{Pattern, risk};

/// Signs that begin or end something, and some that do not.
const PIECES: [&str; 48] = [
    "a", "b", "é", "😀", "1", " ", "\n", "#", ",", ".", "^", "$", "|", "(", ")", "(?:", "(?=",
    "(?!", "(?<=", "(?<!", "(?>", "(?<n>", "(?i)", "(?x)", "(?s-m:", "[", "[^", "]", "-", "&&",
    "*", "+", "?", "{2}", "{1,", "3}", "\\", "\\d", "\\W", "\\b", "\\1", "\\k<n>", "\\Q", "\\E",
    "\\p{L}", "\\R", "\\x{61}", "\\uD83D",
];

fn soup() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(&PIECES[..]), 0..30).prop_map(|parts| parts.concat())
}

fn text() -> impl Strategy<Value = String> {
    prop::collection::vec(
        prop::sample::select(&["a", "b", "é", "😀", "1", " ", "\n", "\r\n"][..]),
        0..40,
    )
    .prop_map(|parts| parts.concat())
}

/// Patterns that mean the same to Java and to `regex`.
fn shared() -> impl Strategy<Value = String> {
    let atom = prop::sample::select(
        &["a", "b", "ab", ".", "[ab]", "[^a]", "[a-z&&[^b]]", "é", r"\x61", "(?i:B)", r"\p{L}"][..],
    );
    atom.prop_map(str::to_owned).prop_recursive(4, 40, 4, |inner| {
        let quantifier =
            prop::sample::select(&["*", "+", "?", "*?", "+?", "??", "{2}", "{1,3}", "{0,2}?"][..]);
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(|parts| parts.concat()),
            prop::collection::vec(inner.clone(), 1..4)
                .prop_map(|parts| format!("(?:{})", parts.join("|"))),
            (inner, quantifier).prop_map(|(body, quantifier)| format!("({body}){quantifier}")),
        ]
    })
}

/// The same for `regex`; without line ends in the text `.` means the same too.
fn rust(pattern: &str) -> Regex {
    Regex::new(&format!(r"\A(?:{pattern})\z")).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_pattern_and_no_text_panics(pattern in soup(), text in text()) {
        risk(&pattern);
        match Pattern::new(&pattern) {
            Ok(compiled) => {
                let once = compiled.matches(&text);
                prop_assert_eq!(once, compiled.clone().matches(&text));
                prop_assert!(once != Ok(true) || compiled.is_found_in(&text) != Ok(false));
            }
            Err(error) => prop_assert!(pattern.is_char_boundary(error.offset)),
        }
    }

    #[test]
    fn any_text_at_all_is_safe(pattern in any::<String>(), text in any::<String>()) {
        if let Ok(compiled) = Pattern::new(&pattern) {
            let _ = compiled.matches(&text);
        }
    }

    #[test]
    fn regex_agrees_on_what_both_share(pattern in shared(), text in "[abBé]{0,9}") {
        let whole = Pattern::new(&pattern).unwrap().matches(&text);
        prop_assert_eq!(whole, Ok(rust(&pattern).is_match(&text)));
    }
}
