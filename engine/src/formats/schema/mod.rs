//! Schemas in three spellings ⇄ [`Schema`]: Okta's Schemas API, SCIM `/Schemas`, our YAML.

mod definition;
mod scim;

use serde_json::{Map, Value, json};

use super::DocumentError;
use super::{document, yaml};
use crate::json;
use crate::schema::{Part, Schema};

/// The spellings that a schema can be written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SchemaSpelling {
    /// The JSON of Okta's Schemas API.
    Okta,
    /// Our YAML, `attrmap: schema/v1`.
    Yaml,
}

/// Reads a schema in any of its spellings.
///
/// # Errors
///
/// [`DocumentError`] when the file is no schema, or a definition in it is wrong.
///
/// ```
/// let text = "attrmap: schema/v1\nattributes:\n  mail: {type: string, format: email}\n";
/// let schema = attrmap::formats::read_schema(text.as_bytes()).unwrap();
/// assert_eq!(schema.attribute("mail").unwrap().format.as_deref(), Some("email"));
/// ```
pub fn read_schema(bytes: &[u8]) -> Result<Schema, DocumentError> {
    let tree = document::parse(bytes)?;
    match &tree {
        Value::Object(map) if map.contains_key("attrmap") => read_own(map),
        Value::Object(map) if map.contains_key("definitions") => read_okta(map),
        Value::Object(_) | Value::Array(_) => scim::read(&tree),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {
            Err(DocumentError::new("the file is no schema"))
        }
    }
}

/// Writes a schema; reading it again gives an equal one.
#[must_use]
pub fn write_schema(schema: &Schema, spelling: SchemaSpelling) -> String {
    match spelling {
        SchemaSpelling::Okta => {
            let mut text = json::write_lines(&okta_tree(schema));
            text.push('\n');
            text
        }
        SchemaSpelling::Yaml => yaml::write(&own_tree(schema)),
    }
}

fn read_own(map: &Map<String, Value>) -> Result<Schema, DocumentError> {
    if map.get("attrmap").and_then(Value::as_str) != Some("schema/v1") {
        return Err(DocumentError::new("`attrmap` must be `schema/v1`"));
    }
    let unknown =
        map.keys().find(|key| !["attrmap", "name", "title", "attributes"].contains(&key.as_str()));
    if let Some(key) = unknown {
        return Err(DocumentError::new(format!("unknown key `{key}`")));
    }
    let definitions = object(map.get("attributes"), "attributes")?;
    let attributes = definitions
        .iter()
        .map(|(name, keys)| definition::read_own(name, keys))
        .collect::<Result<Vec<_>, _>>()?;
    finish(map, attributes)
}

fn read_okta(map: &Map<String, Value>) -> Result<Schema, DocumentError> {
    let definitions = object(map.get("definitions"), "definitions")?;
    let mut attributes = Vec::new();
    for (name, part) in [("base", Part::Base), ("custom", Part::Custom)] {
        let Some(half) = definitions.get(name).filter(|half| !half.is_null()) else { continue };
        let half = object(Some(half), name)?;
        let required: Vec<&str> = half
            .get("required")
            .and_then(Value::as_array)
            .map(|names| names.iter().filter_map(Value::as_str).collect())
            .unwrap_or_default();
        let Some(properties) = half.get("properties") else { continue };
        for (name, keys) in object(Some(properties), "properties")? {
            let mut attribute = definition::read(name, keys)?;
            attribute.part = part;
            attribute.required |= required.contains(&name.as_str());
            attributes.push(attribute);
        }
    }
    finish(map, attributes)
}

fn finish(
    map: &Map<String, Value>,
    attributes: Vec<crate::schema::Attribute>,
) -> Result<Schema, DocumentError> {
    let mut schema =
        Schema::new(attributes).map_err(|error| DocumentError::new(error.to_string()))?;
    let text = |key| map.get(key).and_then(Value::as_str).map(str::to_owned);
    schema.name = text("name");
    schema.title = text("title");
    Ok(schema)
}

