//! A workspace in the part of an address behind `#`, which is never sent to a server.

use std::fmt::Write;

use base64ct::{Base64UrlUnpadded, Encoding};
use miniz_oxide::deflate::compress_to_vec;
use miniz_oxide::inflate::{TINFLStatus, decompress_to_vec_with_limit};

use crate::model::{ReadError, Workspace};

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

/// The fragment for a workspace, without the hash sign.
pub(crate) fn write(workspace: &Workspace, target: Option<&str>, person: Option<usize>) -> String {
    let packed = compress_to_vec(workspace.write().as_bytes(), LEVEL);
    let mut link = format!("am1.d{}", Base64UrlUnpadded::encode_string(&packed));
    let mut view = Vec::new();
    view.extend(target.map(|target| format!("m={}", escaped(target))));
    view.extend(person.map(|person| format!("p={person}")));
    if !view.is_empty() {
        link.push('.');
        link.push_str(&view.join("&"));
    }
    link
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
    let fits = workspace.set.mappings.len() <= MANY && is_bounded(&json);
    if fits { Ok(workspace) } else { Err(LinkError::TooLarge) }
}

/// Whether no part of this JSON is longer than a person would make it: a few letters that repeat take
/// no room in a link, and would keep the page busy for seconds.
fn is_bounded(json: &str) -> bool {
    // Of each open list or object how many commas it had, and where the open text began.
    let (mut open, mut text, mut escaped) = (Vec::new(), None, false);
    for (at, byte) in json.bytes().enumerate() {
        match (text, byte) {
            (Some(start), _) if at - start > LONGEST_TEXT => return false,
            (Some(_), _) if escaped => escaped = false,
            (Some(_), b'\\') => escaped = true,
            (Some(_), b'"') => text = None,
            (None, b'"') => text = Some(at),
            (None, b'{' | b'[') => open.push(0),
            (None, b'}' | b']') => drop(open.pop()),
            (None, b',') => {
                let room = if open.len() <= 2 { MOST } else { MANY };
                if let Some(commas) = open.last_mut() {
                    *commas += 1;
                    if *commas >= room {
                        return false;
                    }
                }
            }
            _ => {}
        }
    }
    true
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
        let link = write(&workspace, Some("a.b&c=%"), Some(3));
        let linked = read(&format!("#{link}")).unwrap().unwrap();
        assert_eq!(linked.workspace, workspace);
        assert_eq!(linked.target.as_deref(), Some("a.b&c=%"));
        assert_eq!(linked.person, Some(3));
        assert_eq!(write(&linked.workspace, Some("a.b&c=%"), Some(3)), link);
    }

    #[test]
    fn plain_payloads_are_read() {
        let link = format!("am1.j{}", packed(r#"{"attrmap":1,"name":"x"}"#));
        assert_eq!(read(&link).unwrap().unwrap().workspace.name, "x");
    }

    #[test]
    fn damaged_newer_and_oversized_links_are_told_apart() {
        let link = write(&scenarios::office_at_hand().workspace, None, None);
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
}
