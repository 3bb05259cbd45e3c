//! Bytes → files that are either complete or untouched.

use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::Path;

use crate::outcome::Failure;

/// Writes a file or replaces it: whoever reads it meanwhile sees all of the old or all of the new.
pub(crate) fn replace(path: impl AsRef<Path>, bytes: &[u8]) -> Result<(), Failure> {
    let path = path.as_ref();
    attempt(path, bytes).map_err(|error| {
        let shown = path.to_string_lossy();
        Failure::file(&shown, &[], format_args!("cannot be written: {error}"))
    })
}

fn attempt(path: &Path, bytes: &[u8]) -> io::Result<()> {
    // A link stays a link: what it leads to is replaced.
    let old = path.canonicalize().ok();
    let path = old.as_deref().unwrap_or(path);
    let mut name = OsString::from(".");
    name.push(path.file_name().unwrap_or_default());
    name.push(format!(".{}", std::process::id()));
    let beside = path.with_file_name(name);
    let written = fs::write(&beside, bytes)
        .and_then(|()| match &old {
            Some(old) => fs::set_permissions(&beside, fs::metadata(old)?.permissions()),
            None => Ok(()),
        })
        .and_then(|()| fs::rename(&beside, path));
    if written.is_err() {
        // The first error is the one to tell.
        let _left = fs::remove_file(&beside);
    }
    written
}
