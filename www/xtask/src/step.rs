//! Steps that say their name and time, and where things lie.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::time::Instant;

/// A result whose error is one line for the terminal.
pub(crate) type Outcome<T> = Result<T, Box<dyn Error + Send + Sync>>;

/// Performs a step between two lines that name it; the second has its time.
pub(crate) fn step<T>(name: &str, work: impl FnOnce() -> Outcome<T>) -> Outcome<T> {
    println!("→ {name}");
    let begin = Instant::now();
    let outcome = work();
    println!("  {name}: {:.1} s", begin.elapsed().as_secs_f64());
    outcome
}

/// The root of the repository.
pub(crate) fn root() -> &'static Path {
    // This crate lies in `www/xtask` of the repository it was compiled in.
    Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).unwrap_or(Path::new("."))
}

/// The folder for everything that is made: `CARGO_TARGET_DIR`, else `target`.
pub(crate) fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR")
        .map_or_else(|| root().join("target"), |folder| root().join(folder))
}

/// The built site.
pub(crate) fn site() -> PathBuf {
    target().join("www")
}
