//! Bytes → files that are either complete or untouched.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::outcome::Failure;

/// Writes a file or replaces it: whoever reads it meanwhile sees all of the old or all of the new.
pub(crate) fn replace(path: impl AsRef<Path>, bytes: &[u8]) -> Result<(), Failure> {
    let path = path.as_ref();
    let attempt = || {
        let mut aside = Aside::create(path)?;
        aside.file().write_all(bytes)?;
        aside.put_in_place()
    };
    attempt().map_err(|error| unwritable(path, &error))
}

/// That a file cannot be written.
pub(crate) fn unwritable(path: &Path, error: &io::Error) -> Failure {
    Failure::file(&path.to_string_lossy(), &[], format_args!("cannot be written: {error}"))
}

/// A file beside the one that it shall become; it is gone again unless it is put in place.
///
/// What is no file, such as a device or a pipe, is written as it stands.
#[derive(Debug)]
pub(crate) struct Aside {
    file: File,
    beside: Option<PathBuf>,
    target: PathBuf,
    is_new: bool,
}

impl Aside {
    /// An empty file beside `path`.
    pub(crate) fn create(path: &Path) -> io::Result<Self> {
        // A link stays a link: what it leads to is replaced.
        let old = path.canonicalize().ok();
        let is_new = old.is_none();
        let target = old.unwrap_or_else(|| path.to_owned());
        if fs::metadata(&target).is_ok_and(|about| !about.is_file() && !about.is_dir()) {
            let file = File::options().write(true).open(&target)?;
            return Ok(Self { file, beside: None, target, is_new });
        }
        let mut name = OsString::from(".");
        name.push(target.file_name().unwrap_or_default());
        name.push(format!(".{}", std::process::id()));
        let beside = target.with_file_name(name);
        Ok(Self { file: File::create(&beside)?, beside: Some(beside), target, is_new })
    }

    /// Where to write.
    pub(crate) fn file(&mut self) -> &mut File {
        &mut self.file
    }

    /// Puts the file in the place of the old one, with its permissions.
    pub(crate) fn put_in_place(self) -> io::Result<()> {
        let Some(beside) = &self.beside else { return Ok(()) };
        if !self.is_new {
            fs::set_permissions(beside, fs::metadata(&self.target)?.permissions())?;
        }
        fs::rename(beside, &self.target)
    }
}

impl Drop for Aside {
    fn drop(&mut self) {
        if let Some(beside) = &self.beside {
            // After it is put in place there is nothing to remove.
            let _gone = fs::remove_file(beside);
        }
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn a_device_stays_a_device() {
        let null = Path::new("/dev/null");
        let aside = Aside::create(null).unwrap();
        assert_eq!(aside.beside, None);
        aside.put_in_place().unwrap();
        assert!(!fs::metadata(null).unwrap().is_file());
    }
}
