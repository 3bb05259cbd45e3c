//! Mapping sets in two spellings ⇄ [`MappingSet`]: Okta's Profile Mappings API and our YAML.

use serde_json::{Map, Value, json};

use super::{DocumentError, document, yaml};
use crate::json;
use crate::mapping::{MappingSet, Party, PartyType, Push, Rule};

/// Where Okta's API says what else it has about an object; our YAML keeps it under the same name.
const LINKS: &str = "_links";

/// The spellings that a mapping set can be written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MappingSpelling {
    /// The JSON of Okta's Profile Mappings API.
    Okta,
    /// Our YAML, `attrmap: mapping-set/v1`.
    Yaml,
}

/// Reads a mapping set in either spelling; its rules are not compiled yet.
///
/// # Errors
///
/// [`DocumentError`] when the file is no mapping set, or something in it is not allowed.
///
/// ```
/// let text = "attrmap: mapping-set/v1\nname: ad\nsource: {name: ad, type: appuser}\n\
///             target: {name: user, type: user}\nrules:\n  email: appuser.mail\n";
/// let set = attrmap::formats::read_mapping_set(text.as_bytes()).unwrap();
/// assert_eq!(set.rule("email").unwrap().text.as_deref(), Some("appuser.mail"));
/// ```
pub fn read_mapping_set(bytes: &[u8]) -> Result<MappingSet, DocumentError> {
    let tree = document::parse(bytes)?;
    let is_list = match &tree {
        Value::Array(_) => true,
        Value::Object(map) => map.contains_key("source") && !is_set(map),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => false,
    };
    if is_list {
        return Err(DocumentError::new(
            "this is a list of mappings without their properties: fetch the single mappings",
        ));
    }
    match tree.as_object() {
        Some(map) if map.contains_key("attrmap") => read_own(map),
        Some(map) if map.contains_key("properties") => read_okta(map),
        _ => Err(DocumentError::new("the file is no mapping set")),
    }
}

fn is_set(map: &Map<String, Value>) -> bool {
    map.contains_key("attrmap") || map.contains_key("properties")
}

fn read_okta(map: &Map<String, Value>) -> Result<MappingSet, DocumentError> {
    let mut set = MappingSet::default();
    set.name = text(map.get("id")).unwrap_or_default();
    set.links = map.get(LINKS).cloned();
    set.source = read_party(map.get("source"), "source")?;
    set.target = read_party(map.get("target"), "target")?;
    let properties = map.get("properties").and_then(Value::as_object);
    let properties =
        properties.ok_or_else(|| DocumentError::new("`properties` must be an object"))?;
    for (target, property) in properties {
        let expression = read_expression(target, property.get("expression"))?;
        let push = match property.get("pushStatus").and_then(Value::as_str) {
            None | Some("PUSH") => Push::Always,
            Some("DONT_PUSH") => Push::Create,
            Some(word) => Push::Unknown(word.to_owned()),
        };
        set.rules.push(Rule::new(target, expression, push));
    }
    Ok(set)
}

fn read_own(map: &Map<String, Value>) -> Result<MappingSet, DocumentError> {
    if map.get("attrmap").and_then(Value::as_str) != Some("mapping-set/v1") {
        return Err(DocumentError::new("`attrmap` must be `mapping-set/v1`"));
    }
    refuse_unknown(
        map,
        &["attrmap", "name", "source", "target", "rules", LINKS],
        "the mapping set",
    )?;
    let mut set = MappingSet::default();
    set.links = map.get(LINKS).cloned();
    set.name = text(map.get("name")).unwrap_or_default();
    for (key, party) in [("source", &mut set.source), ("target", &mut set.target)] {
        *party = read_party(map.get(key), key)?;
        if let Some(keys) = map.get(key).and_then(Value::as_object) {
            refuse_unknown(keys, &["id", "name", "type", LINKS], &format!("`{key}`"))?;
        }
    }
    let rules = map.get("rules").and_then(Value::as_object);
    for (target, rule) in rules.ok_or_else(|| DocumentError::new("`rules` must be an object"))? {
        set.rules.push(read_rule(target, rule)?);
    }
    Ok(set)
}

fn read_rule(target: &str, rule: &Value) -> Result<Rule, DocumentError> {
    let Some(keys) = rule.as_object() else {
        return Ok(Rule::new(target, read_expression(target, Some(rule))?, Push::Always));
    };
    refuse_unknown(keys, &["expression", "push", "description"], &format!("rule `{target}`"))?;
    let push = match keys.get("push").and_then(Value::as_str) {
        None | Some("always") => Push::Always,
        Some("create") => Push::Create,
        Some(word) => Push::Unknown(word.to_owned()),
    };
    let mut rule = Rule::new(target, read_expression(target, keys.get("expression"))?, push);
    rule.description = text(keys.get("description"));
    Ok(rule)
}

fn refuse_unknown(
    map: &Map<String, Value>,
    known: &[&str],
    place: &str,
) -> Result<(), DocumentError> {
    match map.keys().find(|key| !known.contains(&key.as_str())) {
        Some(key) => Err(DocumentError::new(format!("{place} has an unknown key `{key}`"))),
        None => Ok(()),
    }
}

fn read_expression(target: &str, value: Option<&Value>) -> Result<Option<String>, DocumentError> {
    match value {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) => Ok(Some(text.clone())),
        // YAML reads `true` or `5` as what they are; as an expression they mean the same.
        Some(scalar @ (Value::Bool(_) | Value::Number(_))) => Ok(Some(scalar.to_string())),
        Some(Value::Array(_) | Value::Object(_)) => {
            Err(DocumentError::new(format!("rule `{target}`: the expression must be a text")))
        }
    }
}

