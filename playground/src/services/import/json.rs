//! JSON of several shapes → people, mappings or a workspace.

use std::rc::Rc;

use super::{Imported, Kind, ROOTS, Why};
use crate::json::{self, Reader, Wrong};
use crate::model::{Apply, Mapping, Pairs, ReadError, Record, Tagged, Workspace};

/// Reads JSON: one value, or an object on each line.
pub(super) fn read(text: &str, root: &str) -> Imported {
    match Reader::new(text).raw() {
        Ok(_) => one(text, root),
        Err(wrong) => lines(text, root).unwrap_or_else(|| {
            let mut broken = Imported::of(Kind::Json);
            broken.skip(wrong.line, said(&wrong));
            broken
        }),
    }
}

/// What is wrong and in which column; the line is said elsewhere.
fn said(wrong: &Wrong) -> Why {
    Why::Said(format!("{}, in column {}", wrong.what, wrong.column))
}

/// An object on each line; nothing when neither of the first two is one.
fn lines(text: &str, root: &str) -> Option<Imported> {
    let mut imported = Imported::of(Kind::JsonLines);
    let filled = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    for (at, line) in filled {
        match json::read::<Tagged>(line) {
            Ok(Tagged::Map(element)) => person(&mut imported, &element, root),
            Ok(_) => imported.skip(at + 1, Why::NotAnObject),
            Err(wrong) => imported.skip(at + 1, said(&wrong)),
        }
        if imported.people.is_empty() && imported.skipped.len() > 1 {
            return None;
        }
    }
    (!imported.people.is_empty()).then_some(imported)
}

fn one(text: &str, root: &str) -> Imported {
    let Ok(object) = json::parts(text) else {
        return list(text, &json::items(text).unwrap_or_else(|_| vec![text.trim()]), root);
    };
    if object.get("attrmap").is_some() {
        return workspace(text);
    }
    if let Some(Ok(items)) = object.get("Resources").map(|resources| json::items(resources)) {
        return list(text, &items, root);
    }
    match json::read::<Tagged>(text) {
        Ok(Tagged::Map(whole)) if is_mapping(&whole) => mapping(&whole),
        Ok(_) | Err(_) => list(text, &[text.trim()], root),
    }
}

fn workspace(text: &str) -> Imported {
    let mut imported = Imported::of(Kind::Workspace);
    match Workspace::read(text) {
        Ok(workspace) => {
            imported.people = workspace.people.to_vec();
            imported.mappings =
                workspace.set.mappings.iter().map(|mapping| (**mapping).clone()).collect();
            imported.workspace = Some(Rc::new(workspace));
        }
        Err(ReadError::Newer(_)) => newer(&mut imported, text),
        Err(error) => imported.skip(1, Why::Said(error.to_string())),
    }
    imported
}

/// A newer workspace can be looked at, as far as it is understood.
fn newer(imported: &mut Imported, text: &str) {
    match Workspace::read_newer(text) {
        Ok((workspace, ignored)) => {
            imported.kind = Kind::NewerWorkspace;
            imported.people = workspace.people.to_vec();
            imported.workspace = Some(Rc::new(workspace));
            imported.ignored = ignored;
        }
        Err(error) => imported.skip(1, Why::Said(error.to_string())),
    }
}

/// The people of a list, whose elements are parts of `text`.
fn list(text: &str, items: &[&str], root: &str) -> Imported {
    let mut imported = Imported::of(Kind::Json);
    let (mut line, mut before) = (1, 0);
    for item in items {
        let start = item.as_ptr().addr().saturating_sub(text.as_ptr().addr());
        line += text.get(before..start).unwrap_or_default().matches('\n').count();
        before = start;
        match json::read::<Tagged>(item) {
            Ok(Tagged::Map(element)) => {
                if imported.people.is_empty() {
                    imported.kind = kind_of(&element);
                }
                person(&mut imported, &element, root);
            }
            Ok(_) => imported.skip(line, Why::NotAnObject),
            Err(wrong) => imported.skip(line, said(&wrong)),
        }
    }
    imported
}

fn kind_of(element: &Pairs<Tagged>) -> Kind {
    let has = |name| element.get(name).is_some();
    if is_scim(element) {
        Kind::Scim
    } else if has("profile") && (has("scope") || user_name(element).is_some()) {
        Kind::OktaAppUsers
    } else if has("profile") && has("status") {
        Kind::OktaUsers
    } else if has_records(element) {
        Kind::Records
    } else {
        Kind::Json
    }
}

