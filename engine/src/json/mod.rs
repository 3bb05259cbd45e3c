//! JSON text → trees, texts and numbers, with the place of what is wrong; trees → JSON text.
//!
//! There is no code for each type that is read, and doubles go through the engine's own reader: the
//! usual one and its tables are a twentieth of a module for the browser.

mod reader;
mod scan;
mod writer;
mod wrong;

pub use reader::{Reader, Reading};
pub use scan::Number;
pub(crate) use scan::{has_special, number, text_end, word_end};
pub(crate) use writer::push_escaped;
pub use writer::{push_text, write, write_lines};
pub use wrong::{Mistake, Wrong};

use serde_json::Value;

/// How deep lists and objects may lie in each other.
pub const DEEPEST: usize = 127;

/// The tree of a text. Of fields with the same name the last one counts.
///
/// ```
/// let wrong = attrmap::json::parse("[1,\n 2").unwrap_err();
/// assert_eq!((wrong.line, wrong.column), (2, 3));
/// ```
///
/// # Errors
/// What is wrong with the text first, and where.
pub fn parse(text: &str) -> Result<Value, Wrong> {
    Reader::whole(text, &mut Reader::tree)
}

/// The tree of a text in bytes.
///
/// # Errors
/// As [`parse`]; and what is not UTF-8.
pub fn parse_bytes(bytes: &[u8]) -> Result<Value, Wrong> {
    match std::str::from_utf8(bytes) {
        Ok(text) => parse(text),
        Err(error) => {
            let before = bytes.get(..error.valid_up_to()).unwrap_or_default();
            let text = std::str::from_utf8(before).unwrap_or_default();
            Err(Wrong::new(Mistake::Encoding, text, text.len()))
        }
    }
}
