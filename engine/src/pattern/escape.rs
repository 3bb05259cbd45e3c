//! What a backslash begins, outside and inside a class.

use super::ast::{Assertion, Node};
use super::error::{PatternError, PatternErrorKind};
use super::parser::{Flags, Parser};
use super::property;
use super::set::Set;

/// An escape inside a class: one character or a whole set.
pub(super) enum Member {
    Character(u32),
    Set(Set),
}

impl Parser {
    /// An escape outside a class, from its backslash.
    pub(super) fn escaped_item(&mut self) -> Result<Node, PatternError> {
        let start = self.cursor.position();
        let next = self.cursor.advance_raw();
        if let Some(letter @ ('p' | 'P')) = char::from_u32(next) {
            return self.property(letter).map(Node::Set);
        }
        self.cursor.unread();
        let next = self.cursor.skip();
        let Flags { unix_lines: unix, unicode_classes: unicode, .. } = self.flags;
        Ok(match char::from_u32(next) {
            Some(digit @ '1'..='9') => self.back_reference(digit),
            Some('k') => self.named_reference()?,
            Some('A' | 'G') => Node::Assertion(Assertion::TextStart),
            Some('z') => Node::Assertion(Assertion::TextEnd),
            Some('Z') => Node::Assertion(Assertion::LastLineEnd { unix }),
            Some('b') if self.cursor.peek_text("{g}") => {
                return Err(self.unsupported(start, "`\\b{g}`"));
            }
            Some(letter @ ('b' | 'B')) => {
                Node::Assertion(Assertion::WordBoundary { unicode, negated: letter == 'B' })
            }
            Some('R') => Node::LineBreak,
            Some('X') => return Err(self.unsupported(start, "`\\X`")),
            _ => match self.member(next, start, false)? {
                Member::Character(character) => self.character(character),
                Member::Set(set) => Node::Set(set),
            },
        })
    }

    /// An escape that means the same inside and outside a class; `letter` follows the backslash at `start`.
    pub(super) fn member(
        &mut self,
        letter: u32,
        start: usize,
        in_range: bool,
    ) -> Result<Member, PatternError> {
        let Some(c) = char::from_u32(letter) else { return Ok(Member::Character(letter)) };
        if self.cursor.past_end() {
            return Err(self.cursor.error("the pattern ends in a backslash"));
        }
        Ok(Member::Character(match c {
            // As an end of a range Java still reads the old meaning.
            'v' if in_range => 0x0B,
            'd' | 'D' | 'w' | 'W' | 's' | 'S' | 'h' | 'H' | 'v' | 'V' => {
                return Ok(Member::Set(self.class_escape(c).unwrap_or_default()));
            }
            't' => 9,
            'n' => 10,
            'r' => 13,
            'f' => 12,
            'a' => 7,
            'e' => 27,
            '0' => self.octal()?,
            'x' => self.hexadecimal()?,
            'u' => self.utf16_escape()?,
            'c' => {
                let control = self.cursor.read() ^ 64;
                if self.cursor.past_end() {
                    return Err(self.cursor.error("`\\c` lacks its letter"));
                }
                control
            }
            'N' => return Err(self.unsupported(start, "`\\N{...}`")),
            _ if c.is_ascii_alphanumeric() => {
                let message = format!("`\\{c}` has no meaning here");
                return Err(self.cursor.error_at(start, PatternErrorKind::Syntax, message));
            }
            _ => letter,
        }))
    }

    fn unsupported(&self, start: usize, what: &str) -> PatternError {
        let message = format!("{what} is not supported");
        self.cursor.error_at(start, PatternErrorKind::Unsupported, message)
    }

    /// `\p{name}` or `\pL`, from its letter; a capital one is the complement.
    pub(super) fn property(&mut self, letter: char) -> Result<Set, PatternError> {
        let start = self.cursor.position() - 1;
        let name = if self.cursor.advance() == u32::from('{') {
            self.cursor.advance();
            self.braced_name(start)?
        } else {
            self.cursor.unread();
            self.cursor.advance();
            let at = self.cursor.position();
            self.cursor.read();
            self.cursor.text(at, at + 1)
        };
        let (fold, wide) = (self.flags.ignore_case, self.flags.unicode_classes);
        if let Some(set) = property::named(&name, fold, wide) {
            return Ok(set.complement_if(letter == 'P'));
        }
        let message = match property::named(&format!("Is{name}"), fold, wide) {
            Some(_) => format!("the property `{name}` is written `Is{name}`"),
            None => format!("there is no character property `{name}`"),
        };
        Err(self.cursor.error_at(start, PatternErrorKind::Syntax, message))
    }

