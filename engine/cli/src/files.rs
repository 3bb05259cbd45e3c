//! Bytes → files that are either complete or untouched.

use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::Path;

use crate::outcome::Failure;

/// Replaces what a file holds: whoever reads it meanwhile sees all of the old or all of the new.
pub(crate) fn replace(path: &str, bytes: &[u8]) -> Result<(), Failure> {
    attempt(Path::new(path), bytes)
        .map_err(|error| Failure::file(path, &[], format_args!("cannot be written: {error}")))
}

fn attempt(path: &Path, bytes: &[u8]) -> io::Result<()> {
    // A link stays a link: what it leads to is replaced.
    let path = path.canonicalize()?;
    let mut name = OsString::from(".");
    name.push(path.file_name().unwrap_or_default());
    name.push(format!(".{}", std::process::id()));
    let beside = path.with_file_name(name);
    let written = fs::write(&beside, bytes)
        .and_then(|()| fs::set_permissions(&beside, fs::metadata(&path)?.permissions()))
        .and_then(|()| fs::rename(&beside, &path));
    if written.is_err() {
        // The first error is the one to tell.
        let _left = fs::remove_file(&beside);
    }
    written
}
