//! Numbers, texts and lists as bytes, which cross to a worker without being copied object by object.

/// Writes values one behind the other.
#[derive(Debug, Default)]
pub(super) struct Writer(Vec<u8>);

impl Writer {
    /// What was written.
    pub(super) fn into_bytes(self) -> Vec<u8> {
        self.0
    }

    pub(super) fn byte(&mut self, byte: u8) {
        self.0.push(byte);
    }

    pub(super) fn flag(&mut self, flag: bool) {
        self.byte(u8::from(flag));
    }

    /// Numbers that do not fit are those of rows that no page has.
    pub(super) fn size(&mut self, size: usize) {
        self.number(u32::try_from(size).unwrap_or(u32::MAX));
    }

    pub(super) fn number(&mut self, number: u32) {
        self.0.extend(number.to_le_bytes());
    }

    pub(super) fn numbers(&mut self, numbers: &[u32]) {
        self.size(numbers.len());
        for number in numbers {
            self.number(*number);
        }
    }

    pub(super) fn bytes(&mut self, bytes: &[u8]) {
        self.size(bytes.len());
        self.0.extend(bytes);
    }

    pub(super) fn text(&mut self, text: &str) {
        self.bytes(text.as_bytes());
    }

    /// Whether there is a value, and the value.
    pub(super) fn option<T>(&mut self, value: Option<T>, write: impl FnOnce(&mut Self, T)) {
        self.flag(value.is_some());
        if let Some(value) = value {
            write(self, value);
        }
    }
}

/// Reads values in the order in which they were written; nothing where there are none.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self(bytes)
    }

    fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(taken)
    }

    pub(super) fn byte(&mut self) -> Option<u8> {
        self.take(1)?.first().copied()
    }

    pub(super) fn flag(&mut self) -> Option<bool> {
        self.byte().map(|byte| byte != 0)
    }

    pub(super) fn number(&mut self) -> Option<u32> {
        self.take(4)?.try_into().ok().map(u32::from_le_bytes)
    }

    pub(super) fn size(&mut self) -> Option<usize> {
        self.number().map(|number| number as usize)
    }

    pub(super) fn numbers(&mut self) -> Option<Vec<u32>> {
        let count = self.size()?;
        let bytes = self.take(count.checked_mul(4)?)?.chunks_exact(4);
        Some(bytes.filter_map(|bytes| bytes.try_into().ok().map(u32::from_le_bytes)).collect())
    }

    pub(super) fn bytes(&mut self) -> Option<&'a [u8]> {
        let count = self.size()?;
        self.take(count)
    }

    pub(super) fn text(&mut self) -> Option<&'a str> {
        std::str::from_utf8(self.bytes()?).ok()
    }

    /// Whether there is a value, and the value; nothing where not even that can be read.
    #[expect(clippy::option_option, reason = "what is not there and what cannot be read differ")]
    pub(super) fn option<T>(
        &mut self,
        read: impl FnOnce(&mut Self) -> Option<T>,
    ) -> Option<Option<T>> {
        if self.flag()? { read(self).map(Some) } else { Some(None) }
    }

    /// As many values as a number before them says.
    pub(super) fn list<T>(
        &mut self,
        mut read: impl FnMut(&mut Self) -> Option<T>,
    ) -> Option<Vec<T>> {
        let count = self.size()?;
        (0..count).map(|_| read(self)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_come_back_in_order_and_then_nothing() {
        let mut writer = Writer::default();
        writer.flag(true);
        writer.numbers(&[1, u32::MAX]);
        writer.text("ž");
        writer.option(Some(7), Writer::number);
        writer.option(None, Writer::number);
        let bytes = writer.into_bytes();
        let mut reader = Reader::new(&bytes);
        assert_eq!(reader.flag(), Some(true));
        assert_eq!(reader.numbers(), Some(vec![1, u32::MAX]));
        assert_eq!(reader.text(), Some("ž"));
        assert_eq!(reader.option(Reader::number), Some(Some(7)));
        assert_eq!(reader.option(Reader::number), Some(None));
        assert_eq!(reader.byte(), None);
    }

    #[test]
    fn a_length_beyond_the_end_is_nothing() {
        assert_eq!(Reader::new(&u32::MAX.to_le_bytes()).numbers(), None);
        assert_eq!(Reader::new(&5_u32.to_le_bytes()).text(), None);
        assert_eq!(Reader::new(&9_u32.to_le_bytes()).list(Reader::byte), None);
    }
}
