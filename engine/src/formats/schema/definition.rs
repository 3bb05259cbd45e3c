//! The keys of one attribute ⇄ its definition.

use serde_json::{Map, Value, json};

use crate::formats::DocumentError;
use crate::schema::{Attribute, AttributeType, Datum, Master, Part, Pattern, RequiredWhen};

/// Keys of Okta's API that mean nothing here and are kept as they are.
const KEPT: &[&str] = &[
    "description",
    "scope",
    "permissions",
    "oneOf",
    "unique",
    "uniqueness",
    "caseExact",
    "externalNamespace",
    "union",
    "mutability",
    "items",
];

/// A definition of our own spelling, where unknown keys are mistakes.
pub(super) fn read_own(name: &str, keys: &Value) -> Result<Attribute, DocumentError> {
    let attribute = read(name, keys)?;
    match attribute.other.keys().find(|key| !KEPT.contains(&key.as_str())) {
        Some(key) => Err(wrong(name, &format!("unknown key `{key}`"))),
        None => Ok(attribute),
    }
}

/// A definition; keys that mean nothing here are kept.
pub(super) fn read(name: &str, keys: &Value) -> Result<Attribute, DocumentError> {
    let Some(keys) = keys.as_object() else {
        return Err(wrong(name, "a definition must be an object"));
    };
    let mut attribute = Attribute::new(name);
    for (key, value) in keys {
        if value.is_null() {
            continue;
        }
        read_key(&mut attribute, key, value).map_err(|message| wrong(name, &message))?;
    }
    Ok(attribute)
}

fn wrong(name: &str, message: &str) -> DocumentError {
    DocumentError::new(format!("attribute `{name}`: {message}"))
}

fn read_key(attribute: &mut Attribute, key: &str, value: &Value) -> Result<(), String> {
    match key {
        "title" => attribute.title = Some(text(key, value)?.to_owned()),
        "type" => attribute.ty = read_type(text(key, value)?)?,
        "items" => {
            let word = value.get("type").and_then(Value::as_str).unwrap_or("string");
            attribute.items = Some(read_type(word)?);
            if value.as_object().is_some_and(|items| items.len() > 1) {
                attribute.other.insert(key.to_owned(), value.clone());
            }
        }
        "required" => attribute.required = truth(key, value)?,
        "minLength" => attribute.min_length = Some(length(key, value)?),
        "maxLength" => attribute.max_length = Some(length(key, value)?),
        "pattern" => {
            let pattern = Pattern::new(text(key, value)?);
            attribute.pattern = Some(pattern.map_err(|error| format!("`pattern`: {error}"))?);
        }
        "format" => attribute.format = Some(text(key, value)?.to_owned()),
        "enum" => attribute.values = Some(list(key, value)?),
        "default" => attribute.default = Datum::from(value),
        "mutability" => {
            let word = text(key, value)?;
            attribute.read_only = word == "READ_ONLY";
            if !matches!(word, "READ_ONLY" | "READ_WRITE") {
                attribute.other.insert(key.to_owned(), value.clone());
            }
        }
        "externalName" => attribute.external_name = Some(text(key, value)?.to_owned()),
        "master" => attribute.master = read_master(value)?,
        "x-attrmap" => read_additions(attribute, value)?,
        _ => {
            attribute.other.insert(key.to_owned(), value.clone());
        }
    }
    Ok(())
}

fn read_type(word: &str) -> Result<AttributeType, String> {
    AttributeType::from_word(word).ok_or_else(|| format!("unknown type `{word}`"))
}

fn read_master(value: &Value) -> Result<Master, String> {
    match value.get("type").and_then(Value::as_str) {
        None | Some("PROFILE_MASTER") => Ok(Master::ProfileSource),
        Some("OKTA") => Ok(Master::Hub),
        Some("OVERRIDE") => {
            let sources = value.get("priority").and_then(Value::as_array);
            let name = |source: &Value| source.get("value")?.as_str().map(str::to_owned);
            Ok(Master::Override(sources.into_iter().flatten().filter_map(name).collect()))
        }
        Some(word) => Err(format!("unknown master `{word}`")),
    }
}

