//! Patterns that cannot be used: kind, place and words.

use super::super::{MAX_LENGTH, Pattern, PatternError, PatternErrorKind};
use PatternErrorKind::{Syntax, TooLarge, Unsupported};

fn error(pattern: &str) -> PatternError {
    Pattern::new(pattern).map(|_| pattern).unwrap_err()
}

#[test]
fn an_error_says_what_is_wrong_and_where() {
    for (pattern, kind, offset, message) in [
        ("ab[c", Syntax, 2, "the class is not closed: a `]` is missing"),
        ("é(a", Syntax, 4, "the group is not closed: a `)` is missing"),
        ("ab)c", Syntax, 2, "this `)` closes no group"),
        ("é**", Syntax, 3, "there is nothing before `*` to repeat"),
        ("|+", Syntax, 1, "there is nothing before `+` to repeat"),
        ("a{", Syntax, 1, "`{` needs a number; to mean the sign itself write `\\{`"),
        ("a{3,2}", Syntax, 5, "the repetition ends below its beginning"),
        (r"a\p{Latin}", Syntax, 1, "the property `Latin` is written `IsLatin`"),
        (r"\p{Nope}", Syntax, 0, "there is no character property `Nope`"),
        (r"é\y", Syntax, 2, "`\\y` has no meaning here"),
        (r"\k<n>", Syntax, 4, "no group before this is named `n`"),
        ("(?P<n>a)", Syntax, 2, "unknown flag or kind of group after `(?`"),
        ("[z-a]", Syntax, 2, "the range ends before it begins; to mean the `-` itself write `\\-`"),
        (
            "a(?<=ab*?)c",
            Syntax,
            1,
            "look-behind must have an obvious greatest length: use `{0,20}` in place of `*`",
        ),
    ] {
        let found = error(pattern);
        let got = (found.kind, found.offset, found.message.as_str());
        assert_eq!(got, (kind, offset, message), "{pattern}");
    }
}

#[test]
fn what_java_knows_and_we_do_not_is_unsupported() {
    for pattern in
        [r"\X", r"a\b{g}", r"\N{DIGIT ONE}", "(?c)a", "[a-cx&&]", "(?<=a*b*)c", "(?<=a*b?)c"]
    {
        assert_eq!(error(pattern).kind, Unsupported, "{pattern}");
    }
}

#[test]
fn a_pattern_has_up_to_a_thousand_utf16_units() {
    assert!(Pattern::new(&"é".repeat(MAX_LENGTH)).is_ok());
    assert!(Pattern::new(&"😀".repeat(MAX_LENGTH / 2)).is_ok());
    assert_eq!(error(&"a".repeat(MAX_LENGTH + 1)).kind, TooLarge);
    assert_eq!(error(&format!("a{}", "😀".repeat(MAX_LENGTH / 2))).kind, TooLarge);
}

#[test]
fn groups_and_classes_nest_up_to_a_limit() {
    let groups = |depth: usize| format!("{}a{}", "(".repeat(depth), ")".repeat(depth));
    let classes = |depth: usize| format!("{}a{}", "[".repeat(depth), "]".repeat(depth));
    for pattern in [groups(250), classes(250)] {
        assert_eq!(Pattern::new(&pattern).unwrap().matches("a"), Ok(true));
    }
    for pattern in [groups(251), classes(251)] {
        assert_eq!(error(&pattern).kind, TooLarge);
    }
}
