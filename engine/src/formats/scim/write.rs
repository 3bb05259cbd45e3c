//! Values → SCIM resources, and what makes one resource another (RFC 7644, section 3.5.2).

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use super::{CORE, Path, Resource, Step, find, step_matches};
use crate::schema::Datum;

/// What the service keeps itself.
const OF_THE_SERVICE: [&str; 4] = ["id", "meta", "schemas", "groups"];

/// The operations that make one resource another.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Patch(Vec<Value>);

impl Patch {
    /// Whether nothing differs.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The body of a PATCH request.
    #[must_use]
    pub fn to_json(&self) -> String {
        let schemas = ["urn:ietf:params:scim:api:messages:2.0:PatchOp"];
        json!({"schemas": schemas, "Operations": self.0}).to_string()
    }

    fn add(&mut self, path: &str, old: Option<&Value>, new: Option<&Value>) {
        match new {
            Some(new) if Some(new) != old => {
                self.0.push(json!({"op": "replace", "path": path, "value": new}));
            }
            None if old.is_some() => self.0.push(json!({"op": "remove", "path": path})),
            Some(_) | None => {}
        }
    }
}

impl Resource {
    /// Puts a value at the path, and makes what the path goes through; null takes away what is
    /// there, and what is left empty by that.
    ///
    /// ```
    /// use attrmap::formats::scim::{Path, Resource};
    ///
    /// let mut user = Resource::default();
    /// user.set(&Path::parse("name.givenName").unwrap(), &"Nadia".into());
    /// user.set(&Path::parse(r#"emails[type eq "work"].value"#).unwrap(), &"n@corp.example".into());
    /// assert_eq!(
    ///     serde_json::to_string(&user).unwrap(),
    ///     r#"{"name":{"givenName":"Nadia"},"emails":[{"type":"work","value":"n@corp.example"}]}"#
    /// );
    /// ```
    pub fn set(&mut self, path: &Path, value: &Datum) {
        match path.extension.as_deref().filter(|urn| !urn.eq_ignore_ascii_case(CORE)) {
            None => write(&mut self.0, &path.steps, value),
            Some(urn) => {
                let step = Step { name: urn.to_owned(), filter: None };
                let steps: Vec<Step> = std::iter::once(step).chain(path.steps.clone()).collect();
                write(&mut self.0, &steps, value);
            }
        }
    }

    /// Says which schemas the resource uses, as a service wants to know for a new one.
    pub fn name_schemas(&mut self) {
        let urns = self.0.keys().filter(|key| is_urn(key)).cloned();
        let schemas: Vec<String> = std::iter::once(CORE.to_owned()).chain(urns).collect();
        self.0.insert("schemas".to_owned(), json!(schemas));
    }

    /// What makes this resource the other one, by path.
    #[must_use]
    pub fn patch_to(&self, other: &Self) -> Patch {
        let mut patch = Patch::default();
        for key in keys(&self.0, &other.0) {
            let (old, new) = (self.0.get(key), other.0.get(key));
            if OF_THE_SERVICE.iter().any(|own| key.eq_ignore_ascii_case(own)) {
                continue;
            }
            if !is_urn(key) {
                patch.add(key, old, new);
                continue;
            }
            let empty = Map::new();
            let object = |value: Option<&'_ Value>| -> Map<String, Value> {
                value.and_then(Value::as_object).unwrap_or(&empty).clone()
            };
            let (old, new) = (object(old), object(new));
            for name in keys(&old, &new) {
                patch.add(&format!("{key}:{name}"), old.get(name), new.get(name));
            }
        }
        patch
    }
}

fn keys<'a>(old: &'a Map<String, Value>, new: &'a Map<String, Value>) -> BTreeSet<&'a str> {
    old.keys().chain(new.keys()).map(String::as_str).collect()
}

fn is_urn(key: &str) -> bool {
    key.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("urn:"))
}

fn write(object: &mut Map<String, Value>, steps: &[Step], value: &Datum) {
    let Some((step, rest)) = steps.split_first() else { return };
    let key = own_key(object, &step.name);
    if value.is_null() && !object.contains_key(&key) {
        return;
    }
    let slot = object.entry(key.clone()).or_insert(Value::Null);
    match &step.filter {
        None if rest.is_empty() => *slot = to_json(value),
        None => write_into(slot, rest, value),
        Some(filter) => {
            let mut values = take_values(slot);
            write_filtered(&mut values, filter, rest, value);
            *slot = Value::Array(values);
        }
    }
    let is_empty = match slot {
        Value::Null => true,
        Value::Object(object) => object.is_empty(),
        Value::Array(items) => items.is_empty(),
        _ => false,
    };
    if is_empty {
        object.shift_remove(&key);
    }
}