fn read_additions(attribute: &mut Attribute, value: &Value) -> Result<(), String> {
    let additions = value.as_object().ok_or("`x-attrmap` must be an object")?;
    for (key, value) in additions {
        let wrong = || format!("`x-attrmap.{key}` has a wrong value");
        match key.as_str() {
            "binary" => {
                attribute.guid = value.as_str() == Some("guid");
                attribute.guid.then_some(()).ok_or_else(wrong)?;
            }
            "iso3166-2" => {
                let country = value.get("countryAttribute").and_then(Value::as_str);
                attribute.subdivision_of = Some(country.ok_or_else(wrong)?.to_owned());
            }
            "requiredWhen" => {
                let other = value.get("attribute").and_then(Value::as_str).ok_or_else(wrong)?;
                let values = value.get("in").ok_or_else(wrong)?;
                let values = list("in", values)?;
                attribute.required_when =
                    Some(RequiredWhen { attribute: other.to_owned(), values });
            }
            "appOwned" => attribute.app_owned = value.as_bool().ok_or_else(wrong)?,
            "part" => {
                attribute.part = match value.as_str() {
                    Some("base") => Part::Base,
                    Some("custom") => Part::Custom,
                    _ => return Err(wrong()),
                }
            }
            _ => return Err(format!("unknown key `x-attrmap.{key}`")),
        }
    }
    Ok(())
}

fn text<'a>(key: &str, value: &'a Value) -> Result<&'a str, String> {
    value.as_str().ok_or_else(|| format!("`{key}` must be a text"))
}

fn truth(key: &str, value: &Value) -> Result<bool, String> {
    value.as_bool().ok_or_else(|| format!("`{key}` must be true or false"))
}

fn length(key: &str, value: &Value) -> Result<usize, String> {
    let number = value.as_u64().and_then(|number| usize::try_from(number).ok());
    number.ok_or_else(|| format!("`{key}` must be a whole number"))
}

fn list(key: &str, value: &Value) -> Result<Vec<Datum>, String> {
    let items = value.as_array().ok_or_else(|| format!("`{key}` must be a list"))?;
    Ok(items.iter().map(Datum::from).collect())
}

/// The keys of Okta's API.
pub(super) fn write(attribute: &Attribute) -> Map<String, Value> {
    write_keys(attribute, None)
}

/// The keys of our own spelling, where the half of the schema is one of our additions.
pub(super) fn write_own(attribute: &Attribute) -> Map<String, Value> {
    let mut keys = write_keys(attribute, (attribute.part == Part::Base).then_some("base"));
    if keys.get("mutability").and_then(Value::as_str) == Some("READ_WRITE") {
        keys.shift_remove("mutability");
    }
    // What the API may hold and our own spelling does not know would not be read again.
    keys.retain(|key, _| !attribute.other.contains_key(key) || KEPT.contains(&key.as_str()));
    keys
}

fn write_keys(attribute: &Attribute, part: Option<&str>) -> Map<String, Value> {
    let mut keys = Map::new();
    let mut put = |key: &str, value: Option<Value>| {
        if let Some(value) = value {
            keys.insert(key.to_owned(), value);
        }
    };
    put("title", attribute.title.as_deref().map(Value::from));
    put("type", Some(attribute.ty.word().into()));
    put("items", attribute.items.map(|ty| json!({"type": ty.word()})));
    put("required", attribute.required.then_some(Value::Bool(true)));
    put("minLength", attribute.min_length.map(Value::from));
    put("maxLength", attribute.max_length.map(Value::from));
    put("pattern", attribute.pattern.as_ref().map(|pattern| pattern.as_str().into()));
    put("format", attribute.format.as_deref().map(Value::from));
    put("enum", attribute.values.as_ref().map(|values| json!(values)));
    put("default", (!attribute.default.is_null()).then(|| json!(attribute.default)));
    let mutability = if attribute.read_only { "READ_ONLY" } else { "READ_WRITE" };
    put("mutability", Some(mutability.into()));
    put("externalName", attribute.external_name.as_deref().map(Value::from));
    put("master", write_master(&attribute.master));
    let additions = write_additions(attribute, part);
    put("x-attrmap", (!additions.is_empty()).then(|| additions.into()));
    for (key, value) in &attribute.other {
        put(key, Some(value.clone()));
    }
    keys
}

fn write_master(master: &Master) -> Option<Value> {
    match master {
        Master::ProfileSource => None,
        Master::Hub => Some(json!({"type": "OKTA"})),
        Master::Override(sources) => {
            let sources: Vec<Value> =
                sources.iter().map(|source| json!({"type": "APP", "value": source})).collect();
            Some(json!({"type": "OVERRIDE", "priority": sources}))
        }
    }
}

fn write_additions(attribute: &Attribute, part: Option<&str>) -> Map<String, Value> {
    let mut keys = Map::new();
    let mut put = |key: &str, value: Option<Value>| {
        if let Some(value) = value {
            keys.insert(key.to_owned(), value);
        }
    };
    put("part", part.map(Value::from));
    put("binary", attribute.guid.then(|| "guid".into()));
    let country = attribute.subdivision_of.as_deref();
    put("iso3166-2", country.map(|country| json!({"countryAttribute": country})));
    let when = attribute.required_when.as_ref();
    put("requiredWhen", when.map(|when| json!({"attribute": when.attribute, "in": when.values})));
    put("appOwned", attribute.app_owned.then_some(Value::Bool(true)));
    keys
}