fn is_scim(element: &Pairs<Tagged>) -> bool {
    matches!(element.get("schemas"), Some(Tagged::List(schemas))
        if schemas.iter().any(|schema| schema.to_line().starts_with("urn:ietf:params:scim")))
}

fn user_name(element: &Pairs<Tagged>) -> Option<&Tagged> {
    match element.get("credentials")? {
        Tagged::Map(credentials) => credentials.get("userName"),
        _ => None,
    }
}

fn has_records(element: &Pairs<Tagged>) -> bool {
    element.iter().any(|(name, value)| ROOTS.contains(&name) && matches!(value, Tagged::Map(_)))
}

fn person(imported: &mut Imported, element: &Pairs<Tagged>, root: &str) {
    let records = match kind_of(element) {
        Kind::OktaUsers => {
            let of = |names: [&str; 2]| -> Record {
                let there = names
                    .into_iter()
                    .filter_map(|name| Some((name.to_owned(), element.get(name)?.clone())));
                there.collect()
            };
            vec![
                ("user".to_owned(), profile(element)),
                ("$internal".to_owned(), of(["id", "status"])),
            ]
        }
        Kind::OktaAppUsers => {
            let mut record = profile(element);
            if let Some(name) = user_name(element).filter(|_| record.get("userName").is_none()) {
                record.set("userName", name.clone());
            }
            vec![("appuser".to_owned(), record)]
        }
        Kind::Scim => vec![(root.to_owned(), flattened(element))],
        Kind::Records => element
            .iter()
            .filter_map(|(name, value)| match value {
                Tagged::Map(record) => Some((name.to_owned(), record.clone())),
                _ => None,
            })
            .collect(),
        _ => vec![(root.to_owned(), element.clone())],
    };
    let groups = match element.get("groups") {
        Some(Tagged::List(groups)) => groups.iter().map(group_name).collect(),
        Some(_) | None => Vec::new(),
    };
    imported.add(records.into_iter().collect(), groups, None);
}

fn group_name(group: &Tagged) -> String {
    match group {
        Tagged::Map(group) => {
            let name = ["display", "name", "value"].into_iter().find_map(|name| group.get(name));
            name.map(Tagged::to_line).unwrap_or_default()
        }
        other => other.to_line(),
    }
}

fn profile(element: &Pairs<Tagged>) -> Record {
    match element.get("profile") {
        Some(Tagged::Map(profile)) => profile.clone(),
        Some(_) | None => Record::default(),
    }
}

/// Complex attributes under dotted names; lists stay lists.
fn flattened(element: &Pairs<Tagged>) -> Record {
    let mut record = Record::default();
    for (name, value) in element.iter().filter(|(name, _)| !matches!(*name, "schemas" | "meta")) {
        match value {
            Tagged::Map(inner) => {
                for (part, value) in inner.iter() {
                    record.set(&format!("{name}.{part}"), value.clone());
                }
            }
            value => record.set(name, value.clone()),
        }
    }
    record
}

fn is_mapping(object: &Pairs<Tagged>) -> bool {
    matches!(object.get("properties"), Some(Tagged::Map(properties))
        if properties.iter().any(|(_, property)| expression(property).is_some()))
}

fn expression(property: &Tagged) -> Option<String> {
    match property {
        Tagged::Map(property) => property.get("expression").map(Tagged::to_line),
        _ => None,
    }
}

fn mapping(object: &Pairs<Tagged>) -> Imported {
    let mut imported = Imported::of(Kind::OktaMapping);
    let Some(Tagged::Map(properties)) = object.get("properties") else { return imported };
    for (to, property) in properties.iter() {
        let Some(expr) = expression(property) else {
            imported.skip(1, Why::NoExpression(to.to_owned()));
            continue;
        };
        let status = match property {
            Tagged::Map(property) => property.get("pushStatus").map(Tagged::to_line),
            _ => None,
        };
        let apply = match status.as_deref() {
            Some("DONT_PUSH") => Apply::Create,
            Some(_) | None => Apply::CreateAndUpdate,
        };
        imported.mappings.push(Mapping { to: to.to_owned(), expr, apply, ..Mapping::default() });
    }
    imported
}
