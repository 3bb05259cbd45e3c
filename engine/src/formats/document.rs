//! Configuration files: JSON or YAML text → one tree, or the place where the text is broken.

use std::fmt;

use serde::de::DeserializeOwned;
use serde_json::Value;

use super::yaml;
use crate::json::{self, Wrong};

/// A file that can not be read as what it should be.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct DocumentError {
    /// The line of the mistake, from 1, when it is known.
    pub line: Option<usize>,
    /// What is wrong, in one sentence.
    pub message: String,
}

impl DocumentError {
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self { line: None, message: message.into() }
    }

    pub(crate) fn at(line: usize, message: impl Into<String>) -> Self {
        Self { line: Some(line), message: message.into() }
    }
}

impl fmt::Display for DocumentError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for DocumentError {}

impl From<Wrong> for DocumentError {
    fn from(wrong: Wrong) -> Self {
        Self::at(wrong.line, wrong.what)
    }
}

impl From<serde_json::Error> for DocumentError {
    fn from(error: serde_json::Error) -> Self {
        let text = error.to_string();
        let message = text.split(" at line ").next().unwrap_or(&text).to_owned();
        Self { line: Some(error.line()).filter(|line| *line > 0), message }
    }
}

/// The text of the bytes, without a byte order mark.
pub(crate) fn text_of(bytes: &[u8]) -> Result<&str, DocumentError> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    std::str::from_utf8(bytes).map_err(|error| {
        let before = bytes.get(..error.valid_up_to()).unwrap_or_default();
        let line = memchr::memchr_iter(b'\n', before).count() + 1;
        DocumentError::at(line, "the file is not UTF-8")
    })
}

fn is_json(text: &str) -> bool {
    text.trim_start().starts_with(['{', '['])
}

/// Whether the bytes look like JSON, and not like YAML.
#[must_use]
pub fn looks_like_json(bytes: &[u8]) -> bool {
    text_of(bytes).is_ok_and(is_json)
}

/// The tree of a JSON or YAML file.
pub(crate) fn parse(bytes: &[u8]) -> Result<Value, DocumentError> {
    let text = text_of(bytes)?;
    if is_json(text) { Ok(json::parse(text)?) } else { yaml::parse(text) }
}

/// A typed value of a JSON or YAML file; JSON goes there without a tree between.
pub(crate) fn read<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, DocumentError> {
    let text = text_of(bytes)?;
    if is_json(text) {
        return Ok(serde_json::from_str(text)?);
    }
    Ok(serde_json::from_value(yaml::parse(text)?)?)
}