/// Writes into a complex value; of several, into the first.
fn write_into(slot: &mut Value, steps: &[Step], value: &Datum) {
    let slot = match slot {
        Value::Array(items) => {
            if items.is_empty() {
                items.push(Value::Null);
            }
            match items.first_mut() {
                Some(first) => first,
                None => return,
            }
        }
        slot => slot,
    };
    if !slot.is_object() {
        *slot = Value::Object(Map::new());
    }
    if let Value::Object(object) = slot {
        write(object, steps, value);
    }
}

/// Writes into the value that a filter finds, or into a new one of its kind.
fn write_filtered(
    values: &mut Vec<Value>,
    (key, text): &(String, String),
    steps: &[Step],
    value: &Datum,
) {
    let found = values.iter().position(|item| step_matches(item, key, text));
    let place = found.unwrap_or(values.len());
    if found.is_none() {
        values.push(json!({key: filter_value(text)}));
    }
    let Some(item) = values.get_mut(place) else { return };
    // A path that ends in a filter means the value of what it finds.
    let main = [Step { name: "value".to_owned(), filter: None }];
    write_into(item, if steps.is_empty() { &main } else { steps }, value);
    // What says no more than its own kind says nothing.
    if item.as_object().is_some_and(|item| item.len() < 2) {
        values.remove(place);
    }
}

/// The values of a multi-valued attribute; a single one is the first of them.
fn take_values(slot: &mut Value) -> Vec<Value> {
    match slot.take() {
        Value::Array(items) => items,
        Value::Null => Vec::new(),
        single => vec![single],
    }
}

/// The key as the resource spells it: names are compared without case (RFC 7643, section 2.1).
fn own_key(object: &Map<String, Value>, name: &str) -> String {
    if object.contains_key(name) || find(object, name).is_none() {
        return name.to_owned();
    }
    let known = object.keys().find(|key| key.eq_ignore_ascii_case(name));
    known.map_or_else(|| name.to_owned(), Clone::clone)
}

fn filter_value(text: &str) -> Value {
    match text {
        "true" => Value::Bool(true),
        "false" => Value::Bool(false),
        text => Value::String(text.to_owned()),
    }
}

fn to_json(value: &Datum) -> Value {
    serde_json::to_value(value).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn user(text: &str) -> Resource {
        serde_json::from_str(text).unwrap()
    }

    fn set(user: &mut Resource, path: &str, value: &Datum) {
        user.set(&Path::parse(path).unwrap(), value);
    }

    #[test]
    fn what_is_set_is_read_back_and_the_rest_stays() {
        let text =
            r#"{"phoneNumbers": [{"type": "home", "value": "1"}], "NAME": {"formatted": "x"}}"#;
        for path in [
            "title",
            "name.givenName",
            "phoneNumbers[type eq \"work\"].value",
            "phoneNumbers[type eq \"work\"]",
            "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department",
            "urn:ietf:params:scim:schemas:core:2.0:User:nickName",
            "addresses[primary eq true].locality",
        ] {
            let mut user = user(text);
            let before = user.clone();
            set(&mut user, path, &"value".into());
            let read = match path.strip_suffix(']') {
                Some(_) => format!("{path}.value"),
                None => path.to_owned(),
            };
            assert_eq!(user.values(&Path::parse(&read).unwrap()), ["value".into()], "{path}");
            set(&mut user, path, &Datum::Null);
            assert_eq!(user, before, "{path}");
        }
    }

    #[test]
    fn a_patch_names_what_differs_and_nothing_of_the_service() {
        let text = r#"{"id": "7", "meta": {}, "title": "x", "phoneNumbers": [
            {"type": "work", "value": "1"}, {"type": "home", "value": "2"}]}"#;
        let old = user(text);
        let mut new = user(text);
        assert!(old.patch_to(&new).is_empty());
        new.0.shift_remove("id");
        set(&mut new, "title", &Datum::Null);
        set(&mut new, "phoneNumbers[type eq \"work\"].value", &"3".into());
        let department = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department";
        set(&mut new, department, &"Sales".into());
        let patch: Value = serde_json::from_str(&old.patch_to(&new).to_json()).unwrap();
        assert_eq!(
            patch["Operations"],
            json!([
                {"op": "replace", "path": "phoneNumbers", "value": [
                    {"type": "work", "value": "3"}, {"type": "home", "value": "2"}]},
                {"op": "remove", "path": "title"},
                {"op": "replace", "path": department, "value": "Sales"},
            ])
        );
    }

    #[test]
    fn odd_resources_are_written_over_without_a_fault() {
        for text in [r#"{"name": 5}"#, r#"{"name": []}"#, r#"{"name": [1]}"#, r#"{"name": null}"#] {
            let mut user = user(text);
            set(&mut user, "name.givenName", &"Nadia".into());
            let path = Path::parse("name.givenName").unwrap();
            assert_eq!(user.values(&path), ["Nadia".into()], "{text}");
        }
    }
}
