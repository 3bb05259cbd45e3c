//! A real directory takes what a run writes back: OpenLDAP's `slapd`, started here on loopback.
//!
//! Without `slapd` and the LDAP tools there is nothing to compare with: then the test says so, and
//! fails where `CI` is set.

#![expect(clippy::unwrap_used, reason = "helpers of tests may fail loudly")]

use std::fmt::Write as _;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use attrmap::datetime::DateTime;
use attrmap::formats::ldif::{Content, Outcome, Reader, write_content};
use attrmap::provisioning::{DryRunOptions, Preflight, Run};

const ADMIN: &str = "cn=admin,dc=corp,dc=larkfield,dc=example";
const SLAPD: &str = "/usr/sbin/slapd";

fn suite() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("suite/provisioning")
}

/// A directory server that stops with the test.
struct Slapd {
    process: Child,
    url: String,
}

impl Drop for Slapd {
    fn drop(&mut self) {
        // A server that is gone already needs no stopping.
        let _gone = self.process.kill();
        let _gone = self.process.wait();
    }
}

impl Slapd {
    fn start(folder: &Path) -> Self {
        std::fs::create_dir_all(folder.join("db")).unwrap();
        std::fs::write(folder.join("slapd.conf"), configuration(folder)).unwrap();
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let url = format!("ldap://127.0.0.1:{port}");
        let process = Command::new(SLAPD)
            .args(["-d", "0", "-h", &url, "-f"])
            .arg(folder.join("slapd.conf"))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let server = Self { process, url };
        let is_up = (0..50).any(|_| server.tool("ldapwhoami", &[]).status.success());
        assert!(is_up, "slapd does not answer");
        server
    }

    /// Calls one of the LDAP tools as the administrator; it tries for a second to connect.
    fn tool(&self, name: &str, arguments: &[&str]) -> std::process::Output {
        Command::new(name)
            .args(["-x", "-H", &self.url, "-D", ADMIN, "-w", "secret", "-o", "nettimeout=1"])
            .args(arguments)
            .output()
            .unwrap()
    }

    fn run(&self, name: &str, arguments: &[&str]) -> Vec<u8> {
        let output = self.tool(name, arguments);
        let complaint = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{name}: {complaint}");
        output.stdout
    }
}

fn configuration(folder: &Path) -> String {
    let mut text = String::new();
    for schema in ["core", "cosine", "inetorgperson", "nis", "msuser"] {
        // Writing to a text does not fail.
        let _written = writeln!(text, "include /etc/ldap/schema/{schema}.schema");
    }
    text.push_str("modulepath /usr/lib/ldap\nmoduleload back_mdb\n");
    for number in [1, 2] {
        let _written = writeln!(
            text,
            "attributetype ( 1.3.6.1.4.1.99999.{number} NAME 'extensionAttribute{number}' \
             EQUALITY caseIgnoreMatch SYNTAX 1.3.6.1.4.1.1466.115.121.1.15 SINGLE-VALUE )"
        );
    }
    let _written = writeln!(
        text,
        "database mdb\nsuffix \"dc=corp,dc=larkfield,dc=example\"\nrootdn \"{ADMIN}\"\n\
         rootpw secret\ndirectory {}",
        folder.join("db").display()
    );
    text
}

/// The attributes of an entry and their values.
type Values = Vec<(String, Vec<u8>)>;

/// The readable entries of the export, each once, loosened so that another server takes them.
fn load_file(export: &[u8]) -> String {
    let mut seen = Vec::new();
    let mut entries: Vec<(String, Values)> = Vec::new();
    for entry in Reader::new(export) {
        let (Outcome::Content(content), Some(dn)) = (entry.outcome, entry.dn) else { continue };
        let is_text = content.values.iter().all(|value| is_readable(&value.name, &value.bytes));
        if is_text && !seen.contains(&content.dn.key()) && !is_group(&content) {
            seen.push(content.dn.key());
            let mut values: Values = content
                .values
                .into_iter()
                .filter(|value| !value.name.eq_ignore_ascii_case("memberOf"))
                .map(|value| (value.name.into_owned(), value.bytes.into_owned()))
                .collect();
            if !values.iter().any(|(name, _)| name == "sn") {
                values.push(("sn".to_owned(), b"none".to_vec()));
            }
            values.push(("objectClass".to_owned(), b"extensibleObject".to_vec()));
            values.push(("nTSecurityDescriptor".to_owned(), b"none".to_vec()));
            entries.push((dn, values));
        }
    }
    write_content(entries.iter().map(|(dn, values)| {
        (dn.as_str(), values.iter().map(|(name, value)| (name.as_str(), value.as_slice())))
    }))
}

fn is_group(content: &Content<'_>) -> bool {
    content.values.iter().any(|v| v.name == "objectClass" && v.bytes.as_ref() == b"group")
}

/// The run rejects a person with a text that is not UTF-8, so the server need not have them.
fn is_readable(name: &str, bytes: &[u8]) -> bool {
    name.starts_with("object") || std::str::from_utf8(bytes).is_ok()
}

#[test]
fn a_directory_server_takes_what_is_written_back() {
    if !Path::new(SLAPD).exists() {
        assert!(
            std::env::var_os("CI").is_none(),
            "slapd is not installed: apt-get install slapd ldap-utils"
        );
        println!("slapd is not installed, so nothing was compared with it");
        return;
    }
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("slapd");
    let _gone = std::fs::remove_dir_all(&folder);
    let server = Slapd::start(&folder);
    let export = std::fs::read(suite().join("ad/export.ldif")).unwrap();
    let load = folder.join("load.ldif");
    std::fs::write(&load, load_file(&export)).unwrap();
    server.run("ldapadd", &["-f", load.to_str().unwrap()]);

    let mut loader =
        |path: &str| std::fs::read(suite().join(path)).map_err(|error| error.to_string());
    let run = Run::load(&loader("run.json").unwrap(), &mut loader).unwrap();
    let now = DateTime::from_unix_milliseconds(1_714_557_600_000);
    let options = DryRunOptions { now, settle: false, preflight: Some(Preflight::Report) };
    let round = run.dry_run(&options, &mut loader).unwrap().round.unwrap();
    let written = round.write_back.first().unwrap();
    let changes = folder.join("changes.ldif");
    std::fs::write(&changes, written.to_ldif()).unwrap();
    server.run("ldapmodify", &["-f", changes.to_str().unwrap()]);

    for modification in &written.modifications {
        let found = server.run("ldapsearch", &["-LLL", "-b", &modification.dn, "-s", "base"]);
        let entry = Reader::new(&found).next().unwrap();
        let Outcome::Content(content) = entry.outcome else { panic!("no entry") };
        for (name, wanted) in &modification.set {
            let values = content.values.iter().filter(|value| value.name == *name);
            let values: Vec<String> =
                values.map(|value| String::from_utf8_lossy(&value.bytes).into_owned()).collect();
            assert_eq!(&values, wanted, "{name} of {}", modification.dn);
        }
    }
}
