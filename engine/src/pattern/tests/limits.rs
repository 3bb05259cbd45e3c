//! Patterns that could run wild: they end, and the harmless ones among them with the answer.

use super::super::{Pattern, StepLimit, risk};

fn matches(pattern: &str, text: &str) -> Result<bool, StepLimit> {
    Pattern::new(pattern).unwrap().matches(text)
}

#[test]
fn ways_already_tried_are_not_tried_again() {
    for pattern in [
        "(x+x+)+y",
        "(x|xx)+y",
        "((x+)+)+y",
        "(x*)*y",
        "(x*?)*?y",
        "(x+){2,}y",
        "(x?x?)*y",
        "x*x*x*x*x*y",
        "(?:(?=x)x+)*y",
        "((x|(x|x)+)+)+y",
    ] {
        assert_eq!(matches(pattern, &"x".repeat(60)), Ok(false), "{pattern}");
        assert_eq!(matches(pattern, &format!("{}y", "x".repeat(60))), Ok(true), "{pattern}");
    }
}

#[test]
fn what_cannot_be_remembered_is_given_up() {
    for pattern in [r"(x+x+)+\1y", "(?=(x+x+)+y)x", "(x{1,9}){9,99}y", "(?:(x|xx)(x|xx)){1,40}y"] {
        assert_eq!(matches(pattern, &"x".repeat(60)), Err(StepLimit), "{pattern}");
    }
    assert_eq!(matches(".*.*.*x", &"y".repeat(100_000)), Err(StepLimit));
}

#[test]
fn a_long_text_is_no_trouble() {
    let text = "abc,".repeat(25_000);
    for pattern in ["(?:[a-z]+,)*", "(a|bc|,)*", ".*c,", "(?s).*", "[^x]*+", "(?:abc,){25000}"] {
        assert_eq!(matches(pattern, &text), Ok(true), "{pattern}");
    }
    for pattern in [".*x.*", "(?:[a-z]+,)*x", "(?:abc,){25001}", "(?:a|b|c|,)*x"] {
        assert_eq!(matches(pattern, &text), Ok(false), "{pattern}");
    }
}

#[test]
fn a_great_count_takes_no_room() {
    assert_eq!(matches("a{1000000}", &"a".repeat(1_000_000)), Ok(true));
    assert_eq!(matches("(?:a{1000000}){1000000}", "aaa"), Ok(false));
    assert_eq!(matches("(?:ab|c){0,2147483647}", "abcab"), Ok(true));
    assert_eq!(matches("(?:(?:(?:a|b){2,}){2,}){2,}", "abababab"), Ok(true));
    assert_eq!(matches("(?:){2147483647}", ""), Ok(true));
    let deep = (0..120).fold("a".to_owned(), |inner, _| format!("(?:{inner}){{2,}}"));
    assert_eq!(matches(&deep, "a"), Ok(false));
}

#[test]
fn a_part_is_found_where_java_finds_it() {
    let found = |pattern: &str, text: &str| Pattern::new(pattern).unwrap().is_found_in(text);
    for (pattern, text) in [
        ("b", "abc"),
        ("^a", "abc"),
        ("c$", "abc"),
        ("c$", "abc\n"),
        ("b*", ""),
        ("é+", "aéé"),
        (r"x+\b", "axx b"),
    ] {
        assert_eq!(found(pattern, text), Ok(true), "{pattern}");
    }
    for (pattern, text) in
        [("^b", "abc"), ("b$", "abc"), ("d", "abc"), ("a.b", "a\nb"), (r"\Gb", "ab")]
    {
        assert_eq!(found(pattern, text), Ok(false), "{pattern}");
    }
    assert_eq!(found("(x+x+)+y", &"x".repeat(200)), Ok(false));
}

#[test]
fn risk_is_a_repetition_that_shares_with_one_inside() {
    for (pattern, expected) in [
        ("(x+)+y", Some("(x+)+")),
        ("a(?:b|x*)*y", Some("(?:b|x*)*")),
        ("(x+x+)+y", Some("(x+x+)+")),
        (r"^(\w+\s?)*$", Some(r"(\w+\s?)*")),
        ("(.*,)*x", Some("(.*,)*")),
        ("(?i)(a[A-F]*){20}", Some("(a[A-F]*){20}")),
        ("((a{1,50})b?){5,}", Some("((a{1,50})b?){5,}")),
        ("((x+)y)*(z+)*", Some("(z+)*")),
        ("(?=(x+)+)y", Some("(x+)+")),
        (r"(\.[a-z]+)*", None),
        ("([a-z]+,)*", None),
        ("(x+){1,3}", None),
        ("(x{1,3})+", None),
        ("(x++)+y", None),
        ("(?>x+)+y", None),
        ("(?:x+)++y", None),
        (".*x.*y.*", None),
        ("(a|b)+", None),
        ("(x+", None),
    ] {
        let found = risk(pattern).map(|span| pattern.get(span).unwrap());
        assert_eq!(found, expected, "{pattern}");
    }
}
