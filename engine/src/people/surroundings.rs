//! Groups and people around each person; what several have alike is kept once.

use std::fmt::Write;

use super::weight::weight_of_object;
use crate::context::Context;
use crate::sorted::Sorted;
use crate::value::{Object, ObjectKind, Value, write_text};

/// What people have besides profiles.
#[derive(Debug, Clone, Default)]
pub(super) struct Surroundings {
    groups: Vec<Object>,
    /// What a group is, written down → its place.
    places: Sorted<Box<str>, u32>,
    memberships: Sorted<u32, Box<[u32]>>,
    /// Contexts that have nothing but linked users, managers, assistants and further profiles.
    others: Sorted<u32, Box<Context>>,
    key: String,
}

impl Surroundings {
    /// Keeps what a context has besides roots and internal properties.
    pub(super) fn push(&mut self, row: u32, mut context: Context) {
        let groups = std::mem::take(&mut context.groups);
        if !groups.is_empty() {
            let places = groups.into_iter().map(|group| self.place(group)).collect();
            self.memberships.insert(row, places);
        }
        let Context { linked, managers, assistants, directory_users, workday_users, .. } = &context;
        let people = [linked, managers, assistants];
        if people.iter().any(|people| !people.is_empty())
            || !directory_users.is_empty()
            || !workday_users.is_empty()
        {
            self.others.insert(row, Box::new(context));
        }
    }

    fn place(&mut self, group: Object) -> u32 {
        self.key.clear();
        describe_object(&group, &mut self.key);
        if let Some(place) = self.places.get(&*self.key) {
            return *place;
        }
        let place = u32::try_from(self.groups.len()).unwrap_or(u32::MAX);
        self.places.insert(self.key.as_str().into(), place);
        self.groups.push(group);
        place
    }

    /// Puts what a person has into a context.
    pub(super) fn fill(&self, row: u32, context: &mut Context) {
        if let Some(places) = self.memberships.get(&row) {
            let groups = places.iter().filter_map(|place| self.groups.get(*place as usize));
            context.groups = groups.cloned().collect();
        }
        if let Some(other) = self.others.get(&row) {
            context.linked.clone_from(&other.linked);
            context.managers.clone_from(&other.managers);
            context.assistants.clone_from(&other.assistants);
            context.directory_users.clone_from(&other.directory_users);
            context.workday_users.clone_from(&other.workday_users);
        }
    }

    /// Takes back all rows from `len` on.
    pub(super) fn truncate(&mut self, len: u32) {
        self.memberships.truncate(&len);
        self.others.truncate(&len);
    }

    /// The bytes it keeps in memory, nearly.
    pub(super) fn bytes(&self) -> usize {
        let groups = self.groups.iter().map(weight_of_object).sum::<usize>();
        let places = self.places.iter().map(|(key, _)| key.len() + 16).sum::<usize>();
        let memberships = self.memberships.values().map(|places| places.len() * 4 + 24);
        groups
            + places
            + memberships.sum::<usize>()
            + self.others.values().map(|other| of_context(other)).sum::<usize>()
    }
}

fn of_context(context: &Context) -> usize {
    let Context { linked, managers, assistants, directory_users, workday_users, .. } = context;
    let objects = [linked, managers, assistants].into_iter();
    let objects = objects.chain(directory_users).chain(workday_users);
    size_of::<Context>() + objects.map(weight_of_object).sum::<usize>()
}

/// Writes what an object is so that two objects with the same text are the same.
fn describe_object(object: &Object, out: &mut String) {
    out.push(if object.kind() == ObjectKind::Group { 'g' } else { 'p' });
    number(object.len(), out);
    for (name, value) in object.iter() {
        text(name, out);
        describe(value, out);
    }
}

fn describe(value: &Value<'_>, out: &mut String) {
    match value {
        Value::Array(items) => {
            out.push('a');
            number(items.len(), out);
            items.iter().for_each(|item| describe(item, out));
        }
        Value::Map(map) => {
            out.push('m');
            number(map.entries().len(), out);
            for (key, value) in map.entries() {
                describe(key, out);
                describe(value, out);
            }
        }
        Value::Object(object) => describe_object(object, out),
        Value::Double(number) => {
            // Writing to a text does not fail.
            let _ = write!(out, "d{:x};", number.to_bits());
        }
        plain => {
            let mut form = String::new();
            let _ = write_text(&mut form, plain);
            out.push(match plain {
                Value::Null => 'n',
                Value::Boolean(_) => 'b',
                Value::Integer(_) => 'i',
                Value::Long(_) => 'l',
                Value::Text(_) => 't',
                Value::DateTime(_) => 'e',
                _ => 'c',
            });
            text(&form, out);
        }
    }
}

fn number(number: usize, out: &mut String) {
    let _ = write!(out, "{number};");
}

fn text(text: &str, out: &mut String) {
    number(text.len(), out);
    out.push_str(text);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn context(groups: &serde_json::Value) -> Context {
        let person = serde_json::json!({ "$groups": groups });
        Context::from_json(person.as_object().unwrap())
    }

    #[test]
    fn a_group_of_many_people_is_kept_once() {
        let mut around = Surroundings::default();
        let groups = serde_json::json!([{"id": "1", "profile": {"name": "West"}}, {"id": "2"}]);
        around.push(0, context(&groups));
        around.push(7, context(&groups));
        around.push(8, context(&serde_json::json!([{"id": 2}])));
        assert_eq!((around.groups.len(), around.memberships.len()), (3, 3));
        let mut filled = Context::new();
        around.fill(7, &mut filled);
        assert_eq!(filled.groups.len(), 2);
        around.truncate(7);
        assert_eq!(around.memberships.len(), 1);
    }
}
