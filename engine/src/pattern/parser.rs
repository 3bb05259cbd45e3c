//! Pattern text to [`Node`]: alternatives, sequences, quantifiers, single characters.
//!
//! The order of the decisions is Java's, because its odd corners follow from them: `a{2}{3}` is an
//! `a{2}` and an empty text thrice, `a**` is an error, `]` and `}` stand for themselves.

use super::ast::{Assertion, Fold, Greed, Node, Operand, Repeat};
use super::cursor::Cursor;
use super::error::{PatternError, PatternErrorKind};
use super::fold;
use super::property;
use super::set::Set;
use crate::sorted::Sorted;

/// How deeply groups and classes may nest.
const MAX_NESTING: usize = 250;

/// The flags that letters of `(?…)` turn on.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each flag is set on its own")]
pub(super) struct Flags {
    pub(super) ignore_case: bool,
    pub(super) multiline: bool,
    pub(super) dot_all: bool,
    pub(super) unicode_case: bool,
    pub(super) unicode_classes: bool,
    pub(super) comments: bool,
    pub(super) unix_lines: bool,
}

#[derive(Debug)]
pub(super) struct Parser {
    pub(super) cursor: Cursor,
    pub(super) flags: Flags,
    /// How many capturing groups have been opened.
    pub(super) groups: usize,
    pub(super) names: Sorted<String, usize>,
    nesting: usize,
}

/// What one step of a sequence is: one item, or a group with how it counts for quantifiers.
pub(super) struct Part {
    pub(super) node: Node,
    pub(super) operand: Operand,
}

impl Part {
    pub(super) fn item(node: Node) -> Self {
        Self { node, operand: Operand::Item }
    }

    pub(super) fn group(node: Node) -> Self {
        Self { node, operand: Operand::Group }
    }
}

/// A parsed pattern and how many capturing groups it has.
#[derive(Debug)]
pub(super) struct Parsed {
    pub(super) root: Node,
    pub(super) groups: usize,
}

pub(super) fn parse(pattern: &str) -> Result<Parsed, PatternError> {
    let mut parser = Parser {
        cursor: Cursor::new(pattern),
        flags: Flags::default(),
        groups: 0,
        names: Sorted::default(),
        nesting: 0,
    };
    let root = parser.alternatives()?;
    if parser.cursor.at_end() {
        return Ok(Parsed { root, groups: parser.groups });
    }
    let (at, kind) = (parser.cursor.position(), PatternErrorKind::Syntax);
    Err(parser.cursor.error_at(at, kind, "this `)` closes no group"))
}

impl Parser {
    /// Parses something that stands within something else.
    pub(super) fn nested<T>(
        &mut self,
        parse: impl FnOnce(&mut Self) -> Result<T, PatternError>,
    ) -> Result<T, PatternError> {
        if self.nesting == MAX_NESTING {
            let (at, kind) = (self.cursor.position(), PatternErrorKind::TooLarge);
            let message = format!("groups are nested more than {MAX_NESTING} deep");
            return Err(self.cursor.error_at(at, kind, message));
        }
        self.nesting += 1;
        let result = parse(self);
        self.nesting -= 1;
        result
    }

    pub(super) fn set_flags(&mut self, flags: Flags) {
        self.flags = flags;
        self.cursor.comments = flags.comments;
        self.cursor.unix_lines = flags.unix_lines;
    }

    pub(super) fn fold(&self) -> Fold {
        match (self.flags.ignore_case, self.flags.unicode_case) {
            (false, _) => Fold::Exact,
            (true, false) => Fold::Ascii,
            (true, true) => Fold::Unicode,
        }
    }

    /// Everything up to the end or the `)` of the group.
    pub(super) fn alternatives(&mut self) -> Result<Node, PatternError> {
        let mut branches = vec![self.sequence()?];
        while self.cursor.peek() == u32::from('|') {
            self.cursor.advance();
            branches.push(self.sequence()?);
        }
        Ok(match branches.pop() {
            Some(only) if branches.is_empty() => only,
            last => {
                branches.extend(last);
                Node::Alternatives(branches)
            }
        })
    }

    fn sequence(&mut self) -> Result<Node, PatternError> {
        let mut nodes = Vec::new();
        loop {
            let next = self.cursor.peek();
            let start = self.cursor.offset();
            let part = match char::from_u32(next) {
                Some('|' | ')') => break,
                Some('\0') if self.cursor.at_end() => break,
                Some('(') => match self.nested(Self::group)? {
                    Some(part) => part,
                    None => continue,
                },
                Some(sign @ ('?' | '*' | '+')) => {
                    self.cursor.advance();
                    return Err(self
                        .cursor
                        .error(format!("there is nothing before `{sign}` to repeat")));
                }
                _ => Part::item(self.item(next)?),
            };
            nodes.push(self.quantified(part, start)?);
        }
        Ok(match nodes.pop() {
            None => Node::Empty,
            Some(only) if nodes.is_empty() => only,
            Some(last) => {
                nodes.push(last);
                Node::Sequence(nodes)
            }
        })
    }

