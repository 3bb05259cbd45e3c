//! Text functions of both dialects.

use std::borrow::Cow;

use super::{
    ALL_PLACES, Arguments, CLASSIC_PLACES, Call, CallError, Example, Function, IDENTITY_PLACES,
    Name, Parameter, Signature, room,
};
use crate::diagnostic::Code;
use crate::text::{Letters, find, slice_utf16, utf16_len};
use crate::types::Type;
use crate::value::Value;

const INPUT: Parameter = Parameter::required("input", Type::TEXT);
const SEARCH: Parameter = Parameter::required("searchString", Type::TEXT);
const MATCH: Parameter = Parameter::required("match", Type::TEXT);
const REPLACEMENT: Parameter = Parameter::required("replacement", Type::TEXT);
const TEXT_TO_TEXT: Signature = Signature { parameters: &[INPUT], returns: Type::TEXT };
const OVERVIEW: &str = "Expression Language overview, String functions";

/// The text functions.
pub(super) static FUNCTIONS: &[Function] = &room([
    APPEND,
    JOIN,
    LEN,
    REMOVE_SPACES,
    REPLACE,
    REPLACE_FIRST,
    STARTS_WITH,
    STRING_CONTAINS,
    STRING_SWITCH,
    SUBSTRING,
    STRICT_SUBSTRING,
    SUBSTRING_AFTER,
    SUBSTRING_BEFORE,
    TO_UPPER_CASE,
    TO_LOWER_CASE,
]);

