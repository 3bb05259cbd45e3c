//! An expression and its person → a link that opens them in the playground.

use attrmap::dialect::{Dialect, Place};
use base64ct::{Base64UrlUnpadded, Encoding};
use serde_json::{Map, Value as Json, json};

/// The address of the playground with a workspace of one mapping, seen from a page one folder
/// below the reference.
pub(super) fn link(
    name: &str,
    dialect: Dialect,
    place: Place,
    expression: &str,
    data: &Map<String, Json>,
) -> String {
    let mut workspace = json!({
        "attrmap": 1,
        "name": name,
        "context": place.rules().id,
        "dialect": dialect.id(),
        "mappings": [{ "to": "result", "expr": expression }],
    });
    let people = person(data);
    if let (Some(fields), false) = (workspace.as_object_mut(), data.is_empty()) {
        fields.insert("people".to_owned(), json!([people]));
    }
    format!(
        "../../index.html#am1.j{}",
        Base64UrlUnpadded::encode_string(workspace.to_string().as_bytes())
    )
}

/// A person of the page: profiles under their roots, groups by name.
fn person(data: &Map<String, Json>) -> Json {
    let records: Map<String, Json> = data
        .iter()
        .filter(|(root, profile)| !root.starts_with('$') && profile.is_object())
        .map(|(root, profile)| (root.clone(), profile.clone()))
        .collect();
    let groups =
        data.get("$groups").and_then(Json::as_array).map(Vec::as_slice).unwrap_or_default();
    let name = |group: &Json| {
        let profile = group.get("profile").and_then(|profile| profile.get("name"));
        profile.or_else(|| group.get("name")).and_then(Json::as_str).map(str::to_owned)
    };
    let groups: Vec<String> = groups.iter().filter_map(name).collect();
    let mut person = json!({ "id": "1", "name": "Example", "records": records });
    if let (Some(fields), false) = (person.as_object_mut(), groups.is_empty()) {
        fields.insert("groups".to_owned(), groups.into());
    }
    person
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_holds_the_workspace() {
        let data =
            json!({ "user": { "city": "Rome" }, "$groups": [{ "profile": { "name": "A" } }] });
        let data = data.as_object().unwrap();
        let link = link("x", Dialect::Classic, Place::GroupRule, "user.city", data);
        let payload = link.strip_prefix("../../index.html#am1.j").unwrap();
        let json = String::from_utf8(Base64UrlUnpadded::decode_vec(payload).unwrap()).unwrap();
        assert_eq!(
            json,
            r#"{"attrmap":1,"name":"x","context":"group_rule","dialect":"classic","mappings":[{"to":"result","expr":"user.city"}],"people":[{"id":"1","name":"Example","records":{"user":{"city":"Rome"}},"groups":["A"]}]}"#
        );
    }
}
