//! The bytes of a file → text, and how they were understood.

use std::rc::Rc;

/// A file that is to be imported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Handed {
    pub(crate) text: Rc<str>,
    pub(crate) encoding: Encoding,
    /// Its bytes, if it is too large to be read.
    pub(crate) refused: Option<usize>,
}

/// How the characters of a file are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Encoding {
    #[default]
    Utf8,
    /// By the mark at its start.
    Utf16,
    /// It is not UTF-8 and has no mark, so this is a guess.
    Windows1252,
}

/// The text of a file: UTF-8, UTF-16 by its mark, else Windows-1252.
pub(crate) fn decode(bytes: Vec<u8>) -> (String, Encoding) {
    let units = |from_bytes: fn([u8; 2]) -> u16| -> String {
        let pairs = bytes.chunks_exact(2).skip(1);
        let units = pairs.filter_map(|pair| pair.try_into().ok().map(from_bytes));
        char::decode_utf16(units).map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
    };
    match bytes.as_slice() {
        [0xff, 0xfe, ..] => (units(u16::from_le_bytes), Encoding::Utf16),
        [0xfe, 0xff, ..] => (units(u16::from_be_bytes), Encoding::Utf16),
        _ => match String::from_utf8(bytes) {
            Ok(text) => (text, Encoding::Utf8),
            Err(refused) => {
                let bytes = refused.into_bytes();
                (bytes.into_iter().map(windows_1252).collect(), Encoding::Windows1252)
            }
        },
    }
}

/// The characters of Windows-1252 that are not those of the same number.
fn windows_1252(byte: u8) -> char {
    const SPECIAL: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž',
        '\u{8f}', '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}',
        'ž', 'Ÿ',
    ];
    let special = byte.checked_sub(0x80).and_then(|place| SPECIAL.get(usize::from(place)));
    special.copied().unwrap_or(char::from(byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_encoding_is_known_by_its_bytes() {
        let text = "Zoë “王” 😀";
        assert_eq!(decode(text.into()), (text.to_owned(), Encoding::Utf8));
        let with_mark = || std::iter::once(0xfeff).chain(text.encode_utf16());
        let little = with_mark().flat_map(u16::to_le_bytes).collect();
        assert_eq!(decode(little), (text.to_owned(), Encoding::Utf16));
        let big = with_mark().flat_map(u16::to_be_bytes).collect();
        assert_eq!(decode(big), (text.to_owned(), Encoding::Utf16));
        let guess = decode(b"Zo\xeb \x93\x80\x94 \x9f\x81".to_vec());
        assert_eq!(guess, ("Zoë “€” Ÿ\u{81}".to_owned(), Encoding::Windows1252));
    }

    #[test]
    fn half_a_pair_harms_nothing() {
        assert_eq!(decode(vec![0xff, 0xfe, 0x00, 0xd8, 0x41]).0, "\u{fffd}");
        assert_eq!(decode(vec![]).0, "");
    }
}