const APPEND: Function = Function {
    names: &[Name::classic("String.append")],
    signature: Signature {
        parameters: &[
            Parameter::required("str", Type::TEXT),
            Parameter::required("suffix", Type::TEXT),
        ],
        returns: Type::TEXT,
    },
    summary: "`suffix` put after `str`.",
    nulls: "Null counts as empty text.",
    examples: &[Example::classic(r#"String.append("This is", " a test")"#, r#""This is a test""#)],
    places: CLASSIC_PLACES,
    reference: OVERVIEW,
    call: Call::General(append),
};

fn append<'a>(arguments: &mut Arguments<'_, 'a>) -> Result<Value<'a>, CallError> {
    let mut text = arguments.text(0)?.into_owned();
    text.push_str(&arguments.text(1)?);
    Ok(text.into())
}

const JOIN: Function = Function {
    names: &[Name::classic("String.join")],
    signature: Signature {
        parameters: &[
            Parameter::required("separator", Type::TEXT),
            Parameter::any_number("strings", Type::TEXT.union(Type::ARRAY)),
        ],
        returns: Type::TEXT,
    },
    summary: "The texts with `separator` between neighbors; a list gives each of its elements.",
    nulls: "Null counts as empty text, so a null part still gets its separators.",
    examples: &[
        Example::classic(r#"String.join(",", "This", "is", "a", "test")"#, r#""This,is,a,test""#),
        Example::classic(r#"String.join("-", {"a", "b"}, null)"#, r#""a-b-""#),
    ],
    places: CLASSIC_PLACES,
    reference: OVERVIEW,
    call: Call::General(join),
};

fn join<'a>(arguments: &mut Arguments<'_, 'a>) -> Result<Value<'a>, CallError> {
    let separator = arguments.text(0)?;
    let mut out = String::new();
    let mut first = true;
    for index in 1..arguments.len() {
        let parts: Vec<Value<'a>> = match arguments.take(index) {
            Value::Array(items) => items.to_vec(),
            value => vec![value],
        };
        for mut part in parts {
            if !std::mem::take(&mut first) {
                out.push_str(&separator);
            }
            let part = std::slice::from_mut(&mut part);
            let mut part =
                Arguments::new(part, arguments.dialect, arguments.context, arguments.limits);
            out.push_str(&part.text(0)?);
        }
    }
    Ok(out.into())
}

const LEN: Function = Function {
    names: &[Name::classic("String.len"), Name::method("length")],
    signature: Signature { parameters: &[INPUT], returns: Type::INTEGER },
    summary: "The number of UTF-16 code units in the text.",
    nulls: "Null has length 0 in the classic dialect.",
    examples: &[
        Example::classic(r#"String.len("This")"#, "4"),
        Example::classic("String.len('a😀b')", "4"),
        Example::identity("'test'.length()", "4"),
    ],
    places: ALL_PLACES,
    reference: OVERVIEW,
    call: Call::General(len),
};

fn len<'a>(arguments: &mut Arguments<'_, 'a>) -> Result<Value<'a>, CallError> {
    let units = utf16_len(&arguments.text(0)?);
    Ok(i32::try_from(units).unwrap_or(i32::MAX).into())
}

const REMOVE_SPACES: Function = Function {
    names: &[Name::classic("String.removeSpaces"), Name::method("removeSpaces")],
    signature: TEXT_TO_TEXT,
    summary: "The text without its spaces; tabs and line ends stay.",
    nulls: "Null counts as empty text in the classic dialect.",
    examples: &[
        Example::classic(r#"String.removeSpaces("This is a test")"#, r#""Thisisatest""#),
        Example::identity("'This is a test'.removeSpaces()", r#""Thisisatest""#),
    ],
    places: ALL_PLACES,
    reference: OVERVIEW,
    call: Call::Rewrite(remove_spaces),
};

fn remove_spaces(text: &str, out: &mut String) {
    out.extend(text.split(' '));
}

const REPLACE: Function = Function {
    names: &[Name::classic("String.replace"), Name::method("replace")],
    signature: Signature { parameters: &[INPUT, MATCH, REPLACEMENT], returns: Type::TEXT },
    summary: "The text with every occurrence of `match`, taken literally, replaced.",
    nulls: "Null counts as empty text in the classic dialect; an empty `match` changes nothing.",
    examples: &[
        Example::classic(r#"String.replace("This is a test", "is", "at")"#, r#""That at a test""#),
        Example::classic(r#"String.replace("a.b", ".", "$1")"#, r#""a$1b""#),
        Example::identity("'hello'.replace('l', 'p')", r#""heppo""#),
    ],
    places: ALL_PLACES,
    reference: OVERVIEW,
    call: Call::General(replace),
};

fn replace<'a>(arguments: &mut Arguments<'_, 'a>) -> Result<Value<'a>, CallError> {
    replace_up_to(arguments, usize::MAX)
}

const REPLACE_FIRST: Function = Function {
    names: &[Name::classic("String.replaceFirst"), Name::method("replaceFirst")],
    signature: Signature { parameters: &[INPUT, MATCH, REPLACEMENT], returns: Type::TEXT },
    summary: "The text with the first occurrence of `match`, taken literally, replaced.",
    nulls: "Null counts as empty text in the classic dialect; an empty `match` changes nothing.",
    examples: &[
        Example::classic(
            r#"String.replaceFirst("This is a test", "is", "at")"#,
            r#""That is a test""#,
        ),
        Example::identity("'hello'.replaceFirst('l', 'p')", r#""heplo""#),
    ],
    places: ALL_PLACES,
    reference: OVERVIEW,
    call: Call::General(replace_first),
};

fn replace_first<'a>(arguments: &mut Arguments<'_, 'a>) -> Result<Value<'a>, CallError> {
    replace_up_to(arguments, 1)
}

fn replace_up_to<'a>(
    arguments: &mut Arguments<'_, 'a>,
    times: usize,
) -> Result<Value<'a>, CallError> {
    let (text, search, replacement) = (arguments.text(0)?, arguments.text(1)?, arguments.text(2)?);
    if search.is_empty() || !text.contains(&*search) {
        return Ok(Value::Text(text));
    }
    let found = text.matches(&*search).take(times).count();
    let longer = replacement.len().saturating_sub(search.len()).saturating_mul(found);
    if text.len().saturating_add(longer) > arguments.limits.text {
        return Err(too_long(arguments));
    }
    Ok(text.replacen(&*search, &replacement, times).into())
}

/// A text that would grow past what joining may build.
fn too_long(arguments: &Arguments<'_, '_>) -> CallError {
    let message = format!("the text would have more than {} characters", arguments.limits.text);
    CallError::new(Code::Limit, message)
}

const STARTS_WITH: Function = Function {
    names: &[Name::classic("String.startsWith")],
    signature: Signature {
        parameters: &[INPUT, Parameter::required("starts", Type::TEXT)],
        returns: Type::BOOLEAN,
    },
    summary: "Whether the text begins with `starts`; letter case counts.",
    nulls: "Null counts as empty text; an empty `starts` gives true.",
    examples: &[Example::classic(r#"String.startsWith("Kiss", "K")"#, "true")],
    places: CLASSIC_PLACES,
    reference: OVERVIEW,
    call: Call::Test(starts_with),
};

fn starts_with(text: &str, start: &str) -> bool {
    text.starts_with(start)
}

const STRING_CONTAINS: Function = Function {
    names: &[Name::classic("String.stringContains"), Name::method("contains")],
    signature: Signature { parameters: &[INPUT, SEARCH], returns: Type::BOOLEAN },
    summary: "Whether `searchString` occurs anywhere in the text; letter case counts.",
    nulls: "Null counts as empty text in the classic dialect; an empty `searchString` gives true.",
    examples: &[
        Example::classic(r#"String.stringContains("This is a test", "test")"#, "true"),
        Example::identity("'This is a test'.contains('test')", "true"),
    ],
    places: ALL_PLACES,
    reference: OVERVIEW,
    call: Call::Test(string_contains),
};

fn string_contains(text: &str, search: &str) -> bool {
    find(text, search).is_some()
}

const STRING_SWITCH: Function = Function {
    names: &[Name::classic("String.stringSwitch")],
    signature: Signature {
        parameters: &[
            INPUT,
            Parameter::required("defaultString", Type::TEXT),
            Parameter::pairs("keyValuePairs", Type::TEXT),
        ],
        returns: Type::TEXT,
    },
    summary: "The value of the first pair whose key occurs in the text, else the default.",
    nulls: "A null input, default or value counts as empty text; a null key never matches.",
    examples: &[Example::classic(
        r#"String.stringSwitch("First match wins", "default", "absent", "value1", "wins", "value2", "match", "value3")"#,
        r#""value2""#,
    )],
    places: CLASSIC_PLACES,
    reference: OVERVIEW,
    call: Call::General(string_switch),
};

fn string_switch<'a>(arguments: &mut Arguments<'_, 'a>) -> Result<Value<'a>, CallError> {
    let text = arguments.text(0)?;
    let default = arguments.text(1)?;
    let mut chosen = None;
    for key in (2..arguments.len()).step_by(2) {
        // Every value is converted, also behind the one that counts.
        let found = arguments.optional_text(key)?.is_some_and(|key| text.contains(&*key));
        let value = arguments.text(key + 1)?;
        if found && chosen.is_none() {
            chosen = Some(value);
        }
    }
    Ok(Value::Text(chosen.unwrap_or(default)))
}

const SUBSTRING: Function = Function {
    names: &[Name::classic("String.substring"), Name::deprecated("substring", "String.substring")],
    signature: Signature {
        parameters: &[
            INPUT,
            Parameter::required("startIndex", Type::INTEGER),
            Parameter::required("endIndex", Type::INTEGER),
        ],
        returns: Type::TEXT,
    },
    summary: "The characters from `startIndex` up to, not including, `endIndex`, counted from 0 in UTF-16 units.",
    nulls: "Null counts as empty text; positions outside the text are moved to its ends.",
    examples: &[
        Example::classic(r#"String.substring("This is a test", 2, 9)"#, r#""is is a""#),
        Example::classic("String.substring('abc', 0, 6)", r#""abc""#),
    ],
    places: CLASSIC_PLACES,
    reference: OVERVIEW,
    call: Call::Slice(substring),
};

fn substring(text: &str, start: i32, end: i32) -> Cow<'_, str> {
    let start = usize::try_from(start).unwrap_or(0);
    // A negative end is the text's end; slicing itself cuts what lies past it.
    let end = usize::try_from(end).unwrap_or(usize::MAX);
    slice_utf16(text, start, end.max(start))
}

/// Part of a text, by UTF-16 units; borrowed where the text is.
fn slice(text: Cow<'_, str>, start: usize, end: usize) -> Value<'_> {
    match text {
        Cow::Borrowed(text) => Value::Text(slice_utf16(text, start, end)),
        Cow::Owned(text) => Value::Text(Cow::Owned(slice_utf16(&text, start, end).into_owned())),
    }
}

const STRICT_SUBSTRING: Function = Function {
    names: &[Name::method("substring")],
    signature: Signature {
        parameters: &[
            INPUT,
            Parameter::required("startIndex", Type::INTEGER),
            Parameter::optional("endIndex", Type::INTEGER),
        ],
        returns: Type::TEXT,
    },
    summary: "The characters from `startIndex` up to, not including, `endIndex` or the end, counted from 0 in UTF-16 units.",
    nulls: "",
    examples: &[
        Example::identity("'test'.substring(1)", r#""est""#),
        Example::identity("'test'.substring(1, 3)", r#""es""#),
    ],
    places: IDENTITY_PLACES,
    reference: "Expression Language in Identity Engine, String functions",
    call: Call::General(strict_substring),
};

fn strict_substring<'a>(arguments: &mut Arguments<'_, 'a>) -> Result<Value<'a>, CallError> {
    let text = arguments.text(0)?;
    let length = utf16_len(&text);
    let start = arguments.integer(1)?;
    let end = if arguments.len() > 2 {
        arguments.integer(2)?
    } else {
        i32::try_from(length).unwrap_or(i32::MAX)
    };
    match (usize::try_from(start), usize::try_from(end)) {
        (Ok(start), Ok(end)) if start <= end && end <= length => Ok(slice(text, start, end)),
        _ => {
            let message = format!("{start} to {end} lies outside a text of {length} characters");
            Err(CallError::new(Code::IndexOutOfRange, message))
        }
    }
}

const SUBSTRING_AFTER: Function = Function {
    names: &[
        Name::classic("String.substringAfter"),
        Name::deprecated("substringAfter", "String.substringAfter"),
        Name::method("substringAfter"),
    ],
    signature: Signature { parameters: &[INPUT, SEARCH], returns: Type::TEXT },
    summary: "The text after the first occurrence of `searchString`; empty text when it does not occur.",
    nulls: "Null counts as empty text in the classic dialect; an empty `searchString` gives the whole text.",
    examples: &[
        Example::classic(r#"String.substringAfter("abc@okta.com", "@")"#, r#""okta.com""#),
        Example::identity("'john.doe@okta.com'.substringAfter('@')", r#""okta.com""#),
    ],
    places: ALL_PLACES,
    reference: OVERVIEW,
    call: Call::Part(substring_after),
};

fn substring_after<'t>(text: &'t str, search: &str) -> &'t str {
    find(text, search).and_then(|at| text.get(at + search.len()..)).unwrap_or_default()
}

const SUBSTRING_BEFORE: Function = Function {
    names: &[
        Name::classic("String.substringBefore"),
        Name::deprecated("substringBefore", "String.substringBefore"),
        Name::method("substringBefore"),
    ],
    signature: Signature { parameters: &[INPUT, SEARCH], returns: Type::TEXT },
    summary: "The text before the first occurrence of `searchString`; empty text when it does not occur.",
    nulls: "Null counts as empty text in the classic dialect; an empty `searchString` gives empty text.",
    examples: &[
        Example::classic(r#"String.substringBefore("abc@okta.com", "@")"#, r#""abc""#),
        Example::identity("'john.doe@okta.com'.substringBefore('@')", r#""john.doe""#),
    ],
    places: ALL_PLACES,
    reference: OVERVIEW,
    call: Call::Part(substring_before),
};

fn substring_before<'t>(text: &'t str, search: &str) -> &'t str {
    find(text, search).and_then(|at| text.get(..at)).unwrap_or_default()
}

const TO_UPPER_CASE: Function = Function {
    names: &[
        Name::classic("String.toUpperCase"),
        Name::deprecated("toUpperCase", "String.toUpperCase"),
        Name::method("toUpperCase"),
    ],
    signature: TEXT_TO_TEXT,
    summary: "The text in upper case, with full Unicode mapping and no locale.",
    nulls: "Null counts as empty text in the classic dialect.",
    examples: &[
        Example::classic(r#"String.toUpperCase("This")"#, r#""THIS""#),
        Example::classic("String.toUpperCase('Straße')", r#""STRASSE""#),
        Example::identity("'test'.toUpperCase()", r#""TEST""#),
    ],
    places: ALL_PLACES,
    reference: OVERVIEW,
    call: Call::Rewrite(to_upper_case),
};

fn to_upper_case(text: &str, out: &mut String) {
    if text.is_ascii() {
        rewrite_ascii(text, out, str::make_ascii_uppercase);
    } else {
        out.push_str(&text.upper());
    }
}

const TO_LOWER_CASE: Function = Function {
    names: &[
        Name::classic("String.toLowerCase"),
        Name::deprecated("toLowerCase", "String.toLowerCase"),
        Name::method("toLowerCase"),
    ],
    signature: TEXT_TO_TEXT,
    summary: "The text in lower case, with full Unicode mapping and no locale.",
    nulls: "Null counts as empty text in the classic dialect.",
    examples: &[
        Example::classic(r#"String.toLowerCase("ThiS")"#, r#""this""#),
        Example::identity("'TEST'.toLowerCase()", r#""test""#),
    ],
    places: ALL_PLACES,
    reference: OVERVIEW,
    call: Call::Rewrite(to_lower_case),
};

fn to_lower_case(text: &str, out: &mut String) {
    if text.is_ascii() {
        rewrite_ascii(text, out, str::make_ascii_lowercase);
    } else {
        out.push_str(&text.lower());
    }
}

/// Writes a text of ASCII and turns each character of it into another.
///
/// Pieces of one length cost less than a short text of any length; turning a character twice does no
/// harm.
#[inline]
fn rewrite_ascii(text: &str, out: &mut String, turn: impl Fn(&mut str)) {
    const PIECE: usize = 8;
    const SHORT: usize = 64;
    let mut at = out.len();
    out.push_str(text);
    let Some(last) = out.len().checked_sub(PIECE).filter(|last| (at..at + SHORT).contains(last))
    else {
        return turn(out.get_mut(at..).unwrap_or_default());
    };
    while at < last {
        turn(out.get_mut(at..at + PIECE).unwrap_or_default());
        at += PIECE;
    }
    turn(out.get_mut(last..last + PIECE).unwrap_or_default());
}
