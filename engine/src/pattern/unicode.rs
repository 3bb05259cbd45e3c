//! Unicode data of Java 17 (Unicode 13): name or number in, [`Set`] out.
//!
//! The tables in `unicode/` are runs and ranges in seven bits a byte, written by `Tables.java` beside
//! them; 9 kB in the package, and the answers are Java's own.

use super::set::{LAST, Set};
use crate::packed::Numbers;

static CATEGORIES: &[u8] = include_bytes!("unicode/categories.bin");
static SCRIPTS: &[u8] = include_bytes!("unicode/scripts.bin");
const SCRIPT_NAMES: &str = include_str!("unicode/scripts.txt");
const BLOCKS: &str = include_str!("unicode/blocks.txt");
static SETS: &[u8] = include_bytes!("unicode/sets.bin");

/// General categories, a bit each, numbered as Java's `Character.getType` does.
pub(super) mod category {
    pub(in crate::pattern) const CN: u32 = 1;
    pub(in crate::pattern) const LU: u32 = 1 << 1;
    pub(in crate::pattern) const LL: u32 = 1 << 2;
    pub(in crate::pattern) const LT: u32 = 1 << 3;
    pub(in crate::pattern) const CASED: u32 = LU | LL | LT;
    pub(in crate::pattern) const L: u32 = 0b11_1110;
    pub(in crate::pattern) const MN: u32 = 1 << 6;
    pub(in crate::pattern) const MC: u32 = 1 << 8;
    pub(in crate::pattern) const M: u32 = 0b111 << 6;
    pub(in crate::pattern) const ND: u32 = 1 << 9;
    pub(in crate::pattern) const NL: u32 = 1 << 10;
    pub(in crate::pattern) const N: u32 = 0b111 << 9;
    pub(in crate::pattern) const ZL: u32 = 1 << 13;
    pub(in crate::pattern) const ZP: u32 = 1 << 14;
    pub(in crate::pattern) const Z: u32 = 0b111 << 12;
    pub(in crate::pattern) const CC: u32 = 1 << 15;
    pub(in crate::pattern) const CF: u32 = 1 << 16;
    pub(in crate::pattern) const CO: u32 = 1 << 18;
    pub(in crate::pattern) const CS: u32 = 1 << 19;
    pub(in crate::pattern) const C: u32 = CN | CC | CF | CO | CS;
    pub(in crate::pattern) const PC: u32 = 1 << 23;
    pub(in crate::pattern) const P: u32 = 0b1_1111 << 20 | 0b11 << 29;
    pub(in crate::pattern) const SC: u32 = 1 << 26;
    pub(in crate::pattern) const S: u32 = 0b1111 << 25;

    const NAMES: &str = "CnLuLlLtLmLoMnMeMcNdNlNoZsZlZpCcCf??CoCsPdPsPePcPoSmScSkSoPiPf";

    /// The categories with this name, of one letter or two.
    pub(in crate::pattern) fn named(name: &str) -> Option<u32> {
        Some(match name {
            "L" => L,
            "M" => M,
            "N" => N,
            "Z" => Z,
            "C" => C,
            "P" => P,
            "S" => S,
            "LC" => CASED,
            "LD" => L | ND,
            _ => {
                let number = NAMES.as_bytes().chunks(2).position(|two| two == name.as_bytes());
                1 << number.filter(|_| name != "??")?
            }
        })
    }
}

/// Sets that follow from no category, in the order of the file.
#[derive(Debug, Clone, Copy)]
pub(super) enum Listed {
    OtherAlphabetic,
    OtherLowercase,
    OtherUppercase,
    Ideographic,
    Mirrored,
    WhiteSpace,
    HexDigit,
    JoinControl,
    Noncharacter,
    OtherIdentifierStart,
    OtherIdentifierPart,
}

/// The runs of a table whose value satisfies `wanted`.
fn runs(
    table: &'static [u8],
    bits: u32,
    wanted: impl Fn(u32) -> bool,
) -> impl Iterator<Item = (u32, u32)> {
    let mut start = 0;
    Numbers::new(table).filter_map(move |number| {
        let (first, value) = (start, number & ((1 << bits) - 1));
        start += (number >> bits) + 1;
        wanted(value).then(|| (first, start - 1))
    })
}

/// Code points of the categories in `mask`.
pub(super) fn categories(mask: u32) -> Set {
    Set::from_ranges(runs(CATEGORIES, 5, move |value| mask >> value & 1 == 1))
}

/// A set of the file `sets.bin`.
pub(super) fn listed(which: Listed) -> Set {
    let mut numbers = Numbers::new(SETS);
    for _ in 0..which as u32 {
        let count = numbers.next().unwrap_or(0);
        numbers.by_ref().take(2 * count as usize).for_each(drop);
    }
    let (count, mut end) = (numbers.next().unwrap_or(0), 0);
    let ranges = (0..count).filter_map(|_| {
        let first = end + numbers.next()?;
        end = first + numbers.next()?;
        Some((first, end - 1))
    });
    Set::from_ranges(ranges)
}

/// The script with this name or ISO 15924 code, whatever its case.
pub(super) fn script(name: &str) -> Option<Set> {
    let number = SCRIPT_NAMES
        .lines()
        .position(|line| line.split(' ').any(|known| known.eq_ignore_ascii_case(name)))?;
    Some(Set::from_ranges(runs(SCRIPTS, 8, move |value| value as usize == number)))
}

/// The block with this name, whatever its case: as Unicode writes it, without its spaces, or as Java's constant.
pub(super) fn block(name: &str) -> Option<Set> {
    let mut first = 0;
    for line in BLOCKS.lines() {
        // How many columns of 16 characters, and the names; none where there is no block.
        let mut fields = line.split(';');
        let columns = u32::from_str_radix(fields.next()?, 16).ok()?;
        let end = first + 16 * columns;
        let is_own = fields.next().is_some_and(|own| is_block_name(own, name));
        if is_own || fields.any(|known| known.eq_ignore_ascii_case(name)) {
            return Some(Set::range(first, end - 1));
        }
        first = end;
    }
    // An old name over three blocks.
    name.eq_ignore_ascii_case("SURROGATES_AREA").then(|| Set::range(0xD800, 0xDFFF))
}

fn is_block_name(own: &str, name: &str) -> bool {
    let spellings = [own.to_owned(), own.replace(' ', ""), own.replace([' ', '-'], "_")];
    spellings.iter().any(|spelling| spelling.eq_ignore_ascii_case(name))
}

/// The characters of the kinds that have cases, among them some without another case.
pub(super) fn cased() -> impl Iterator<Item = u32> {
    let letters = runs(CATEGORIES, 5, |value| category::CASED >> value & 1 == 1);
    // The iota below, Roman numerals, circled letters.
    letters
        .chain([(0x345, 0x345), (0x2160, 0x217F), (0x24B6, 0x24E9)])
        .flat_map(|(a, b)| a..=b.min(LAST))
}
