//! A place in a text, broken or not → what stands around it: the word, the path before it, the open
//! brackets and calls.
//!
//! The tree of broken text has lost what completion needs, so this looks at signs alone.

use crate::text::Span;

/// What a piece of text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Word,
    Number,
    /// A text literal; without its end quote where that is missing.
    Text {
        quote: char,
        closed: bool,
    },
    /// `.`, `?.`
    Dot,
    /// `(`, `[`, `{`, and `.![` and the like
    Open,
    Close,
    Comma,
    Sign,
}

/// A piece of text between blanks.
#[derive(Debug, Clone, Copy)]
pub(super) struct Piece {
    pub(super) kind: Kind,
    pub(super) span: Span,
    /// For a bracket, the index of the one that belongs to it.
    pub(super) partner: Option<usize>,
}

/// An open bracket around the caret.
#[derive(Debug, Clone, Copy)]
pub(super) struct Frame {
    /// The index of the bracket.
    pub(super) open: usize,
    /// The index of the name before it, where it is a call.
    pub(super) name: Option<usize>,
    /// How many commas stand between the bracket and the caret.
    pub(super) commas: usize,
}

/// A text in pieces.
#[derive(Debug)]
pub(super) struct Pieces<'t> {
    pub(super) text: &'t str,
    pub(super) all: Vec<Piece>,
}

/// Openers before shorter ones that they begin with.
const OPENERS: [&str; 11] =
    ["?.![", "?.?[", "?.^[", "?.$[", ".![", ".?[", ".^[", ".$[", "(", "[", "{"];

/// Signs of more than one character.
const SIGNS: [&str; 7] = ["?:", "==", "!=", "<=", ">=", "&&", "||"];

impl<'t> Pieces<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        let mut all: Vec<Piece> = Vec::new();
        let mut open: Vec<usize> = Vec::new();
        let mut at = 0;
        while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
            let Some((kind, length)) = piece(rest) else {
                at += rest.chars().next().map_or(1, char::len_utf8);
                continue;
            };
            let mut partner = None;
            match kind {
                Kind::Open => open.push(all.len()),
                Kind::Close => {
                    partner = open.pop();
                    let own = all.len();
                    if let Some(opener) = partner.and_then(|opener| all.get_mut(opener)) {
                        opener.partner = Some(own);
                    }
                }
                _ => {}
            }
            all.push(Piece { kind, span: Span::new(at, at + length), partner });
            at += length;
        }
        Self { text, all }
    }

    pub(super) fn kind(&self, index: usize) -> Option<Kind> {
        self.all.get(index).map(|piece| piece.kind)
    }

    pub(super) fn written(&self, index: usize) -> &'t str {
        self.all.get(index).map_or("", |piece| piece.span.of(self.text))
    }

    /// The piece in which or at whose end the caret stands, if that is a word, number or text.
    pub(super) fn at(&self, offset: usize) -> Option<usize> {
        self.all.iter().position(|piece| match piece.kind {
            Kind::Word | Kind::Number => piece.span.touches(offset),
            Kind::Text { closed, .. } => {
                piece.span.start() < offset
                    && (offset < piece.span.end() || !closed && offset == piece.span.end())
            }
            _ => false,
        })
    }

    /// The index of the last piece that ends at or before `offset`.
    pub(super) fn before(&self, offset: usize) -> Option<usize> {
        self.all.iter().rposition(|piece| piece.span.end() <= offset)
    }

    /// The brackets that are open at `offset`, the innermost one last.
    pub(super) fn frames(&self, offset: usize) -> Vec<Frame> {
        let mut frames: Vec<Frame> = Vec::new();
        for (index, piece) in self.all.iter().enumerate() {
            if piece.span.end() > offset {
                break;
            }
            match piece.kind {
                Kind::Open => {
                    frames.push(Frame { open: index, name: self.called(index), commas: 0 });
                }
                Kind::Close => _ = frames.pop(),
                Kind::Comma => {
                    if let Some(frame) = frames.last_mut() {
                        frame.commas += 1;
                    }
                }
                _ => {}
            }
        }
        frames
    }

    /// The index of the name that is called with the bracket at `open`.
    fn called(&self, open: usize) -> Option<usize> {
        let name = open.checked_sub(1)?;
        let is_call = self.written(open) == "("
            && self.kind(name) == Some(Kind::Word)
            && !is_operator(self.written(name));
        is_call.then_some(name)
    }

    /// The part before the dot at the index `dot`, or that ends with the piece `last`: a path with
    /// all its steps.
    pub(super) fn path_to(&self, last: usize) -> Option<Span> {
        let end = self.all.get(last)?.span;
        let mut at = last;
        loop {
            let piece = self.all.get(at)?;
            let first = match piece.kind {
                Kind::Word | Kind::Number | Kind::Text { .. } => at,
                Kind::Close => {
                    let open = piece.partner?;
                    match self.written(open) {
                        "(" => self.called(open).unwrap_or(open),
                        "{" => open,
                        // An index or a selection: what it is taken from comes before.
                        _ => {
                            at = open.checked_sub(1)?;
                            continue;
                        }
                    }
                }
                _ => return None,
            };
            let dot = first.checked_sub(1).filter(|dot| self.kind(*dot) == Some(Kind::Dot));
            match dot.and_then(|dot| dot.checked_sub(1)) {
                Some(before) => at = before,
                None => return self.all.get(first).map(|piece| piece.span.to(end)),
            }
        }
    }
}

