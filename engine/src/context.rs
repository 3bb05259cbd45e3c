//! What one evaluation sees: profiles under their roots, groups, people around the user, the clock.

use crate::datetime::DateTime;
use crate::dialect::canonical_root;
use crate::value::{Object, Value};

/// One person's profiles, groups and surroundings, and the clock.
///
/// ```
/// use attrmap::context::Context;
/// use attrmap::value::Value;
/// let mut context = Context::new();
/// context.set("user", [("city", Value::from("Rome"))].into_iter().collect());
/// assert!(context.root("user").is_some_and(|user| user.get("zip").is_none()));
/// ```
#[derive(Debug, Clone)]
pub struct Context {
    roots: Vec<(Box<str>, Object)>,
    /// Groups of the Okta user, in membership order.
    pub groups: Vec<Object>,
    /// `id` and `status` of the Okta user, for `user.getInternalProperty`.
    pub internal: Object,
    /// Relationship name → the linked user.
    pub linked: Object,
    /// Source → `user` and `appUsers` of the manager.
    pub managers: Object,
    /// Source → `user` and `appUsers` of the assistant.
    pub assistants: Object,
    /// Active Directory profiles of the user.
    pub directory_users: Vec<Object>,
    /// Workday profiles of the user.
    pub workday_users: Vec<Object>,
    /// The instant of the evaluation.
    pub now: DateTime,
    /// What an attribute that the profile lacks is.
    pub missing: Missing,
}

/// What reading an attribute gives that the profile does not have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Missing {
    /// Null.
    #[default]
    Null,
    /// The error `unknown_property`.
    Error,
}

/// 2015-07-31T17:18:37.979Z, the instant of the language reference's examples.
const EXAMPLE_INSTANT: i64 = 1_438_363_117_979;

impl Default for Context {
    fn default() -> Self {
        Self::new()
    }
}

impl Context {
    /// Nobody, at the instant of the language reference's examples.
    pub fn new() -> Self {
        Self {
            roots: Vec::new(),
            groups: Vec::new(),
            internal: Object::new(),
            linked: Object::new(),
            managers: Object::new(),
            assistants: Object::new(),
            directory_users: Vec::new(),
            workday_users: Vec::new(),
            now: DateTime::from_unix_milliseconds(EXAMPLE_INSTANT),
            missing: Missing::Null,
        }
    }

    /// Puts a profile under a root; `appUser` and `appuser` are the same root.
    pub fn set(&mut self, root: &str, profile: Object) {
        let root = canonical_root(root);
        match self.roots.iter_mut().find(|(known, _)| **known == *root) {
            Some(entry) => entry.1 = profile,
            None => self.roots.push((root.into(), profile)),
        }
    }

    /// The profile under a root.
    pub fn root(&self, name: &str) -> Option<&Object> {
        let name = canonical_root(name);
        self.roots.iter().find(|(known, _)| **known == *name).map(|(_, profile)| profile)
    }

    /// The profile under a root, to change it.
    pub fn root_mut(&mut self, name: &str) -> Option<&mut Object> {
        let name = canonical_root(name);
        self.roots.iter_mut().find(|(known, _)| **known == *name).map(|(_, profile)| profile)
    }

    /// The names of the roots that have a profile, in order.
    pub fn root_names(&self) -> impl Iterator<Item = &str> {
        self.roots.iter().map(|(name, _)| &**name)
    }

    /// A context from a JSON object: roots by name, and the `$`-keys that functions need
    /// (`$groups`, `$internal`, `$linked`, `$managers`, `$assistants`, `$directoryUsers`,
    /// `$workdayUsers`). What is not an object where one is due is left out.
    pub fn from_json(profile: &serde_json::Map<String, serde_json::Value>) -> Self {
        let mut context = Self::new();
        for (key, value) in profile {
            match key.as_str() {
                "$groups" => {
                    let groups = objects(value);
                    context.groups = groups.into_iter().map(Object::into_group).collect();
                }
                "$internal" => context.internal = object(value),
                "$linked" => context.linked = object(value),
                "$managers" => context.managers = object(value),
                "$assistants" => context.assistants = object(value),
                "$directoryUsers" => context.directory_users = objects(value),
                "$workdayUsers" => context.workday_users = objects(value),
                root if !root.starts_with('$') => context.set(root, object(value)),
                _ => {}
            }
        }
        context
    }
}

fn object(json: &serde_json::Value) -> Object {
    json.as_object().map(Object::from).unwrap_or_default()
}

fn objects(json: &serde_json::Value) -> Vec<Object> {
    let items = json.as_array().map(Vec::as_slice).unwrap_or_default();
    items.iter().filter_map(serde_json::Value::as_object).map(Object::from).collect()
}

/// The attribute of an object as the language reads it; `None` where it is missing.
///
/// A group's name and description are also looked for in its profile, and its dates are date-times.
pub(crate) fn attribute<'v>(object: &'v Object, name: &str) -> Option<Value<'v>> {
    if object.kind() != crate::value::ObjectKind::Group {
        return object.get(name).map(Value::borrowed);
    }
    let own = object.get(name);
    let own = own.or_else(|| match (name, object.get("profile")) {
        ("name" | "description", Some(Value::Object(profile))) => profile.get(name),
        _ => None,
    });
    let value = own?.borrowed();
    if matches!(name, "created" | "lastUpdated" | "lastMembershipUpdated") {
        return Some(as_date_time(value));
    }
    Some(value)
}

/// ISO text as the date-time it stands for; anything else as it is.
pub(crate) fn as_date_time(value: Value<'_>) -> Value<'_> {
    match value.as_text().map(DateTime::parse_iso) {
        Some(Ok(date_time)) => date_time.into(),
        _ => value,
    }
}