    fn item(&mut self, next: u32) -> Result<Node, PatternError> {
        let Flags { multiline, dot_all, unix_lines: unix, .. } = self.flags;
        let node = match char::from_u32(next) {
            Some('[') => return Ok(Node::Set(self.nested(|parser| parser.class(true))?)),
            Some('\\') => return self.escaped_item(),
            // Java reads an empty text here, and then the `{`.
            Some('{') => return Ok(Node::Empty),
            Some('^') if multiline => Node::Assertion(Assertion::LineStart { unix }),
            Some('^') => Node::Assertion(Assertion::TextStart),
            Some('$') if multiline => Node::Assertion(Assertion::LineEnd { unix }),
            Some('$') => Node::Assertion(Assertion::LastLineEnd { unix }),
            Some('.') if dot_all => Node::Set(Set::all()),
            Some('.') if unix => Node::Set(Set::of("\n").complement()),
            Some('.') => Node::Set(Set::of("\n\r\u{85}\u{2028}\u{2029}").complement()),
            _ => self.character(next),
        };
        self.cursor.advance();
        Ok(node)
    }

    /// One character as the flags let it compare.
    pub(super) fn character(&self, character: u32) -> Node {
        let Some(c) = char::from_u32(character) else { return Node::Set(Set::single(character)) };
        match self.fold() {
            Fold::Ascii if c.is_ascii_alphabetic() => {
                Node::Character { character: c, fold: Fold::Ascii }
            }
            Fold::Unicode => Node::Set(fold::unicode_cases(character)),
            Fold::Exact | Fold::Ascii => Node::Character { character: c, fold: Fold::Exact },
        }
    }

    /// `part` with the quantifier that follows, if one does.
    fn quantified(&mut self, part: Part, start: usize) -> Result<Node, PatternError> {
        let (least, most) = match char::from_u32(self.cursor.peek()) {
            Some('?') => (0, Some(1)),
            Some('*') => (0, None),
            Some('+') => (1, None),
            Some('{') => self.counted()?,
            _ => return Ok(part.node),
        };
        let greed = match char::from_u32(self.cursor.advance()) {
            Some('?') => Greed::Lazy,
            Some('+') => Greed::Possessive,
            _ => Greed::Greedy,
        };
        if greed != Greed::Greedy {
            self.cursor.advance();
        }
        let span = start..self.cursor.offset();
        let Part { node: body, operand } = part;
        Ok(Node::Repeat(Box::new(Repeat { body, least, most, greed, operand, span })))
    }

    /// `{n}`, `{n,}`, `{n,m}`; stops before the `}`.
    fn counted(&mut self) -> Result<(u32, Option<u32>), PatternError> {
        let is_digit = |c: u32| (48..=57).contains(&c);
        if !is_digit(self.cursor.peek_raw()) {
            self.cursor.advance_raw();
            return Err(self
                .cursor
                .error("`{` needs a number; to mean the sign itself write `\\{`"));
        }
        let mut next = self.cursor.skip();
        let least = self.number(&mut next)?;
        let mut most = Some(least);
        if next == u32::from(',') {
            next = self.cursor.read();
            most = if is_digit(next) { Some(self.number(&mut next)?) } else { None };
        }
        if next != u32::from('}') {
            return Err(self
                .cursor
                .error("a counted repetition is written `{2}`, `{2,}` or `{2,5}`"));
        }
        if most.is_some_and(|most| most < least) {
            return Err(self.cursor.error("the repetition ends below its beginning"));
        }
        self.cursor.unread();
        Ok((least, most))
    }

    /// The number that starts with the digit `next`, which becomes what follows the number.
    fn number(&mut self, next: &mut u32) -> Result<u32, PatternError> {
        let mut number: u32 = 0;
        while let Some(digit) = char::from_u32(*next).and_then(|c| c.to_digit(10)) {
            let longer = number.checked_mul(10).and_then(|ten| ten.checked_add(digit));
            match longer.filter(|&n| i32::try_from(n).is_ok()) {
                Some(longer) => number = longer,
                None => return Err(self.cursor.error("the number of repetitions is too big")),
            }
            *next = self.cursor.read();
        }
        Ok(number)
    }

    /// `\d` and its kin; capital letters are the complement.
    pub(super) fn class_escape(&self, letter: char) -> Option<Set> {
        let wide = self.flags.unicode_classes;
        let set = match letter.to_ascii_lowercase() {
            'd' => property::digit(wide),
            'w' => property::word(wide),
            's' => property::space(wide),
            'h' => property::horizontal_space(),
            'v' => property::vertical_space(),
            _ => return None,
        };
        Some(set.complement_if(letter.is_ascii_uppercase()))
    }
}
