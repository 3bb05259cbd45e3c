//! JSON text, piece by piece: objects and lists call back, texts are unescaped, the rest is skipped.

use std::borrow::Cow;
use std::fmt;

use crate::model::Pairs;

/// How deep objects and lists may lie in each other.
const DEEPEST: usize = 128;

/// What was read, or what is wrong.
pub(crate) type Reading<T> = Result<T, Wrong>;

/// What is wrong with a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Wrong {
    pub(crate) what: String,
    /// The line it was found in, from 1.
    pub(crate) line: usize,
}

impl fmt::Display for Wrong {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} in line {}", self.what, self.line)
    }
}

/// A text and how far it has been read.
#[derive(Debug)]
pub(crate) struct Reader<'a> {
    text: &'a str,
    at: usize,
    depth: usize,
}

impl<'a> Reader<'a> {
    /// A reader at the beginning of a text.
    pub(crate) fn new(text: &'a str) -> Self {
        Self { text, at: 0, depth: 0 }
    }

    /// Nothing but blanks comes any more.
    pub(crate) fn end(&mut self) -> Reading<()> {
        self.next();
        if self.at < self.text.len() { Err(self.expected("the end")) } else { Ok(()) }
    }

    /// Calls back at the value of each name of an object; the call has to read the value.
    pub(crate) fn object(
        &mut self,
        each: &mut dyn FnMut(&str, &mut Self) -> Reading<()>,
    ) -> Reading<()> {
        self.nested(b'{', b'}', &mut |json| {
            let name = json.text()?;
            json.need(b':')?;
            each(&name, json)
        })
    }

    /// Calls back at each value of a list; the call has to read it.
    pub(crate) fn list(&mut self, each: &mut dyn FnMut(&mut Self) -> Reading<()>) -> Reading<()> {
        self.nested(b'[', b']', each)
    }

