//! A workspace in the part of an address behind `#`, which is never sent to a server.

use std::fmt::Write;

use base64ct::{Base64UrlUnpadded, Encoding};
use miniz_oxide::deflate::compress_to_vec;
use miniz_oxide::inflate::{TINFLStatus, decompress_to_vec_with_limit};

use crate::model::{ReadError, Workspace};
use crate::words::Word;

/// The largest payload that is read.
const LONGEST: usize = 256 * 1024;

/// The largest workspace that a payload may unfold to.
const LARGEST: usize = 4 * 1024 * 1024;

/// The longest text in a workspace from a link.
const LONGEST_TEXT: usize = 100_000;

/// The most people, and the most checks.
const MOST: usize = 20_000;

/// The most mappings, and the most of everything else: attributes, groups, elements of a list.
const MANY: usize = 1_000;

/// How many characters of a text that is too long name it.
const SHOWN: usize = 30;

/// How hard to compress: the best that is still instant.
const LEVEL: u8 = 9;

/// Why a link cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum LinkError {
    /// It is not of this form, or not complete.
    Damaged,
    /// It was made by a newer version of the page.
    Newer,
    /// It is, or unfolds to, more than is allowed.
    TooLarge,
}

/// A workspace, and what of it is to be looked at.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Linked {
    pub(crate) workspace: Workspace,
    pub(crate) target: Option<String>,
    /// The place of the person, from 0.
    pub(crate) person: Option<usize>,
}

/// What of a workspace is larger than is read from a link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Excess {
    /// The sentence about it, with places for its name and the limit.
    pub(crate) word: Word,
    pub(crate) name: String,
    pub(crate) limit: usize,
}

impl Excess {
    fn new(word: Word, name: &str, limit: usize) -> Self {
        Self { word, name: name.to_owned(), limit }
    }
}

/// The fragment for a workspace, without the hash sign, unless it would be refused.
pub(crate) fn write(
    workspace: &Workspace,
    target: Option<&str>,
    person: Option<usize>,
) -> Result<String, Excess> {
    let json = workspace.write();
    if let Some(excess) = excess(workspace, &json) {
        return Err(excess);
    }
    let packed = compress_to_vec(json.as_bytes(), LEVEL);
    let payload = Base64UrlUnpadded::encode_string(&packed);
    if payload.len() >= LONGEST {
        return Err(Excess::new(Word::LinkLength, "", LONGEST));
    }
    let mut link = format!("am1.d{payload}");
    let mut view = Vec::new();
    view.extend(target.map(|target| format!("m={}", escaped(target))));
    view.extend(person.map(|person| format!("p={person}")));
    if !view.is_empty() {
        link.push('.');
        link.push_str(&view.join("&"));
    }
    Ok(link)
}

/// What a fragment holds; nothing when it is no link at all.
pub(crate) fn read(fragment: &str) -> Option<Result<Linked, LinkError>> {
    let fragment = fragment.strip_prefix('#').unwrap_or(fragment);
    let fragment = fragment.strip_prefix("am")?;
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let (version, rest) = match fragment.split_once('.') {
        Some(parts) => parts,
        // All that is left of a link that was cut.
        None if is_number(fragment) => return Some(Err(LinkError::Damaged)),
        None => return None,
    };
    if version != "1" {
        return Some(Err(if is_number(version) { LinkError::Newer } else { LinkError::Damaged }));
    }
    let (payload, view) = rest.split_once('.').unwrap_or((rest, ""));
    Some(unpack(payload).map(|workspace| with_view(workspace, view)))
}

fn unpack(payload: &str) -> Result<Workspace, LinkError> {
    if payload.len() > LONGEST {
        return Err(LinkError::TooLarge);
    }
    let decode = |text: &str| Base64UrlUnpadded::decode_vec(text).map_err(|_| LinkError::Damaged);
    let bytes = match (payload.strip_prefix('d'), payload.strip_prefix('j')) {
        (Some(packed), _) => inflate(&decode(packed)?)?,
        (None, Some(plain)) => decode(plain)?,
        (None, None) => return Err(LinkError::Damaged),
    };
    let json = String::from_utf8(bytes).map_err(|_| LinkError::Damaged)?;
    let workspace = Workspace::read(&json).map_err(|error| match error {
        ReadError::Newer(_) => LinkError::Newer,
        ReadError::Damaged(_) => LinkError::Damaged,
    })?;
    match excess(&workspace, &json) {
        None => Ok(workspace),
        Some(_) => Err(LinkError::TooLarge),
    }
}

