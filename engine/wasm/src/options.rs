//! The options of `check` and `compile`.

use attrmap::context::{Context, Missing};
use attrmap::datetime::DateTime;
use attrmap::dialect::{Dialect, Place, canonical_root};
use attrmap::environment::{AllowedValues, Environment, KnownAttribute, KnownRoot};
use attrmap::types::Type;
use wasm_bindgen::JsValue;

use crate::fields::Fields;
use crate::input::Profile;
use crate::misuse;

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
    let mut options = Fields::read("options", options)?;
    let place = match &options.text("context")? {
        Some(id) => Place::from_id(id)
            .ok_or_else(|| misuse(&format!("options.context: there is no context `{id}`")))?,
        None => Place::Any,
    };
    let dialect = match &options.text("dialect")? {
        Some(id) => dialect(id)?,
        None => place.rules().dialect.unwrap_or_default(),
    };
    let mut environment = Environment::new(dialect, place);
    if let Some(roots) = &options.texts("roots")? {
        environment = environment.with_roots(roots.iter().map(String::as_str));
    }
    environment.apps.extend(options.texts("apps")?.unwrap_or_default());
    for person in options.list("people")?.unwrap_or_default() {
        let person = person.as_object().ok_or_else(|| options.needed("people", "objects"))?;
        environment.samples.push(Context::from_json(person));
    }
    for (root, schema) in options.objects("schemas")?.unwrap_or_default() {
        know(&mut environment, &root, schema)?;
    }
    let now = match &options.text("now")? {
        Some(text) => Some(
            DateTime::parse_iso(text).map_err(|error| misuse(&format!("options.now: {error}")))?,
        ),
        None => None,
    };
    let missing = if options.flag("strictAttributes")? { Missing::Error } else { Missing::Null };
    options.done()?;
    Ok(Settings { environment, missing, now })
}

/// Notes what is known about the profiles under a root.
fn know(environment: &mut Environment, root: &str, mut schema: Fields) -> Result<(), JsValue> {
    let root = canonical_root(root).to_owned();
    let title = schema.text("title")?.unwrap_or_else(|| root.clone());
    let all = schema.objects("attributes")?;
    let mut attributes = Vec::new();
    for (name, mut attribute) in all.ok_or_else(|| schema.needed("attributes", "an object"))? {
        let ty = match attribute.text("type")?.as_deref() {
            None => Type::ANY,
            Some("string") => Type::TEXT,
            Some("boolean") => Type::BOOLEAN,
            Some("integer") => Type::INTEGER | Type::LONG,
            Some("number") => Type::NUMBER,
            Some("array") => Type::ARRAY,
            Some("object") => Type::OBJECT,
            Some(other) => return Err(misuse(&format!("options.schemas: no type `{other}`"))),
        };
        if let Some(values) = attribute.texts("enum")?.filter(|values| !values.is_empty()) {
            let (root, attribute) = (root.clone(), name.clone());
            environment.allowed.push(AllowedValues { root, attribute, values });
        }
        attribute.done()?;
        attributes.push(KnownAttribute { name, ty });
    }
    schema.done()?;
    environment.known.push(KnownRoot { root, title, attributes });
    Ok(())
}

/// The dialect of this id.
pub(crate) fn dialect(id: &str) -> Result<Dialect, JsValue> {
    Dialect::from_id(id).ok_or_else(|| misuse(&format!("there is no dialect `{id}`")))
}