    fn nested(
        &mut self,
        open: u8,
        close: u8,
        each: &mut dyn FnMut(&mut Self) -> Reading<()>,
    ) -> Reading<()> {
        self.need(open)?;
        if self.take(close) {
            return Ok(());
        }
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(self.too_deep());
        }
        loop {
            each(self)?;
            if !self.take(b',') {
                self.depth -= 1;
                return self.need(close);
            }
        }
    }

    /// A text, which is copied only where it has escapes.
    pub(crate) fn text(&mut self) -> Reading<Cow<'a, str>> {
        if !self.take(b'"') {
            return Err(self.expected("text in quotes"));
        }
        let mut unescaped = String::new();
        loop {
            let rest = self.text.get(self.at..).unwrap_or_default();
            let special = |byte: u8| matches!(byte, b'"' | b'\\' | 0..0x20);
            let length = rest.bytes().position(special).unwrap_or(rest.len());
            let piece = rest.get(..length).unwrap_or_default();
            self.at += length;
            match rest.as_bytes().get(length) {
                Some(b'"') => {
                    self.at += 1;
                    if unescaped.is_empty() {
                        return Ok(Cow::Borrowed(piece));
                    }
                    unescaped.push_str(piece);
                    return Ok(Cow::Owned(unescaped));
                }
                Some(b'\\') => {
                    self.at += 1;
                    unescaped.push_str(piece);
                    unescaped.push(self.escape()?);
                }
                Some(_) | None => return Err(self.expected("a closing quote")),
            }
        }
    }

    /// The character that what is behind a backslash stands for.
    fn escape(&mut self) -> Reading<char> {
        let byte = self.text.as_bytes().get(self.at).copied().unwrap_or_default();
        self.at += 1;
        Ok(match byte {
            b'"' | b'\\' | b'/' => char::from(byte),
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => {
                let mut unit = self.unit()?;
                if (0xD800..0xDC00).contains(&unit) && self.word("\\u") {
                    let low = self.unit()?;
                    if (0xDC00..0xE000).contains(&low) {
                        unit = 0x1_0000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
                    }
                }
                char::from_u32(unit).ok_or_else(|| self.expected("a whole character"))?
            }
            _ => return Err(self.expected("an escape of JSON")),
        })
    }

    /// Four hexadecimal digits.
    fn unit(&mut self) -> Reading<u32> {
        let digits = self.text.get(self.at..self.at + 4);
        let digits = digits.filter(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()));
        self.at += 4;
        digits
            .and_then(|digits| u32::from_str_radix(digits, 16).ok())
            .ok_or_else(|| self.expected("four hexadecimal digits"))
    }

    /// True or false.
    pub(crate) fn flag(&mut self) -> Reading<bool> {
        self.next();
        let is_true = self.word("true");
        if is_true || self.word("false") {
            Ok(is_true)
        } else {
            Err(self.expected("true or false"))
        }
    }

    /// A number, as it is written.
    pub(crate) fn number(&mut self) -> Reading<&'a str> {
        self.next();
        let rest = self.text.get(self.at..).unwrap_or_default();
        let of_number = |byte: u8| matches!(byte, b'0'..=b'9' | b'+' | b'-' | b'.' | b'e' | b'E');
        let length = rest.bytes().position(|byte| !of_number(byte)).unwrap_or(rest.len());
        let number = rest.get(..length).filter(|number| is_number(number));
        let number = number.ok_or_else(|| self.expected("a value"))?;
        self.at += length;
        Ok(number)
    }

    /// Whether null comes next.
    pub(crate) fn is_null(&mut self) -> bool {
        self.next() == Some(b'n')
    }

    /// Passes over a value.
    pub(crate) fn skip(&mut self) -> Reading<()> {
        match self.next() {
            Some(b'{') => self.object(&mut |_, json| json.skip()),
            Some(b'[') => self.list(&mut |json| json.skip()),
            Some(b'"') => self.text().map(drop),
            Some(b't' | b'f') => self.flag().map(drop),
            Some(b'n') if self.word("null") => Ok(()),
            Some(_) | None => self.number().map(drop),
        }
    }

    /// A value, as it is written.
    pub(crate) fn raw(&mut self) -> Reading<&'a str> {
        self.next();
        let start = self.at;
        self.skip()?;
        Ok(self.text.get(start..self.at).unwrap_or_default())
    }

    /// The value of an enumeration that goes by the text which comes next.
    pub(crate) fn one_of<T: Copy>(&mut self, all: &[T], id: fn(T) -> &'static str) -> Reading<T> {
        let name = self.text()?;
        let found = all.iter().copied().find(|value| id(*value) == name);
        found.ok_or_else(|| self.wrong(format!("`{name}` is not known")))
    }

    /// The next byte that is no blank; nothing at the end.
    pub(crate) fn next(&mut self) -> Option<u8> {
        let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
        let blank = |byte: &u8| matches!(byte, b' ' | b'\n' | b'\r' | b'\t');
        let length = rest.iter().position(|byte| !blank(byte)).unwrap_or(rest.len());
        self.at += length;
        rest.get(length).copied()
    }

    fn take(&mut self, byte: u8) -> bool {
        let is_there = self.next() == Some(byte);
        self.at += usize::from(is_there);
        is_there
    }

    fn need(&mut self, byte: u8) -> Reading<()> {
        if self.take(byte) {
            return Ok(());
        }
        Err(self.expected(char::from(byte).encode_utf8(&mut [0; 4])))
    }

    fn word(&mut self, word: &str) -> bool {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let is_there = rest.starts_with(word);
        self.at += if is_there { word.len() } else { 0 };
        is_there
    }

    /// Something has to be here and is not.
    pub(crate) fn expected(&self, what: &str) -> Wrong {
        let end = if self.at < self.text.len() { "" } else { ", but the text ends" };
        self.wrong(format!("expected {what}{end}"))
    }

    /// An object that has been read lacks a name.
    pub(crate) fn lacking(&self, name: &str) -> Wrong {
        self.wrong(format!("there is no `{name}`"))
    }

    /// There are more values in values than are read.
    pub(crate) fn too_deep(&self) -> Wrong {
        self.wrong("values lie too deep in each other".to_owned())
    }

    fn wrong(&self, what: String) -> Wrong {
        let before = self.text.as_bytes().iter().take(self.at);
        Wrong { what, line: 1 + before.filter(|byte| **byte == b'\n').count() }
    }
}

/// Whether `text` is a number as JSON writes it, of any size.
pub(crate) fn is_number(text: &str) -> bool {
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let (mantissa, exponent) = unsigned.split_once(['e', 'E']).unwrap_or((unsigned, "0"));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, "0"));
    let power = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    digits(whole)
        && digits(fraction)
        && digits(power)
        && (whole.len() == 1 || !whole.starts_with('0'))
}

