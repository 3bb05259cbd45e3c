//! Bytes of JSON → where a value ends and what it is; `None` where `serde_json` has to decide.
//!
//! What passes here also passes there. The converse does not hold: line ends between values, deep
//! nesting and every mistake are left to the slower reader.

use crate::value::read_double;

/// How deep lists and objects are followed: one bit each says which of them is open.
const DEPTH: u32 = 60;

const LOW: u64 = 0x0101_0101_0101_0101;
const HIGH: u64 = 0x8080_8080_8080_8080;

/// A number as its text says it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Number {
    Whole(i64),
    Double(f64),
}

/// Where the text that begins at `at`, behind its quote, ends, and whether it has escapes.
///
/// The end is the place of the closing quote.
#[inline]
pub(super) fn text_end(bytes: &[u8], at: usize) -> Option<(usize, bool)> {
    let end = special(bytes, at)?;
    match bytes.get(end) {
        Some(b'"') => Some((end, false)),
        Some(b'\\') => Some((escaped_text_end(bytes, end)?, true)),
        _ => None,
    }
}

/// The next quote, backslash or control character.
///
/// Eight bytes at a time: most texts are so short that vectors of bytes take longer to set up.
#[inline]
fn special(bytes: &[u8], at: usize) -> Option<usize> {
    let (words, rest) = bytes.get(at..)?.as_chunks::<8>();
    let mut word_at = at;
    for word in words {
        let marks = special_marks(u64::from_le_bytes(*word));
        if marks != 0 {
            return Some(word_at + (marks.trailing_zeros() / 8) as usize);
        }
        word_at += 8;
    }
    Some(word_at + rest.iter().position(|byte| is_special(*byte))?)
}

/// Whether a text has a quote, a backslash or a control character.
#[inline]
pub(super) fn has_special(text: &str) -> bool {
    let marks_of = |word: &[u8; 8]| special_marks(u64::from_le_bytes(*word));
    let bytes = text.as_bytes();
    let Some(last) = bytes.last_chunk::<8>() else {
        return bytes.iter().any(|byte| is_special(*byte));
    };
    let (words, _) = bytes.as_chunks::<8>();
    // What the last word has in common with the one before is looked at twice.
    words.iter().fold(marks_of(last), |marks, word| marks | marks_of(word)) != 0
}

#[inline]
fn is_special(byte: u8) -> bool {
    matches!(byte, b'"' | b'\\' | 0..0x20)
}

/// Zero without special bytes; else its lowest bit is in the first of them.
#[inline]
fn special_marks(word: u64) -> u64 {
    let quote = word ^ (LOW * 0x22);
    let backslash = word ^ (LOW * 0x5C);
    // The lowest mark is always right; those above it may be caused by its borrow.
    let marks = (quote.wrapping_sub(LOW) & !quote)
        | (backslash.wrapping_sub(LOW) & !backslash)
        | (word.wrapping_sub(LOW * 0x20) & !word);
    marks & HIGH
}

#[cold]
fn escaped_text_end(bytes: &[u8], mut at: usize) -> Option<usize> {
    loop {
        at = match bytes.get(at)? {
            b'"' => return Some(at),
            b'\\' => escape_end(bytes, at + 1)?,
            _ => return None,
        };
        at = special(bytes, at)?;
    }
}

/// The end of an escape whose backslash stands before `at`; surrogates come in pairs.
fn escape_end(bytes: &[u8], at: usize) -> Option<usize> {
    match bytes.get(at)? {
        b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't' => Some(at + 1),
        b'u' => match unit(bytes, at + 1)? {
            0xD800..=0xDBFF => {
                let is_pair = bytes.get(at + 5..at + 7)? == b"\\u"
                    && (0xDC00..=0xDFFF).contains(&unit(bytes, at + 7)?);
                is_pair.then_some(at + 11)
            }
            0xDC00..=0xDFFF => None,
            _ => Some(at + 5),
        },
        _ => None,
    }
}

fn unit(bytes: &[u8], at: usize) -> Option<u32> {
    let digits = bytes.get(at..at + 4)?;
    digits.iter().try_fold(0, |unit, digit| Some(unit * 16 + char::from(*digit).to_digit(16)?))
}

/// The number that begins at `at`, and where it ends.
#[inline]
pub(super) fn number(text: &str, at: usize) -> Option<(Number, usize)> {
    let bytes = text.as_bytes();
    let is_negative = bytes.get(at) == Some(&b'-');
    let first = at + usize::from(is_negative);
    let mut end = first;
    let mut whole: i64 = 0;
    while let Some(digit @ b'0'..=b'9') = bytes.get(end) {
        whole = whole.wrapping_mul(10).wrapping_add(i64::from(digit - b'0'));
        end += 1;
    }
    let digits = end - first;
    if digits == 0 || (digits > 1 && bytes.get(first) == Some(&b'0')) {
        return None;
    }
    let is_plain = !matches!(bytes.get(end), Some(b'.' | b'e' | b'E'));
    if is_plain && digits <= 18 && !(is_negative && whole == 0) {
        return Some((Number::Whole(if is_negative { -whole } else { whole }), end));
    }
    unusual_number(text, at, end)
}

/// Fractions, exponents, more digits than are sure to fit, and the zero below zero.
#[cold]
fn unusual_number(text: &str, at: usize, mut end: usize) -> Option<(Number, usize)> {
    let bytes = text.as_bytes();
    let begin = end;
    if bytes.get(end) == Some(&b'.') {
        end = digits_end(bytes, end + 1)?;
    }
    if let Some(b'e' | b'E') = bytes.get(end) {
        let has_sign = matches!(bytes.get(end + 1), Some(b'+' | b'-'));
        end = digits_end(bytes, end + 1 + usize::from(has_sign))?;
    }
    let number = text.get(at..end)?;
    if begin == end
        && number != "-0"
        && let Ok(whole) = number.parse()
    {
        return Some((Number::Whole(whole), end));
    }
    let double = read_double(number)?;
    double.is_finite().then_some((Number::Double(double), end))
}

fn digits_end(bytes: &[u8], at: usize) -> Option<usize> {
    let rest = bytes.get(at..)?;
    let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
    (digits > 0).then_some(at + digits)
}

/// Behind blanks, which are no line ends.
#[inline]
pub(super) fn blanks_end(bytes: &[u8], mut at: usize) -> usize {
    while let Some(b' ' | b'\t' | b'\r') = bytes.get(at) {
        at += 1;
    }
    at
}

/// Behind a word such as `true`.
#[inline]
pub(super) fn word_end(bytes: &[u8], at: usize, word: &[u8]) -> Option<usize> {
    bytes.get(at..)?.starts_with(word).then_some(at + word.len())
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
