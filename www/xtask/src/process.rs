//! Other programs: run to their end, their output passed on and, where asked, read on the way.

use std::ffi::OsStr;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::{Arc, Mutex};

use crate::step::{Outcome, root};
use crate::tally::Tally;

/// A program that works in the root of the repository, without standard input.
pub(crate) fn program(name: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(name);
    command.current_dir(root()).stdin(Stdio::null());
    command
}

/// The cargo that runs this program.
pub(crate) fn cargo() -> Command {
    program(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// Runs to the end.
///
/// # Errors
/// One line when the program is missing or ends with a failure.
pub(crate) fn run(command: &mut Command) -> Outcome<()> {
    let name = name_of(command);
    let status = command.status().map_err(|error| missing(&name, &error))?;
    if status.success() { Ok(()) } else { Err(format!("`{name}` failed with {status}").into()) }
}

/// Runs to the end and returns its standard output without white space at the ends.
///
/// # Errors
/// One line when the program is missing, ends with a failure or does not print UTF-8.
pub(crate) fn output(command: &mut Command) -> Outcome<String> {
    let name = name_of(command);
    let output =
        command.stderr(Stdio::inherit()).output().map_err(|error| missing(&name, &error))?;
    if !output.status.success() {
        return Err(format!("`{name}` failed with {}", output.status).into());
    }
    Ok(String::from_utf8(output.stdout)?.trim().to_owned())
}

/// Runs a test runner, passes its output on, and reads on the way what passed and failed.
///
/// A runner that fails without naming a failed test counts as one failure.
///
/// # Errors
/// One line when the program is missing.
pub(crate) fn tests(command: &mut Command) -> Outcome<Tally> {
    let name = name_of(command);
    let mut child = command
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| missing(&name, &error))?;
    let tally = Arc::new(Mutex::new(Tally::default()));
    let readers = [
        child.stdout.take().map(|pipe| pass_on(pipe, Arc::clone(&tally))),
        child.stderr.take().map(|pipe| pass_on(pipe, Arc::clone(&tally))),
    ];
    let status = child.wait()?;
    for reader in readers.into_iter().flatten() {
        reader.join().map_err(|_| format!("the output of `{name}` could not be read"))?;
    }
    let mut tally = tally.lock().map_err(|error| error.to_string())?.clone();
    if !status.success() && tally.count.failed == 0 {
        tally += failure(&format!("`{name}` failed with {status}"));
    }
    Ok(tally)
}

/// Prints and counts a failure that no test runner has named.
pub(crate) fn failure(message: &str) -> Tally {
    println!("✗ {message}");
    Tally::failed(message)
}

/// Whether a program of this name can be found.
pub(crate) fn exists(name: &str) -> bool {
    std::env::var_os("PATH")
        .is_some_and(|path| std::env::split_paths(&path).any(|folder| is_file(&folder.join(name))))
}

fn is_file(path: &Path) -> bool {
    path.is_file() || path.with_extension("exe").is_file()
}

fn pass_on(
    pipe: impl Read + Send + 'static,
    tally: Arc<Mutex<Tally>>,
) -> std::thread::JoinHandle<()> {
    std::thread::spawn(move || {
        for line in BufReader::new(pipe).split(b'\n').map_while(Result::ok) {
            let line = String::from_utf8_lossy(&line);
            println!("{line}");
            if let Ok(mut tally) = tally.lock() {
                tally.read(&line);
            }
        }
    })
}

fn name_of(command: &Command) -> String {
    let name = Path::new(command.get_program()).file_name().unwrap_or(command.get_program());
    let first = command.get_args().next().unwrap_or_default();
    format!("{} {}", name.to_string_lossy(), first.to_string_lossy()).trim().to_owned()
}

fn missing(name: &str, error: &std::io::Error) -> String {
    format!("`{name}` could not be started ({error}); is it installed and in PATH?")
}