/// What of a workspace, and of its JSON, is larger than a person would make it: a few letters that
/// repeat take no room in a link, and would keep the page busy for seconds.
fn excess(workspace: &Workspace, json: &str) -> Option<Excess> {
    if json.len() > LARGEST {
        return Some(Excess::new(Word::LinkLength, "", LARGEST));
    }
    if workspace.set.mappings.len() > MANY {
        return Some(Excess::new(Word::LinkEntries, "mappings", MANY));
    }
    // Of each open list or object its name and how many commas it had, and where the open text began.
    let (mut open, mut text, mut escaped) = (Vec::new(), None, false);
    let mut name = "";
    for (at, byte) in json.bytes().enumerate() {
        match (text, byte) {
            (Some(start), _) if at - start > LONGEST_TEXT => {
                let text = json.get(start..).unwrap_or_default();
                let beginning: String = text.chars().skip(1).take(SHOWN).collect();
                return Some(Excess::new(Word::LinkText, &beginning, LONGEST_TEXT));
            }
            (Some(_), _) if escaped => escaped = false,
            (Some(_), b'\\') => escaped = true,
            (Some(start), b'"') => {
                name = json.get(start + 1..at).unwrap_or_default();
                text = None;
            }
            (None, b'"') => text = Some(at),
            (None, b'{' | b'[') => open.push((name, 0)),
            (None, b'}' | b']') => drop(open.pop()),
            (None, b',') => {
                let room = if open.len() <= 2 { MOST } else { MANY };
                if let Some((name, commas)) = open.last_mut() {
                    *commas += 1;
                    if *commas >= room {
                        return Some(Excess::new(Word::LinkEntries, name, room));
                    }
                }
            }
            _ => {}
        }
    }
    None
}

fn inflate(packed: &[u8]) -> Result<Vec<u8>, LinkError> {
    decompress_to_vec_with_limit(packed, LARGEST).map_err(|error| match error.status {
        TINFLStatus::HasMoreOutput => LinkError::TooLarge,
        _ => LinkError::Damaged,
    })
}

fn with_view(workspace: Workspace, view: &str) -> Linked {
    let part = |name: &str| view.split('&').find_map(|part| part.strip_prefix(name));
    let target = part("m=").map(unescaped);
    let person = part("p=").and_then(|place| place.parse().ok());
    Linked { workspace, target, person }
}

/// A name with everything but letters, digits and a few signs as `%` and two digits per byte.
fn escaped(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_".contains(&byte) {
            out.push(char::from(byte));
        } else {
            let _infallible = write!(out, "%{byte:02X}");
        }
    }
    out
}

