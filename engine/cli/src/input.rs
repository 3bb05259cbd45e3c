//! Names of files → their bytes, text or JSON; what cannot be read is said with its place.

use std::fs;
use std::io::{self, Read};

use serde::de::DeserializeOwned;

use crate::outcome::Failure;

/// The bytes of a file; `-` is standard input.
pub(crate) fn read(path: &str) -> Result<Vec<u8>, Failure> {
    let read = if path == "-" {
        let mut bytes = Vec::new();
        io::stdin().lock().read_to_end(&mut bytes).map(|_| bytes)
    } else {
        fs::read(path)
    };
    read.map_err(|error| Failure::file(path, &[], reason(&error)))
}

/// Why a file cannot be used, without the system's error number.
pub(crate) fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "there is no such file".to_owned(),
        io::ErrorKind::IsADirectory => "this is a folder, not a file".to_owned(),
        io::ErrorKind::PermissionDenied => "it may not be read".to_owned(),
        _ => error.to_string(),
    }
}

/// The text of a file.
pub(crate) fn read_text(path: &str) -> Result<String, Failure> {
    into_text(path, read(path)?)
}

/// The expression of a file; from standard input without the last line end.
pub(crate) fn read_expression(path: &str) -> Result<String, Failure> {
    let mut text = read_text(path)?;
    if path == "-" {
        text.truncate(text.trim_end_matches(['\r', '\n']).len());
    }
    Ok(text)
}

/// Bytes of a file as text.
pub(crate) fn into_text(path: &str, bytes: Vec<u8>) -> Result<String, Failure> {
    String::from_utf8(bytes).map_err(|error| {
        let valid = error.utf8_error().valid_up_to();
        let before = error.as_bytes().get(..valid).unwrap_or_default();
        let lines = before.split(|byte| *byte == b'\n');
        let column = lines.clone().next_back().unwrap_or_default().len() + 1;
        Failure::file(path, &[lines.count(), column], "this is not UTF-8")
    })
}

/// What a text in JSON stands for; `line` is where in the file it begins, from 1.
pub(crate) fn parse<T: DeserializeOwned>(
    path: &str,
    line: usize,
    text: &str,
) -> Result<T, Failure> {
    serde_json::from_str(text).map_err(|error| not_json(path, line, &error))
}

/// Why text that begins at `line` of a file is not the JSON that it should be.
pub(crate) fn not_json(path: &str, line: usize, error: &serde_json::Error) -> Failure {
    let message = error.to_string();
    let why = message.rsplit_once(" at line ").map_or(&*message, |(why, _)| why);
    let place = [line + error.line().saturating_sub(1), error.column()];
    let what = if error.is_data() { "not usable" } else { "not JSON" };
    Failure::file(path, &place, format_args!("{what}: {why}"))
}
