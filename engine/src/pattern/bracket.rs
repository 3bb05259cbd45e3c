//! Character classes in brackets: members, ranges, nested classes, `&&` and `^`.

use super::ast::Fold;
use super::error::{PatternError, PatternErrorKind};
use super::escape::Member;
use super::fold;
use super::parser::Parser;
use super::set::Set;

/// The members of a class so far.
///
/// Java keeps single characters below U+0100 apart and adds them to the rest at each `&&` and at the
/// end; all of them, so that one from before an `&&` comes back with one from behind it.
#[derive(Debug, Default)]
struct Members {
    singles: Set,
    has_new_singles: bool,
    rest: Option<Set>,
    /// The last member, where it is not a single: an `&&` with nothing behind it means this.
    latest: Option<Set>,
}

impl Members {
    fn add_single(&mut self, set: &Set) {
        self.singles = self.singles.union(set);
        self.has_new_singles = true;
        self.latest = None;
    }

    fn add(&mut self, set: Set) {
        self.rest = Some(self.rest.take().unwrap_or_default().union(&set));
        self.latest = Some(set);
    }

    /// Keeps what `right` has too.
    fn intersect(&mut self, right: Option<Set>) -> Result<(), PatternErrorKind> {
        if self.has_new_singles {
            if self.rest.is_none() {
                self.latest = Some(self.singles.clone());
            }
            self.join_singles();
        }
        if right.is_some() {
            self.latest = right;
        }
        let Some(right) = &self.latest else {
            // With something before it Java makes a pattern of it that breaks when it is used.
            let broken = self.rest.is_some();
            return Err(if broken {
                PatternErrorKind::Unsupported
            } else {
                PatternErrorKind::Syntax
            });
        };
        self.rest = Some(match &self.rest {
            Some(left) => left.intersection(right),
            None => right.clone(),
        });
        Ok(())
    }

    fn join_singles(&mut self) {
        self.rest = Some(self.rest.take().unwrap_or_default().union(&self.singles));
        self.has_new_singles = false;
    }

    fn is_empty(&self) -> bool {
        self.rest.is_none() && !self.has_new_singles
    }

    fn into_set(mut self) -> Set {
        if self.has_new_singles {
            self.join_singles();
        }
        self.rest.unwrap_or_default()
    }
}

impl Parser {
    /// A class from its `[`, or the right side of a `&&` from the sign before it, which takes no `]`.
    pub(super) fn class(&mut self, take_end: bool) -> Result<Set, PatternError> {
        let start = self.cursor.position();
        let mut negated = false;
        let mut members = Members::default();
        self.cursor.advance();
        loop {
            match char::from_u32(self.cursor.peek()) {
                Some('^') if self.is_first(start) => {
                    negated = true;
                    self.cursor.advance();
                }
                Some('[') => members.add(self.nested(|parser| parser.class(true))?),
                Some('&') if self.takes_intersection() => {
                    let right = self.right_side()?;
                    members.intersect(right).map_err(|kind| {
                        let at = self.cursor.position() - 1;
                        self.cursor.error_at(at, kind, "`&&` needs a class behind it")
                    })?;
                }
                Some('\0') if self.cursor.at_end() => {
                    let message = "the class is not closed: a `]` is missing";
                    return Err(self.cursor.error_at(start, PatternErrorKind::Syntax, message));
                }
                Some(']') if !members.is_empty() => {
                    if take_end {
                        self.cursor.advance();
                    }
                    return Ok(members.into_set().complement_if(negated));
                }
                _ => match self.class_member()? {
                    Member::Character(c) if c < 256 => members.add_single(&self.cases(c)),
                    Member::Character(c) => members.add(self.cases(c)),
                    Member::Set(set) => members.add(set),
                },
            }
        }
    }

    /// Goes to the second sign of an `&&`, or stays.
    fn takes_intersection(&mut self) -> bool {
        let second = self.cursor.advance() == u32::from('&');
        if !second {
            self.cursor.unread();
        }
        second
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
