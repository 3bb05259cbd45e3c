//! JSON text, a value at a time.

use std::borrow::Cow;

use serde_json::{Map, Value};

use super::DEEPEST;
use super::scan::{Number, number, number_end, text_end, text_mistake, unescaped};
use super::wrong::{Mistake, Wrong};

/// What was read, or what is wrong where the reader stands.
pub type Reading<T> = Result<T, Mistake>;

/// A place in a text, before a value or behind one.
#[derive(Debug, Clone)]
pub struct Reader<'t> {
    text: &'t str,
    at: usize,
    /// How many lists and objects may still be opened.
    depth: usize,
}

impl<'t> Reader<'t> {
    /// A reader before the value that a text is.
    #[must_use]
    pub fn new(text: &'t str) -> Self {
        Self { text, at: 0, depth: DEEPEST }
    }

    /// A reader before the value that begins at a byte of a text and lies so deep.
    #[must_use]
    pub fn inside(text: &'t str, at: usize, depth: usize) -> Self {
        Self { text, at, depth: DEEPEST.saturating_sub(depth) }
    }

    /// The byte of the text that comes next.
    pub const fn place(&self) -> usize {
        self.at
    }

    /// What is made of a text that is one value and nothing else.
    ///
    /// # Errors
    /// The first mistake.
    pub fn whole<T>(
        text: &'t str,
        read: &mut dyn FnMut(&mut Self) -> Reading<T>,
    ) -> Result<T, Wrong> {
        let mut json = Self::new(text);
        let read = read(&mut json).and_then(|value| json.end().map(|()| value));
        read.map_err(|mistake| Wrong::new(mistake, text, json.at))
    }

    /// Nothing may come but blanks.
    ///
    /// # Errors
    /// [`Mistake::End`] before anything else.
    pub fn end(&mut self) -> Reading<()> {
        if self.first().is_none() { Ok(()) } else { Err(Mistake::End) }
    }

    /// The byte that comes next behind blanks: the first one of a value says what it is.
    pub fn first(&mut self) -> Option<u8> {
        while let Some(b' ' | b'\n' | b'\r' | b'\t') = self.byte() {
            self.at += 1;
        }
        self.byte()
    }

    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// Goes behind a byte that has to come next.
    fn pass(&mut self, byte: u8, mistake: Mistake) -> Reading<()> {
        if self.first() != Some(byte) {
            return Err(mistake);
        }
        self.at += 1;
        Ok(())
    }

    /// Calls back with each name of an object before its value, which has to be read.
    ///
    /// # Errors
    /// The first mistake, here or in what is called.
    pub fn object(
        &mut self,
        each: &mut dyn FnMut(&mut Self, Cow<'t, str>) -> Reading<()>,
    ) -> Reading<()> {
        if self.first() != Some(b'{') {
            return Err(Mistake::Object);
        }
        self.nested(b'}', &mut |json| {
            let name = json.name()?;
            each(json, name)
        })
    }

    /// Calls back before each value of a list, which has to be read.
    ///
    /// # Errors
    /// The first mistake, here or in what is called.
    pub fn list(&mut self, each: &mut dyn FnMut(&mut Self) -> Reading<()>) -> Reading<()> {
        if self.first() != Some(b'[') {
            return Err(Mistake::List);
        }
        self.nested(b']', each)
    }

    fn nested(&mut self, close: u8, each: &mut dyn FnMut(&mut Self) -> Reading<()>) -> Reading<()> {
        self.depth = self.depth.checked_sub(1).ok_or(Mistake::Depth)?;
        self.at += 1;
        if self.first() != Some(close) {
            each(self)?;
            while self.first() == Some(b',') {
                self.at += 1;
                each(self)?;
            }
        }
        self.pass(close, Mistake::Separator)?;
        self.depth += 1;
        Ok(())
    }

    /// The name of a field and its colon.
    fn name(&mut self) -> Reading<Cow<'t, str>> {
        if self.first() != Some(b'"') {
            return Err(Mistake::Name);
        }
        let name = self.text()?;
        self.pass(b':', Mistake::Colon)?;
        Ok(name)
    }

