//! JSON text, a value at a time.
//!
//! The engine's reader finds where values begin and end and says what is wrong; what lies in a value is
//! left as it is written until somebody reads it. So nothing of it is compiled for each type, and
//! numbers keep their digits.

use attrmap::json::{self, DEEPEST, Mistake, Wrong};

use crate::model::Pairs;

/// What was read, or what is wrong.
pub(crate) type Reading<T> = Result<T, Wrong>;

/// A value in a text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reader<'a> {
    text: &'a str,
    /// The first byte of the value, and the one behind it.
    start: usize,
    end: usize,
    /// How deep it lies.
    depth: usize,
}

impl<'a> Reader<'a> {
    /// The value that a text is.
    pub(crate) fn new(text: &'a str) -> Self {
        Self { text, start: 0, end: text.len(), depth: 0 }
    }

    /// Calls back with each name of an object and its value.
    pub(crate) fn object(self, each: &mut dyn FnMut(&str, Self) -> Reading<()>) -> Reading<()> {
        let mut fields = Vec::new();
        self.lex(&mut |json| {
            json.object(&mut |json, name| {
                fields.push((name, self.inside(json)?));
                Ok(())
            })
        })?;
        fields.into_iter().try_for_each(|(name, value)| each(&name, value))
    }

    /// Calls back with each value of a list.
    pub(crate) fn list(self, each: &mut dyn FnMut(Self) -> Reading<()>) -> Reading<()> {
        let mut values = Vec::new();
        self.lex(&mut |json| {
            json.list(&mut |json| {
                values.push(self.inside(json)?);
                Ok(())
            })
        })?;
        values.into_iter().try_for_each(each)
    }

    /// The value that comes next in this one.
    fn inside(self, json: &mut json::Reader<'a>) -> json::Reading<Self> {
        json.first();
        let (start, depth) = (json.place(), self.depth + 1);
        json.skip_within(DEEPEST.saturating_sub(depth))?;
        Ok(Self { start, end: json.place(), depth, ..self })
    }

    /// A text.
    pub(crate) fn text(self) -> Reading<String> {
        let mut text = String::new();
        self.lex(&mut |json| {
            text = json.text()?.into_owned();
            Ok(())
        })?;
        Ok(text)
    }

    /// True or false.
    pub(crate) fn flag(self) -> Reading<bool> {
        match self.raw()? {
            "true" => Ok(true),
            "false" => Ok(false),
            _ => Err(self.expected("true or false")),
        }
    }

    /// A number, as it is written.
    pub(crate) fn number(self) -> Reading<&'a str> {
        let number = self.raw()?;
        if is_number(number) { Ok(number) } else { Err(self.expected("a number")) }
    }

    /// A value, as it is written.
    pub(crate) fn raw(self) -> Reading<&'a str> {
        // What lies in a value has been looked at with it.
        if self.depth == 0 {
            self.lex(&mut |json| json.skip_within(DEEPEST))?;
        }
        let value = self.text.get(self.start..self.end).unwrap_or_default();
        Ok(value.trim_matches([' ', '\n', '\r', '\t']))
    }

    /// The value of an enumeration that goes by the text which is here.
    pub(crate) fn one_of<T: Copy>(self, all: &[T], id: fn(T) -> &'static str) -> Reading<T> {
        let name = self.text()?;
        let found = all.iter().copied().find(|value| id(*value) == name);
        found.ok_or_else(|| self.wrong(format!("`{name}` is not known")))
    }

    /// The first byte of the value, which says what it is.
    pub(crate) fn first(self) -> Option<u8> {
        self.lexer().first()
    }

    fn lexer(self) -> json::Reader<'a> {
        json::Reader::inside(self.text, self.start, self.depth)
    }

    /// Gives the value's lexer to somebody who has to read all of it.
    fn lex(self, work: &mut dyn FnMut(&mut json::Reader<'a>) -> json::Reading<()>) -> Reading<()> {
        let mut json = self.lexer();
        let mut done = work(&mut json);
        if done.is_ok() && self.depth == 0 {
            done = json.end();
        }
        done.map_err(|mistake| Wrong::new(mistake, self.text, json.place()))
    }

    /// Something has to be here and is not.
    pub(crate) fn expected(self, what: &str) -> Wrong {
        self.wrong(format!("{what} expected"))
    }

    /// An object lacks a name.
    pub(crate) fn lacking(self, name: &str) -> Wrong {
        self.wrong(format!("there is no `{name}`"))
    }

    /// There are more values in values than are read.
    pub(crate) fn too_deep(self) -> Wrong {
        Wrong::new(Mistake::Depth, self.text, self.start)
    }

    /// What is wrong with the value.
    fn wrong(self, what: String) -> Wrong {
        Wrong::at(what, self.text, self.start)
    }
}

