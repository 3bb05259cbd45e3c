//! Text → its lower and upper case, as the standard library has them.
//!
//! `engine/generators/letters.rs` writes the tables from those of the standard library, which are
//! 24 kB: runs of characters that follow each other, or every other one, and are as far from their
//! other case. Of a run there are the gap before it, its length above the bit that tells the step,
//! and the distance, in seven bits a byte; `long.txt` has the upper cases of several characters.

use crate::packed::Numbers;

static LOWER: &[u8] = include_bytes!("lower.bin");
static UPPER: &[u8] = include_bytes!("upper.bin");
static LONG: &str = include_str!("long.txt");

/// Text in another case.
pub trait Letters {
    /// In lower case; a Greek sigma that ends a word is the final one.
    fn lower(&self) -> String;

    /// In upper case, where `ß` is `SS`.
    fn upper(&self) -> String;
}

impl Letters for str {
    fn lower(&self) -> String {
        if self.is_ascii() {
            return self.to_ascii_lowercase();
        }
        let mut lower = String::with_capacity(self.len());
        for (at, character) in self.char_indices() {
            match character {
                'Σ' => lower.push(sigma(self, at)),
                'İ' => lower.push_str("i\u{307}"),
                _ => lower.push(lower_of(character)),
            }
        }
        lower
    }

    fn upper(&self) -> String {
        if self.is_ascii() {
            return self.to_ascii_uppercase();
        }
        let mut upper = String::with_capacity(self.len());
        for character in self.chars() {
            match longer(character) {
                Some(several) => upper.push_str(several),
                None => upper.push(upper_of(character)),
            }
        }
        upper
    }
}

/// The first character of the lower case.
pub(crate) fn lower_of(character: char) -> char {
    if character == 'İ' { 'i' } else { mapped(LOWER, character) }
}

/// The upper case where it is one character, else the character itself.
pub(crate) fn upper_of(character: char) -> char {
    mapped(UPPER, character)
}

/// The upper case where it is several characters.
pub(crate) fn longer(character: char) -> Option<&'static str> {
    if character.is_ascii() {
        return None;
    }
    LONG.lines().find_map(|line| line.strip_prefix(character))
}

/// The other case by a table of runs.
fn mapped(table: &'static [u8], character: char) -> char {
    // From Hebrew to Burmese, and of Chinese and Korean, there is nothing to find.
    if matches!(
        character,
        '\u{590}'..='\u{109F}' | '\u{2E80}'..='\u{A63F}' | '\u{AC00}'..='\u{FAFF}' | '\u{1F000}'..
    ) {
        return character;
    }
    let code = u32::from(character);
    let mut numbers = Numbers::new(table);
    let mut first = 0;
    while let (Some(gap), Some(length), Some(distance)) =
        (numbers.next(), numbers.next(), numbers.next())
    {
        first += gap;
        let (length, step) = (length >> 1, 1 + (length & 1));
        let last = first + (length.saturating_sub(1)) * step;
        if code < first {
            return character;
        }
        if code <= last {
            let is_in = (code - first).is_multiple_of(step);
            let distance = (distance >> 1).cast_signed() ^ -((distance & 1).cast_signed());
            let other = code.checked_add_signed(distance).and_then(char::from_u32);
            return other.filter(|_| is_in).unwrap_or(character);
        }
        first = last + 1;
    }
    character
}

/// The lower case of the sigma at `at`: the final one behind a letter and before none.
fn sigma(text: &str, at: usize) -> char {
    let is_letter = |character: &char| !is_between(*character);
    let has_case = |character: char| {
        lower_of(character) != character
            || upper_of(character) != character
            || longer(character).is_some()
    };
    let (before, behind) = text.split_at_checked(at).unwrap_or((text, ""));
    let letter_before = before.chars().rev().find(is_letter).is_some_and(has_case);
    let letter_behind = behind.chars().skip(1).find(is_letter).is_some_and(has_case);
    if letter_before && !letter_behind { 'ς' } else { 'σ' }
}

/// Whether a character may stand in a word without being a letter: an apostrophe, an accent.
const fn is_between(character: char) -> bool {
    matches!(
        character,
        '\'' | '.' | ':' | '^' | '`' | '¨' | '\u{AD}' | '¯' | '´' | '·' | '¸' | 'ʰ'..='\u{36F}'
            | '\u{483}'..='\u{489}' | '\u{200B}'..='\u{200F}' | '‘' | '’' | '․' | '‧'
            | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2064}' | '\u{20D0}'..='\u{20F0}'
            | '\u{FE00}'..='\u{FE0F}' | '\u{FE20}'..='\u{FE2F}' | '\u{FEFF}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_character_has_the_cases_of_the_standard_library() {
        for character in '\0'..=char::MAX {
            let text = character.to_string();
            assert_eq!(text.lower(), text.to_lowercase(), "{character:?}");
            assert_eq!(text.upper(), text.to_uppercase(), "{character:?}");
        }
    }

    #[test]
    fn a_sigma_ends_a_word_or_does_not() {
        for text in ["ΟΔΥΣΣΕΥΣ", "Σ", "ΑΣ", "ΑΣ.", "Α'Σ", "ΑΣΑ", "ΑΣ'Α", "1Σ", "ΑΣ1", "Α\u{301}Σ b"]
        {
            assert_eq!(text.lower(), text.to_lowercase(), "{text}");
        }
    }
}
