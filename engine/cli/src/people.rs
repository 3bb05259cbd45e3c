//! A file of people → a name and a context's data for each.
//!
//! A file holds a context (roots by name), one person's attributes, an Okta user or app user, a
//! person of the playground, or several of these, as a JSON list or one after the other; or a
//! workspace of the playground.

use std::collections::BTreeSet;

use attrmap::dialect::{Dialect, is_root};
use attrmap::environment::Environment;
use attrmap::expression::Expression;
use serde_json::{Map, Value as Json, json};

use crate::input::{not_json, read_text};
use crate::outcome::Failure;

/// The people of a file.
#[derive(Debug)]
pub(crate) struct People {
    /// In the order of the file.
    records: Vec<Record>,
    /// Whether they form a list, even if it has one element only.
    pub(crate) listed: bool,
}

/// One person as the file has it.
#[derive(Debug)]
struct Record {
    /// What to call the person.
    name: String,
    id: Option<String>,
    shape: Shape,
    fields: Map<String, Json>,
}

/// What the fields of a record are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shape {
    /// Profiles by root, and the `$`-keys that functions need.
    Context,
    /// Attributes of one profile.
    Attributes,
    /// Okta's object of a user, with a `profile`.
    User,
    /// Okta's object of an app user, with a `profile`.
    AppUser,
    /// A person of the playground: `records` by root, and the names of `groups`.
    OfPage,
}

/// The roots that one person's profile can stand under.
const PERSON_ROOTS: [&str; 3] = ["user", "appuser", "idpuser"];

impl People {
    /// Nobody in particular: a context without profiles.
    pub(crate) fn nobody() -> Self {
        Self { records: vec![Record::new(Map::new(), 0)], listed: false }
    }

    /// Reads a file; `-` is standard input.
    pub(crate) fn read(path: &str) -> Result<Self, Failure> {
        let text = read_text(path)?;
        let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
        let mut values = Vec::new();
        for value in serde_json::Deserializer::from_str(text).into_iter::<Json>() {
            values.push(value.map_err(|error| not_json(path, 1, &error))?);
        }
        let (items, listed) = match values.len() {
            0 => return Err(Failure::file(path, &[], "not JSON: it is empty")),
            1 => match values.swap_remove(0) {
                Json::Array(items) => (items, true),
                Json::Object(mut workspace) if workspace.contains_key("attrmap") => {
                    match workspace.remove("people") {
                        Some(Json::Array(people)) => (people, true),
                        _ => return Err(Failure::file(path, &[], "it holds no people")),
                    }
                }
                value => (vec![value], false),
            },
            _ => (values, true),
        };
        let record = |(index, value): (usize, Json)| match value {
            Json::Object(fields) => Ok(Record::new(fields, index)),
            other => Err(Failure::file(
                path,
                &[],
                format_args!("person {} is {}, not an object", index + 1, kind(&other)),
            )),
        };
        let records = items.into_iter().enumerate().map(record).collect::<Result<_, _>>()?;
        Ok(Self { records, listed })
    }

    /// Keeps the record of this name, id or position from 1.
    pub(crate) fn pick(&mut self, wanted: &str) -> Result<(), Failure> {
        let named = |record: &Record| record.name == wanted || record.id.as_deref() == Some(wanted);
        let position = wanted.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
        let index = self.records.iter().position(named);
        let index = index.or(position).filter(|index| *index < self.records.len());
        let Some(index) = index else {
            return Err(Failure::Usage(format!(
                "there is no record `{wanted}`: give a name, an id or a position from 1 to {}",
                self.records.len()
            )));
        };
        self.records = vec![self.records.swap_remove(index)];
        self.listed = false;
        Ok(())
    }

    /// Each one's name with the data of a context; a single profile goes under `root`.
    pub(crate) fn into_data(self, root: &str, dialect: Dialect) -> Vec<Data> {
        let data = |record: Record| (record.name.clone(), record.into_context(root, dialect));
        self.records.into_iter().map(data).collect()
    }
}

/// A person's name, and what `Context::from_json` reads.
pub(crate) type Data = (String, Map<String, Json>);

/// The names of all the roots that these people have, each once.
pub(crate) fn roots(people: &[Data]) -> BTreeSet<&str> {
    people.iter().flat_map(|(_, data)| data.keys()).map(String::as_str).collect()
}

fn kind(json: &Json) -> &'static str {
    match json {
        Json::Null => "null",
        Json::Bool(_) => "true or false",
        Json::Number(_) => "a number",
        Json::String(_) => "a text",
        Json::Array(_) => "a list",
        Json::Object(_) => "an object",
    }
}