/// Whether `text` is a number as JSON writes it, of any size.
pub(crate) fn is_number(text: &str) -> bool {
    let mut json = json::Reader::new(text);
    text.starts_with(|first: char| first == '-' || first.is_ascii_digit())
        && json.skip_within(0).is_ok()
        && json.place() == text.len()
}

/// The values of a list, each as it is written.
pub(crate) fn items(text: &str) -> Reading<Vec<&str>> {
    let mut items = Vec::new();
    Reader::new(text).list(&mut |json| {
        items.push(json.raw()?);
        Ok(())
    })?;
    Ok(items)
}

/// The values of an object by name, each as it is written.
pub(crate) fn parts(text: &str) -> Reading<Pairs<&str>> {
    let mut parts = Pairs::default();
    Reader::new(text).object(&mut |name, json| {
        parts.set(name, json.raw()?);
        Ok(())
    })?;
    Ok(parts)
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;

    /// A value that is read and written again.
    fn again(text: &str) -> Reading<Value> {
        value(Reader::new(text))
    }

    fn value(json: Reader<'_>) -> Reading<Value> {
        Ok(match json.first() {
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
            Some(b'"') => Value::String(json.text()?),
            Some(b't' | b'f') => Value::Bool(json.flag()?),
            Some(b'n') => json.raw().map(|_| Value::Null)?,
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
            let stands = Reader::new(text).raw().is_ok();
            assert_eq!(items(text).is_ok(), again(text).is_ok_and(|value| value.is_array()));
            assert_eq!(parts(text).is_ok(), again(text).is_ok_and(|value| value.is_object()));
            assert!(stands || again(text).is_err(), "{text}");
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
    fn what_is_wrong_is_said_with_its_place() {
        let wrong = |text: &str| again(text).unwrap_err().to_string();
        for (text, said) in [
            ("[1,\n2,\n }", "a value expected before `}` in line 3, column 2"),
            ("[1", "a comma or a closing bracket expected, but the text ends in line 1, column 3"),
            ("[{}\n王{}]", "a comma or a closing bracket expected before `王` in line 2, column 1"),
            ("[] x", "the end expected before `x` in line 1, column 4"),
            ("{\"é\" 1}", "a colon expected before `1` in line 1, column 6"),
            ("{'a':1}", "a name in double quotes expected before `'` in line 1, column 2"),
            ("{\"a\":1,}", "a name in double quotes expected before `}` in line 1, column 8"),
            ("[1.]", "a digit expected before `]` in line 1, column 4"),
        ] {
            assert_eq!(wrong(text), said, "{text}");
        }
        assert!(wrong("[\"a\nb\"]").starts_with("a line break or another control character"));
        assert!(wrong("[\"a]").starts_with("a quote that never ends"));
        assert!(wrong("[\"\\x\"]").starts_with("a backslash that begins nothing known"));
        assert!(
            read_lines("[\n[true],\n[true,\n7]]").starts_with("true or false expected in line 4")
        );
        assert!(read_lines("[\n[true],\n\n{\n}]").starts_with("a list expected in line 4"));
        let deep = format!("{}{}", "[".repeat(200), "]".repeat(200));
        assert!(wrong(&deep).starts_with("values lie too deep"));
    }

    /// What is wrong with lists of flags.
    fn read_lines(text: &str) -> String {
        crate::json::read::<Vec<Vec<bool>>>(text).unwrap_err().to_string()
    }
}
