//! SCIM `/Schemas` (RFC 7643, section 7) → a schema whose attributes are named by their paths.

use serde_json::Value;

use crate::formats::DocumentError;
use crate::schema::{Attribute, AttributeType, Datum, Schema};

const CORE_USER: &str = "urn:ietf:params:scim:schemas:core:2.0:User";

/// The schema of a list response, an array of schemas, or one schema.
pub(super) fn read(tree: &Value) -> Result<Schema, DocumentError> {
    let resources = tree.get("Resources").unwrap_or(tree);
    let schemas =
        resources.as_array().map_or_else(|| std::slice::from_ref(resources), Vec::as_slice);
    let mut attributes = Vec::new();
    for schema in schemas {
        let Some(definitions) = schema.get("attributes").and_then(Value::as_array) else {
            return Err(DocumentError::new("the file is no schema"));
        };
        let id = text(schema, "id").unwrap_or(CORE_USER);
        if is_about_users(id, schemas.len()) {
            let prefix = if id.starts_with("urn:ietf:params:scim:schemas:core:") {
                String::new()
            } else {
                format!("{id}:")
            };
            for definition in definitions {
                add(&mut attributes, &prefix, definition);
            }
        }
    }
    let mut schema =
        Schema::new(attributes).map_err(|error| DocumentError::new(error.to_string()))?;
    schema.name = schemas.first().and_then(|schema| text(schema, "name")).map(str::to_owned);
    Ok(schema)
}

/// A server also describes groups and itself; a single schema is always meant.
fn is_about_users(id: &str, count: usize) -> bool {
    count == 1 || id.ends_with(":User")
}

fn text<'a>(value: &'a Value, key: &str) -> Option<&'a str> {
    value.get(key).and_then(Value::as_str)
}

fn truth(value: &Value, key: &str) -> bool {
    value.get(key).and_then(Value::as_bool).unwrap_or_default()
}

fn parts(definition: &Value) -> &[Value] {
    definition.get("subAttributes").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default()
}

fn add(attributes: &mut Vec<Attribute>, prefix: &str, definition: &Value) {
    let Some(name) = text(definition, "name") else { return };
    let name = format!("{prefix}{name}");
    let is_multiple = truth(definition, "multiValued");
    if text(definition, "type") != Some("complex") {
        attributes.push(simple(&name, definition, is_multiple));
        return;
    }
    let kinds = parts(definition)
        .iter()
        .find(|part| text(part, "name") == Some("type"))
        .and_then(|part| part.get("canonicalValues").and_then(Value::as_array));
    let kinds: Vec<&str> = kinds.into_iter().flatten().filter_map(Value::as_str).collect();
    for part in parts(definition) {
        let Some(part_name) = text(part, "name") else { continue };
        if !is_multiple || kinds.is_empty() {
            let many = is_multiple || truth(part, "multiValued");
            attributes.push(simple(&format!("{name}.{part_name}"), part, many));
        } else if !matches!(part_name, "type" | "primary" | "display" | "$ref") {
            for kind in &kinds {
                let path = format!("{name}[type eq \"{kind}\"].{part_name}");
                attributes.push(simple(&path, part, false));
            }
        }
    }
}

fn simple(name: &str, definition: &Value, is_multiple: bool) -> Attribute {
    let mut attribute = Attribute::new(name);
    let (ty, format) = match text(definition, "type") {
        Some("boolean") => (AttributeType::Boolean, None),
        Some("integer") => (AttributeType::Integer, None),
        Some("decimal") => (AttributeType::Number, None),
        Some("dateTime") => (AttributeType::String, Some("date-time")),
        _ => (AttributeType::String, None),
    };
    attribute.ty = if is_multiple { AttributeType::Array } else { ty };
    attribute.items = is_multiple.then_some(ty);
    attribute.format = format.map(str::to_owned);
    attribute.title = text(definition, "name").map(str::to_owned);
    attribute.required = truth(definition, "required");
    attribute.external_name = Some(name.to_owned());
    let values = definition.get("canonicalValues").and_then(Value::as_array);
    attribute.values = values
        .map(|values| values.iter().filter_map(Value::as_str).map(Datum::from).collect::<Vec<_>>())
        .filter(|values| !values.is_empty());
    attribute.read_only = text(definition, "mutability") == Some("readOnly");
    for (key, word) in [("immutable", "IMMUTABLE"), ("writeOnly", "WRITE_ONLY")] {
        if text(definition, "mutability") == Some(key) {
            attribute.other.insert("mutability".to_owned(), word.into());
        }
    }
    for key in ["description", "caseExact", "uniqueness"] {
        if let Some(value) = definition.get(key) {
            attribute.other.insert(key.to_owned(), value.clone());
        }
    }
    attribute
}

#[cfg(test)]
mod tests {
    use crate::formats::read_schema;
    use crate::schema::AttributeType;

    #[test]
    fn complex_attributes_become_paths() {
        let text = r#"{"Resources": [
          {"id": "urn:ietf:params:scim:schemas:core:2.0:Group", "attributes": [{"name": "members"}]},
          {"id": "urn:ietf:params:scim:schemas:core:2.0:User", "name": "User", "attributes": [
            {"name": "userName", "type": "string", "required": true, "uniqueness": "server"},
            {"name": "id", "type": "string", "mutability": "readOnly"},
            {"name": "name", "type": "complex", "subAttributes": [{"name": "givenName", "type": "string"}]},
            {"name": "emails", "type": "complex", "multiValued": true, "subAttributes": [
              {"name": "value", "type": "string"}, {"name": "primary", "type": "boolean"},
              {"name": "type", "type": "string", "canonicalValues": ["work", "home"]}]},
            {"name": "groups", "type": "complex", "multiValued": true, "subAttributes": [{"name": "value"}]}]},
          {"id": "urn:x:2.0:User", "attributes": [{"name": "level", "type": "string", "canonicalValues": ["a"]}]}]}"#;
        let schema = read_schema(text.as_bytes()).unwrap();
        let names: Vec<&str> = schema.attributes_as_written().map(|a| a.name.as_ref()).collect();
        let expected = [
            "userName",
            "id",
            "name.givenName",
            "emails[type eq \"work\"].value",
            "emails[type eq \"home\"].value",
            "groups.value",
            "urn:x:2.0:User:level",
        ];
        assert_eq!(names, expected);
        assert!(schema.attribute("userName").unwrap().required);
        assert!(schema.attribute("id").unwrap().read_only);
        assert_eq!(schema.attribute("groups.value").unwrap().ty, AttributeType::Array);
        assert_eq!(
            schema.attribute("urn:x:2.0:User:level").unwrap().values,
            Some(vec!["a".into()])
        );
    }
}
