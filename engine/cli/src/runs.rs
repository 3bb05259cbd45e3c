//! Run files and the files beside them → what the engine loads; findings → lines of standard error.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use attrmap::datetime::DateTime;
use attrmap::provisioning::{LoadError, Run, State, code};

use crate::input;
use crate::outcome::Failure;
use crate::output::Output;
use crate::progress::Progress;

/// A run file and where it lies.
pub(crate) struct LoadedRun {
    /// The path of the run file.
    pub(crate) path: String,
    /// The run.
    pub(crate) run: Run,
}

/// Reads paths that a file names, which are relative to it.
pub(crate) fn loader<'p>(
    path: &str,
    progress: &'p mut Progress,
) -> impl FnMut(&str) -> Result<Vec<u8>, String> + use<'p> {
    let folder = folder(path);
    move |path| {
        progress.say(&format!("reading {path}"));
        std::fs::read(folder.join(path)).map_err(|error| input::reason(&error))
    }
}

fn folder(path: &str) -> PathBuf {
    Path::new(path).parent().map(Path::to_owned).unwrap_or_default()
}

/// A file that a run names, as a failure of the command.
pub(crate) fn unusable(run: &str, error: &LoadError) -> Failure {
    let path = if error.path.is_empty() {
        run.to_owned()
    } else {
        folder(run).join(&error.path).to_string_lossy().into_owned()
    };
    Failure::file(&path, error.line.as_slice(), error)
}

impl LoadedRun {
    /// Loads a run file with its schemas and mapping sets.
    pub(crate) fn load(path: &str) -> Result<Self, Failure> {
        let bytes = input::read(path)?;
        let mut progress = Progress::new();
        let run = Run::load(&bytes, &mut loader(path, &mut progress));
        progress.clear();
        let run = run.map_err(|error| unusable(path, &error))?;
        Ok(Self { path: path.to_owned(), run })
    }

    /// Loads the people, the hub and the account.
    pub(crate) fn load_state(&self) -> Result<State, Failure> {
        let mut progress = Progress::new();
        let state = self.run.load_state(&mut loader(&self.path, &mut progress));
        progress.clear();
        state.map_err(|error| unusable(&self.path, &error))
    }
}

/// Writes what was odd or broken in the imported files: `file:line: code severity message`.
pub(crate) fn print_import(state: &State, output: &mut Output) -> io::Result<()> {
    for people in &state.people {
        for found in &people.diagnostics {
            let message = code(found.code).map(|code| code.template.as_str()).unwrap_or_default();
            let (path, line, severity) = (people.path(found.file), found.line, found.severity());
            let attribute = found.attribute.as_deref().map(|name| format!(" ({name})"));
            let attribute = attribute.unwrap_or_default();
            writeln!(output.err, "{path}:{line}: {} {severity} {message}{attribute}", found.code)?;
        }
    }
    Ok(())
}

/// The time that a text of the command line says.
pub(crate) fn instant(text: &str) -> Result<DateTime, String> {
    DateTime::parse_iso(text).map_err(|_| "a time is written like 2024-05-01T10:00:00Z".to_owned())
}

/// The clock of this machine.
#[expect(clippy::disallowed_methods, reason = "the clock comes into the engine from here")]
pub(crate) fn clock() -> DateTime {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    DateTime::from_unix_milliseconds(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
}
