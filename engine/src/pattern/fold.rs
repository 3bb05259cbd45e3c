//! Upper and lower case of one character as Java's `Character` has them: one character to one character.

use crate::text::{longer, lower_of, upper_of};
use std::sync::OnceLock;

use super::set::Set;
use super::unicode;

/// `Character.toUpperCase`: the full mapping where it is one character, else the simple one.
pub(super) fn upper(character: u32) -> u32 {
    let Some(c) = char::from_u32(character) else { return character };
    match longer(c) {
        None => u32::from(upper_of(c)),
        Some(_) => match character {
            // Greek with iota below: its title case letter is the simple upper case.
            0x1F80..=0x1FAF => character | 8,
            0x1FB3 | 0x1FC3 | 0x1FF3 => character + 9,
            _ => character,
        },
    }
}

/// `Character.toLowerCase`: only capital I with a dot has a longer full mapping.
pub(super) fn lower(character: u32) -> u32 {
    char::from_u32(character).map_or(character, |c| u32::from(lower_of(c)))
}

/// What two characters have in common that differ only by case.
pub(super) fn fold(character: u32) -> u32 {
    lower(upper(character))
}

/// `character` and, for an ASCII letter, its other case.
pub(super) fn ascii_cases(character: u32) -> Set {
    let mut set = Set::single(character);
    if let Some(c) = char::from_u32(character).filter(char::is_ascii_alphabetic) {
        set.insert(u32::from(c.to_ascii_lowercase()));
        set.insert(u32::from(c.to_ascii_uppercase()));
    }
    set
}

/// A character with another case: its upper case, what it folds to, itself.
type Cased = (u32, u32, u32);

/// Every character that has another case, found once.
fn cased() -> &'static [Cased] {
    static CASED: OnceLock<Vec<Cased>> = OnceLock::new();
    CASED.get_or_init(|| {
        let all = unicode::cased().map(|c| (upper(c), fold(c), c));
        all.filter(|(upper, fold, _)| upper != fold).collect()
    })
}

/// Every character that equals `character` when case does not count.
pub(super) fn unicode_cases(character: u32) -> Set {
    let folded = fold(character);
    if upper(character) == folded {
        return Set::single(character);
    }
    match char::from_u32(folded) {
        Some('i') => Set::of("Iiıİ"),
        Some('k') => Set::of("Kk\u{212A}"),
        Some('s') => Set::of("Ssſ"),
        Some(c) if c.is_ascii() => ascii_cases(folded),
        _ => {
            let same = cased().iter().filter(|(_, fold, _)| *fold == folded);
            Set::from_ranges(same.map(|&(.., c)| (c, c)).chain([(folded, folded)]))
        }
    }
}

/// `range` and every character whose upper case, or whose lower case of that, is in it.
pub(super) fn unicode_range(first: u32, last: u32) -> Set {
    let within = |c: u32| (first..=last).contains(&c);
    let others = cased().iter().filter(|(upper, fold, _)| within(*upper) || within(*fold));
    Set::from_ranges(others.map(|&(.., c)| (c, c)).chain([(first, last)]))
}

/// The range and the other case of each ASCII letter in it.
pub(super) fn ascii_range(first: u32, last: u32) -> Set {
    let lower_letters = Set::range(97, 122).intersection(&Set::range(first, last));
    let upper_letters = Set::range(65, 90).intersection(&Set::range(first, last));
    let moved = lower_letters.ranges().iter().map(|(a, b)| (a - 32, b - 32));
    let moved = moved.chain(upper_letters.ranges().iter().map(|(a, b)| (a + 32, b + 32)));
    Set::from_ranges(std::iter::once((first, last)).chain(moved))
}
