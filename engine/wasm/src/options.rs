//! The options of `check` and `compile`.

use attrmap::context::Missing;
use attrmap::datetime::DateTime;
use attrmap::dialect::{Dialect, Place};
use attrmap::environment::Environment;
use serde::Deserialize;
use wasm_bindgen::JsValue;

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
}

/// Options with their meaning.
#[derive(Debug, Clone)]
pub(crate) struct Settings {
    pub(crate) environment: Environment,
    pub(crate) missing: Missing,
    pub(crate) now: Option<DateTime>,
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
    let now = match &given.now {
        Some(text) => Some(
            DateTime::parse_iso(text).map_err(|error| misuse(&format!("options.now: {error}")))?,
        ),
        None => None,
    };
    let missing = if given.strict_attributes { Missing::Error } else { Missing::Null };
    Ok(Settings { environment, missing, now })
}

/// The dialect of this id.
pub(crate) fn dialect(id: &str) -> Result<Dialect, JsValue> {
    Dialect::from_id(id).ok_or_else(|| misuse(&format!("there is no dialect `{id}`")))
}