/// The first piece of `rest` and its length; `None` for a blank.
fn piece(rest: &str) -> Option<(Kind, usize)> {
    let first = rest.chars().next()?;
    if first.is_whitespace() {
        return None;
    }
    if is_name_character(first) && !first.is_ascii_digit() {
        return Some((Kind::Word, length_while(rest, is_name_character)));
    }
    if first.is_ascii_digit() {
        let number = |c: char| c.is_ascii_alphanumeric() || c == '.';
        let length = length_while(rest, number);
        let written = rest.get(..length).unwrap_or_default();
        // `{1}.` and `1.toString` end with the digits.
        let shorter = written.find('.').filter(|dot| {
            !written.get(dot + 1..).unwrap_or_default().starts_with(|c: char| c.is_ascii_digit())
        });
        return Some((Kind::Number, shorter.unwrap_or(length)));
    }
    if first == '\'' || first == '"' {
        return Some(quoted(rest, first));
    }
    if let Some(opener) = OPENERS.iter().find(|opener| rest.starts_with(**opener)) {
        return Some((Kind::Open, opener.len()));
    }
    if rest.starts_with("?.") {
        return Some((Kind::Dot, 2));
    }
    if let Some(sign) = SIGNS.iter().find(|sign| rest.starts_with(**sign)) {
        return Some((Kind::Sign, sign.len()));
    }
    let kind = match first {
        '.' => Kind::Dot,
        ')' | ']' | '}' => Kind::Close,
        ',' => Kind::Comma,
        _ => Kind::Sign,
    };
    Some((kind, first.len_utf8()))
}

/// A text literal up to its end quote, or to the end of the text; doubled quotes are part of it.
fn quoted(rest: &str, quote: char) -> (Kind, usize) {
    let mut characters = rest.char_indices().skip(1).peekable();
    while let Some((at, character)) = characters.next() {
        if character == quote && characters.next_if(|(_, next)| *next == quote).is_none() {
            return (Kind::Text { quote, closed: true }, at + 1);
        }
    }
    (Kind::Text { quote, closed: false }, rest.len())
}

fn length_while(text: &str, takes: impl Fn(char) -> bool) -> usize {
    text.find(|c| !takes(c)).unwrap_or(text.len())
}

pub(super) fn is_name_character(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || c == '$'
}

/// Whether a word is an operator.
pub(super) fn is_operator(word: &str) -> bool {
    const WORDS: [&str; 13] = [
        "and", "or", "not", "eq", "ne", "lt", "le", "gt", "ge", "div", "mod", "matches", "between",
    ];
    WORDS.iter().any(|known| known.eq_ignore_ascii_case(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(text: &str) -> &str {
        let pieces = Pieces::new(text);
        let last = pieces.all.len() - 1;
        pieces.path_to(last).map_or("", |span| span.of(text))
    }

    #[test]
    fn a_path_goes_back_to_its_head() {
        for (text, expected) in [
            ("1 + user.city", "user.city"),
            ("x == user?.profile.tags[0]", "user?.profile.tags[0]"),
            ("(a + b).c", "(a + b).c"),
            ("not String.len('(')", "String.len('(')"),
            ("a, user.getGroups({1}).![profile.name]", "user.getGroups({1}).![profile.name]"),
            ("f(a + 'it''s'", "'it''s'"),
        ] {
            assert_eq!(path(text), expected);
        }
    }

    #[test]
    fn brackets_in_texts_are_text() {
        let text = "String.len(user.a, '(,', {x, ";
        let frames = Pieces::new(text).frames(text.len());
        let shown: Vec<_> = frames.iter().map(|f| (f.name.is_some(), f.commas)).collect();
        assert_eq!(shown, [(true, 2), (false, 1)]);
    }
}
