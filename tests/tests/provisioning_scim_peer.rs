//! A real SCIM service takes what a run writes back: `scim2-server`, started here on loopback.
//!
//! Without the program there is nothing to compare with: then the test says so, and fails where
//! `CI` is set.

#![expect(clippy::unwrap_used, reason = "helpers of tests may fail loudly")]

use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use attrmap::datetime::DateTime;
use attrmap::formats::scim;
use attrmap::provisioning::{DryRunOptions, Preflight, Run};
use serde_json::{Value, json};

const PHONE: &str = "phoneNumbers[type eq \"work\"].value";

/// A SCIM service that stops with the test.
struct Service {
    process: Child,
    port: u16,
}

impl Drop for Service {
    fn drop(&mut self) {
        // A service that is gone already needs no stopping.
        let _gone = self.process.kill();
        let _gone = self.process.wait();
    }
}

/// The program, where `.ci/run` or the user put it.
fn program() -> Option<PathBuf> {
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/peers/bin/scim2-server");
    let paths = std::env::var_os("PATH").unwrap_or_default();
    let others = std::env::split_paths(&paths).map(|folder| folder.join("scim2-server"));
    std::iter::once(own).chain(others).find(|path| path.is_file())
}

impl Service {
    fn start(program: &Path) -> Self {
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let process = Command::new(program)
            .args(["--hostname", "127.0.0.1", "--port", &port.to_string()])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let service = Self { process, port };
        let wait = || std::thread::park_timeout(std::time::Duration::from_millis(100));
        let is_up = (0..300).any(|_| {
            let is_open = TcpStream::connect(("127.0.0.1", port)).is_ok();
            if !is_open {
                wait();
            }
            is_open
        });
        assert!(is_up, "the service does not answer");
        service
    }

    /// The status and the body that answer a request.
    fn call(&self, method: &str, path: &str, body: &str) -> (u16, String) {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        let length = body.len();
        write!(
            stream,
            "{method} {path} HTTP/1.0\r\nHost: 127.0.0.1\r\nContent-Type: application/scim+json\r\n\
             Accept: application/scim+json\r\nContent-Length: {length}\r\n\r\n{body}"
        )
        .unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        let status = answer.split(' ').nth(1).and_then(|text| text.parse().ok()).unwrap();
        let body = answer.split_once("\r\n\r\n").map(|(_, body)| body.to_owned());
        (status, body.unwrap_or_default())
    }
}

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
        assert!(
            std::env::var_os("CI").is_none(),
            "scim2-server is not installed: pip install scim2-server"
        );
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