    fn braced_name(&mut self, start: usize) -> Result<String, PatternError> {
        let first = self.cursor.position();
        while self.cursor.read() != u32::from('}') {
            if self.cursor.past_end() {
                let message = "the property name lacks its `}`";
                return Err(self.cursor.error_at(start, PatternErrorKind::Syntax, message));
            }
        }
        Ok(self.cursor.text(first, self.cursor.position() - 1))
    }

    /// `\1` to the highest group opened so far; a longer number is a reference and then digits.
    fn back_reference(&mut self, first: char) -> Node {
        let mut group = first.to_digit(10).unwrap_or(0) as usize;
        while let Some(digit) = char::from_u32(self.cursor.peek()).and_then(|c| c.to_digit(10)) {
            let longer = group * 10 + digit as usize;
            if longer > self.groups {
                break;
            }
            group = longer;
            self.cursor.read();
        }
        Node::BackReference { group, fold: self.fold() }
    }

    fn named_reference(&mut self) -> Result<Node, PatternError> {
        if self.cursor.read() != u32::from('<') {
            return Err(self.cursor.error("`\\k` needs a group name: `\\k<name>`"));
        }
        let first = self.cursor.read();
        let name = self.group_name(first)?;
        match self.names.get(&name) {
            Some(&group) => Ok(Node::BackReference { group, fold: self.fold() }),
            None => Err(self.cursor.error(format!("no group before this is named `{name}`"))),
        }
    }

    /// After `\0`: up to three octal digits, at most `377`.
    fn octal(&mut self) -> Result<u32, PatternError> {
        let octal = |c: u32| char::from_u32(c).and_then(|c| c.to_digit(8));
        let Some(first) = octal(self.cursor.read()) else {
            return Err(self.cursor.error("`\\0` needs octal digits"));
        };
        let mut number = first;
        let most = if first <= 3 { 2 } else { 1 };
        for _ in 0..most {
            let Some(digit) = octal(self.cursor.read()) else {
                self.cursor.unread();
                break;
            };
            number = number * 8 + digit;
        }
        Ok(number)
    }

    /// After `\x`: two digits, or any number of them in braces.
    fn hexadecimal(&mut self) -> Result<u32, PatternError> {
        let hex = |c: u32| char::from_u32(c).and_then(|c| c.to_digit(16));
        let first = self.cursor.read();
        if let Some(high) = hex(first) {
            if let Some(low) = hex(self.cursor.read()) {
                return Ok(high * 16 + low);
            }
        } else if first == u32::from('{') && hex(self.cursor.peek()).is_some() {
            let mut number = 0;
            let mut next = self.cursor.read();
            while let Some(digit) = hex(next) {
                number = number * 16 + digit;
                if number > super::set::LAST {
                    return Err(self
                        .cursor
                        .error("there is no such code point: the last is `10FFFF`"));
                }
                next = self.cursor.read();
            }
            if next != u32::from('}') {
                return Err(self.cursor.error("`\\x{` lacks its `}`"));
            }
            return Ok(number);
        }
        Err(self.cursor.error("`\\x` needs two hexadecimal digits, or more in braces"))
    }

    /// After `\u`: four digits, and where they are half of a pair, the other half too.
    fn utf16_escape(&mut self) -> Result<u32, PatternError> {
        let high = self.four_digits()?;
        if (0xD800..0xDC00).contains(&high) {
            let back = self.cursor.position();
            if self.cursor.read() == u32::from('\\') && self.cursor.read() == u32::from('u') {
                let low = self.four_digits()?;
                if (0xDC00..0xE000).contains(&low) {
                    return Ok(0x1_0000 + ((high - 0xD800) << 10) + (low - 0xDC00));
                }
            }
            self.cursor.set_position(back);
        }
        Ok(high)
    }

    fn four_digits(&mut self) -> Result<u32, PatternError> {
        let mut number = 0;
        for _ in 0..4 {
            let Some(digit) = char::from_u32(self.cursor.read()).and_then(|c| c.to_digit(16))
            else {
                return Err(self.cursor.error("`\\u` needs four hexadecimal digits"));
            };
            number = number * 16 + digit;
        }
        Ok(number)
    }
}
