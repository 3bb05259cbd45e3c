//! Bytes of a text and the UTF-16 units that the browser counts in.

use attrmap::text::{byte_offset, utf16_offset};

/// The UTF-16 offset of a byte offset; past the end it is the length.
pub(crate) fn from_byte(text: &str, byte: usize) -> u32 {
    u32::try_from(utf16_offset(text, byte)).unwrap_or(u32::MAX)
}

/// The byte offset of a UTF-16 offset; inside a pair it is the pair's start.
pub(crate) fn to_byte(text: &str, unit: u32) -> usize {
    byte_offset(text, unit as usize)
}

/// UTF-16 offsets of many byte offsets, cheap where they come in reading order.
#[derive(Debug)]
pub(crate) struct Units<'t> {
    text: &'t str,
    byte: usize,
    unit: u32,
}

impl<'t> Units<'t> {
    pub(crate) fn new(text: &'t str) -> Self {
        Self { text, byte: 0, unit: 0 }
    }

    /// The UTF-16 offset of a byte offset.
    pub(crate) fn of(&mut self, byte: usize) -> u32 {
        match self.text.get(self.byte..byte) {
            Some(more) => {
                self.unit = self.unit.saturating_add(from_byte(more, more.len()));
                self.byte = byte;
                self.unit
            }
            None => from_byte(self.text, byte),
        }
    }
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

    #[test]
    fn many_offsets_in_and_out_of_order_are_those_of_one() {
        let text = "a😀é😀b";
        let mut units = Units::new(text);
        for byte in [0, 1, 5, 7, 7, 11, 12, 5, 0, 99] {
            assert_eq!(units.of(byte), from_byte(text, byte), "{byte}");
        }
    }
}
