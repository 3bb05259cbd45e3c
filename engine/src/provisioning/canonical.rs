//! Mapping sets, schemas and run files → their canonical text, in either spelling.

use serde_json::Value;

use super::config::RunFile;
use crate::formats::{
    DocumentError, MappingSpelling, SchemaSpelling, looks_like_json, parse_tree, read_mapping_set,
    read_schema, write_mapping_set, write_schema, write_tree,
};
use crate::json;

/// What a configuration file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DocumentKind {
    /// A run file.
    Run,
    /// A mapping set.
    MappingSet,
    /// A schema.
    Schema,
    /// Tests of a mapping set.
    MappingTests,
}

/// How a canonical text is spelled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spelling {
    /// JSON; mapping sets and schemas as Okta's API has them.
    OktaJson,
    /// Our YAML.
    Yaml,
}

/// What a file holds, by what stands in it; `None` when it is nothing of ours.
#[must_use]
pub fn document_kind(bytes: &[u8]) -> Option<DocumentKind> {
    let tree = parse_tree(bytes).ok()?;
    let has = |key: &str| tree.get(key).is_some();
    match tree.get("attrmap").and_then(Value::as_str) {
        Some("run/v1") => Some(DocumentKind::Run),
        Some("mapping-set/v1") => Some(DocumentKind::MappingSet),
        Some("schema/v1") => Some(DocumentKind::Schema),
        Some("mapping-tests/v1") => Some(DocumentKind::MappingTests),
        None if has("source") && has("target") => Some(DocumentKind::MappingSet),
        None if has("definitions") || has("Resources") => Some(DocumentKind::Schema),
        _ => None,
    }
}

/// The canonical text of a mapping set, a schema or a run file.
///
/// Without another spelling a file keeps its own, and JSON keeps every key.
///
/// # Errors
///
/// [`DocumentError`] when the file is none of these, or something in it is wrong.
pub fn canonical(bytes: &[u8], to: Option<Spelling>) -> Result<String, DocumentError> {
    let kind = document_kind(bytes);
    let spelling =
        to.unwrap_or(if looks_like_json(bytes) { Spelling::OktaJson } else { Spelling::Yaml });
    let keeps_spelling = to.is_none() && spelling == Spelling::OktaJson;
    match kind {
        Some(DocumentKind::MappingSet) => {
            let set = read_mapping_set(bytes)?;
            match spelling {
                _ if keeps_spelling => indented(bytes),
                Spelling::OktaJson => Ok(write_mapping_set(&set, MappingSpelling::Okta)),
                Spelling::Yaml => Ok(write_mapping_set(&set, MappingSpelling::Yaml)),
            }
        }
        Some(DocumentKind::Schema) => {
            let schema = read_schema(bytes)?;
            match spelling {
                _ if keeps_spelling => indented(bytes),
                Spelling::OktaJson => Ok(write_schema(&schema, SchemaSpelling::Okta)),
                Spelling::Yaml => Ok(write_schema(&schema, SchemaSpelling::Yaml)),
            }
        }
        Some(DocumentKind::Run) => {
            RunFile::read(bytes)?;
            match spelling {
                Spelling::OktaJson => indented(bytes),
                Spelling::Yaml => Ok(write_tree(&parse_tree(bytes)?)),
            }
        }
        Some(DocumentKind::MappingTests) | None => {
            parse_tree(bytes)?;
            Err(DocumentError::new("the file is no mapping set, schema or run file"))
        }
    }
}

fn indented(bytes: &[u8]) -> Result<String, DocumentError> {
    let mut text = json::write_lines(&parse_tree(bytes)?);
    text.push('\n');
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SET: &str = "attrmap: mapping-set/v1\nname: ad\nsource: {name: ad, type: appuser}\n\
                       target: {name: user, type: user}\nrules:\n  email: {expression: appuser.mail}\n";

    #[test]
    fn a_canonical_text_stays_as_it_is() {
        let yaml = canonical(SET.as_bytes(), None).unwrap();
        assert!(yaml.ends_with("rules:\n  email: appuser.mail\n"));
        assert_eq!(canonical(yaml.as_bytes(), None).unwrap(), yaml);
        let json = canonical(yaml.as_bytes(), Some(Spelling::OktaJson)).unwrap();
        assert_eq!(canonical(json.as_bytes(), None).unwrap(), json);
        assert_eq!(canonical(json.as_bytes(), Some(Spelling::Yaml)).unwrap(), yaml);
    }

    #[test]
    fn links_of_the_api_survive() {
        let json =
            r#"{"source":{"type":"appuser","_links":{}},"target":{"type":"user"},"properties":{}}"#;
        assert!(canonical(json.as_bytes(), None).unwrap().contains("\"_links\": {}"));
        assert!(canonical(b"a: 1", None).is_err());
    }
}
