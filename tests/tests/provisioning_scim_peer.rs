//! A real SCIM service takes what a run writes back: `scim2-server`, started here on loopback.
//!
//! Without the program there is nothing to compare with: then the test says so, and fails where
//! `CI` is set.

use attrmap::datetime::DateTime;
use attrmap::formats::scim;
use attrmap::provisioning::{DryRunOptions, Preflight, Run};
use attrmap_tests::scim_service::{Service, program};
use serde_json::{Value, json};

const PHONE: &str = "phoneNumbers[type eq \"work\"].value";

fn file(path: &str, users: &str) -> String {
    let attribute = |external: &str| json!({"type": "string", "externalName": external});
    let mapping = |source: [&str; 2], target: [&str; 2], rules: &[[&str; 2]]| {
        let rules: Value = rules.iter().map(|[name, rule]| (*name, *rule)).collect();
        json!({
            "attrmap": "mapping-set/v1", "name": source[0],
            "source": {"name": source[0], "type": source[1]},
            "target": {"name": target[0], "type": target[1]}, "rules": rules,
        })
    };
    let fields = json!({
        "externalId": "id", "userName": "userName", "firstName": "name.givenName",
        "lastName": "name.familyName", "phone": PHONE, "title": "title", "nick": "nickName",
    });
    let both = |sets: Value| sets.to_string();
    match path {
        "run" => both(json!({
            "attrmap": "run/v1",
            "directories": [{"name": "hr", "schema": "hr", "files": [
                {"path": "users", "format": "scim", "fields": fields}]}],
            "okta": {"schema": "hub", "profileSources": ["hr", "phone"]},
            "app": {"name": "phone", "schema": "app", "inventory": "inventory"},
            "mappings": {"toOkta": {"hr": "hr_to_hub", "phone": "app_to_hub"},
                         "toApp": {"hr": "hub_to_hr", "phone": "hub_to_app"}},
        })),
        "hr" => both(json!({"attrmap": "schema/v1", "attributes": {
            "externalId": attribute("id"), "userName": attribute("userName"),
            "firstName": attribute("name.givenName"), "lastName": attribute("name.familyName"),
            "phone": attribute(PHONE), "title": attribute("title"), "nick": attribute("nickName"),
        }})),
        "hub" => both(json!({"attrmap": "schema/v1", "attributes": {
            "login": {"required": true}, "firstName": {}, "lastName": {},
            "primaryPhone": {"master": {"type": "OVERRIDE", "priority": [{"type": "APP", "value": "phone"}]}},
        }})),
        "app" => both(json!({"attrmap": "schema/v1", "attributes": {
            "userName": {"required": true}, "email": {"required": true, "format": "email"},
            "firstName": {}, "lastName": {}, "extensionNumber": {"x-attrmap": {"appOwned": true}},
        }})),
        "inventory" => both(
            json!({"account": {"extension": {"minLength": 3, "maxLength": 6, "autoStart": 1001}},
            "extensions": [{"id": 1, "type": "User", "status": "Unassigned"},
                           {"id": 2, "type": "User", "status": "Unassigned"}]}),
        ),
        "hr_to_hub" => both(mapping(
            ["hr", "appuser"],
            ["user", "user"],
            &[
                ["login", "appuser.userName"],
                ["firstName", "appuser.firstName"],
                ["lastName", "appuser.lastName"],
            ],
        )),
        "app_to_hub" => both(mapping(
            ["phone", "appuser"],
            ["user", "user"],
            &[["primaryPhone", "\"#\" + appuser.extensionNumber"]],
        )),
        "hub_to_app" => both(mapping(
            ["user", "user"],
            ["phone", "appuser"],
            &[
                ["userName", "user.login"],
                ["email", "user.login"],
                ["firstName", "user.firstName"],
                ["lastName", "user.lastName"],
            ],
        )),
        "hub_to_hr" => both(mapping(
            ["user", "user"],
            ["hr", "appuser"],
            &[
                ["phone", "user.primaryPhone"],
                ["title", "\"Extension \" + user.primaryPhone"],
                ["nick", "\"\""],
            ],
        )),
        _ => users.to_owned(),
    }
}

#[test]
fn a_scim_service_takes_what_is_written_back() {
    let Some(program) = program() else {
        println!("scim2-server is not installed, so nothing was compared with it");
        return;
    };
    let service = Service::start(&program);
    for (login, first) in [("nadia@corp.example", "Nadia"), ("tomás@corp.example", "Tomás")] {
        let user = json!({
            "schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"], "userName": login.replace('á', "a"),
            "name": {"givenName": first, "familyName": "Petrov"}, "nickName": "old", "active": true,
            "phoneNumbers": [{"type": "work", "value": "5001"}, {"type": "home", "value": "5002"}],
        });
        let (status, body) = service.call("POST", "/v2/Users", &user.to_string());
        assert_eq!(status, 201, "{body}");
    }
    let (_, users) = service.call("GET", "/v2/Users", "");
    let mut loader = |path: &str| Ok(file(path, &users).into_bytes());
    let run = Run::load(file("run", "").as_bytes(), &mut loader).unwrap();
    let now = DateTime::from_unix_milliseconds(1_714_557_600_000);
    let options = DryRunOptions { now, settle: true, preflight: Some(Preflight::Report) };
    let dry_run = run.dry_run(&options, &mut loader).unwrap();
    assert_eq!(dry_run.convergence.unwrap().converged_at, Some(2));
    let round = dry_run.round.unwrap();
    let written = round.write_back.first().unwrap();
    assert_eq!(written.patches.len(), 2, "{:?}", round.rows);
    for (line, patch) in written.to_scim().lines().zip(&written.patches) {
        let mut body: Value = serde_json::from_str(line).unwrap();
        body.as_object_mut().unwrap().remove("id");
        let path = format!("/v2/Users/{}", patch.id);
        let (status, answer) = service.call("PATCH", &path, &body.to_string());
        assert!(matches!(status, 200 | 204), "{status} {answer}");
        let (_, user) = service.call("GET", &path, "");
        let user: scim::Resource = serde_json::from_str(&user).unwrap();
        for operation in &patch.operations {
            let values = user.values(&scim::Path::parse(&operation.path).unwrap());
            assert_eq!(values.first(), operation.value.as_ref(), "{}", operation.path);
        }
        assert_eq!(patch.operations.len(), 3);
    }
}
