//! Bytes ⇄ Base64, as RFC 4648 has it.

/// Which 64 characters, and whether the end is filled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Base64 {
    /// With `+` and `/`, filled with `=` to groups of four.
    Standard,
    /// With `-` and `_`, not filled, for addresses.
    Url,
}

impl Base64 {
    /// Writes bytes behind a text.
    pub fn encode(self, bytes: &[u8], out: &mut String) {
        for group in bytes.chunks(3) {
            let byte = |place: usize| u32::from(group.get(place).copied().unwrap_or_default());
            let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
            for place in 0..4 {
                if place <= group.len() {
                    out.push(self.character(bits >> (18 - 6 * place) & 63));
                } else if self == Self::Standard {
                    out.push('=');
                }
            }
        }
    }

    /// Reads a text; `None` for one that would not be written so.
    pub fn decode(self, text: &[u8]) -> Option<Vec<u8>> {
        let mut digits = text;
        if self == Self::Standard {
            if !text.len().is_multiple_of(4) {
                return None;
            }
            let filled = text.strip_suffix(b"=").unwrap_or(text);
            digits = filled.strip_suffix(b"=").unwrap_or(filled);
        }
        if digits.len() % 4 == 1 {
            return None;
        }
        let mut bytes = Vec::with_capacity(digits.len() / 4 * 3 + 2);
        let (mut bits, mut count) = (0_u32, 0);
        for digit in digits {
            bits = bits << 6 | u32::from(self.value(*digit)?);
            count += 6;
            if count >= 8 {
                count -= 8;
                bytes.push(u8::try_from(bits >> count & 255).ok()?);
            }
        }
        (bits & ((1 << count) - 1) == 0).then_some(bytes)
    }

    fn character(self, value: u32) -> char {
        let value = u8::try_from(value).unwrap_or_default();
        char::from(match (value, self) {
            (0..26, _) => b'A' + value,
            (26..52, _) => b'a' + value - 26,
            (52..62, _) => b'0' + value - 52,
            (62, Self::Standard) => b'+',
            (62, Self::Url) => b'-',
            (_, Self::Standard) => b'/',
            (_, Self::Url) => b'_',
        })
    }

    fn value(self, digit: u8) -> Option<u8> {
        Some(match (digit, self) {
            (b'A'..=b'Z', _) => digit - b'A',
            (b'a'..=b'z', _) => digit - b'a' + 26,
            (b'0'..=b'9', _) => digit - b'0' + 52,
            (b'+', Self::Standard) | (b'-', Self::Url) => 62,
            (b'/', Self::Standard) | (b'_', Self::Url) => 63,
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use base64::Engine as _;
    use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};

    use super::*;

    #[test]
    fn bytes_are_written_and_read_as_by_another_coder() {
        let bytes: Vec<u8> = (0..=255).rev().collect();
        for length in 0..bytes.len() {
            let bytes = &bytes[..length];
            let [mut standard, mut url] = [String::new(), String::new()];
            Base64::Standard.encode(bytes, &mut standard);
            Base64::Url.encode(bytes, &mut url);
            assert_eq!(
                (&standard, &url),
                (&STANDARD.encode(bytes), &URL_SAFE_NO_PAD.encode(bytes))
            );
            assert_eq!(Base64::Standard.decode(standard.as_bytes()).as_deref(), Some(bytes));
            assert_eq!(Base64::Url.decode(url.as_bytes()).as_deref(), Some(bytes));
        }
    }

    #[test]
    fn what_would_not_be_written_is_not_read() {
        for text in [
            "", "A", "AA", "AAA", "AAAA", "AA==", "AAA=", "A===", "====", "=", "==", "AB==",
            "AAB=", "AA=", "AA=A", "AAAA=", "AAAA====", "A A=", "é===", "+/+/", "-_-_", "AAAAA",
            "AA\n=",
        ] {
            let bytes = text.as_bytes();
            assert_eq!(Base64::Standard.decode(bytes), STANDARD.decode(text).ok(), "{text}");
            assert_eq!(Base64::Url.decode(bytes), URL_SAFE_NO_PAD.decode(text).ok(), "{text}");
        }
    }
}