fn object<'a>(
    value: Option<&'a Value>,
    name: &str,
) -> Result<&'a Map<String, Value>, DocumentError> {
    value
        .and_then(Value::as_object)
        .ok_or_else(|| DocumentError::new(format!("`{name}` must be an object")))
}

fn own_tree(schema: &Schema) -> Value {
    let mut tree = Map::new();
    tree.insert("attrmap".to_owned(), "schema/v1".into());
    insert_names(&mut tree, schema);
    let attributes: Map<String, Value> = schema
        .attributes_as_written()
        .map(|attribute| {
            (attribute.name.to_string(), Value::Object(definition::write_own(attribute)))
        })
        .collect();
    tree.insert("attributes".to_owned(), Value::Object(attributes));
    Value::Object(tree)
}

fn okta_tree(schema: &Schema) -> Value {
    let half = |part: Part, id: &str| {
        let attributes = || schema.attributes_as_written().filter(|a| a.part == part);
        let properties: Map<String, Value> = attributes()
            .map(|a| (a.name.to_string(), Value::Object(definition::write(a))))
            .collect();
        let required: Vec<&str> =
            attributes().filter(|a| a.required).map(|a| a.name.as_ref()).collect();
        json!({"id": id, "type": "object", "properties": properties, "required": required})
    };
    let mut tree = Map::new();
    tree.insert("$schema".to_owned(), "http://json-schema.org/draft-04/schema#".into());
    insert_names(&mut tree, schema);
    let definitions = json!({
        "base": half(Part::Base, "#base"),
        "custom": half(Part::Custom, "#custom"),
    });
    tree.insert("definitions".to_owned(), definitions);
    tree.insert("type".to_owned(), "object".into());
    let all = json!([{"$ref": "#/definitions/base"}, {"$ref": "#/definitions/custom"}]);
    tree.insert("properties".to_owned(), json!({"profile": {"allOf": all}}));
    Value::Object(tree)
}

fn insert_names(tree: &mut Map<String, Value>, schema: &Schema) {
    for (key, value) in [("name", &schema.name), ("title", &schema.title)] {
        if let Some(value) = value {
            tree.insert(key.to_owned(), value.as_str().into());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const YAML: &str = "attrmap: schema/v1
name: phone
attributes:
  userName:
    type: string
    required: true
    maxLength: 100
    format: email
    x-attrmap:
      part: base
  state:
    title: State
    type: string
    x-attrmap:
      iso3166-2:
        countryAttribute: country
      requiredWhen:
        attribute: country
        in:
          - US
  tags:
    type: array
    items:
      type: string
    default:
      - a
    master:
      type: OVERRIDE
      priority:
        - type: APP
          value: phone
";

    #[test]
    fn both_spellings_read_back() {
        let schema = read_schema(YAML.as_bytes()).unwrap();
        assert_eq!(write_schema(&schema, SchemaSpelling::Yaml), YAML);
        let okta = write_schema(&schema, SchemaSpelling::Okta);
        assert_eq!(read_schema(okta.as_bytes()).unwrap(), schema);
    }

    #[test]
    fn what_is_wrong_is_named() {
        let error = |keys: &str| {
            let text = format!("attrmap: schema/v1\nattributes: {{a: {keys}}}\n");
            read_schema(text.as_bytes()).unwrap_err().message
        };
        assert_eq!(error("{colour: 1}"), "attribute `a`: unknown key `colour`");
        assert_eq!(error("{type: text}"), "attribute `a`: unknown type `text`");
        assert_eq!(error("{maxLength: x}"), "attribute `a`: `maxLength` must be a whole number");
        assert_eq!(
            error("{pattern: '('}"),
            "attribute `a`: `pattern`: the group is not closed: a `)` is missing"
        );
        assert_eq!(
            error("{x-attrmap: {appOwn: true}}"),
            "attribute `a`: unknown key `x-attrmap.appOwn`"
        );
    }
}