impl Record {
    fn new(mut fields: Map<String, Json>, index: usize) -> Self {
        let shape = Shape::of(&fields);
        let id = text(&fields, "id").map(str::to_owned);
        let name = name(&fields, shape)
            .or_else(|| id.clone())
            .unwrap_or_else(|| format!("record {}", index + 1));
        if shape == Shape::OfPage {
            fields = unpacked(fields);
        }
        Self { name, id, shape, fields }
    }

    fn into_context(self, root: &str, dialect: Dialect) -> Map<String, Json> {
        let mut fields = self.fields;
        let mut context = Map::new();
        if self.shape == Shape::User {
            let internal = ["id", "status"]
                .into_iter()
                .filter_map(|key| fields.get(key).map(|value| (key.to_owned(), value.clone())));
            context.insert("$internal".to_owned(), internal.collect::<Map<_, _>>().into());
        }
        let nested = dialect == Dialect::IdentityEngine && root == "user";
        let profile = match (self.shape, nested) {
            (Shape::Context | Shape::OfPage, _) => return fields,
            (Shape::Attributes, false) | (Shape::User | Shape::AppUser, true) => fields.into(),
            (Shape::Attributes, true) => json!({ "profile": fields }),
            (Shape::User | Shape::AppUser, false) => fields.remove("profile").unwrap_or_default(),
        };
        context.insert(root.to_owned(), profile);
        context
    }
}

impl Shape {
    fn of(fields: &Map<String, Json>) -> Self {
        let profile = fields.get("profile").is_some_and(Json::is_object);
        let of_app =
            ["externalId", "scope", "syncState"].iter().any(|key| fields.contains_key(*key))
                || fields.get("credentials").is_some_and(|value| value.get("userName").is_some());
        let is_profile = |(key, value): (&String, &Json)| {
            key.starts_with('$') || value.is_object() || (value.is_null() && is_root(key))
        };
        if fields.get("records").is_some_and(Json::is_object) {
            return Self::OfPage;
        }
        match (profile, of_app) {
            (true, true) => Self::AppUser,
            (true, false) if !fields.keys().any(|key| is_root(key)) => Self::User,
            _ if fields.iter().all(is_profile) => Self::Context,
            _ => Self::Attributes,
        }
    }
}

/// The root under which the profiles of these people are read: what the context needs, else what
/// the expression reads, else what the records look like.
pub(crate) fn root_of(people: &People, text: &str, environment: &Environment) -> &'static str {
    let allowed = environment.place.rules().roots;
    let possible: Vec<&'static str> =
        PERSON_ROOTS.into_iter().filter(|root| allowed.contains(root)).collect();
    if let ([only], _) | ([], [only, ..]) = (&*possible, allowed) {
        return only;
    }
    let expression = Expression::compile(text, environment);
    let reads =
        |root: &str| expression.iter().flat_map(Expression::reads).any(|read| read.root == root);
    let mut read = possible.iter().filter(|root| reads(root));
    if let (Some(only), None) = (read.next(), read.next()) {
        return only;
    }
    let of_app = people.records.iter().any(|record| record.shape == Shape::AppUser);
    if of_app { "appuser" } else { "user" }
}

/// What to call a person: the fields that say it, from the most telling on.
fn name(fields: &Map<String, Json>, shape: Shape) -> Option<String> {
    if let Some(name) = text(fields, "name").filter(|_| shape != Shape::Attributes) {
        return Some(name.to_owned());
    }
    match shape {
        Shape::Attributes => name_of_profile(fields),
        Shape::OfPage => None,
        Shape::User | Shape::AppUser => {
            fields.get("profile")?.as_object().and_then(name_of_profile)
        }
        Shape::Context => fields.values().filter_map(Json::as_object).find_map(|profile| {
            let inner = profile.get("profile").and_then(Json::as_object);
            inner.and_then(name_of_profile).or_else(|| name_of_profile(profile))
        }),
    }
}

fn name_of_profile(profile: &Map<String, Json>) -> Option<String> {
    let first = |keys: &[&str]| keys.iter().find_map(|key| text(profile, key));
    if let Some(name) = first(&["displayName", "name", "cn"]) {
        return Some(name.to_owned());
    }
    let given = first(&["firstName", "givenName"]);
    let family = first(&["lastName", "sn", "familyName"]);
    match (given, family) {
        (Some(given), Some(family)) => Some(format!("{given} {family}")),
        (one, other) => one
            .or(other)
            .or_else(|| first(&["login", "userName", "email", "mail", "sAMAccountName"]))
            .map(str::to_owned),
    }
}