fn read_party(value: Option<&Value>, key: &str) -> Result<Party, DocumentError> {
    let party = value.and_then(Value::as_object);
    let party = party.ok_or_else(|| DocumentError::new(format!("`{key}` must be an object")))?;
    let ty = match party.get("type").and_then(Value::as_str) {
        Some("user") => PartyType::User,
        Some("appuser") => PartyType::AppUser,
        _ => {
            let message = format!("`{key}.type` must be `user` or `appuser`");
            return Err(DocumentError::new(message));
        }
    };
    let name = text(party.get("name")).unwrap_or_default();
    Ok(Party { id: text(party.get("id")), name, ty, links: party.get(LINKS).cloned() })
}

fn text(value: Option<&Value>) -> Option<String> {
    value.and_then(Value::as_str).map(str::to_owned)
}

/// Writes a mapping set; reading it again gives an equal one.
#[must_use]
pub fn write_mapping_set(set: &MappingSet, spelling: MappingSpelling) -> String {
    match spelling {
        MappingSpelling::Okta => {
            let mut text = json::write_lines(&okta_tree(set));
            text.push('\n');
            text
        }
        MappingSpelling::Yaml => yaml::write(&own_tree(set)),
    }
}

fn okta_tree(set: &MappingSet) -> Value {
    let mut properties = Map::new();
    for rule in &set.rules {
        let push = match &rule.push {
            Push::Always => "PUSH",
            Push::Create => "DONT_PUSH",
            Push::Unknown(word) => word,
        };
        properties
            .insert(rule.target.to_string(), json!({"expression": rule.text, "pushStatus": push}));
    }
    let (source, target) = (write_party(&set.source), write_party(&set.target));
    let tree =
        json!({"id": set.name, "source": source, "target": target, "properties": properties});
    with_links(tree, set.links.as_ref())
}

fn own_tree(set: &MappingSet) -> Value {
    let mut rules = Map::new();
    for rule in &set.rules {
        let push = match &rule.push {
            Push::Always => None,
            Push::Create => Some("create"),
            Push::Unknown(word) => Some(word.as_str()),
        };
        let expression = json!(rule.text);
        let written = if push.is_none() && rule.description.is_none() {
            expression
        } else {
            let mut keys = Map::new();
            keys.insert("expression".to_owned(), expression);
            keys.extend(push.map(|push| ("push".to_owned(), push.into())));
            let description = rule.description.as_deref();
            keys.extend(description.map(|text| ("description".to_owned(), text.into())));
            Value::Object(keys)
        };
        rules.insert(rule.target.to_string(), written);
    }
    let (source, target) = (write_party(&set.source), write_party(&set.target));
    let tree = json!({
        "attrmap": "mapping-set/v1", "name": set.name,
        "source": source, "target": target, "rules": rules,
    });
    with_links(tree, set.links.as_ref())
}

/// An object with the links of the API at its end, where it came with some.
fn with_links(mut tree: Value, links: Option<&Value>) -> Value {
    if let (Some(keys), Some(links)) = (tree.as_object_mut(), links) {
        keys.insert(LINKS.to_owned(), links.clone());
    }
    tree
}

fn write_party(party: &Party) -> Value {
    let mut keys = Map::new();
    keys.extend(party.id.as_deref().map(|id| ("id".to_owned(), id.into())));
    keys.insert("name".to_owned(), party.name.as_str().into());
    keys.insert("type".to_owned(), party.ty.word().into());
    with_links(Value::Object(keys), party.links.as_ref())
}

#[cfg(test)]
mod tests {
    use super::*;

    const OKTA: &str = r##"{"id": "prm1",
        "source": {"id": "0oa", "name": "phone", "type": "appuser", "_links": {}},
        "target": {"id": "oty", "name": "user", "type": "user"},
        "properties": {
            "primaryPhone": {"expression": "\"#\" + appuser.extensionNumber", "pushStatus": "PUSH"},
            "nickName": {"expression": "appuser.firstName", "pushStatus": "DONT_PUSH"},
            "zipCode": {"expression": null, "pushStatus": "PUSH"}}, "_links": {}}"##;

    #[test]
    fn converting_twice_gives_the_same_bytes() {
        let okta =
            write_mapping_set(&read_mapping_set(OKTA.as_bytes()).unwrap(), MappingSpelling::Okta);
        let yaml =
            write_mapping_set(&read_mapping_set(okta.as_bytes()).unwrap(), MappingSpelling::Yaml);
        let again = read_mapping_set(yaml.as_bytes()).unwrap();
        assert_eq!(write_mapping_set(&again, MappingSpelling::Okta), okta);
        assert_eq!(write_mapping_set(&again, MappingSpelling::Yaml), yaml);
        assert_eq!(okta.matches("_links").count(), 2, "{okta}");
    }

    #[test]
    fn what_is_no_mapping_set_is_refused() {
        let message = |text: &str| read_mapping_set(text.as_bytes()).unwrap_err().message;
        assert!(
            message(r#"[{"id": "p", "source": {}, "target": {}}]"#)
                .contains("fetch the single mappings")
        );
        assert!(
            message(r#"{"id": "p", "source": {}, "target": {}}"#)
                .contains("fetch the single mappings")
        );
        assert_eq!(message("a: 1"), "the file is no mapping set");
        let own = "attrmap: mapping-set/v1\nsource: {name: a, type: appuser}\ntarget: {name: b, type: user}\n";
        assert_eq!(
            message(&format!("{own}rules: {{x: {{expression: y, pus: create}}}}")),
            "rule `x` has an unknown key `pus`"
        );
        assert_eq!(
            message(&format!("{own}rule: {{}}")),
            "the mapping set has an unknown key `rule`"
        );
    }
}
