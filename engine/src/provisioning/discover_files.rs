//! Sample records of files other than LDIF → what their attributes look like.

use std::borrow::Cow;

use serde_json::{Map, Value};

use super::config::FileFormat;
use super::discover::{Discovery, Statistics, discover_ldif};
use crate::formats::{csv, parse_tree};
use crate::json;

/// A field and one of its values.
type Field = (Cow<'static, str>, Cow<'static, [u8]>);

/// What is said of a record that cannot be read.
const BROKEN: &str = "IMP-101";

/// The statistics of the records in a file; records that can not be read do not count.
#[must_use]
pub fn discover(bytes: &[u8], format: FileFormat) -> Statistics {
    match format {
        FileFormat::Ldif => discover_ldif(bytes),
        FileFormat::Csv => discover_csv(bytes),
        FileFormat::Ndjson => {
            let lines = (1..).zip(bytes.split(|byte| *byte == b'\n'));
            let lines = lines.filter(|(_, line)| !line.trim_ascii().is_empty());
            objects(lines.map(|(at, line)| (at, json::parse_bytes(line).unwrap_or_default())))
        }
        FileFormat::Json | FileFormat::OktaUsers | FileFormat::ScimUsers => {
            let (line, tree) = match parse_tree(bytes) {
                Ok(tree) => (1, tree),
                Err(error) => (error.line.unwrap_or(1), Value::Null),
            };
            match tree.get("Resources").unwrap_or(&tree) {
                Value::Array(items) => objects((1..).zip(items.iter().cloned())),
                _ => objects(std::iter::once((line, Value::Null))),
            }
        }
    }
}

fn discover_csv(bytes: &[u8]) -> Statistics {
    let first = bytes.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let count = |delimiter: u8| memchr::memchr_iter(delimiter, first).count();
    let delimiter = [b',', b';', b'\t'].into_iter().rev().max_by_key(|byte| count(*byte));
    let mut rows = csv::Reader::new(bytes, delimiter.unwrap_or(b','));
    let header: Vec<String> = rows
        .next()
        .map(|row| {
            row.cells.iter().map(|cell| String::from_utf8_lossy(cell).into_owned()).collect()
        })
        .unwrap_or_default();
    let mut discovery = Discovery::default();
    for row in rows {
        if row.is_open || row.cells.len() > header.len() {
            discovery.leave_out(row.line, BROKEN);
            continue;
        }
        let cells = header.iter().cloned().zip(row.cells).filter(|(_, cell)| !cell.is_empty());
        discovery.add(cells.map(|(name, cell)| -> Field { (name.into(), cell.into()) }));
    }
    discovery.finish()
}

/// Objects with the place of each; what is none is left out.
fn objects(items: impl Iterator<Item = (usize, Value)>) -> Statistics {
    let mut discovery = Discovery::default();
    for (place, item) in items {
        let Some(fields) = item.get("profile").unwrap_or(&item).as_object() else {
            discovery.leave_out(place, BROKEN);
            continue;
        };
        let mut values = Vec::new();
        flatten("", fields, &mut values);
        discovery.add(values);
    }
    discovery.finish()
}

/// Objects in objects become dotted names; objects in lists are told apart by their `type`.
fn flatten(prefix: &str, fields: &Map<String, Value>, values: &mut Vec<Field>) {
    for (name, value) in fields {
        let name = format!("{prefix}{name}");
        let items = value.as_array().map_or_else(|| std::slice::from_ref(value), Vec::as_slice);
        for item in items {
            match item {
                Value::Object(fields) if value.is_array() => {
                    let ty = fields.get("type").and_then(Value::as_str);
                    let path = ty.map_or_else(
                        || format!("{name}."),
                        |ty| format!("{name}[type eq \"{ty}\"]."),
                    );
                    flatten(&path, fields, values);
                }
                // Deeper than this no path of a mapping reaches.
                Value::Object(fields) if prefix.len() < 256 => {
                    flatten(&format!("{name}."), fields, values);
                }
                Value::Null | Value::Object(_) | Value::Array(_) => {}
                Value::String(text) => {
                    values.push((name.clone().into(), text.clone().into_bytes().into()));
                }
                Value::Bool(_) | Value::Number(_) => {
                    values.push((name.clone().into(), item.to_string().into_bytes().into()));
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places(statistics: &Statistics) -> Vec<(usize, &'static str)> {
        statistics.unreadable.iter().map(|found| (found.line, found.code)).collect()
    }

    #[test]
    fn what_cannot_be_read_is_named() {
        let found = |text: &str, format| places(&discover(text.as_bytes(), format));
        assert_eq!(found("a,b\n1,2,3\n1,2\n\"x", FileFormat::Csv), [(2, BROKEN), (4, BROKEN)]);
        assert_eq!(found("[1, {}]", FileFormat::Json), [(1, BROKEN)]);
        assert_eq!(found("[\n{", FileFormat::Json), [(2, BROKEN)]);
        let ldif = "dn: CN=a\nobjectClass: user\nmail:: ?\n\nno entry\n";
        assert_eq!(found(ldif, FileFormat::Ldif), [(3, "IMP-102"), (5, "IMP-101")]);
    }

    #[test]
    fn every_format_gives_statistics() {
        let csv = discover(b"a;b\r\n1;x\r\n2;\r\n", FileFormat::Csv);
        assert_eq!(
            (csv.records, csv.attributes["a"].ty, csv.attributes["b"].missing),
            (2, "integer", 1)
        );
        let ndjson = discover(b"{\"a\": [true, false]}\noops\n{\"a\": null}\n", FileFormat::Ndjson);
        assert_eq!((ndjson.records, ndjson.attributes["a"].items), (2, Some("boolean")));
        assert_eq!(places(&ndjson), [(2, "IMP-101")]);
        let scim = br#"{"Resources": [{"name": {"givenName": "G"}, "emails": [{"type": "work", "value": "a@b.co"}]}]}"#;
        let scim = discover(scim, FileFormat::ScimUsers);
        assert_eq!(scim.attributes["emails[type eq \"work\"].value"].format, Some("email"));
        assert!(scim.attributes.contains_key("name.givenName"));
    }
}
