//! Parentheses: groups with and without a number, flags, look-around.

use super::ast::{Look, Node, Unit};
use super::error::{PatternError, PatternErrorKind};
use super::parser::{Parser, Part};
use super::width::{Reach, Width};

impl Parser {
    /// A group from its `(` to its `)`; `None` for flags alone, such as `(?i)`.
    pub(super) fn group(&mut self) -> Result<Option<Part>, PatternError> {
        let flags = self.flags;
        let part = if self.cursor.advance() == u32::from('?') {
            match char::from_u32(self.cursor.skip()) {
                Some(':') => Part::group(Node::Group(self.body()?)),
                Some('=') => Part::item(look(Look::Ahead, false, self.body()?)),
                Some('!') => Part::item(look(Look::Ahead, true, self.body()?)),
                Some('>') => Part::item(Node::Atomic(self.body()?)),
                Some('<') => self.look_behind_or_name()?,
                Some('$' | '@') => return Err(self.cursor.error("there is no such kind of group")),
                _ => {
                    self.cursor.unread();
                    self.flag_letters()?;
                    match char::from_u32(self.cursor.read()) {
                        Some(')') => return Ok(None),
                        Some(':') => Part::group(Node::Group(self.body()?)),
                        _ => return Err(self.cursor.error(UNKNOWN_FLAG)),
                    }
                }
            }
        } else {
            self.capture()?
        };
        if self.cursor.read() != u32::from(')') {
            return Err(self.cursor.error("the group is not closed: a `)` is missing"));
        }
        self.set_flags(flags);
        Ok(Some(part))
    }

    fn body(&mut self) -> Result<Box<Node>, PatternError> {
        self.alternatives().map(Box::new)
    }

    fn capture(&mut self) -> Result<Part, PatternError> {
        self.groups += 1;
        let group = self.groups;
        let body = self.body()?;
        Ok(Part::group(Node::Capture { group, body }))
    }

    fn look_behind_or_name(&mut self) -> Result<Part, PatternError> {
        let start = self.cursor.position();
        let next = self.cursor.read();
        let negated = match char::from_u32(next) {
            Some('=') => false,
            Some('!') => true,
            _ => {
                let name = self.group_name(next)?;
                if self.names.contains(&name) {
                    return Err(self.cursor.error(format!("two groups are named `{name}`")));
                }
                self.names.insert(name, self.groups + 1);
                return self.capture();
            }
        };
        let body = self.body()?;
        let unit = if self.cursor.has_astral_from(start) { Unit::Character } else { Unit::Utf16 };
        let (kind, message) = match Width::of(&body).reach() {
            Reach::Between(shortest, longest) if longest < usize::MAX || unit == Unit::Utf16 => {
                return Ok(Part::item(look(
                    Look::Behind { shortest, longest, unit },
                    negated,
                    body,
                )));
            }
            Reach::Endless => (PatternErrorKind::Syntax, "must have an obvious greatest length"),
            Reach::Between(..) | Reach::Overflown => {
                (PatternErrorKind::Unsupported, "of this length is not supported")
            }
        };
        let message = format!("look-behind {message}: use `{{0,20}}` in place of `*`");
        Err(self.cursor.error_at(start.saturating_sub(3), kind, message))
    }

    /// The name that starts with `first`, up to its `>`.
    pub(super) fn group_name(&mut self, first: u32) -> Result<String, PatternError> {
        let letter = |c: u32| char::from_u32(c).filter(char::is_ascii_alphanumeric);
        let mut name = String::new();
        let mut next = first;
        while let Some(c) = letter(next) {
            name.push(c);
            next = self.cursor.read();
        }
        if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
            return Err(self.cursor.error("a group name begins with a letter: `(?<name>...)`"));
        }
        if next != u32::from('>') {
            return Err(self.cursor.error("the group name lacks its `>`"));
        }
        Ok(name)
    }

    /// Letters that turn flags on, and after a `-` off.
    fn flag_letters(&mut self) -> Result<(), PatternError> {
        let mut on = true;
        let mut next = self.cursor.peek();
        loop {
            let mut flags = self.flags;
            match char::from_u32(next) {
                Some('i') => flags.ignore_case = on,
                Some('m') => flags.multiline = on,
                Some('s') => flags.dot_all = on,
                Some('d') => flags.unix_lines = on,
                Some('u') => flags.unicode_case = on,
                Some('x') => flags.comments = on,
                Some('U') => (flags.unicode_classes, flags.unicode_case) = (on, on),
                Some('c') => {
                    let (at, kind) = (self.cursor.position(), PatternErrorKind::Unsupported);
                    let message = "the flag `c` (canonical equivalence) is not supported";
                    return Err(self.cursor.error_at(at, kind, message));
                }
                Some('-') if on => on = false,
                _ => return Ok(()),
            }
            self.set_flags(flags);
            next = self.cursor.advance();
        }
    }
}

const UNKNOWN_FLAG: &str = "unknown flag or kind of group after `(?`";

fn look(look: Look, negated: bool, body: Box<Node>) -> Node {
    Node::Look { look, negated, body }
}
