//! A line of JSON → where its values end; `None` where the reader of whole texts has to decide.
//!
//! What passes here also passes there. The converse does not hold: line ends between values, deep
//! nesting and every mistake are left to the slower reader. Nothing is kept of a value that is passed
//! over, which is why this is apart from [`crate::json::Reader`].

use crate::json::{number, text_end, word_end};

/// How deep lists and objects are followed: one bit each says which of them is open.
const DEPTH: u32 = 60;

/// Behind blanks, which are no line ends.
#[inline]
pub(super) fn blanks_end(bytes: &[u8], mut at: usize) -> usize {
    while let Some(b' ' | b'\t' | b'\r') = bytes.get(at) {
        at += 1;
    }
    at
}

/// Behind the value that begins at `at`.
#[inline]
pub(super) fn value_end(text: &str, at: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    match bytes.get(at)? {
        b'"' => Some(text_end(bytes, at + 1)?.0 + 1),
        b't' => word_end(bytes, at, b"true"),
        b'f' => word_end(bytes, at, b"false"),
        b'n' => word_end(bytes, at, b"null"),
        b'[' | b'{' => nested_end(text, at),
        _ => Some(number(text, at)?.1),
    }
}

/// Behind the list or object that begins at `at`.
pub(super) fn nested_end(text: &str, mut at: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut depth = 0;
    // The lowest bit is set while an object is open, and not a list.
    let mut objects: u64 = 0;
    loop {
        // A value is due here.
        let opened = *bytes.get(at)?;
        if matches!(opened, b'[' | b'{') {
            depth += 1;
            if depth > DEPTH {
                return None;
            }
            objects = objects << 1 | u64::from(opened == b'{');
            at = blanks_end(bytes, at + 1);
            let close = if opened == b'{' { b'}' } else { b']' };
            if *bytes.get(at)? != close {
                if opened == b'{' {
                    at = key_end(bytes, at)?;
                }
                continue;
            }
        } else {
            at = value_end(text, at)?;
        }
        // A value ends here, or an empty list or object is about to.
        loop {
            at = blanks_end(bytes, at);
            let is_object = objects & 1 == 1;
            match bytes.get(at)? {
                b',' => {
                    at = blanks_end(bytes, at + 1);
                    if is_object {
                        at = key_end(bytes, at)?;
                    }
                    break;
                }
                b'}' if is_object => {}
                b']' if !is_object => {}
                _ => return None,
            }
            at += 1;
            depth -= 1;
            objects >>= 1;
            if depth == 0 {
                return Some(at);
            }
        }
    }
}

/// Behind a key and its colon, where the value begins.
fn key_end(bytes: &[u8], at: usize) -> Option<usize> {
    if *bytes.get(at)? != b'"' {
        return None;
    }
    let colon = blanks_end(bytes, text_end(bytes, at + 1)?.0 + 1);
    (*bytes.get(colon)? == b':').then(|| blanks_end(bytes, colon + 1))
}
