//! The small cases of `suite/provisioning/cases`: an input, what comes out of it.

#![expect(clippy::unwrap_used, reason = "helpers of tests may fail loudly")]
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use attrmap::country::{self, Country, Subdivision};
use attrmap::formats::ldif::{self, Modification, Outcome};
use attrmap::formats::{Dn, csv, guid_text, read_schema, scim};
use attrmap::mastering::Merge;
use attrmap::schema::{Datum, Profile, Schema, has_format, is_email};
use base64ct::{Base64, Encoding as _};
use serde::Deserialize;
use serde_json::{Value, json};

#[derive(Deserialize)]
struct Case {
    name: String,
    #[serde(rename = "in")]
    input: Value,
    out: Value,
}

/// Runs every case of a file and lists those that come out differently.
fn run(file: &str, count: usize, actual: impl Fn(&Value) -> Value) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("suite/provisioning/cases");
    let text = std::fs::read(folder.join(file)).unwrap();
    let cases: Vec<Case> = serde_json::from_slice(&text).unwrap();
    assert_eq!(cases.len(), count, "cases of {file}");
    let failures: Vec<String> = cases
        .iter()
        .filter_map(|case| {
            let actual = actual(&case.input);
            let failure = || format!("{}:\n  wanted {}\n  got    {actual}", case.name, case.out);
            (actual != case.out).then(failure)
        })
        .collect();
    assert!(failures.is_empty(), "{file}\n{}", failures.join("\n"));
}

fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value.get(key).and_then(Value::as_str).unwrap_or_default()
}

fn decode<T: for<'de> Deserialize<'de>>(value: &Value) -> T {
    serde_json::from_value(value.clone()).unwrap()
}

/// The bytes of a case, given as text or as base64.
fn bytes(input: &Value) -> Vec<u8> {
    match input.get("base64").and_then(Value::as_str) {
        Some(encoded) => Base64::decode_vec(encoded).unwrap(),
        None => text(input, "text").into(),
    }
}

fn schema(attributes: &Value) -> Schema {
    let tree = json!({"definitions": {"custom": {"properties": attributes}}});
    read_schema(tree.to_string().as_bytes()).unwrap()
}

#[test]
fn ldif_is_read_line_by_line() {
    run("ldif_read.json", 21, |input| {
        let bytes = bytes(input);
        let mut records = Vec::new();
        let mut warnings = Vec::new();
        for entry in ldif::Reader::new(&bytes) {
            for (line, _) in &entry.not_ascii {
                warnings.push(json!({"code": "IMP-203", "line": line}));
            }
            let mut attributes: BTreeMap<String, Vec<String>> = BTreeMap::new();
            let kind = match entry.outcome {
                Outcome::Broken(broken) => {
                    let (error, at) = (broken.code, broken.line);
                    records.push(json!({"line": entry.line, "error": error, "errorLine": at}));
                    continue;
                }
                Outcome::Change(kind) => Some(kind),
                Outcome::Content(content) => {
                    for value in content.values {
                        let encoded = Base64::encode_string(&value.bytes);
                        attributes.entry(value.name.into_owned()).or_default().push(encoded);
                    }
                    content.is_add.then(|| "add".to_owned())
                }
            };
            records.push(json!({
                "line": entry.line, "dn": entry.dn, "changetype": kind, "attrsBase64": attributes,
            }));
        }
        json!({"records": records, "warnings": warnings})
    });
}

#[test]
fn ldif_is_written_byte_by_byte() {
    run("ldif_write.json", 5, |input| {
        let modifications: Vec<Modification> = input["mods"]
            .as_array()
            .unwrap()
            .iter()
            .map(|modification| Modification {
                dn: text(modification, "dn").to_owned(),
                set: modification["set"]
                    .as_array()
                    .unwrap()
                    .iter()
                    .map(|set| {
                        let value: Option<String> = decode(&set["value"]);
                        (text(set, "attr").to_owned(), value.into_iter().collect())
                    })
                    .collect(),
            })
            .collect();
        ldif::write_modifications(&modifications).into()
    });
}

