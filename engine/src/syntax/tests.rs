use super::*;
use crate::limits::Limits;

fn codes(text: &str) -> Vec<&'static str> {
    parse(text, &Limits::DEFAULT).diagnostics.iter().map(|found| found.code.id()).collect()
}

#[test]
fn well_formed_text_has_no_problems() {
    for text in [
        "1 + 2 * 3",
        "(appuser.directNumber != null ? appuser.directNumber : \"\") + \"#\" + appuser.extensionNumber",
        "user.m.![String.toUpperCase(k)]",
        "{and: 1, or: 2}",
        "{:}",
        "{}",
        "f(1,)",
        "a ?: b ? c : d",
        "{1,2}?.[0]",
        "1.1.toInteger()",
        "x.?[a].^[b].$[c]",
        "!!true",
        "user.and",
        "user.$y",
        "'Tony''s'",
        "{1:'January'}[1]",
        "1 div 2 mod 3",
    ] {
        assert_eq!(codes(text), Vec::<&str>::new(), "{text}");
    }
}

#[test]
fn broken_text_has_the_problem_that_is_meant() {
    for (text, code) in [
        ("user.city ==", "E0102"),
        ("OR user.city", "E0102"),
        ("(a", "E0104"),
        ("a)", "E0105"),
        ("1 2", "E0106"),
        ("1e", "E0107"),
        ("a ? b", "E0108"),
        ("1 < 2 < 3", "E0109"),
        ("2 ^ 3 ^ 2", "E0110"),
        ("1 === 1", "E0111"),
        ("[1]", "E0112"),
        ("a AND OR b", "E0120"),
        ("user.", "E0119"),
        ("a = b", "E0134"),
        ("1 = = 1", "E0122"),
        ("1++1", "E0135"),
        ("T(java.lang.Math).random()", "E0130"),
        ("new X('a')", "E0131"),
        ("\"open", "E0103"),
        ("${user.email}", "E0118"),
        ("\u{201C}smart\u{201D}", "E0113"),
        ("1 +\u{a0}2", "E0116"),
    ] {
        assert_eq!(codes(text), [code], "{text}");
    }
}

#[test]
fn backticks_quote_nothing() {
    for (text, mended) in [
        ("`Oslo`", "\"Oslo\""),
        ("user.city == `New York`", "user.city == \"New York\""),
        ("`user.email`", "user.email"),
        ("`String.len(user.email)`", "String.len(user.email)"),
    ] {
        let found = parse(text, &Limits::DEFAULT).diagnostics;
        assert_eq!(codes(text), ["E0106"], "{text}");
        assert_eq!(found[0].fixes[0].apply(text), mended);
        assert!(codes(mended).is_empty(), "{mended}");
    }
    assert_eq!(codes("user.city`"), ["E0106"]);
}

#[test]
fn a_second_question_mark_was_meant_as_the_colon() {
    let text = "user.active ? 'yes' ? 'no'";
    let found = parse(text, &Limits::DEFAULT).diagnostics;
    assert_eq!(codes(text), ["E0108"]);
    assert_eq!(found[0].fixes[0].apply(text), "user.active ? 'yes' : 'no'");
    let whole = "a ? (b ? c : d)";
    let found = parse(whole, &Limits::DEFAULT).diagnostics;
    assert_eq!(found[0].fixes[0].apply(whole), "a ? (b ? c : d) : null");
}

#[test]
fn a_control_character_is_extra_text_and_not_a_blank() {
    let text = "user.city\u{b}";
    let found = parse(text, &Limits::DEFAULT).diagnostics;
    assert_eq!(codes(text), ["E0106"]);
    assert_eq!(found[0].fixes[0].apply(text), "user.city");
}
