//! The engine's JSON beside that of `serde_json`: the same trees and texts, the same texts refused.

use attrmap::json::{DEEPEST, Reader, Wrong, parse, parse_bytes, write, write_lines};
use proptest::prelude::*;
use serde_json::{Map, Value as Json};

/// Reads a text both ways, and passes over it.
fn compare(text: &str) -> Result<(), TestCaseError> {
    let ours = parse(text);
    let passed = Reader::whole(text, &mut Reader::skip).err();
    prop_assert_eq!(passed.as_ref(), ours.as_ref().err(), "{}", text);
    match (ours, serde_json::from_str::<Json>(text)) {
        // As text, because zero has a sign and objects have an order.
        (Ok(one), Ok(other)) => prop_assert_eq!(one.to_string(), other.to_string(), "{}", text),
        (Err(Wrong { line, .. }), Err(_)) => prop_assert!(line <= text.split('\n').count()),
        (one, other) => prop_assert!(false, "{text}: {one:?}, {other:?}"),
    }
    prop_assert_eq!(parse_bytes(text.as_bytes()).ok(), parse(text).ok());
    Ok(())
}

fn trees() -> impl Strategy<Value = Json> {
    let plain = prop_oneof![
        Just(Json::Null),
        any::<bool>().prop_map(Json::from),
        any::<i64>().prop_map(Json::from),
        any::<u64>().prop_map(Json::from),
        any::<u64>().prop_map(|bits| Json::from(f64::from_bits(bits))),
        any::<f32>().prop_map(Json::from),
        any::<String>().prop_map(Json::from),
    ];
    plain.prop_recursive(4, 40, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Json::from),
            prop::collection::vec((any::<String>(), inner), 0..6)
                .prop_map(|fields| Json::Object(fields.into_iter().collect::<Map<_, _>>())),
        ]
    })
}

/// Texts that look like JSON most of the way.
fn nearly_json() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(&[
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "\"",
        "\"a\":",
        "\"a\"",
        "true",
        "false",
        "null",
        "nul",
        "0",
        "-",
        "1",
        "12",
        ".",
        ".5",
        "e",
        "E+",
        "99",
        "e400",
        " ",
        "\n",
        "\t",
        "\r",
        "\u{a0}",
        "\\",
        "\"\\n\\/\"",
        "\"\\u00e9\"",
        "\"\\ud83d\\ude00\"",
        "\"\\ud83d\"",
        "\"\\ude00\"",
        "\\u",
        "\u{1}",
        "é",
        "😀",
    ]);
    prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

/// A text with one character replaced, left out or put in.
fn broken(text: &str, at: usize, with: &str, take: usize) -> String {
    let characters: Vec<char> = text.chars().collect();
    let (before, rest) = characters.split_at(at % (characters.len() + 1));
    let rest = rest.get(take..).unwrap_or_default();
    before.iter().copied().chain(with.chars()).chain(rest.iter().copied()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, ..ProptestConfig::default() })]

    #[test]
    fn trees_are_read_and_written_as_elsewhere(tree in trees()) {
        compare(&tree.to_string())?;
        compare(&serde_json::to_string_pretty(&tree).unwrap())?;
        prop_assert_eq!(write(&tree), tree.to_string());
        prop_assert_eq!(write_lines(&tree), format!("{tree:#}"));
    }

    #[test]
    fn broken_texts_are_refused_as_another_reader_refuses_them(
        tree in trees(),
        at in any::<usize>(),
        with in "[\\[\\]{}:,\"\\\\ \\n0-9eE.+-]{0,2}",
        take in 0_usize..3,
    ) {
        compare(&broken(&tree.to_string(), at, &with, take))?;
    }

    #[test]
    fn pieces_of_json_are_read_as_another_reader_reads_them(text in nearly_json()) {
        compare(&text)?;
    }

    #[test]
    fn numbers_are_read_as_another_reader_reads_them(text in "-?[0-9]{0,25}(\\.[0-9]{0,25})?([eE][+-]?[0-9]{0,4})?") {
        compare(&text)?;
    }

    #[test]
    fn no_text_is_too_much(text in any::<String>()) {
        compare(&text)?;
    }
}

#[test]
fn the_ends_of_whole_numbers_are_exact() {
    for text in [
        "0",
        "-0",
        "-0.0",
        "9223372036854775807",
        "9223372036854775808",
        "-9223372036854775808",
        "-9223372036854775809",
        "18446744073709551615",
        "18446744073709551616",
        "1e400",
        "-1e400",
        "1e-400",
        "999999999999999999",
        "1000000000000000000",
        "00",
        "-01",
        "1.7976931348623159e308",
    ] {
        compare(text).unwrap();
    }
}

#[test]
fn values_lie_in_each_other_as_deep_as_elsewhere() {
    for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
        for depth in [DEEPEST, DEEPEST + 1, 100_000] {
            compare(&format!("{}1{}", open.repeat(depth), close.repeat(depth))).unwrap();
        }
        let deep = format!("{}1{}", open.repeat(100_000), close.repeat(100_000));
        assert!(Reader::whole(&deep, &mut |json| json.skip_within(usize::MAX)).is_ok());
    }
}

#[test]
fn of_fields_with_one_name_the_last_counts_at_the_first_place() {
    compare(r#"{"a": 1, "b": 2, "\u0061": {"c": 3}}"#).unwrap();
}

#[test]
fn what_is_wrong_is_said_with_its_place() {
    for (text, said) in [
        ("[1,\n2,\n }", "a value expected before `}` in line 3, column 2"),
        ("[1", "a comma or a closing bracket expected, but the text ends in line 1, column 3"),
        ("[{}\n王{}]", "a comma or a closing bracket expected before `王` in line 2, column 1"),
        ("[] x", "the end expected before `x` in line 1, column 4"),
        ("{\"é\" 1}", "a colon expected before `1` in line 1, column 6"),
        ("{'a':1}", "a name in double quotes expected before `'` in line 1, column 2"),
        ("{\"a\":1,}", "a name in double quotes expected before `}` in line 1, column 8"),
        ("[1.]", "a digit expected before `]` in line 1, column 4"),
        ("[tru]", "a value expected before `]` in line 1, column 5"),
        ("[-01]", "a digit after a leading zero in line 1, column 4"),
        ("[1, 1e999]", "number out of range in line 1, column 5"),
        (
            "[\"a\nb\"]",
            "a line break or another control character inside quotes in line 1, column 4",
        ),
        ("[\"a]", "a quote that never ends in line 1, column 5"),
        ("[\"\\x1234\"]", "a backslash that begins nothing known in line 1, column 3"),
        ("[\"\\ud800\"]", "half of a pair of surrogates in line 1, column 3"),
        ("", "a value expected, but the text ends in line 1, column 1"),
    ] {
        assert_eq!(parse(text).unwrap_err().to_string(), said, "{text}");
    }
    let wrong = parse_bytes(b"[\n\"\xff\"]").unwrap_err();
    assert_eq!(wrong.to_string(), "text that is not UTF-8 in line 2, column 2");
}
