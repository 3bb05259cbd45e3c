//! Bytes of a text and the UTF-16 units that the browser counts in.

/// The UTF-16 offset of a byte offset; past the end it is the length.
pub(crate) fn from_byte(text: &str, byte: usize) -> u32 {
    let before = text.get(..byte).unwrap_or(text);
    u32::try_from(before.encode_utf16().count()).unwrap_or(u32::MAX)
}

/// The byte offset of a UTF-16 offset; inside a pair it is the pair's start.
pub(crate) fn to_byte(text: &str, unit: u32) -> usize {
    let mut units = 0;
    for (at, character) in text.char_indices() {
        units += character.len_utf16();
        if (unit as usize) < units {
            return at;
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_convert_both_ways_around_a_pair() {
        let text = "a😀é";
        assert_eq!(from_byte(text, 5), 3);
        assert_eq!(to_byte(text, 3), 5);
        assert_eq!(to_byte(text, 2), 1);
        assert_eq!(to_byte(text, 99), text.len());
        assert_eq!(from_byte(text, 99), 4);
    }
}
