//! `attrmap provision --peer scim`: a real SCIM service, and one that answers what a test says.

#![expect(clippy::unwrap_used, reason = "helpers of tests may fail loudly")]

use std::fmt::Write as _;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::thread::JoinHandle;

use attrmap_tests::scim_service::{Service, program};
use serde_json::{Value, json};

/// A company of two with a phone each, and one who has left.
fn company() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/suite/peer")
}

/// A folder of a test's own for results; it is not there yet.
fn results(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _gone = std::fs::remove_dir_all(&folder);
    folder
}

/// Provisions the company with the service at an address; the results go into a folder.
fn provision(folder: &Path, address: &str, token: Option<&str>) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_attrmap"));
    command.current_dir(company()).args(["provision", "run.json", "--out"]).arg(folder);
    command.args(["--peer", "scim", address]).env_remove("ATTRMAP_PEER_TOKEN");
    if let Some(token) = token {
        command.env("ATTRMAP_PEER_TOKEN", token);
    }
    command.output().unwrap()
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// The row of the results for a login.
fn row(folder: &Path, login: &str) -> Value {
    let results: Value =
        serde_json::from_slice(&std::fs::read(folder.join("results.json")).unwrap()).unwrap();
    let mut rows = results.get("rows").and_then(Value::as_array).unwrap().iter();
    rows.find(|row| row["login"] == login).unwrap().clone()
}

#[test]
fn a_real_service_gets_the_users_and_a_second_run_changes_nothing() {
    let Some(program) = program() else {
        println!("scim2-server is not installed, so nothing was compared with it");
        return;
    };
    let service = Service::start(&program);
    let user = json!({
        "schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"], "userName": "gone@corp.example",
        "active": true, "nickName": "kept",
    });
    assert_eq!(service.call("POST", "/v2/Users", &user.to_string()).0, 201);
    let folder = results("peer-real");
    let address = format!("http://127.0.0.1:{}/v2/", service.port);
    let users = || {
        let (_, users) = service.call("GET", "/v2/Users", "");
        let users: Value = serde_json::from_str(&users).unwrap();
        users["Resources"].as_array().unwrap().clone()
    };
    let user = |name: &str| users().into_iter().find(|user| user["userName"] == name).unwrap();

    let run = provision(&folder, &address, None);
    assert_eq!(run.status.code(), Some(0), "{} {}", err(&run), row(&folder, "gone@corp.example"));
    assert_eq!(users().len(), 3);
    let nadia = user("nadia@corp.example");
    assert_eq!(nadia["name"]["givenName"], "Nadia");
    assert_eq!(nadia["emails"][0]["value"], "nadia@corp.example");
    assert_eq!(nadia["active"], true);
    assert_eq!(
        user("o'neil@corp.example")["name"],
        json!({"givenName": "Zoë", "familyName": "O'Neil"})
    );
    let gone = user("gone@corp.example");
    assert_eq!((&gone["active"], &gone["nickName"]), (&json!(false), &json!("kept")));
    assert_eq!(row(&folder, "nadia@corp.example")["extensionNumber"], "1001");

    let before = users();
    assert_eq!(provision(&folder, &address, None).status.code(), Some(0));
    assert_eq!(users(), before, "a second run writes nothing");

    // What the account knows more than the run stays; what it gave comes back.
    let number = json!({"schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"], "Operations": [
        {"op": "replace", "path": "phoneNumbers", "value": [{"type": "work", "value": "+15550100"}]},
        {"op": "replace", "path": "name", "value": {"givenName": "Nadja", "familyName": "Petrov"}},
        {"op": "replace", "path": "active", "value": false}]});
    let path = format!("/v2/Users/{}", nadia["id"].as_str().unwrap());
    assert!(service.call("PATCH", &path, &number.to_string()).0 < 300);
    assert_eq!(provision(&folder, &address, None).status.code(), Some(0));
    let nadia = user("nadia@corp.example");
    assert_eq!(nadia["name"]["givenName"], "Nadia");
    assert_eq!(
        (&nadia["active"], &nadia["phoneNumbers"][0]["value"]),
        (&json!(true), &json!("+15550100"))
    );
    assert_eq!(row(&folder, "nadia@corp.example")["directNumber"], "+15550100");
    let hub = std::fs::read_to_string(folder.join("okta_users_after.json")).unwrap();
    assert!(hub.contains("+15550100#1001"), "{hub}");
}

/// A service that gives one answer after the other, and keeps the requests.
struct Scripted {
    address: String,
    requests: JoinHandle<Vec<String>>,
}