fn unescaped(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('%') {
        let (before, after) = rest.split_at(at);
        bytes.extend(before.as_bytes());
        let code = after.get(1..3).and_then(|code| u8::from_str_radix(code, 16).ok());
        bytes.push(code.unwrap_or(b'%'));
        rest = after.get(if code.is_some() { 3 } else { 1 }..).unwrap_or_default();
    }
    bytes.extend(rest.as_bytes());
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn packed(bytes: impl AsRef<[u8]>) -> String {
        Base64UrlUnpadded::encode_string(bytes.as_ref())
    }
    use crate::scenarios;

    #[test]
    fn every_character_survives_a_link() {
        let mut workspace = (*scenarios::office_at_hand().workspace).clone();
        workspace.name = "王😀\"'%+#&é\u{202e}".to_owned();
        let link = write(&workspace, Some("a.b&c=%"), Some(3)).unwrap();
        let linked = read(&format!("#{link}")).unwrap().unwrap();
        assert_eq!(linked.workspace, workspace);
        assert_eq!(linked.target.as_deref(), Some("a.b&c=%"));
        assert_eq!(linked.person, Some(3));
        assert_eq!(write(&linked.workspace, Some("a.b&c=%"), Some(3)), Ok(link));
    }

    #[test]
    fn plain_payloads_are_read() {
        let link = format!("am1.j{}", packed(r#"{"attrmap":1,"name":"x"}"#));
        assert_eq!(read(&link).unwrap().unwrap().workspace.name, "x");
    }

    #[test]
    fn damaged_newer_and_oversized_links_are_told_apart() {
        let link = write(&scenarios::office_at_hand().workspace, None, None).unwrap();
        let bomb = compress_to_vec(&vec![b' '; LARGEST + 1], 9);
        let newer = packed(r#"{"attrmap":9}"#);
        let cases = [
            (link.chars().take(link.len() / 2).collect(), LinkError::Damaged),
            ("am1".to_owned(), LinkError::Damaged),
            ("am1.".to_owned(), LinkError::Damaged),
            ("am1.d!!!".to_owned(), LinkError::Damaged),
            ("am1.x".to_owned(), LinkError::Damaged),
            ("am.d".to_owned(), LinkError::Damaged),
            ("am2.dabc".to_owned(), LinkError::Newer),
            (format!("am1.j{newer}"), LinkError::Newer),
            (format!("am1.d{}", packed(bomb)), LinkError::TooLarge),
            (format!("am1.d{}", "A".repeat(LONGEST + 1)), LinkError::TooLarge),
        ];
        for (link, error) in cases {
            assert_eq!(read(&link).unwrap().unwrap_err(), error);
        }
        for part in [
            format!(r#""name":"{}""#, "n".repeat(LONGEST_TEXT + 1)),
            format!(
                r#""mappings":[{{"to":"a","expr":"1"}}{}]"#,
                r#",{"to":"a","expr":"1"}"#.repeat(MANY)
            ),
            format!(
                r#""people":[{{"id":"1","name":"","records":{{"user":{{"a":[1{}]}}}}}}]"#,
                ",1".repeat(MANY)
            ),
        ] {
            let link = format!("am1.j{}", packed(format!(r#"{{"attrmap":1,{part}}}"#)));
            assert_eq!(read(&link).unwrap().unwrap_err(), LinkError::TooLarge);
        }
        assert_eq!(read("#top"), None);
        assert_eq!(read("#ample"), None);
        assert_eq!(read(""), None);
    }

    #[test]
    fn what_would_be_refused_is_not_written() {
        let wrote = |part: &str| {
            let workspace = Workspace::read(&format!(r#"{{"attrmap":1,{part}}}"#)).unwrap();
            write(&workspace, None, None)
        };
        let mappings = |count: usize| {
            format!(r#""mappings":[{}]"#, [r#"{"to":"a","expr":"1"}"#].repeat(count).join(","))
        };
        let person = |value: &str| {
            format!(r#""people":[{{"id":"1","name":"","records":{{"user":{{"roles":{value}}}}}}}]"#)
        };
        let list = |count: usize| format!("[{}]", ["1"].repeat(count).join(","));
        let text = |count: usize| format!(r#""{}""#, "王".repeat(count / 3));
        for part in [mappings(MANY), person(&list(MANY)), person(&text(LONGEST_TEXT - 3))] {
            let link = wrote(&part).unwrap();
            assert!(read(&link).unwrap().is_ok(), "{part:.80}");
        }
        let beginning = "王".repeat(SHOWN);
        let numbers: Vec<String> =
            (0..600_000_u32).map(|n| n.wrapping_mul(2_654_435_761).to_string()).collect();
        let numbers = numbers.join(",");
        for (part, word, name, limit) in [
            (mappings(MANY + 1), Word::LinkEntries, "mappings", MANY),
            (person(&list(MANY + 1)), Word::LinkEntries, "roles", MANY),
            (person(&text(LONGEST_TEXT + 3)), Word::LinkText, &*beginning, LONGEST_TEXT),
            (
                format!(
                    r#""checks":[{}]"#,
                    [r#"{"person":"","to":"","op":"is-null"}"#].repeat(MOST + 1).join(",")
                ),
                Word::LinkEntries,
                "checks",
                MOST,
            ),
        ] {
            assert_eq!(wrote(&part), Err(Excess::new(word, name, limit)), "{part:.80}");
        }
        // Spread over many texts, each of which is short enough.
        let long = |letters: &str, most: usize| {
            let texts: Vec<String> = letters
                .as_bytes()
                .chunks(90_000)
                .map(|chunk| format!(r#"{{"to":"a","expr":"{}"}}"#, String::from_utf8_lossy(chunk)))
                .collect();
            let texts = texts.get(..most.min(texts.len())).unwrap().join(",");
            wrote(&format!(r#""mappings":[{texts}]"#))
        };
        assert_eq!(long(&numbers, 9), Err(Excess::new(Word::LinkLength, "", LONGEST)));
        assert_eq!(long(&numbers, usize::MAX), Err(Excess::new(Word::LinkLength, "", LARGEST)));
    }
}
