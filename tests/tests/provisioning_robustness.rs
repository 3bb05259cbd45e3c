//! Damaged files: every reader stays whole, and a run goes on with what is left.

use std::path::{Path, PathBuf};

use attrmap::datetime::DateTime;
use attrmap::provisioning::{DryRunOptions, Preflight, Run};
use attrmap_tests::mutation::Dice;
use attrmap_tests::readers::read_bytes;

fn suite() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("suite/provisioning")
}

const FILES: [&str; 14] = [
    "run.json",
    "schemas/active_directory.json",
    "schemas/office_at_hand.json",
    "mappings/okta_to_ad.json",
    "mappings/oah_to_okta.json",
    "okta/users.json",
    "okta/groups.json",
    "okta/group_rules.json",
    "office_at_hand/inventory.json",
    "tests/oah_to_okta.test.yaml",
    "tests/okta_to_oah.test.yaml",
    "expected/results.csv",
    "expected/writeback.active_directory.ldif",
    "bad/mappings/ad_to_okta.json",
];

/// The bytes with a few of them changed, lost, doubled or cut off.
fn damage(bytes: &[u8], dice: &mut Dice) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for _ in 0..=dice.below(4) {
        let at = dice.below(bytes.len());
        let end = (at + dice.below(40)).min(bytes.len());
        match dice.below(6) {
            0 => bytes.truncate(at),
            1 => drop(bytes.drain(at..end)),
            2 => {
                let copy: Vec<u8> = bytes.iter().copied().skip(at).take(end - at).collect();
                bytes.splice(at..at, copy);
            }
            3 => drop(bytes.splice(at..at, *b"\n \xff:: <\"\r\n")),
            _ => {
                if let Some(byte) = bytes.get_mut(at) {
                    *byte ^= 1 << dice.below(8);
                }
            }
        }
    }
    bytes
}

#[test]
fn every_reader_takes_any_bytes() {
    let mut dice = Dice::new(5);
    for file in FILES {
        let bytes = std::fs::read(suite().join(file)).unwrap();
        read_bytes(&bytes);
        for _ in 0..25 {
            read_bytes(&damage(&bytes, &mut dice));
        }
    }
    for text in ["", "\u{feff}", "\n\n", "[[[[", "{\"a\":", "dn:", "- - - -", "attrmap: run/v1"] {
        read_bytes(text.as_bytes());
    }
}

#[test]
fn a_damaged_export_names_its_records_and_lets_the_rest_through() {
    let mut dice = Dice::new(11);
    let good = std::fs::read(suite().join("ad/export.ldif")).unwrap();
    let now = DateTime::from_unix_milliseconds(1_714_557_600_000);
    let options = DryRunOptions { now, settle: false, preflight: Some(Preflight::Report) };
    for _ in 0..30 {
        let export = damage(&good, &mut dice);
        let mut loader = |path: &str| match path {
            "ad/export.ldif" => Ok(export.clone()),
            path => std::fs::read(suite().join(path)).map_err(|error| error.to_string()),
        };
        let run =
            Run::load(&std::fs::read(suite().join("run.json")).unwrap(), &mut loader).unwrap();
        let dry_run = run.dry_run(&options, &mut loader).unwrap();
        let people = &dry_run.state.people[0];
        for rejected in &people.rejected {
            let is_named = |d: &attrmap::provisioning::ImportDiagnostic| d.line == rejected.line;
            assert!(people.diagnostics.iter().any(is_named), "{rejected:?}");
        }
        let rows = dry_run.round.unwrap().rows;
        assert_eq!(rows.len(), people.persons.len() + people.rejected.len());
    }
}

/// Format, path, bytes, and the lines and codes that are found in them.
type Case<'a> = (&'a str, &'a str, &'a [u8], &'a [(usize, &'a str)]);

#[test]
fn damage_of_every_kind_is_named_with_its_line() {
    let schema =
        "attrmap: schema/v1\nattributes: {userName: {type: string}, count: {type: integer}}\n";
    let hub = "attrmap: schema/v1\nattributes: {login: {type: string}}\n";
    let cases: [Case<'_>; 5] = [
        (
            "csv",
            "users.csv",
            b"id,n\r\n1,2,3\r\n2,x\r\n3,\"y\r\n",
            &[(2, "IMP-101"), (3, "IMP-204"), (4, "IMP-101")],
        ),
        (
            "ndjson",
            "users.ndjson",
            b"{\"userName\": 1}\n[1]\n\n{\"count\": true}\noops\n",
            &[(2, "IMP-101"), (4, "IMP-204"), (5, "IMP-101")],
        ),
        (
            "json",
            "users.json",
            b"[{\"userName\": \" a\"}, 5, {}]",
            &[(1, "IMP-202"), (2, "IMP-101")],
        ),
        ("json", "users.json", b"[{\"userName\":\n }]", &[(2, "IMP-101")]),
        (
            "scim",
            "users.json",
            b"{\"Resources\": [{\"id\": \"1\", \"userName\": [\"a\", \"b\"]}, null]}",
            &[(1, "IMP-201"), (2, "IMP-101")],
        ),
    ];
    for (format, path, bytes, expected) in cases {
        let fields = if format == "csv" {
            r#"{"userName": "id", "count": "n"}"#
        } else {
            r#"{"userName": "userName"}"#
        };
        let run = format!(
            r#"{{"attrmap": "run/v1", "directories": [{{"name": "d", "schema": "s", "files": [
                {{"path": "{path}", "format": "{format}", "fields": {fields}}}]}}],
                "okta": {{"schema": "h"}}, "app": {{"name": "app", "schema": "s", "inventory": "i"}}}}"#
        );
        let mut loader = |name: &str| {
            Ok(match name {
                "s" => schema.as_bytes().to_vec(),
                "h" => hub.as_bytes().to_vec(),
                "i" => b"{}".to_vec(),
                _ => bytes.to_vec(),
            })
        };
        let run = Run::load(run.as_bytes(), &mut loader).unwrap();
        let state = run.load_state(&mut loader).unwrap();
        let found: Vec<(usize, &str)> =
            state.people[0].diagnostics.iter().map(|found| (found.line, found.code)).collect();
        assert_eq!(found, expected, "{format}");
    }
}
