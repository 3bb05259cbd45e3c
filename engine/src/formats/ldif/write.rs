//! Changes and entries → the bytes of an LDIF file, folded and with base64 where it is needed.

use base64ct::{Base64, Encoding};

/// What changes in one entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Modification {
    /// The entry's name.
    pub dn: String,
    /// Attributes with their new values; without any, the attribute is deleted.
    pub set: Vec<(String, Vec<String>)>,
}

/// The changes as `modify` records, attributes in byte order.
///
/// ```
/// use attrmap::formats::ldif::{Modification, write_modifications};
///
/// let set = vec![("ipPhone".to_owned(), vec!["1001".to_owned()])];
/// let text = write_modifications(&[Modification { dn: "cn=a,dc=x".to_owned(), set }]);
/// assert!(text.ends_with("changetype: modify\nreplace: ipPhone\nipPhone: 1001\n-\n"));
/// ```
#[must_use]
pub fn write_modifications(modifications: &[Modification]) -> String {
    let mut text = String::from("version: 1\n");
    for modification in modifications {
        text.push('\n');
        write_value(&mut text, "dn", modification.dn.as_bytes());
        text.push_str("changetype: modify\n");
        let mut set: Vec<_> = modification.set.iter().collect();
        set.sort_by(|a, b| a.0.cmp(&b.0));
        for (name, values) in set {
            let verb = if values.is_empty() { "delete" } else { "replace" };
            write_value(&mut text, verb, name.as_bytes());
            for value in values {
                write_value(&mut text, name, value.as_bytes());
            }
            text.push_str("-\n");
        }
    }
    text
}

/// Entries as content: each name with its attributes and values, in order.
#[must_use]
pub fn write_content<'a, V>(entries: impl IntoIterator<Item = (&'a str, V)>) -> String
where
    V: IntoIterator<Item = (&'a str, &'a [u8])>,
{
    let mut text = String::from("version: 1\n");
    for (dn, values) in entries {
        text.push('\n');
        write_value(&mut text, "dn", dn.as_bytes());
        for (name, value) in values {
            write_value(&mut text, name, value);
        }
    }
    text
}

fn write_value(text: &mut String, name: &str, value: &[u8]) {
    let mut line = String::from(name);
    match std::str::from_utf8(value) {
        Ok("") => line.push(':'),
        Ok(plain) if is_safe(plain) => {
            line.push_str(": ");
            line.push_str(plain);
        }
        _ => {
            line.push_str(":: ");
            line.push_str(&Base64::encode_string(value));
        }
    }
    fold(text, &line);
}

/// Whether the value can stand as it is: a SAFE-STRING without a space at its end.
fn is_safe(value: &str) -> bool {
    let begins_badly = value.starts_with([' ', ':', '<']);
    let plain = value.bytes().all(|byte| byte.is_ascii() && !matches!(byte, 0 | b'\n' | b'\r'));
    plain && !begins_badly && !value.ends_with(' ')
}

/// The line in pieces of 76 bytes; a continuation begins with a space.
fn fold(text: &mut String, line: &str) {
    let mut room = 76;
    let mut used = 0;
    for c in line.chars() {
        if used + c.len_utf8() > room {
            text.push_str("\n ");
            room = 75;
            used = 0;
        }
        text.push(c);
        used += c.len_utf8();
    }
    text.push('\n');
}
