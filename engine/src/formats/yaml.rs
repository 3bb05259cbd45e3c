//! YAML 1.2 with the core schema: text → JSON tree → text in block style.
//!
//! Anchors are refused: a few lines of aliases can stand for gigabytes. Several documents in one
//! file and keys that occur twice are refused, too.

use saphyr_parser::{Event, Parser, ScalarStyle};
use serde_json::{Map, Number, Value};

use super::DocumentError;
use crate::json;
use crate::value::read_double;

/// How deep containers may lie in each other.
const DEPTH: usize = 64;

/// A container that is still open.
enum Open {
    List(Vec<Value>),
    Map(Map<String, Value>, Option<String>),
}

/// The tree of a YAML text; an empty text is null.
pub(crate) fn parse(text: &str) -> Result<Value, DocumentError> {
    let mut stack: Vec<Open> = Vec::new();
    let mut root = None;
    for event in Parser::new_from_str(text) {
        let (event, span) = event
            .map_err(|error| DocumentError::at(error.marker().line(), error.info().to_owned()))?;
        let line = span.start.line();
        let value = match event {
            Event::Alias(_) => return Err(DocumentError::at(line, "aliases are not read")),
            Event::Scalar(text, style, _, tag) => {
                let is_text = style != ScalarStyle::Plain
                    || tag.is_some_and(|tag| tag.is_yaml_core_schema() && tag.suffix == "str");
                if is_text { Value::String(text.into_owned()) } else { resolve(&text) }
            }
            Event::SequenceStart(..) | Event::MappingStart(..) if stack.len() >= DEPTH => {
                return Err(DocumentError::at(line, "the file is nested too deeply"));
            }
            Event::SequenceStart(..) => {
                stack.push(Open::List(Vec::new()));
                continue;
            }
            Event::MappingStart(..) => {
                stack.push(Open::Map(Map::new(), None));
                continue;
            }
            Event::SequenceEnd | Event::MappingEnd => match stack.pop() {
                Some(Open::List(items)) => Value::Array(items),
                Some(Open::Map(map, _)) => Value::Object(map),
                None => continue,
            },
            Event::DocumentStart(_) if root.is_some() => {
                return Err(DocumentError::at(line, "the file holds more than one document"));
            }
            Event::Nothing
            | Event::StreamStart
            | Event::StreamEnd
            | Event::DocumentStart(_)
            | Event::DocumentEnd => continue,
        };
        place(value, &mut stack, &mut root, line)?;
    }
    Ok(root.unwrap_or(Value::Null))
}

/// Puts a finished value where it belongs: into the open container, or at the root.
fn place(
    value: Value,
    stack: &mut [Open],
    root: &mut Option<Value>,
    line: usize,
) -> Result<(), DocumentError> {
    match stack.last_mut() {
        None => *root = Some(value),
        Some(Open::List(items)) => items.push(value),
        Some(Open::Map(map, key)) => match key.take() {
            Some(key) => {
                map.insert(key, value);
            }
            None => *key = Some(key_of(&value, map, line)?),
        },
    }
    Ok(())
}

fn key_of(value: &Value, map: &Map<String, Value>, line: usize) -> Result<String, DocumentError> {
    let key = match value {
        Value::String(text) => text.clone(),
        Value::Null | Value::Bool(_) | Value::Number(_) => json::write(value),
        Value::Array(_) | Value::Object(_) => {
            return Err(DocumentError::at(line, "a key must be a plain text"));
        }
    };
    if map.contains_key(&key) {
        return Err(DocumentError::at(line, format!("the key `{key}` occurs twice")));
    }
    Ok(key)
}

/// A plain scalar by the core schema.
fn resolve(text: &str) -> Value {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => return Value::Null,
        "true" | "True" | "TRUE" => return Value::Bool(true),
        "false" | "False" | "FALSE" => return Value::Bool(false),
        _ => {}
    }
    number(text).map_or_else(|| Value::String(text.to_owned()), Value::Number)
}

fn number(text: &str) -> Option<Number> {
    let radix = |prefix, radix| {
        text.strip_prefix(prefix).and_then(|digits| i64::from_str_radix(digits, radix).ok())
    };
    if let Some(number) = radix("0x", 16).or_else(|| radix("0o", 8)) {
        return Some(number.into());
    }
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    let (mantissa, exponent) = digits.split_once(['e', 'E']).unwrap_or((digits, "0"));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let all_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let exponent = exponent.strip_prefix(['-', '+']).unwrap_or(exponent);
    let is_number = all_digits(whole)
        && all_digits(fraction)
        && !(whole.is_empty() && fraction.is_empty())
        && all_digits(exponent)
        && !exponent.is_empty();
    if !is_number {
        return None;
    }
    if let Ok(integer) = text.parse::<i64>() {
        return Some(integer.into());
    }
    read_double(text).and_then(Number::from_f64)
}

