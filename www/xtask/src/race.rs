//! The race: attrmap beside hand-written code and other engines, natively and in Node.

use std::path::{Path, PathBuf};

use crate::arguments::{Effort, RaceOptions};
use crate::build;
use crate::process::{cargo, exists, output, program, run};
use crate::step::{Outcome, root, site, step, target};

/// Measures what is asked for; the tables go to standard output.
///
/// What cannot be had, such as another engine without a network, is named and left out.
pub(crate) fn all(options: &RaceOptions) -> Outcome<()> {
    let folder = target().join("race");
    step("compile the race", || compile(options, &folder))?;
    let race = folder.join("release/attrmap-race");
    let native: Vec<_> = options.only.iter().filter(|part| *part != "node").collect();
    if options.only.is_empty() || !native.is_empty() {
        step("race", || {
            let parts = native.iter().flat_map(|part| ["--only", part.as_str()]);
            run(program(&race).args(options.quick.then_some("--quick")).args(parts))
        })?;
    }
    if options.wants("W5") {
        unless_missing("race of programs", || of_programs(options, &race, &folder));
    }
    if options.wants("node") {
        unless_missing("race in Node", || in_node(options, &race, &folder));
    }
    Ok(())
}

impl RaceOptions {
    /// Whether a part is asked for: named, or none is.
    fn wants(&self, part: &str) -> bool {
        self.only.is_empty() || self.only.iter().any(|one| one == part)
    }
}

/// The crate outside the workspace, in a folder of its own.
fn compile(options: &RaceOptions, folder: &Path) -> Outcome<()> {
    let mut build = cargo();
    build.args(["build", "--release", "--locked", "--manifest-path"]);
    build.arg(root().join("engine/benches/race/Cargo.toml"));
    build.args(options.no_peers.then_some("--no-default-features"));
    run(build.env("CARGO_TARGET_DIR", folder))
}

/// Whole programs on the people of a file.
fn of_programs(options: &RaceOptions, race: &Path, folder: &Path) -> Outcome<()> {
    step("compile the command line", || {
        run(cargo().args(["build", "--release", "--locked", "-p", "attrmap-cli"]))
    })?;
    let mut command = program(race);
    command.arg("programs").args(options.quick.then_some("--quick"));
    command.arg("--folder").arg(folder).arg("--attrmap").arg(target().join("release/attrmap"));
    if !options.no_peers
        && let Some(python) = unless_missing("DuckDB", || duckdb(folder))
    {
        command.arg("--python").arg(python);
    }
    step("race of programs", || run(&mut command))
}

/// A Python of its own with what the race lists for it.
fn duckdb(folder: &Path) -> Outcome<PathBuf> {
    if !exists("python3") {
        return Err("`python3` is not in PATH".into());
    }
    let home = folder.join("python");
    let python = home.join("bin/python");
    let wanted = root().join("engine/benches/race/duckdb/requirements.txt");
    if !python.is_file() {
        step("make a Python environment", || {
            run(program("python3").args(["-m", "venv"]).arg(&home))
        })?;
    }
    let words = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r"];
    step("install DuckDB", || run(program(&python).args(words).arg(wanted)))?;
    Ok(python)
}

/// The built package beside other engines for JavaScript.
fn in_node(options: &RaceOptions, race: &Path, folder: &Path) -> Outcome<()> {
    for name in ["node", "npm"] {
        if !exists(name) {
            return Err(format!("`{name}` is not in PATH").into());
        }
    }
    let source = root().join("engine/benches/race/node");
    step("npm ci for the race", || {
        let words = ["ci", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error"];
        run(program("npm").args(words).current_dir(&source))
    })?;
    if site().join("pkg").is_dir() {
        println!("the package is the one built last: `cargo xtask package` makes it anew");
    } else {
        build::package(Effort::Published)?;
    }
    let people = folder.join("people.ndjson");
    std::fs::create_dir_all(folder)?;
    std::fs::write(&people, output(program(race).args(["people", "100000"]))? + "\n")?;
    step("race in Node", || {
        let mut command = program("node");
        command.arg(source.join("race.mjs"));
        command.args(options.quick.then_some("--quick")).arg(&people).arg(site());
        run(&mut command)
    })
}

/// What could be had; what could not is said, and the race goes on without it.
fn unless_missing<T>(what: &str, work: impl FnOnce() -> Outcome<T>) -> Option<T> {
    work().map_err(|error| println!("left out: {what}: {error}")).ok()
}
