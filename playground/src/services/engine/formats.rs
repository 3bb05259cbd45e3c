//! Files of directories → records.

use attrmap::formats::ldif::{Outcome, Reader};

use crate::model::{Record, Tagged};

/// The entries of a directory file: records, or the line and reason of what cannot be read.
/// Repeated attributes become lists.
pub(crate) fn read_ldif(bytes: &[u8]) -> Vec<Result<Record, (usize, String)>> {
    Reader::new(bytes)
        .map(|entry| match entry.outcome {
            Outcome::Content(content) => {
                let mut record = Record::default();
                let dn = entry.dn.unwrap_or_default();
                record.set("dn", Tagged::Text(dn));
                for value in &content.values {
                    let text = String::from_utf8_lossy(&value.bytes).into_owned();
                    add(&mut record, &value.name, Tagged::Text(text));
                }
                Ok(record)
            }
            Outcome::Change(kind) => Err((entry.line, format!("a change record of type {kind}"))),
            Outcome::Broken(broken) => Err((broken.line, broken.code.to_owned())),
        })
        .collect()
}

fn add(record: &mut Record, name: &str, value: Tagged) {
    let both = match record.get(name).cloned() {
        None => value,
        Some(Tagged::List(mut items)) => {
            items.push(value);
            Tagged::List(items)
        }
        Some(first) => Tagged::List(vec![first, value]),
    };
    record.set(name, both);
}
