//! What is wrong with a JSON text, in the words of whoever wrote it.

use std::fmt;

/// What a text has at a place, or lacks there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Mistake {
    /// No value where one is due.
    Value,
    /// No comma and no end behind a value in a list or an object.
    Separator,
    /// No name where a field begins.
    Name,
    /// No colon behind a name.
    Colon,
    /// Something behind the value that the text is.
    End,
    /// No digit where a number has one.
    Digit,
    /// A digit behind a zero in front.
    Zero,
    /// A number beyond doubles.
    Range,
    /// A control character between quotes.
    Control,
    /// A text without a quote at its end.
    Quote,
    /// A backslash with something behind it that means nothing.
    Escape,
    /// Half of a pair of escapes.
    Half,
    /// Lists and objects deeper in each other than [`DEEPEST`](super::DEEPEST).
    Depth,
    /// Something other than an object where one is due.
    Object,
    /// Something other than a list where one is due.
    List,
    /// Something other than a text where one is due.
    Text,
    /// What is not UTF-8.
    Encoding,
    /// Nothing: whoever is reading has had enough.
    Stopped,
}

/// What is wrong with a text, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Wrong {
    /// What is wrong, in words.
    pub what: String,
    /// The line it was found in, from 1.
    pub line: usize,
    /// The place of the character in its line, from 1.
    pub column: usize,
}

impl Wrong {
    /// A mistake at a byte of a text.
    #[must_use]
    pub fn new(mistake: Mistake, text: &str, at: usize) -> Self {
        Self::at(in_words(mistake, text.get(at..).unwrap_or_default()), text, at)
    }

    /// What is wrong at a byte of a text.
    #[must_use]
    pub fn at(what: String, text: &str, at: usize) -> Self {
        let before = text.get(..at).unwrap_or(text);
        let line = 1 + before.bytes().filter(|byte| *byte == b'\n').count();
        let last = before.rsplit('\n').next().unwrap_or_default();
        Self { what, line, column: 1 + last.chars().count() }
    }
}

impl fmt::Display for Wrong {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} in line {}, column {}", self.what, self.line, self.column)
    }
}

impl std::error::Error for Wrong {}

/// A mistake before `rest`.
fn in_words(mistake: Mistake, rest: &str) -> String {
    let what = match mistake {
        Mistake::Value => "a value",
        Mistake::Separator => "a comma or a closing bracket",
        Mistake::Name => "a name in double quotes",
        Mistake::Colon => "a colon",
        Mistake::End => "the end",
        Mistake::Digit => "a digit",
        Mistake::Object => return "an object expected".to_owned(),
        Mistake::List => return "a list expected".to_owned(),
        Mistake::Text => return "text in quotes expected".to_owned(),
        Mistake::Zero => return "a digit after a leading zero".to_owned(),
        Mistake::Range => return "number out of range".to_owned(),
        Mistake::Control => {
            return "a line break or another control character inside quotes".to_owned();
        }
        Mistake::Quote => return "a quote that never ends".to_owned(),
        Mistake::Escape => return "a backslash that begins nothing known".to_owned(),
        Mistake::Half => return "half of a pair of surrogates".to_owned(),
        Mistake::Depth => return "values lie too deep in each other".to_owned(),
        Mistake::Encoding => return "text that is not UTF-8".to_owned(),
        Mistake::Stopped => return "there is more than is read".to_owned(),
    };
    match rest.chars().next() {
        Some(found) => format!("{what} expected before `{found}`"),
        None => format!("{what} expected, but the text ends"),
    }
}
