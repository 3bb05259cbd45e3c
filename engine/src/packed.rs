//! Bytes of a table → its numbers, of seven bits a byte with the low ones first.

/// The numbers of a table in order.
#[derive(Debug, Clone)]
pub(crate) struct Numbers(std::slice::Iter<'static, u8>);

impl Numbers {
    /// From the first byte of a table.
    pub(crate) fn new(table: &'static [u8]) -> Self {
        Self(table.iter())
    }
}

impl Iterator for Numbers {
    type Item = u32;

    fn next(&mut self) -> Option<u32> {
        let (mut number, mut shift) = (0, 0);
        loop {
            let byte = *self.0.next()?;
            number |= u32::from(byte & 127).checked_shl(shift)?;
            if byte < 128 {
                return Some(number);
            }
            shift += 7;
        }
    }
}