/// The values of a list, each as it is written.
pub(crate) fn items(text: &str) -> Reading<Vec<&str>> {
    let mut items = Vec::new();
    let mut json = Reader::new(text);
    json.list(&mut |json| {
        items.push(json.raw()?);
        Ok(())
    })?;
    json.end()?;
    Ok(items)
}

/// The values of an object by name, each as it is written.
pub(crate) fn parts(text: &str) -> Reading<Pairs<&str>> {
    let mut parts = Pairs::default();
    let mut json = Reader::new(text);
    json.object(&mut |name, json| {
        parts.set(name, json.raw()?);
        Ok(())
    })?;
    json.end()?;
    Ok(parts)
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;

    /// A value that is read and written again.
    fn again(text: &str) -> Reading<Value> {
        let mut json = Reader::new(text);
        let value = value(&mut json)?;
        json.end()?;
        Ok(value)
    }

    fn value(json: &mut Reader<'_>) -> Reading<Value> {
        Ok(match json.next() {
            Some(b'{') => {
                let mut all = serde_json::Map::new();
                json.object(&mut |name, json| {
                    all.insert(name.to_owned(), value(json)?);
                    Ok(())
                })?;
                Value::Object(all)
            }
            Some(b'[') => {
                let mut all = Vec::new();
                json.list(&mut |json| {
                    all.push(value(json)?);
                    Ok(())
                })?;
                Value::Array(all)
            }
            Some(b'"') => Value::String(json.text()?.into_owned()),
            Some(b't' | b'f') => Value::Bool(json.flag()?),
            Some(b'n') => json.skip().map(|()| Value::Null)?,
            _ => serde_json::from_str(json.number()?).unwrap(),
        })
    }

    #[test]
    fn texts_are_read_as_another_reader_reads_them() {
        let texts = [
            r#"{"a": [1, -2.5e+3, 0, true, false, null], "b": {}, "c": [], "a": ""}"#,
            r#""\"\\\/\b\f\n\r\t\u00e9\u738b\uD83D\ude00 é王😀""#,
            " \t\r\n[ [ [ ] ] , { \"\" : \"\" } ] \n",
            r#""\ud83d""#,
            r#""\ud83d\u0041""#,
            r#""\ude00""#,
            r#""\u12g4""#,
            r#""\u+123""#,
            r#""\x""#,
            "\"a\nb\"",
            "\"",
            "\"\\",
            "\"\\u12",
            "",
            "[1,]",
            "[1 2]",
            "{\"a\":1,}",
            "{\"a\" 1}",
            "{a:1}",
            "{1:1}",
            "nul",
            "truer",
            "1 1",
            "[",
            "{",
            "}",
            "{\"a\"",
            "[\u{a0}1]",
            "\u{feff}1",
        ];
        for text in texts {
            let other = serde_json::from_str::<Value>(text);
            match (again(text), other) {
                (Ok(one), Ok(other)) => assert_eq!(one, other, "{text}"),
                (Err(_), Err(_)) => {}
                (one, other) => panic!("{text}: {one:?}, {other:?}"),
            }
            let skipped = Reader::new(text).raw().is_ok();
            assert_eq!(items(text).is_ok(), again(text).is_ok_and(|value| value.is_array()));
            assert_eq!(parts(text).is_ok(), again(text).is_ok_and(|value| value.is_object()));
            assert!(skipped || again(text).is_err(), "{text}");
        }
    }

    #[test]
    fn numbers_are_those_of_json() {
        for text in [
            "0", "-0", "10", "1.5", "-1.25e10", "1E-2", "1e+5", "007", "1.", ".5", "-", "+1", "1e",
            "1e+", "1.5.5", "1e5e5", "--1", "0x1", "1-1", "", "1 ", "Infinity", "NaN", "1e999",
        ] {
            let wanted =
                text == "1e999" || text.trim() == text && serde_json::from_str::<f64>(text).is_ok();
            assert_eq!(is_number(text), wanted, "{text}");
        }
    }

    #[test]
    fn what_is_wrong_is_said_with_its_line() {
        let wrong = |text: &str| items(text).unwrap_err().to_string();
        assert_eq!(wrong("[1,\n2,\n}"), "expected a value in line 3");
        assert_eq!(wrong("[1"), "expected ], but the text ends in line 1");
        assert_eq!(wrong("[] x"), "expected the end in line 1");
        assert!(wrong(&"[".repeat(100_000)).starts_with("values lie too deep"));
    }
}