impl Scripted {
    fn start(answers: Vec<(u16, String)>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}/scim", listener.local_addr().unwrap());
        let requests = std::thread::spawn(move || {
            let answer = |(status, body): (u16, String)| {
                let (mut stream, _) = listener.accept().unwrap();
                let request = read(&mut stream);
                let length = body.len();
                write!(
                    stream,
                    "HTTP/1.1 {status} x\r\nContent-Length: {length}\r\nLocation: /x\r\n\
                     Connection: close\r\n\r\n{body}"
                )
                .unwrap();
                request
            };
            answers.into_iter().map(answer).collect()
        });
        Self { address, requests }
    }

    fn requests(self) -> Vec<String> {
        self.requests.join().unwrap()
    }
}

/// The first line of a request, its authorization, and its body.
fn read(stream: &mut TcpStream) -> String {
    let mut reader = BufReader::new(stream);
    let mut line = String::new();
    reader.read_line(&mut line).unwrap();
    let mut request = line.trim_end().trim_end_matches(" HTTP/1.1").to_owned();
    let mut length = 0;
    loop {
        line.clear();
        reader.read_line(&mut line).unwrap();
        let header = line.trim_end().to_lowercase();
        if header.is_empty() {
            break;
        }
        if let Some(text) = header.strip_prefix("content-length: ") {
            length = text.parse().unwrap();
        }
        if header.starts_with("authorization: ") {
            write!(request, " [{}]", line.trim_end()).unwrap();
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body).unwrap();
    request + " " + std::str::from_utf8(&body).unwrap()
}

fn nobody() -> (u16, String) {
    (200, json!({"Resources": []}).to_string())
}

fn refused(status: u16, kind: &str, detail: &str) -> (u16, String) {
    (status, json!({"scimType": kind, "detail": detail}).to_string())
}

#[test]
fn answers_become_the_errors_of_rows_and_absence_is_waited_for() {
    let invalid = "Parameter [extension.contact.firstName] value is invalid";
    let service = Scripted::start(vec![
        (503, String::new()),
        nobody(),
        refused(400, "invalidValue", invalid),
        (429, String::new()),
        (500, "<html>".to_owned()),
        nobody(),
    ]);
    let folder = results("peer-errors");
    let run = provision(&folder, &service.address, Some("secret"));
    assert_eq!(run.status.code(), Some(1), "{}", err(&run));
    let requests = service.requests();
    assert_eq!(
        requests.first().unwrap().trim_end(),
        "GET /scim/Users?filter=userName%20eq%20%22nadia%40corp.example%22 \
         [authorization: Bearer secret]"
    );
    assert!(requests.get(2).unwrap().starts_with("POST /scim/Users ["), "{requests:?}");
    assert!(requests.get(2).unwrap().contains(r#""name":{"givenName":"Nadia""#), "{requests:?}");
    let nadia = row(&folder, "nadia@corp.example");
    assert_eq!((&nadia["status"], &nadia["attempts"]), (&json!("failed"), &json!(2)));
    assert_eq!(nadia["errors"][0]["code"], "PRV-101");
    assert_eq!(nadia["errors"][0]["parameter"], "firstName");
    let zoe = row(&folder, "o'neil@corp.example");
    assert_eq!((&zoe["status"], &zoe["attempts"]), (&json!("deferred"), &json!(2)));
    assert_eq!(zoe["errors"][0]["code"], "PRV-104");
    assert_eq!(row(&folder, "gone@corp.example")["status"], "success");
}

#[test]
fn a_service_that_takes_nothing_is_asked_once() {
    for (status, why) in [
        (401, "it refuses the credentials (401)"),
        (302, "it answers with status 302"),
        (404, "it has no `/Users` at this address"),
    ] {
        let service = Scripted::start(vec![(status, String::new())]);
        let folder = results(&format!("peer-closed-{status}"));
        let run = provision(&folder, &service.address, None);
        assert_eq!(run.status.code(), Some(1));
        assert!(err(&run).contains(why), "{}", err(&run));
        assert_eq!(service.requests().len(), 1);
        for login in ["nadia@corp.example", "o'neil@corp.example", "gone@corp.example"] {
            assert_eq!(row(&folder, login)["status"], "deferred", "{status} {login}");
        }
    }
}

#[test]
fn an_address_is_checked_before_anything_is_read() {
    let folder = results("peer-wrong");
    for (address, token, why) in [
        ("phones.example/scim", None, "--peer"),
        ("ftp://phones.example", None, "https:// or http://"),
        ("http://phones.example/scim", Some("secret"), "over https only"),
        ("https://phones.example/scim?x=1", None, "no query"),
        ("http://[", None, "--peer"),
    ] {
        let run = provision(&folder, address, token);
        assert_eq!(run.status.code(), Some(2), "{address}");
        assert!(err(&run).contains(why), "{address}: {}", err(&run));
        assert!(!err(&run).contains("secret"));
    }
    let mut command = Command::new(env!("CARGO_BIN_EXE_attrmap"));
    command.current_dir(company()).args(["provision", "run.json", "--peer", "ldap", "http://x"]);
    assert_eq!(command.output().unwrap().status.code(), Some(2));
    command.arg("--dry-run");
    assert_eq!(command.output().unwrap().status.code(), Some(2));
}
