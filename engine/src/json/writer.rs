//! Trees → JSON text, on one line or laid out.

use std::fmt::Write as _;

use serde_json::Value;

use super::scan::has_special;

/// A tree on one line.
///
/// ```
/// let tree = serde_json::json!({ "a": [1, "\n"] });
/// assert_eq!(attrmap::json::write(&tree), r#"{"a":[1,"\n"]}"#);
/// ```
#[must_use]
pub fn write(tree: &Value) -> String {
    let mut out = String::new();
    push(&mut out, tree, None);
    out
}

/// A tree with each field and each item on a line of its own, two blanks further in.
#[must_use]
pub fn write_lines(tree: &Value) -> String {
    let mut out = String::new();
    push(&mut out, tree, Some(0));
    out
}

/// Appends a tree, which lies so deep where it is laid out.
fn push(out: &mut String, tree: &Value, depth: Option<usize>) {
    match tree {
        Value::Null => out.push_str("null"),
        Value::Bool(value) => out.push_str(if *value { "true" } else { "false" }),
        Value::Number(number) => {
            // Writing to a text does not fail.
            let _ = write!(out, "{number}");
        }
        Value::String(text) => push_text(out, text),
        Value::Array(items) => {
            out.push('[');
            for (index, item) in items.iter().enumerate() {
                separate(out, index, depth);
                push(out, item, depth.map(|depth| depth + 1));
            }
            close(out, ']', depth.filter(|_| !items.is_empty()));
        }
        Value::Object(fields) => {
            out.push('{');
            for (index, (name, value)) in fields.iter().enumerate() {
                separate(out, index, depth);
                push_text(out, name);
                out.push_str(if depth.is_some() { ": " } else { ":" });
                push(out, value, depth.map(|depth| depth + 1));
            }
            close(out, '}', depth.filter(|_| !fields.is_empty()));
        }
    }
}

/// What stands before a field or an item.
fn separate(out: &mut String, index: usize, depth: Option<usize>) {
    if index > 0 {
        out.push(',');
    }
    if let Some(depth) = depth {
        line(out, depth + 1);
    }
}

fn close(out: &mut String, bracket: char, depth: Option<usize>) {
    if let Some(depth) = depth {
        line(out, depth);
    }
    out.push(bracket);
}

fn line(out: &mut String, depth: usize) {
    out.push('\n');
    for _ in 0..depth {
        out.push_str("  ");
    }
}

/// Appends a text in quotes.
#[inline]
pub fn push_text(out: &mut String, text: &str) {
    out.reserve(text.len() + 2);
    out.push('"');
    if has_special(text) {
        push_escaped(out, text);
    } else {
        out.push_str(text);
    }
    out.push('"');
}

/// Appends what stands between the quotes of a text.
#[cold]
pub(crate) fn push_escaped(out: &mut String, text: &str) {
    for character in text.chars() {
        let short = match character {
            '"' => '"',
            '\\' => '\\',
            '\u{8}' => 'b',
            '\u{c}' => 'f',
            '\n' => 'n',
            '\r' => 'r',
            '\t' => 't',
            '\0'..' ' => {
                out.push_str("\\u00");
                let code = u32::from(character);
                out.extend(
                    [code >> 4, code & 15].map(|digit| char::from_digit(digit, 16).unwrap_or('0')),
                );
                continue;
            }
            other => {
                out.push(other);
                continue;
            }
        };
        out.push('\\');
        out.push(short);
    }
}
