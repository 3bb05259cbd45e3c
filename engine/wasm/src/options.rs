//! The options of `check` and `compile`.

use std::collections::BTreeMap;

use attrmap::context::{Context, Missing};
use attrmap::datetime::DateTime;
use attrmap::dialect::{Dialect, Place, canonical_root};
use attrmap::environment::{AllowedValues, Environment, KnownAttribute, KnownRoot};
use attrmap::types::Type;
use serde::Deserialize;
use wasm_bindgen::JsValue;

use crate::input::Profile;
use crate::misuse;

/// Options as they are written in JavaScript.
#[derive(Deserialize, Default)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
struct Options {
    dialect: Option<String>,
    context: Option<String>,
    apps: Vec<String>,
    roots: Option<Vec<String>>,
    strict_attributes: bool,
    now: Option<String>,
    people: Vec<Profile>,
    schemas: BTreeMap<String, Schema>,
}

/// What is known about the profiles under a root.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Schema {
    #[serde(default)]
    title: Option<String>,
    attributes: BTreeMap<String, Attribute>,
}

/// What is known about an attribute.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Attribute {
    #[serde(default)]
    r#type: Option<String>,
    #[serde(default)]
    r#enum: Vec<String>,
}

/// Options with their meaning.
#[derive(Debug, Clone)]
pub(crate) struct Settings {
    pub(crate) environment: Environment,
    pub(crate) missing: Missing,
    pub(crate) now: Option<DateTime>,
}

impl Settings {
    /// A person as these options want it to be evaluated.
    pub(crate) fn context(&self, profile: &Profile) -> Context {
        self.set(Context::from_json(profile))
    }

    /// What all people share.
    #[cfg(feature = "people")]
    pub(crate) fn base(&self) -> Context {
        self.set(Context::new())
    }

    fn set(&self, mut context: Context) -> Context {
        context.missing = self.missing;
        if let Some(now) = &self.now {
            context.now = now.clone();
        }
        context
    }
}

/// Reads options; `undefined` and `null` are no options.
pub(crate) fn read(options: &JsValue) -> Result<Settings, JsValue> {
    let given = if options.is_undefined() || options.is_null() {
        Options::default()
    } else {
        let text = crate::input::json_text(options)?;
        serde_json::from_str(&text).map_err(|error| misuse(&format!("options: {error}")))?
    };
    let place = match &given.context {
        Some(id) => Place::from_id(id)
            .ok_or_else(|| misuse(&format!("options.context: there is no context `{id}`")))?,
        None => Place::Any,
    };
    let dialect = match &given.dialect {
        Some(id) => dialect(id)?,
        None => place.rules().dialect.unwrap_or_default(),
    };
    let mut environment = Environment::new(dialect, place);
    if let Some(roots) = &given.roots {
        environment = environment.with_roots(roots.iter().map(String::as_str));
    }
    environment.apps.extend(given.apps);
    environment.samples = given.people.iter().map(Context::from_json).collect();
    for (root, schema) in given.schemas {
        know(&mut environment, &root, schema)?;
    }
    let now = match &given.now {
        Some(text) => Some(
            DateTime::parse_iso(text).map_err(|error| misuse(&format!("options.now: {error}")))?,
        ),
        None => None,
    };
    let missing = if given.strict_attributes { Missing::Error } else { Missing::Null };
    Ok(Settings { environment, missing, now })
}

/// Notes what is known about the profiles under a root.
fn know(environment: &mut Environment, root: &str, schema: Schema) -> Result<(), JsValue> {
    let root = canonical_root(root).to_owned();
    let mut attributes = Vec::with_capacity(schema.attributes.len());
    for (name, attribute) in schema.attributes {
        let ty = match attribute.r#type.as_deref() {
            None => Type::ANY,
            Some("string") => Type::TEXT,
            Some("boolean") => Type::BOOLEAN,
            Some("integer") => Type::INTEGER | Type::LONG,
            Some("number") => Type::NUMBER,
            Some("array") => Type::ARRAY,
            Some("object") => Type::OBJECT,
            Some(other) => return Err(misuse(&format!("options.schemas: no type `{other}`"))),
        };
        if !attribute.r#enum.is_empty() {
            let (root, attribute_name) = (root.clone(), name.clone());
            environment.allowed.push(AllowedValues {
                root,
                attribute: attribute_name,
                values: attribute.r#enum,
            });
        }
        attributes.push(KnownAttribute { name, ty });
    }
    let title = schema.title.unwrap_or_else(|| root.clone());
    environment.known.push(KnownRoot { root, title, attributes });
    Ok(())
}

/// The dialect of this id.
pub(crate) fn dialect(id: &str) -> Result<Dialect, JsValue> {
    Dialect::from_id(id).ok_or_else(|| misuse(&format!("there is no dialect `{id}`")))
}
