//! Distinguished names (RFC 4514): text in, comparable names out.

use crate::text::Letters;

/// A distinguished name in the form in which names are compared.
///
/// Types are in lower case; values are unescaped, without unescaped spaces at their ends, with
/// runs of spaces made one, in lower case; the parts of a multi-valued RDN are sorted.
///
/// ```
/// use attrmap::formats::Dn;
///
/// let name = Dn::parse(r"CN=O'Dell\, Marcus, OU=Columbus,DC=corp").unwrap();
/// assert!(name.is_within(&Dn::parse("ou=COLUMBUS,dc=corp").unwrap()));
/// assert_eq!(name.first_value(), "O'Dell, Marcus");
/// ```
#[derive(Debug, Clone)]
pub struct Dn {
    rdns: Vec<Rdn>,
    first_value: String,
}

/// One part of a name: types with values, sorted.
pub type Rdn = Vec<(String, String)>;

impl Dn {
    /// Reads a name; `None` when it is none. The empty text is the name of the root.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut rdns = Vec::new();
        let mut first_value = String::new();
        if text.trim_matches(' ').is_empty() {
            return Some(Self { rdns, first_value });
        }
        for rdn in split_unescaped(text, ',') {
            let mut parts = Vec::with_capacity(1);
            for part in split_unescaped(rdn, '+') {
                let (ty, value) = part.split_once('=')?;
                let ty = ty.trim_matches(' ');
                if ty.is_empty() || ty.contains('\\') {
                    return None;
                }
                let value = unescape(value)?;
                parts.push((ty.lower(), squeeze(&value).lower()));
                if rdns.is_empty() && parts.len() == 1 {
                    first_value = value;
                }
            }
            parts.sort();
            rdns.push(parts);
        }
        Some(Self { rdns, first_value })
    }

    /// The parts, from the entry up to the root.
    #[must_use]
    pub fn rdns(&self) -> &[Rdn] {
        &self.rdns
    }

    /// The unescaped value of the first part, as it was written.
    #[must_use]
    pub fn first_value(&self) -> &str {
        &self.first_value
    }

    /// Whether this is the base or lies below it.
    #[must_use]
    pub fn is_within(&self, base: &Self) -> bool {
        self.rdns.ends_with(&base.rdns)
    }

    /// One text per name, equal for equal names and only for them.
    #[must_use]
    pub fn key(&self) -> String {
        let mut key = String::new();
        for rdn in &self.rdns {
            for (ty, value) in rdn {
                key.push_str(ty);
                key.push('=');
                key.extend(value.chars().flat_map(|c| {
                    let escape = matches!(c, ',' | '+' | '\\').then_some('\\');
                    escape.into_iter().chain([c])
                }));
                key.push('+');
            }
            key.push(',');
        }
        key
    }
}

impl PartialEq for Dn {
    fn eq(&self, other: &Self) -> bool {
        self.rdns == other.rdns
    }
}

impl Eq for Dn {}

/// The pieces between the separators that no backslash stands before.
fn split_unescaped(text: &str, separator: char) -> impl Iterator<Item = &str> {
    let mut escaped = false;
    text.split(move |c: char| {
        let splits = c == separator && !escaped;
        escaped = c == '\\' && !escaped;
        splits
    })
}

/// The value without escapes and without the unescaped spaces at its ends.
fn unescape(text: &str) -> Option<String> {
    let text = text.trim_start_matches(' ');
    let mut bytes = Vec::with_capacity(text.len());
    let mut kept = 0;
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte != b'\\' {
            bytes.push(byte);
            if byte != b' ' {
                kept = bytes.len();
            }
            continue;
        }
        let first = rest.next()?;
        let pair = hex(first).zip(rest.clone().next().and_then(hex));
        if let Some((high, low)) = pair {
            rest.next();
            bytes.push(high * 16 + low);
        } else {
            bytes.push(first);
        }
        kept = bytes.len();
    }
    bytes.truncate(kept);
    String::from_utf8(bytes).ok()
}

fn hex(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}

/// The text with every run of spaces made one.
fn squeeze(text: &str) -> String {
    let mut squeezed = String::with_capacity(text.len());
    for c in text.chars() {
        if c != ' ' || !squeezed.ends_with(' ') {
            squeezed.push(c);
        }
    }
    squeezed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_equal_for_equal_names_only() {
        let key = |text| Dn::parse(text).unwrap().key();
        assert_eq!(key("UID=7+cn=A ,dc=X"), key("CN=a+uid=7,DC=x"));
        assert_ne!(key(r"cn=a\,b=c"), key("cn=a,b=c"));
        assert_ne!(key(r"cn=a\+b=c"), key("cn=a+b=c"));
    }

    #[test]
    fn what_is_no_name_is_refused() {
        for bad in ["x", "=a", "cn=a,", r"cn=a\", r"cn=\ff", "cn=a+,dc=b"] {
            assert!(Dn::parse(bad).is_none(), "{bad}");
        }
    }
}
