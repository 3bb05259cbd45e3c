//! Texts that are nearly right: small changes to good ones, the same ones every time.

/// A source of numbers that look random and are the same in every run.
#[derive(Debug, Clone)]
pub struct Dice(u64);

impl Dice {
    /// The dice of one seed.
    pub fn new(seed: u64) -> Self {
        // Zero would stay zero for ever.
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    /// A number from 0 up to `bound`, without it; 0 for a bound of 0.
    pub fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        let bound = u64::try_from(bound).unwrap_or(u64::MAX).max(1);
        usize::try_from(self.0 % bound).unwrap_or(0)
    }
}

/// What is put in between: everything the language or a careless editor has a meaning for.
const PARTS: [&str; 40] = [
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    ".![",
    ".?[",
    "$[",
    "^[",
    "'",
    "\"",
    "\u{201c}",
    ".",
    "?.",
    ",",
    ":",
    "?",
    "?:",
    "+",
    "-",
    "*",
    "/",
    "^",
    "==",
    "!=",
    "<",
    " and ",
    " OR ",
    "!",
    "null",
    "true",
    "1",
    "2147483648",
    "1.5e3",
    "user.x",
    "\u{a0}",
    "\u{1f600}",
    "#this",
    "T(",
];

/// `text` with one small change: a part put in, a character taken out, two pieces swapped or
/// one doubled.
pub fn mutated(text: &str, dice: &mut Dice) -> String {
    let characters: Vec<char> = text.chars().collect();
    let first = dice.below(characters.len() + 1);
    let second = first + dice.below(characters.len() + 1 - first);
    let (before, rest) = characters.split_at(first);
    let (piece, after) = rest.split_at(second - first);
    let [before, piece, after] = [before, piece, after].map(|part| part.iter().collect::<String>());
    match dice.below(4) {
        0 => {
            let part = PARTS.get(dice.below(PARTS.len())).copied().unwrap_or_default();
            format!("{before}{part}{piece}{after}")
        }
        1 => {
            let mut rest = piece.chars();
            rest.next();
            format!("{before}{}{after}", rest.as_str())
        }
        2 => format!("{before}{after}{piece}"),
        _ => format!("{before}{piece}{piece}{after}"),
    }
}
