//! Any bytes as any file of a run: no reader may panic, and what is written reads back.

use attrmap::formats::ldif::{Outcome, Reader, write_content};
use attrmap::formats::{Dn, csv, read_mapping_set, read_schema, scim};
use attrmap::formats::{MappingSpelling, SchemaSpelling, write_mapping_set, write_schema};
use attrmap::provisioning::{FileFormat, MappingTests, RunFile, canonical, discover};

/// Gives the bytes to every reader.
///
/// # Panics
///
/// When something that was written does not read back as it was.
pub fn read_bytes(bytes: &[u8]) {
    ldif_reads_back(bytes);
    csv_reads_back(bytes);
    for format in [
        FileFormat::Ldif,
        FileFormat::Csv,
        FileFormat::Ndjson,
        FileFormat::Json,
        FileFormat::OktaUsers,
        FileFormat::ScimUsers,
    ] {
        let _statistics = discover(bytes, format);
    }
    if let Ok(schema) = read_schema(bytes) {
        for spelling in [SchemaSpelling::Okta, SchemaSpelling::Yaml] {
            let text = write_schema(&schema, spelling);
            let again = read_schema(text.as_bytes()).map(|again| write_schema(&again, spelling));
            assert_eq!(again.as_ref(), Ok(&text));
        }
    }
    if let Ok(set) = read_mapping_set(bytes) {
        for spelling in [MappingSpelling::Okta, MappingSpelling::Yaml] {
            let text = write_mapping_set(&set, spelling);
            let again =
                read_mapping_set(text.as_bytes()).map(|set| write_mapping_set(&set, spelling));
            assert_eq!(again.as_ref(), Ok(&text));
        }
    }
    let _run = RunFile::read(bytes);
    for mut user in scim::read_users(bytes).into_iter().flatten().flatten() {
        scim_values_are_read_back(&mut user);
    }
    if let Ok(text) = canonical(bytes, None) {
        assert_eq!(canonical(text.as_bytes(), None).as_ref(), Ok(&text));
    }
    let _tests = MappingTests::load(bytes, &mut |_| Ok(bytes.to_vec()));
    if let Ok(text) = std::str::from_utf8(bytes) {
        let _path = scim::Path::parse(text);
        if let Some(dn) = Dn::parse(text) {
            assert!(dn.is_within(&dn));
        }
    }
}

/// What is written into any resource is there, and a patch to the same resource is empty.
fn scim_values_are_read_back(user: &mut scim::Resource) {
    for text in ["userName", "name.givenName", "emails[type eq \"work\"].value", "urn:x:User:a"] {
        if let Some(path) = scim::Path::parse(text) {
            user.set(&path, &"value".into());
            assert_eq!(user.values(&path).first(), Some(&"value".into()));
            assert!(user.patch_to(user).is_empty());
        }
    }
}

/// The content that a reader finds is what a second reader finds in what is written of it.
fn ldif_reads_back(bytes: &[u8]) {
    type Entry = (String, Vec<(String, Vec<u8>)>);
    let entries = |bytes: &[u8]| -> Vec<Entry> {
        let content = Reader::new(bytes).filter_map(|entry| match entry.outcome {
            Outcome::Content(content) => Some((entry.dn?, content.values)),
            Outcome::Change(_) | Outcome::Broken(_) => None,
        });
        content
            .map(|(dn, values)| {
                let value = |value: attrmap::formats::ldif::Value<'_>| {
                    (value.name.into_owned(), value.bytes.into_owned())
                };
                (dn, values.into_iter().map(value).collect())
            })
            .collect()
    };
    let read = entries(bytes);
    // A name that LDIF itself has a meaning for, or that no line can begin with, is written by nobody.
    let is_plain = |name: &str| {
        !name.eq_ignore_ascii_case("changetype")
            && !name.eq_ignore_ascii_case("control")
            && !name.starts_with(['#', ' '])
            && !name.contains(['\r', '\n'])
    };
    let read: Vec<Entry> = read
        .into_iter()
        .filter(|(_, values)| values.iter().all(|(name, _)| is_plain(name)))
        .collect();
    let text = write_content(read.iter().map(|(dn, values)| {
        (dn.as_str(), values.iter().map(|(name, value)| (name.as_str(), value.as_slice())))
    }));
    assert_eq!(entries(text.as_bytes()), read, "{text}");
}

/// The rows that a reader finds are those that a second reader finds in what is written of them.
fn csv_reads_back(bytes: &[u8]) {
    let rows = |bytes: &[u8]| -> Vec<Vec<String>> {
        let text = |cell: Vec<u8>| String::from_utf8_lossy(&cell).into_owned();
        csv::Reader::new(bytes, b',').map(|row| row.cells.into_iter().map(text).collect()).collect()
    };
    let read = rows(bytes);
    let written: String =
        read.iter().map(|cells| csv::write_row(cells.iter().map(String::as_str))).collect();
    assert_eq!(rows(written.as_bytes()), read, "{written:?}");
}
