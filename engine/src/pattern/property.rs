//! The names behind `\p{…}` and the classes `\d \w \s`: name and flags in, [`Set`] out.
//!
//! A name is looked up as Java does it: `In…` is a block; `Is…` is a Unicode property, a category or
//! a script; a bare name is a POSIX class, a category or one of the `java…` methods. Without the flag
//! `U` the POSIX classes are ASCII.

use super::set::{LAST, Set};
use super::unicode::{self, Listed, block, categories, category, listed, script};
use crate::text::Letters;

/// The set named `name`; `fold` joins the cases where Java does. `None`: Java knows no such name.
pub(super) fn named(name: &str, fold: bool, unicode_classes: bool) -> Option<Set> {
    if let Some((key, value)) = name.split_once('=') {
        return match key.lower().as_str() {
            "sc" | "script" => script(value),
            "blk" | "block" => block(value),
            "gc" | "general_category" => plain(value, fold),
            _ => None,
        };
    }
    if let Some(name) = name.strip_prefix("In") {
        return block(name);
    }
    if let Some(name) = name.strip_prefix("Is") {
        return binary(name, fold).or_else(|| plain(name, fold)).or_else(|| script(name));
    }
    let wide = if unicode_classes { posix(name, fold) } else { None };
    wide.or_else(|| plain(name, fold))
}

/// `\d`, with the flag `U` any decimal digit.
pub(super) fn digit(unicode_classes: bool) -> Set {
    if unicode_classes { categories(category::ND) } else { Set::range(48, 57) }
}

/// `\w`.
pub(super) fn word(unicode_classes: bool) -> Set {
    if unicode_classes {
        let marks = categories(category::M | category::ND | category::PC);
        alphabetic().union(&marks).union(&listed(Listed::JoinControl))
    } else {
        Set::from_ranges([(48, 57), (65, 90), (95, 95), (97, 122)])
    }
}

/// `\s`.
pub(super) fn space(unicode_classes: bool) -> Set {
    if unicode_classes { listed(Listed::WhiteSpace) } else { Set::from_ranges([(9, 13), (32, 32)]) }
}

/// `\h`.
pub(super) fn horizontal_space() -> Set {
    Set::of(" \t\u{A0}\u{1680}\u{180E}\u{202F}\u{205F}\u{3000}").union(&Set::range(0x2000, 0x200A))
}

/// `\v`.
pub(super) fn vertical_space() -> Set {
    Set::from_ranges([(10, 13), (0x85, 0x85), (0x2028, 0x2029)])
}

/// What `\b` counts as a word: any letter or digit, unlike `\w`.
pub(super) fn boundary_word() -> Set {
    categories(category::L | category::ND).union(&Set::of("_"))
}

fn alphabetic() -> Set {
    categories(category::L | category::NL).union(&listed(Listed::OtherAlphabetic))
}

fn lowercase() -> Set {
    categories(category::LL).union(&listed(Listed::OtherLowercase))
}

fn uppercase() -> Set {
    categories(category::LU).union(&listed(Listed::OtherUppercase))
}

fn any_case() -> Set {
    lowercase().union(&uppercase()).union(&categories(category::LT))
}

/// A Unicode property by its name in any case.
fn binary(name: &str, fold: bool) -> Option<Set> {
    Some(match name.upper().as_str() {
        "ALPHABETIC" => alphabetic(),
        "ASSIGNED" => categories(category::CN).complement(),
        "CONTROL" => categories(category::CC),
        "HEXDIGIT" | "HEX_DIGIT" => listed(Listed::HexDigit),
        "IDEOGRAPHIC" => listed(Listed::Ideographic),
        "JOINCONTROL" | "JOIN_CONTROL" => listed(Listed::JoinControl),
        "LETTER" => categories(category::L),
        "LOWERCASE" | "UPPERCASE" | "TITLECASE" if fold => any_case(),
        "LOWERCASE" => lowercase(),
        "UPPERCASE" => uppercase(),
        "TITLECASE" => categories(category::LT),
        "NONCHARACTERCODEPOINT" | "NONCHARACTER_CODE_POINT" => listed(Listed::Noncharacter),
        "PUNCTUATION" => categories(category::P),
        "WHITESPACE" | "WHITE_SPACE" => listed(Listed::WhiteSpace),
        "WORD" => word(true),
        _ => return posix(name, fold),
    })
}

