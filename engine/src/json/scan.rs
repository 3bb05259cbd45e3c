//! Bytes of JSON → where a text, a number or a word ends and what it is; `None` where it is broken.

use super::Mistake;
use crate::value::{Value, read_double};

const LOW: u64 = 0x0101_0101_0101_0101;
const HIGH: u64 = 0x8080_8080_8080_8080;

/// A number as its text says it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Number {
    /// A whole number.
    Whole(i64),
    /// A whole number that is larger.
    Large(u64),
    /// Any other.
    Double(f64),
}

impl From<Number> for Value<'_> {
    #[inline]
    fn from(number: Number) -> Self {
        match number {
            Number::Whole(whole) => Self::whole(whole),
            #[expect(clippy::cast_precision_loss, reason = "beyond 64 bits there are doubles")]
            Number::Large(large) => Self::Double(large as f64),
            Number::Double(double) => Self::Double(double),
        }
    }
}

/// Where the text that begins at `at`, behind its quote, ends, and whether it has escapes.
///
/// The end is the place of the closing quote.
#[inline]
pub(crate) fn text_end(bytes: &[u8], at: usize) -> Option<(usize, bool)> {
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
pub(crate) fn has_special(text: &str) -> bool {
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

/// What is wrong with the text that begins at `at`, behind its quote, and where.
#[cold]
pub(super) fn text_mistake(bytes: &[u8], mut at: usize) -> (usize, Mistake) {
    while let Some(place) = special(bytes, at) {
        at = match (bytes.get(place), escape_end(bytes, place + 1)) {
            (Some(b'\\'), Some(end)) => end,
            (Some(b'\\'), None) => {
                let is_whole =
                    bytes.get(place + 1) == Some(&b'u') && unit(bytes, place + 2).is_some();
                return (place, if is_whole { Mistake::Half } else { Mistake::Escape });
            }
            _ => return (place, Mistake::Control),
        };
    }
    (bytes.len(), Mistake::Quote)
}

/// The text that is written between quotes; [`text_end`] has found nothing wrong with it.
#[cold]
pub(super) fn unescaped(written: &str) -> String {
    let mut text = String::with_capacity(written.len());
    let mut rest = written;
    while let Some((plain, escape)) = rest.split_once('\\') {
        text.push_str(plain);
        let character;
        (character, rest) = escaped(escape);
        text.push(character);
    }
    text + rest
}

/// The character of an escape, and what stands behind it.
fn escaped(escape: &str) -> (char, &str) {
    let mut rest = escape.chars();
    let character = match rest.next() {
        Some('b') => '\u{8}',
        Some('f') => '\u{c}',
        Some('n') => '\n',
        Some('r') => '\r',
        Some('t') => '\t',
        Some('u') => {
            let bytes = escape.as_bytes();
            let first = unit(bytes, 1).unwrap_or_default();
            let second = unit(bytes, 7).unwrap_or_default();
            let is_pair = (0xD800..=0xDBFF).contains(&first);
            rest = escape.get(if is_pair { 11 } else { 5 }..).unwrap_or_default().chars();
            let code =
                if is_pair { 0x1_0000 + ((first & 0x3FF) << 10) + (second & 0x3FF) } else { first };
            char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER)
        }
        other => other.unwrap_or_default(),
    };
    (character, rest.as_str())
}

fn unit(bytes: &[u8], at: usize) -> Option<u32> {
    let digits = bytes.get(at..at + 4)?;
    digits.iter().try_fold(0, |unit, digit| Some(unit * 16 + char::from(*digit).to_digit(16)?))
}

/// The number that begins at `at`, and where it ends.
#[inline]
pub(crate) fn number(text: &str, at: usize) -> Option<(Number, usize)> {
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
    unusual_number(text, at)
}

/// Fractions, exponents, more digits than are sure to fit, and the zero below zero.
#[cold]
fn unusual_number(text: &str, at: usize) -> Option<(Number, usize)> {
    let end = number_end(text.as_bytes(), at).ok()?;
    let number = text.get(at..end)?;
    if number != "-0"
        && let Some(whole) = whole(number)
    {
        return Some((whole, end));
    }
    let double = read_double(number)?;
    double.is_finite().then_some((Number::Double(double), end))
}

/// Behind the number that begins at `at`, or where it is broken.
pub(super) fn number_end(bytes: &[u8], at: usize) -> Result<usize, (usize, Mistake)> {
    let first = at + usize::from(bytes.get(at) == Some(&b'-'));
    let mut end = digits_end(bytes, first)?;
    if end > first + 1 && bytes.get(first) == Some(&b'0') {
        return Err((first + 1, Mistake::Zero));
    }
    if bytes.get(end) == Some(&b'.') {
        end = digits_end(bytes, end + 1)?;
    }
    if let Some(b'e' | b'E') = bytes.get(end) {
        let has_sign = matches!(bytes.get(end + 1), Some(b'+' | b'-'));
        end = digits_end(bytes, end + 1 + usize::from(has_sign))?;
    }
    Ok(end)
}

fn whole(digits: &str) -> Option<Number> {
    let whole = digits.parse().map(Number::Whole);
    whole.or_else(|_| digits.parse().map(Number::Large)).ok()
}

/// Behind one digit or more.
fn digits_end(bytes: &[u8], at: usize) -> Result<usize, (usize, Mistake)> {
    let rest = bytes.get(at..).unwrap_or_default();
    let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
    if digits > 0 { Ok(at + digits) } else { Err((at, Mistake::Digit)) }
}

/// Behind a word such as `true`.
#[inline]
pub(crate) fn word_end(bytes: &[u8], at: usize, word: &[u8]) -> Option<usize> {
    bytes.get(at..)?.starts_with(word).then_some(at + word.len())
}