/// A person of the playground as the data of a context.
fn unpacked(mut person: Map<String, Json>) -> Map<String, Json> {
    let mut data = Map::new();
    if let Some(Json::Object(records)) = person.remove("records") {
        for (root, profile) in records {
            let Json::Object(attributes) = profile else { continue };
            let values = attributes
                .into_iter()
                .filter_map(|(name, value)| untagged(value).map(|value| (name, value)));
            data.insert(root, values.collect::<Map<_, _>>().into());
        }
    }
    if let Some(Json::Array(names)) = person.remove("groups") {
        let group = |name| json!({ "id": name, "type": "OKTA_GROUP", "profile": { "name": name } });
        data.insert("$groups".to_owned(), names.into_iter().map(group).collect());
    }
    data
}

/// The value that a tag of the playground stands for; `None` where the attribute is missing.
fn untagged(value: Json) -> Option<Json> {
    let text = value.get("v").and_then(Json::as_str);
    match (value.get("t").and_then(Json::as_str), text) {
        (Some("missing"), _) => None,
        (Some("null"), _) => Some(Json::Null),
        (Some("datetime"), Some(text)) => Some(json!({ "type": "datetime", "value": text })),
        (Some("text"), Some(text)) => Some(text.into()),
        (Some("int" | "dec"), Some(digits)) => serde_json::from_str(digits).ok(),
        _ => Some(value),
    }
}

fn text<'f>(fields: &'f Map<String, Json>, key: &str) -> Option<&'f str> {
    fields.get(key).and_then(Json::as_str).filter(|text| !text.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(json: Json) -> Record {
        let Json::Object(fields) = json else { panic!("an object is needed") };
        Record::new(fields, 0)
    }

    #[test]
    fn shapes_are_told_apart() {
        let shape = |json| record(json).shape;
        assert_eq!(shape(json!({ "user": { "city": "Rome" }, "$groups": [] })), Shape::Context);
        assert_eq!(shape(json!({ "acme": { "city": "Rome" } })), Shape::Context);
        assert_eq!(shape(json!({ "user": null })), Shape::Context);
        assert_eq!(shape(json!({ "city": "Rome", "tags": {} })), Shape::Attributes);
        assert_eq!(shape(json!({ "status": "ACTIVE", "profile": {} })), Shape::User);
        assert_eq!(shape(json!({ "scope": "USER", "profile": {} })), Shape::AppUser);
    }

    #[test]
    fn the_identity_dialect_keeps_the_profile_inside_the_user() {
        let user = json!({ "id": "1", "profile": { "city": "Rome" } });
        let context = record(user.clone()).into_context("user", Dialect::IdentityEngine);
        assert_eq!(context["user"], user);
        let context = record(user).into_context("user", Dialect::Classic);
        assert_eq!(context["user"], json!({ "city": "Rome" }));
        assert_eq!(context["$internal"], json!({ "id": "1" }));
        let flat = record(json!({ "city": "Rome" }));
        let context = flat.into_context("user", Dialect::IdentityEngine);
        assert_eq!(context["user"], json!({ "profile": { "city": "Rome" } }));
    }

    #[test]
    fn people_of_the_playground_have_records_groups_and_tags() {
        let person = record(json!({
            "id": "1",
            "name": "Ivo",
            "records": { "appuser": {
                "a": { "t": "missing" }, "b": { "t": "int", "v": "9007199254740993" }, "c": null,
            }},
            "groups": ["Sales"],
        }));
        assert_eq!(person.name, "Ivo");
        let data = person.into_context("user", Dialect::Classic);
        assert_eq!(data["appuser"], json!({ "b": 9_007_199_254_740_993_i64, "c": null }));
        assert_eq!(data["$groups"][0]["profile"]["name"], "Sales");
        assert_eq!(data["$groups"][0]["type"], "OKTA_GROUP");
    }

    #[test]
    fn a_record_without_any_name_is_called_by_its_position() {
        assert_eq!(record(json!({ "city": "Rome" })).name, "record 1");
        assert_eq!(record(json!({ "givenName": "Dana", "sn": "Reyes" })).name, "Dana Reyes");
        assert_eq!(record(json!({ "user": { "login": "d@example.com" } })).name, "d@example.com");
    }
}
