//! Terraform text → the expressions in it, with the escapes of its language undone.

use super::{Imported, Kind, Why};
use crate::model::{Apply, Mapping};

/// Reads `id`, `expression` and `push_status` of each block, and `expression_value` of rules.
pub(super) fn read(text: &str) -> Imported {
    let mut imported = Imported::of(Kind::Terraform);
    let mut block = Mapping::default();
    let mut name = String::new();
    for (at, line) in text.lines().enumerate() {
        let line = line.trim();
        if line.starts_with("resource ") {
            line.split('"').nth(3).unwrap_or("rule").clone_into(&mut name);
        }
        if line.starts_with('}') {
            finish(&mut imported, &mut block, at + 1);
            continue;
        }
        let Some((key, value)) = line.split_once('=') else { continue };
        let Some(value) = unquoted(value.trim()) else { continue };
        match key.trim() {
            "id" => block.to = value,
            "expression" => block.expr = value,
            "expression_value" | "user_name_template" => {
                block.to.clone_from(&name);
                block.expr = value;
            }
            "push_status" if value == "DONT_PUSH" => block.apply = Apply::Create,
            _ => {}
        }
    }
    imported
}

fn finish(imported: &mut Imported, block: &mut Mapping, line: usize) {
    let done = std::mem::take(block);
    match (done.to.is_empty(), done.expr.is_empty()) {
        (false, false) => imported.mappings.push(done),
        (true, false) => imported.skip(line, Why::NoTarget),
        (_, true) => {}
    }
}

/// The text between quotes; nothing when it is not closed on its line.
fn unquoted(value: &str) -> Option<String> {
    let mut rest = value.strip_prefix('"')?.chars();
    let mut out = String::new();
    while let Some(character) = rest.next() {
        match character {
            '"' => return Some(out),
            '\\' => out.push(match rest.next()? {
                'n' => '\n',
                'r' => '\r',
                't' => '\t',
                other => other,
            }),
            '$' | '%' => {
                out.push(character);
                // Doubled before a brace it was an escape, elsewhere it was meant.
                let mut ahead = rest.clone();
                if ahead.next() == Some(character) && ahead.next() == Some('{') {
                    rest.next();
                }
            }
            other => out.push(other),
        }
    }
    None
}