#[test]
fn names_are_compared_by_their_parts() {
    run("dn.json", 13, |input| match Dn::parse(text(input, "dn")) {
        None => json!({"error": true}),
        Some(dn) => {
            let base = Dn::parse(text(input, "base")).unwrap();
            json!({"rdns": dn.rdns(), "within": dn.is_within(&base)})
        }
    });
}

#[test]
fn csv_is_read_row_by_row() {
    run("csv.json", 8, |input| {
        let delimiter = text(input, "delimiter").as_bytes()[0];
        csv::Reader::new(text(input, "text").as_bytes(), delimiter)
            .map(|row| {
                let cells = row.cells.into_iter().map(|cell| String::from_utf8(cell).unwrap());
                json!([row.line, cells.collect::<Vec<_>>()])
            })
            .collect()
    });
}

#[test]
fn guids_are_shown_as_active_directory_shows_them() {
    run("guid.json", 5, |input| guid_text(&bytes(input)).into());
}

#[test]
fn scim_paths_find_values() {
    run("scim_path.json", 12, |input| {
        let resource: scim::Resource = decode(&input["resource"]);
        let path = scim::Path::parse(text(input, "path")).unwrap();
        json!(resource.values(&path))
    });
}

#[test]
fn mail_addresses_have_their_form() {
    run("email.json", 14, |input| is_email(text(input, "email")).into());
}

#[test]
fn values_are_converted_and_checked() {
    run("constraint.json", 27, |input| {
        let schema = schema(&json!({"a": input["attribute"]}));
        let attribute = schema.attribute("a").unwrap();
        match attribute.convert(decode(&input["value"])) {
            Err(value) => json!({"value": value, "violates": "type"}),
            Ok(value) => {
                let word = attribute.violation(&value).map(attrmap::schema::Constraint::word);
                json!({"value": value, "violates": word})
            }
        }
    });
}

#[test]
fn countries_are_checked_and_hinted() {
    run("country.json", 14, |input| {
        let country = text(input, "country");
        let valid = has_format(country, "country-code");
        let hint = if valid { None } else { country::hint(country) };
        json!({"valid": valid, "hint": hint})
    });
}

#[test]
fn states_are_checked_and_hinted() {
    run("state.json", 29, |input| {
        let Some(country) = Country::from_alpha2(text(input, "country")) else {
            return json!({"valid": false, "code": null, "hint": null});
        };
        let state = text(input, "state");
        let found = Subdivision::find(country, state);
        let hint = if found.is_some() { None } else { Subdivision::hint(country, state) };
        let code = |part: Option<Subdivision>| part.map(|part| part.code);
        json!({"valid": found.is_some(), "code": code(found), "hint": code(hint)})
    });
}

#[test]
fn one_source_owns_an_attribute() {
    run("mastering.json", 18, |input| {
        let schema = schema(&input["schema"]);
        let profile_sources: Vec<String> = decode(&input["profileSources"]);
        let linked: Vec<String> = decode(&input["linked"]);
        let linked: BTreeSet<&str> = linked.iter().map(String::as_str).collect();
        let current: Profile = decode::<BTreeMap<String, Datum>>(&input["current"])
            .into_iter()
            .map(|(name, value)| (name.into(), value))
            .collect();
        let proposals: BTreeMap<String, Profile> = decode(&input["proposals"]);
        let proposals = proposals.iter().map(|(name, p)| (name.as_str(), p.clone())).collect();
        let merge = Merge {
            schema: &schema,
            profile_sources: &profile_sources,
            linked: &linked,
            creating: input["creating"].as_bool().unwrap(),
        };
        let merged = merge.apply(&current, &proposals);
        json!({
            "profile": merged.profile, "changes": merged.changes, "suppressed": merged.suppressed,
        })
    });
}
