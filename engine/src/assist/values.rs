//! What can be written between quotes: values of attributes, names and ids of groups, zones.

use super::callee::{Callee, enclosing};
use super::caret::{Frame, Kind, Pieces};
use super::complete::{Completion, CompletionKind, complete as complete_text, nearness, profiles};
use super::samples::Samples;
use crate::datetime::Region;
use crate::dialect::canonical_root;
use crate::environment::Environment;
use crate::functions::Role;
use crate::functions::group_criteria::{KEYS, OPERATOR};
use crate::text::Span;

/// Completes inside the text literal at `index`.
pub(super) fn complete(
    pieces: &Pieces<'_>,
    index: usize,
    frames: &[Frame],
    offset: usize,
    environment: &Environment,
    samples: &Samples,
) -> Vec<Completion> {
    let Some(Kind::Text { quote, closed }) = pieces.kind(index) else { return Vec::new() };
    let Some(whole) = pieces.all.get(index).map(|piece| piece.span) else { return Vec::new() };
    let span = Span::new(whole.start() + 1, whole.end() - usize::from(closed));
    let Some(typed) = pieces.text.get(span.start()..offset) else { return Vec::new() };
    let mut found: Vec<(String, String, CompletionKind, String)> = Vec::new();
    let mut add = |label: &str, value: &str, kind, detail: &str| {
        found.push((label.to_owned(), value.to_owned(), kind, detail.to_owned()));
    };
    let call = enclosing(pieces, frames, environment);
    if let Some((callee, frame)) = &call {
        let parameters = callee.parameters();
        let active = callee.active(frame.commas).and_then(|index| parameters.get(index));
        match active.map(|parameter| parameter.role) {
            Some(Role::GroupExpression) => {
                return group_expression(span, offset, pieces.text, environment, samples);
            }
            Some(Role::TimeZone) => {
                Region::all().for_each(|zone| add(zone.id(), zone.id(), CompletionKind::Value, ""));
            }
            Some(Role::OneOf(allowed)) => {
                for value in allowed {
                    add(value, value, CompletionKind::Value, "");
                }
            }
            _ => {}
        }
        match groups_wanted(callee, frame.commas) {
            Some(Wanted::Names) => samples
                .groups()
                .for_each(|(name, _)| add(name, name, CompletionKind::Group, "group")),
            Some(Wanted::Ids) => {
                for (name, id) in samples.groups() {
                    add(name, id, CompletionKind::Group, id);
                }
            }
            Some(Wanted::Criteria) => {
                let key = index.checked_sub(2).map_or("", |key| pieces.written(key));
                let is_value = index.checked_sub(1).is_some_and(|sign| pieces.written(sign) == ":");
                for (name, id) in samples.groups().filter(|_| is_value) {
                    match key.trim_matches(['\'', '"']) {
                        "group.profile.name" => add(name, name, CompletionKind::Group, "group"),
                        "group.id" => add(name, id, CompletionKind::Group, id),
                        _ => {}
                    }
                }
                if !is_value {
                    for key in KEYS.into_iter().chain([OPERATOR]) {
                        add(key, key, CompletionKind::Value, "");
                    }
                }
            }
            None => {}
        }
    }
    if let Some(path) = beside(pieces, index, call.as_ref().map(|(callee, frame)| (callee, *frame)))
    {
        for (value, detail) in attribute_values(path.of(pieces.text), environment, samples) {
            add(&value, &value, CompletionKind::Value, &detail);
        }
    }
    let mut items: Vec<(usize, Completion)> = found
        .into_iter()
        .filter_map(|(label, value, kind, detail)| {
            let near = nearness(&label, typed)?;
            let insert = value.replace(quote, &format!("{quote}{quote}"));
            Some((near, Completion { label, kind, detail, insert, span }))
        })
        .collect();
    items.sort_by_key(|(near, _)| *near);
    items.into_iter().map(|(_, item)| item).collect()
}

/// Completes the expression over groups that stands between the quotes.
fn group_expression(
    span: Span,
    offset: usize,
    text: &str,
    environment: &Environment,
    samples: &Samples,
) -> Vec<Completion> {
    let inside = Environment::group_expression(environment.dialect, environment.limits);
    let mut items =
        complete_text(span.of(text), offset.saturating_sub(span.start()), &inside, samples);
    for item in &mut items {
        let start = span.start() + item.span.start();
        item.span = Span::new(start, span.start() + item.span.end());
    }
    items
}

/// What a call wants to know of groups.
enum Wanted {
    Names,
    Ids,
    Criteria,
}

fn groups_wanted(callee: &Callee, commas: usize) -> Option<Wanted> {
    match (callee.name.text, commas) {
        ("isMemberOfGroup" | "isMemberOfAnyGroup", _) | ("getFilteredGroups", 0) => {
            Some(Wanted::Ids)
        }
        ("Groups.contains" | "Groups.startsWith" | "Groups.endsWith", 1) => Some(Wanted::Names),
        ("user.getGroups" | "user.isMemberOf", _) => Some(Wanted::Criteria),
        (name, 0) if name.starts_with("isMemberOfGroupName") => Some(Wanted::Names),
        _ => None,
    }
}

/// The path that the text at `index` is compared with, or looked for in.
fn beside(pieces: &Pieces<'_>, index: usize, call: Option<(&Callee, &Frame)>) -> Option<Span> {
    let compares =
        |sign: &str| ["==", "!=", "eq", "ne"].iter().any(|known| known.eq_ignore_ascii_case(sign));
    if let Some(sign) = index.checked_sub(1)
        && compares(pieces.written(sign))
    {
        return pieces.path_to(sign.checked_sub(1)?);
    }
    if compares(pieces.written(index + 1)) {
        return following_path(pieces, index + 2);
    }
    let (callee, frame) = call?;
    match callee.name.text {
        "String.stringContains"
        | "String.startsWith"
        | "Arrays.contains"
        | "String.stringSwitch" => {
            following_path(pieces, frame.open + 1).filter(|_| frame.commas > 0)
        }
        "contains" | "startsWith" => {
            let before = frame.name?.checked_sub(2)?;
            pieces.path_to(before)
        }
        _ => None,
    }
}

/// The path of names that starts with the piece `first`.
fn following_path(pieces: &Pieces<'_>, first: usize) -> Option<Span> {
    let mut last = first;
    while pieces.kind(last + 1) == Some(Kind::Dot) && pieces.kind(last + 2) == Some(Kind::Word) {
        last += 2;
    }
    pieces.path_to(last)
}

/// The values that an attribute is restricted to, else those that people have.
fn attribute_values(
    path: &str,
    environment: &Environment,
    samples: &Samples,
) -> Vec<(String, String)> {
    let names: Vec<&str> =
        path.split("?.").flat_map(|part| part.split('.')).map(str::trim).collect();
    let (root, inside, name) = match names.as_slice() {
        [name] => ("source", &[] as &[&str], *name),
        [root, inside @ .., name] => (canonical_root(root), inside, *name),
        [] => return Vec::new(),
    };
    let roots = profiles(environment, root);
    let allowed = roots.iter().map(|root| environment.allowed_values(root, name));
    if let Some(allowed) = allowed.into_iter().find(|allowed| !allowed.is_empty()) {
        return allowed.iter().map(|value| (value.clone(), "allowed".to_owned())).collect();
    }
    let attribute = samples.object(&roots, inside).and_then(|object| object.attribute(name));
    let texts = attribute.map(|attribute| attribute.texts.as_slice()).unwrap_or_default();
    texts.iter().map(|text| (text.clone(), "somebody has it".to_owned())).collect()
}
