//! Character classes in brackets: members, ranges, nested classes, `&&` and `^`.

use super::ast::Fold;
use super::error::{PatternError, PatternErrorKind};
use super::escape::Member;
use super::fold;
use super::parser::Parser;
use super::set::Set;

const UNCLOSED: &str = "the class is not closed: a `]` is missing";

impl Parser {
    /// A class from its `[`, or the right side of a `&&` from the sign before it, which takes no `]`.
    pub(super) fn class(&mut self, take_end: bool) -> Result<Set, PatternError> {
        let start = self.cursor.position();
        let mut negated = false;
        // Single characters below U+0100 join at the next `&&` or at the end, as in Java.
        let mut singles = Set::default();
        let mut united: Option<Set> = None;
        // The last member that is not among the singles: `&&` with nothing behind it means this.
        let mut latest: Option<Set> = None;
        let mut has_singles = false;
        let mut next = self.cursor.advance();
        loop {
            match char::from_u32(next) {
                Some('^') if self.is_first(start) => {
                    negated = true;
                    next = self.cursor.advance();
                    continue;
                }
                Some('[') => {
                    let set = self.nested(|parser| parser.class(true))?;
                    united = Some(united.unwrap_or_default().union(&set));
                    latest = Some(set);
                    next = self.cursor.peek();
                    continue;
                }
                Some('&') => {
                    if self.cursor.advance() == u32::from('&') {
                        let right = self.right_side()?;
                        if has_singles {
                            if united.is_none() {
                                latest = Some(singles.clone());
                            }
                            united = Some(united.unwrap_or_default().union(&singles));
                            has_singles = false;
                        }
                        latest = right.or(latest);
                        united = match (united, &latest) {
                            (Some(left), Some(right)) => Some(left.intersection(right)),
                            (None, Some(right)) => Some(right.clone()),
                            (_, None) => return Err(self.nothing_behind()),
                        };
                        next = self.cursor.peek();
                        continue;
                    }
                    self.cursor.unread();
                }
                Some('\0') if self.cursor.at_end() => {
                    return Err(self.cursor.error_at(start, PatternErrorKind::Syntax, UNCLOSED));
                }
                Some(']') if united.is_some() || has_singles => {
                    if take_end {
                        self.cursor.advance();
                    }
                    let mut set = united.unwrap_or_default();
                    if has_singles {
                        set = set.union(&singles);
                    }
                    return Ok(set.complement_if(negated));
                }
                _ => {}
            }
            match self.class_member()? {
                Member::Character(character) if character < 256 => {
                    singles = singles.union(&self.cases(character));
                    has_singles = true;
                    latest = None;
                }
                member => {
                    let set = match member {
                        Member::Character(character) => self.cases(character),
                        Member::Set(set) => set,
                    };
                    united = Some(united.unwrap_or_default().union(&set));
                    latest = Some(set);
                }
            }
            next = self.cursor.peek();
        }
    }

    /// Java makes a pattern of it that breaks when it is used.
    fn nothing_behind(&self) -> PatternError {
        let (at, kind) = (self.cursor.position() - 1, PatternErrorKind::Unsupported);
        self.cursor.error_at(at, kind, "`&&` needs a class behind it")
    }

    /// Whether the next sign follows the `[` of the class that begins at `start`.
    fn is_first(&self, start: usize) -> bool {
        self.cursor.position() == start + 1 && self.cursor.at(start) == u32::from('[')
    }

    /// What follows `&&`, up to the next `&&` or the `]`; `None` for nothing.
    fn right_side(&mut self) -> Result<Option<Set>, PatternError> {
        let mut right: Option<Set> = None;
        let mut next = self.cursor.advance();
        while next != u32::from(']') && next != u32::from('&') {
            let nested = next == u32::from('[');
            if !nested {
                self.cursor.unread();
            }
            let set = self.nested(|parser| parser.class(nested))?;
            right = Some(right.map_or_else(|| set.clone(), |right| right.union(&set)));
            next = self.cursor.peek();
        }
        Ok(right)
    }

    /// One member: a character, a range, an escape.
    fn class_member(&mut self) -> Result<Member, PatternError> {
        let start = self.cursor.position();
        let first = if self.cursor.peek() == u32::from('\\') {
            let letter = self.cursor.advance_raw();
            if let Some(letter @ ('p' | 'P')) = char::from_u32(letter) {
                return self.property(letter).map(Member::Set);
            }
            let in_range = self.cursor.peek_raw() == u32::from('-');
            self.cursor.unread();
            let letter = self.cursor.skip();
            match self.member(letter, start, in_range)? {
                Member::Character(character) => character,
                Member::Set(set) => return Ok(Member::Set(set)),
            }
        } else {
            let character = self.cursor.peek();
            self.cursor.advance();
            character
        };
        if self.cursor.peek() != u32::from('-') {
            return Ok(Member::Character(first));
        }
        match char::from_u32(self.cursor.peek_raw()) {
            Some('[' | ']') => Ok(Member::Character(first)),
            _ => self.range_from(first).map(Member::Set),
        }
    }

    /// The rest of a range, from its `-`.
    fn range_from(&mut self, first: u32) -> Result<Set, PatternError> {
        let start = self.cursor.position();
        let mut last = self.cursor.advance();
        if last == u32::from('\\') {
            let letter = self.cursor.skip();
            last = match self.member(letter, start, true)? {
                Member::Character(character) => character,
                Member::Set(_) => return Err(self.range_error(start)),
            };
        } else {
            self.cursor.advance();
        }
        if last < first {
            return Err(self.range_error(start));
        }
        Ok(match self.fold() {
            Fold::Exact => Set::range(first, last),
            Fold::Ascii => fold::ascii_range(first, last),
            Fold::Unicode => fold::unicode_range(first, last),
        })
    }

    fn range_error(&self, start: usize) -> PatternError {
        let message = "the range ends before it begins; to mean the `-` itself write `\\-`";
        self.cursor.error_at(start, PatternErrorKind::Syntax, message)
    }

    /// `character` and what it equals under the flags.
    fn cases(&self, character: u32) -> Set {
        match self.fold() {
            Fold::Exact => Set::single(character),
            Fold::Ascii => fold::ascii_cases(character),
            Fold::Unicode => fold::unicode_cases(character),
        }
    }
}