    /// A text, which is copied only where it is written with escapes.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn text(&mut self) -> Reading<Cow<'t, str>> {
        let (written, is_escaped) = self.quoted()?;
        Ok(if is_escaped { unescaped(written).into() } else { written.into() })
    }

    /// What stands between quotes, and whether it has escapes.
    fn quoted(&mut self) -> Reading<(&'t str, bool)> {
        self.pass(b'"', Mistake::Text)?;
        let (text, begin) = (self.text, self.at);
        let Some((end, is_escaped)) = text_end(text.as_bytes(), begin) else {
            let mistake;
            (self.at, mistake) = text_mistake(text.as_bytes(), begin);
            return Err(mistake);
        };
        self.at = end + 1;
        Ok((text.get(begin..end).unwrap_or_default(), is_escaped))
    }

    /// A number.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn number(&mut self) -> Reading<Number> {
        if let Some((number, end)) = number(self.text, self.at) {
            self.at = end;
            return Ok(number);
        }
        let begin = self.at;
        self.skip_number()?;
        self.at = begin;
        Err(Mistake::Range)
    }

    /// One of the words that JSON has.
    fn word(&mut self, word: &str) -> Reading<()> {
        let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
        let alike = rest.iter().zip(word.as_bytes()).take_while(|(one, other)| one == other);
        let alike = alike.count();
        self.at += alike;
        if alike == word.len() { Ok(()) } else { Err(Mistake::Value) }
    }

    /// Any value as a tree.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn tree(&mut self) -> Reading<Value> {
        Ok(match self.first() {
            Some(b'{') => {
                let mut fields = Map::new();
                self.object(&mut |json, name| {
                    fields.insert(name.into_owned(), json.tree()?);
                    Ok(())
                })?;
                Value::Object(fields)
            }
            Some(b'[') => {
                let mut items = Vec::new();
                self.list(&mut |json| {
                    items.push(json.tree()?);
                    Ok(())
                })?;
                Value::Array(items)
            }
            Some(b'"') => Value::String(self.text()?.into_owned()),
            Some(b't') => self.word("true").map(|()| Value::Bool(true))?,
            Some(b'f') => self.word("false").map(|()| Value::Bool(false))?,
            Some(b'n') => self.word("null").map(|()| Value::Null)?,
            Some(b'-' | b'0'..=b'9') => match self.number()? {
                Number::Whole(number) => number.into(),
                Number::Large(number) => number.into(),
                Number::Double(number) => number.into(),
            },
            _ => return Err(Mistake::Value),
        })
    }

    /// Passes over any value; what cannot be read cannot be passed over either.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn skip(&mut self) -> Reading<()> {
        self.skip_with(self.depth, |json| json.number().map(drop))
    }

    /// Passes over any value in which others lie at most so deep, with numbers of any size.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn skip_within(&mut self, deepest: usize) -> Reading<()> {
        self.skip_with(deepest, Self::skip_number)
    }

    /// Passes over digits, whatever number they make.
    fn skip_number(&mut self) -> Reading<()> {
        let result;
        (self.at, result) = match number_end(self.text.as_bytes(), self.at) {
            Ok(end) => (end, Ok(())),
            Err((place, mistake)) => (place, Err(mistake)),
        };
        result
    }

    fn skip_with(&mut self, deepest: usize, number: fn(&mut Self) -> Reading<()>) -> Reading<()> {
        // What closes the lists and objects around.
        let mut open: Vec<u8> = Vec::new();
        loop {
            // A value is due here.
            match self.first() {
                Some(bracket @ (b'{' | b'[')) => {
                    if open.len() >= deepest {
                        return Err(Mistake::Depth);
                    }
                    self.at += 1;
                    let close = if bracket == b'{' { b'}' } else { b']' };
                    open.push(close);
                    if self.first() != Some(close) {
                        self.skip_name(close)?;
                        continue;
                    }
                }
                Some(b'"') => {
                    self.quoted()?;
                }
                Some(b't') => self.word("true")?,
                Some(b'f') => self.word("false")?,
                Some(b'n') => self.word("null")?,
                Some(b'-' | b'0'..=b'9') => number(self)?,
                _ => return Err(Mistake::Value),
            }
            // A value ends here, or an empty list or object is about to.
            loop {
                let Some(close) = open.last().copied() else { return Ok(()) };
                if self.first() == Some(b',') {
                    self.at += 1;
                    self.skip_name(close)?;
                    break;
                }
                self.pass(close, Mistake::Separator)?;
                open.pop();
            }
        }
    }

    /// Passes over the name that comes next in an object.
    fn skip_name(&mut self, close: u8) -> Reading<()> {
        if close == b'}' { self.name().map(drop) } else { Ok(()) }
    }
}