/// The POSIX classes as Unicode defines them, by name in any case.
fn posix(name: &str, fold: bool) -> Option<Set> {
    Some(match name.upper().as_str() {
        "ALPHA" => alphabetic(),
        "LOWER" | "UPPER" if fold => any_case(),
        "LOWER" => lowercase(),
        "UPPER" => uppercase(),
        "SPACE" => listed(Listed::WhiteSpace),
        "PUNCT" => categories(category::P),
        "XDIGIT" => categories(category::ND).union(&listed(Listed::HexDigit)),
        "ALNUM" => alphabetic().union(&categories(category::ND)),
        "CNTRL" => categories(category::CC),
        "DIGIT" => categories(category::ND),
        "BLANK" => blank(),
        "GRAPH" => graph(),
        "PRINT" => graph().union(&blank()).difference(&categories(category::CC)),
        _ => return None,
    })
}

fn blank() -> Set {
    let line_ends = categories(category::ZL | category::ZP).union(&Set::of("\n\u{B}\u{C}\r\u{85}"));
    listed(Listed::WhiteSpace).difference(&line_ends)
}

fn graph() -> Set {
    let none = categories(category::CC | category::CS | category::CN);
    listed(Listed::WhiteSpace).union(&none).complement()
}

/// A category, an ASCII class or a method of Java's `Character`, by its exact name.
fn plain(name: &str, fold: bool) -> Option<Set> {
    if let Some(mask) = category::named(name) {
        let one_case = matches!(mask, category::LU | category::LL | category::LT);
        return Some(categories(if fold && one_case { category::CASED } else { mask }));
    }
    if let Some(method) = name.strip_prefix("java") {
        return java(method, fold);
    }
    let letters = [(65, 90), (97, 122)];
    Some(match name {
        "L1" => Set::range(0, 255),
        "all" => Set::range(0, LAST),
        "ASCII" => Set::range(0, 127),
        "Alnum" => Set::from_ranges([(48, 57), (65, 90), (97, 122)]),
        "Alpha" => Set::from_ranges(letters),
        "Lower" | "Upper" if fold => Set::from_ranges(letters),
        "Lower" => Set::range(97, 122),
        "Upper" => Set::range(65, 90),
        "Blank" => Set::of(" \t"),
        "Cntrl" => Set::from_ranges([(0, 31), (127, 127)]),
        "Digit" => digit(false),
        "Graph" => Set::range(33, 126),
        "Print" => Set::range(32, 126),
        "Punct" => Set::from_ranges([(33, 47), (58, 64), (91, 96), (123, 126)]),
        "Space" => space(false),
        "XDigit" => Set::from_ranges([(48, 57), (65, 70), (97, 102)]),
        _ => return None,
    })
}

/// `Character.isLowerCase` and its kin, by what follows `java`.
fn java(method: &str, fold: bool) -> Option<Set> {
    use unicode::category::{CF, L, LT, MC, MN, ND, NL, PC, SC, Z};
    Some(match method {
        "LowerCase" | "UpperCase" | "TitleCase" if fold => any_case(),
        "LowerCase" => lowercase(),
        "UpperCase" => uppercase(),
        "TitleCase" => categories(LT),
        "Alphabetic" => alphabetic(),
        "Ideographic" => listed(Listed::Ideographic),
        "Digit" => categories(ND),
        "Defined" => categories(category::CN).complement(),
        "Letter" => categories(L),
        "LetterOrDigit" => categories(L | ND),
        "JavaIdentifierStart" => categories(L | NL | SC | PC),
        "JavaIdentifierPart" => categories(L | NL | SC | PC | ND | MC | MN).union(&ignorable()),
        "UnicodeIdentifierStart" => identifier_start(),
        "UnicodeIdentifierPart" => identifier_start()
            .union(&categories(PC | ND | MC | MN | CF))
            .union(&listed(Listed::OtherIdentifierPart))
            .union(&ignorable()),
        "IdentifierIgnorable" => ignorable(),
        "SpaceChar" => categories(Z),
        "Whitespace" => categories(Z)
            .difference(&Set::of("\u{A0}\u{2007}\u{202F}"))
            .union(&Set::from_ranges([(9, 13), (28, 31)])),
        "ISOControl" => categories(category::CC),
        "Mirrored" => listed(Listed::Mirrored),
        _ => return None,
    })
}

fn identifier_start() -> Set {
    categories(category::L | category::NL).union(&listed(Listed::OtherIdentifierStart))
}

fn ignorable() -> Set {
    let controls = Set::from_ranges([(0, 8), (14, 27), (127, 159)]);
    categories(category::CF).union(&controls)
}