/// The tree in block style, two spaces per level, keys in their order.
pub(crate) fn write(value: &Value) -> String {
    let mut text = String::new();
    write_value(&mut text, value, 0, "");
    text
}

/// Writes a value after what already stands on the line; a block begins with `before_block`.
fn write_value(text: &mut String, value: &Value, indent: usize, before_block: &str) {
    if let Some(items) = value.as_array().filter(|items| !items.is_empty()) {
        text.push_str(before_block);
        for (index, item) in items.iter().enumerate() {
            if index > 0 || !before_block.is_empty() {
                push_indent(text, indent);
            }
            text.push_str("- ");
            write_value(text, item, indent + 2, "");
        }
    } else if let Some(map) = value.as_object().filter(|map| !map.is_empty()) {
        text.push_str(before_block);
        for (index, (key, value)) in map.iter().enumerate() {
            if index > 0 || !before_block.is_empty() {
                push_indent(text, indent);
            }
            text.push_str(&write_text(key));
            text.push(':');
            write_value(text, value, indent + 2, "\n");
        }
    } else {
        if !before_block.is_empty() {
            text.push(' ');
        }
        text.push_str(&write_scalar(value));
        text.push('\n');
    }
}

fn push_indent(text: &mut String, indent: usize) {
    text.extend(std::iter::repeat_n(' ', indent));
}

fn write_scalar(value: &Value) -> String {
    match value {
        Value::String(text) => write_text(text),
        Value::Array(_) => "[]".to_owned(),
        Value::Object(_) => "{}".to_owned(),
        Value::Null | Value::Bool(_) | Value::Number(_) => json::write(value),
    }
}

/// Plain where it reads back as the same text, else in single quotes, else in double quotes.
fn write_text(text: &str) -> String {
    let is_word = |c: char| c.is_ascii_alphanumeric() || "_-./@ ".contains(c);
    let is_plain = text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && !text.ends_with(' ')
        && text.chars().all(is_word)
        && resolve(text).is_string();
    if is_plain {
        return text.to_owned();
    }
    if text.chars().all(|c| !c.is_control() && !matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}')) {
        return format!("'{}'", text.replace('\'', "''"));
    }
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            c if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}') => {
                let code = u32::from(c);
                let digits = [code >> 12, code >> 8, code >> 4, code];
                quoted.push_str("\\u");
                quoted.extend(digits.map(|d| char::from_digit(d & 15, 16).unwrap_or('0')));
            }
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn plain_scalars_follow_the_core_schema() {
        let text = "[1, -2, +3, 0x1F, 0o17, 1.5, .5, 1e3, true, ~, yes, 1.2.3, '1', 1-2, .]";
        let expected = json!([
            1, -2, 3, 31, 15, 1.5, 0.5, 1000.0, true, null, "yes", "1.2.3", "1", "1-2", "."
        ]);
        assert_eq!(parse(text).unwrap(), expected);
    }

    #[test]
    fn what_is_written_reads_back() {
        let tree = json!({
            "a b": ["x", {"k": "", "l": [[], {}, [1, [2]]]}, null],
            "expression": "(a != null ? 'x' : \"\") + \"#\"",
            "true": "true", "é": "ü\n\u{7}\u{2028}", "n": "12", "#": " x ", "m": {"n": {"o": 1.5}}, "z": "a: b"
        });
        assert_eq!(parse(&write(&tree)).unwrap(), tree, "{}", write(&tree));
    }

    #[test]
    fn what_is_dangerous_is_refused_with_its_line() {
        let line = |text: &str| parse(text).unwrap_err().line;
        assert_eq!(line("a: &x 1\nb: *x\n"), Some(2));
        assert_eq!(line("a: 1\na: 2\n"), Some(2));
        assert_eq!(line("a: 1\n---\nb: 2\n"), Some(2));
        assert_eq!(line("{a: {b: 1}: 2}"), Some(1));
        assert!(parse(&"[".repeat(1000)).is_err());
        assert!(parse(&"- ".repeat(1000)).is_err());
    }
}
