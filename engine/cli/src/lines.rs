//! A stream of bytes → blocks of whole lines, in bounded memory.

use std::io::{self, Read};

/// How many bytes are read at a time.
const BLOCK: usize = 128 << 10;
/// The longest line that is taken, in bytes.
pub(crate) const LONGEST: usize = 4 << 20;

const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// What was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Piece {
    /// Lines; the last one of the stream may have no line end.
    Lines,
    /// A line that is longer than [`LONGEST`], which is left out.
    TooLong,
}

/// The lines of a stream.
pub(crate) struct Lines<R> {
    source: R,
    /// The begin of a line, and in the beginning perhaps more.
    rest: Vec<u8>,
    is_first: bool,
    has_ended: bool,
}

impl<R: Read> Lines<R> {
    pub(crate) fn new(source: R) -> Self {
        Self { source, rest: Vec::new(), is_first: true, has_ended: false }
    }

    /// Fills `block` with the next lines; `None` at the end.
    pub(crate) fn read(&mut self, block: &mut Vec<u8>) -> io::Result<Option<Piece>> {
        block.clear();
        block.append(&mut self.rest);
        let mut searched = 0;
        loop {
            let line_end = |byte: &u8| *byte == b'\n';
            let found = block.iter().skip(searched).position(line_end).map(|at| at + searched);
            match found {
                Some(first) if first > LONGEST => {
                    self.keep(block, first + 1);
                    return Ok(Some(Piece::TooLong));
                }
                Some(first) => {
                    let last = block.iter().rposition(line_end).unwrap_or(first);
                    self.keep(block, last + 1);
                    return Ok(Some(Piece::Lines));
                }
                None if block.len() > LONGEST => {
                    self.skip_line(block)?;
                    return Ok(Some(Piece::TooLong));
                }
                None if self.has_ended => {
                    return Ok((!block.is_empty()).then_some(Piece::Lines));
                }
                None => searched = block.len(),
            }
            self.fill(block)?;
        }
    }

    /// Reads more.
    fn fill(&mut self, block: &mut Vec<u8>) -> io::Result<()> {
        let read = self.source.by_ref().take(BLOCK as u64).read_to_end(block)?;
        self.has_ended = read < BLOCK;
        if self.is_first && block.starts_with(BYTE_ORDER_MARK) {
            block.drain(..BYTE_ORDER_MARK.len());
        }
        self.is_first = false;
        Ok(())
    }

    /// Cuts the block and keeps what is behind.
    fn keep(&mut self, block: &mut Vec<u8>, end: usize) {
        self.rest.extend_from_slice(block.get(end..).unwrap_or_default());
        block.truncate(end);
    }

    /// Leaves out everything up to the next line end.
    fn skip_line(&mut self, block: &mut Vec<u8>) -> io::Result<()> {
        while !self.has_ended {
            block.clear();
            self.fill(block)?;
            if let Some(end) = block.iter().position(|byte| *byte == b'\n') {
                self.keep(block, end + 1);
                break;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(text: &[u8]) -> Vec<(Piece, usize)> {
        let mut lines = Lines::new(text);
        let mut block = Vec::new();
        let mut pieces = Vec::new();
        while let Some(piece) = lines.read(&mut block).unwrap() {
            pieces.push((piece, block.split(|byte| *byte == b'\n').count() - 1));
        }
        pieces
    }

    #[test]
    fn blocks_end_with_a_line() {
        let text = "{\"a\": 1}\n".repeat(40_000);
        let mut lines = Lines::new(text.as_bytes());
        let (mut block, mut all) = (Vec::new(), Vec::new());
        while lines.read(&mut block).unwrap() == Some(Piece::Lines) {
            assert!(block.ends_with(b"\n") && block.len() < 2 * BLOCK);
            all.extend_from_slice(&block);
        }
        assert_eq!(all, text.as_bytes());
        assert_eq!(pieces(b""), []);
        assert_eq!(pieces(b"\xEF\xBB\xBFa\nb"), [(Piece::Lines, 1), (Piece::Lines, 0)]);
    }

    #[test]
    fn a_line_is_too_long_wherever_it_stands() {
        let fits = vec![b'x'; LONGEST];
        let long = vec![b'x'; LONGEST + 1];
        let huge = vec![b'x'; 3 * LONGEST];
        let text = [b"a\n", &*fits, b"\n", &*long, b"\nb\n", &*huge, b"\nc\n", &*long].concat();
        let found: Vec<_> = pieces(&text).iter().map(|(piece, _)| *piece).collect();
        assert_eq!(found.iter().filter(|piece| **piece == Piece::TooLong).count(), 3);
        assert_eq!(found.last(), Some(&Piece::TooLong));
        assert_eq!(
            pieces(&text).iter().filter(|(p, _)| *p == Piece::Lines).map(|p| p.1).sum::<usize>(),
            4
        );
    }
}
