//! Every test of the project: lints, Rust tests, the package in Node, the page in Chromium.

use std::fs;
use std::process::Command;

use crate::arguments::{Effort, Suite, TestOptions};
use crate::build;
use crate::count::Count;
use crate::licenses;
use crate::process::{cargo, exists, failure, program, run, tests};
use crate::serve;
use crate::step::{Outcome, root, site, step, target};
use crate::summary::Summary;
use crate::tally::Tally;
use crate::tools;

/// The suites in the order they run: what fails fastest comes first.
const SUITES: [(&str, Suite); 4] = [
    ("lint", Suite::Lint),
    ("native", Suite::Native),
    ("node", Suite::Node),
    ("browser", Suite::Browser),
];

/// The crates that are compiled for the browser.
const WASM_CRATES: [&str; 4] = ["-p", "attrmap-wasm", "-p", "attrmap-playground"];

/// Runs the suites asked for, prints a line for each and the sum last; whether all passed.
pub(crate) fn all(options: &TestOptions) -> bool {
    let mut summary = Summary::default();
    for (name, suite) in SUITES {
        if options.only.is_some_and(|only| only != suite) {
            continue;
        }
        if suite.needs_site() && options.build && !built(&mut summary) {
            continue;
        }
        summary.time(name, || match suite {
            Suite::Lint => lint(),
            Suite::Native => counted("Rust tests", native),
            Suite::Node => counted("package in Node", node),
            Suite::Browser => {
                let filter = options.filter.as_deref().unwrap_or_default();
                counted("page in Chromium", || browser(filter))
            }
        });
    }
    summary.print()
}

/// Builds the site unless an earlier suite has asked for it; whether it is there now.
fn built(summary: &mut Summary) -> bool {
    if summary.count_of("build").is_none() {
        summary.time("build", || match build::everything(Effort::Published) {
            Ok(()) => Tally::default(),
            Err(error) => failure(&error.to_string()),
        });
    }
    summary.count_of("build") == Some(Count::default())
}

/// Measures the page against its budgets.
pub(crate) fn budgets() -> Outcome<()> {
    step("measure the page", || run(&mut in_browser("budgets.mjs", "")?))
}

/// Photographs the page.
pub(crate) fn shots() -> Outcome<()> {
    step("photograph the page", || run(&mut in_browser("shots.mjs", "")?))?;
    println!("the pictures are in {}", target().join("screenshots").display());
    Ok(())
}

/// Format, lints, documentation and licenses: each counts as one test.
fn lint() -> Tally {
    let mut tally = Tally::default();
    let mut check = |name: &str, work: &mut dyn FnMut() -> Outcome<()>| {
        let outcome = step(name, work);
        tally += outcome.map_or_else(|error| failure(&error.to_string()), |()| Tally::passed());
    };
    let strict = ["--", "-D", "warnings"];
    check("format", &mut || run(cargo().args(["fmt", "--all", "--check"])));
    check("lints", &mut || {
        let words = ["clippy", "--locked", "--workspace", "--all-targets"];
        run(cargo().args(words).args(strict))
    });
    check("lints for the browser", &mut || {
        tools::wasm_target()?;
        let words = ["clippy", "--locked", "--target", "wasm32-unknown-unknown"];
        run(cargo().args(words).args(WASM_CRATES).args(strict))?;
        let small = ["-p", "attrmap-wasm", "--no-default-features"];
        run(cargo().args(words).args(small).args(strict))
    });
    check("documentation", &mut || {
        // The binary of the command line has the engine's name and so its folder: it goes first.
        document(&["-p", "attrmap-cli"])?;
        document(&["--workspace", "--exclude", "attrmap-cli"])
    });
    check("licenses", &mut licenses::check);
    tally
}

fn document(packages: &[&str]) -> Outcome<()> {
    let words = ["doc", "--locked", "--no-deps", "--document-private-items"];
    run(cargo().args(words).args(packages).env("RUSTDOCFLAGS", "-D warnings"))
}

/// Rust tests: with nextest where it is installed, else with cargo; and the documentation's.
fn native() -> Outcome<Tally> {
    let mut command = cargo();
    if exists("cargo-nextest") {
        command.args(["nextest", "run", "--locked", "--workspace", "--no-fail-fast"]);
        command.args(["--status-level", "fail", "--final-status-level", "slow"]);
    } else {
        command.args(["test", "--locked", "--workspace", "--no-fail-fast"]);
        command.args(["--lib", "--bins", "--tests"]);
    }
    let mut tally = tests(&mut command)?;
    tally += step("examples in the documentation", || {
        tests(cargo().args(["test", "--locked", "--workspace", "--doc", "--no-fail-fast"]))
    })?;
    Ok(tally)
}

/// The built package in Node, and the built page in the command line.
fn node() -> Outcome<Tally> {
    tools::node_modules()?;
    let folder = root().join("tests/node");
    let mut files = Vec::new();
    for entry in fs::read_dir(&folder)? {
        let path = entry?.path();
        if path.to_string_lossy().ends_with(".test.mjs") {
            files.push(path);
        }
    }
    files.sort();
    let mut tally = tests(node_tests().arg("--test").args(files).env("ATTRMAP_SITE", site()))?;
    tally += step("the page in the command line", || {
        let words = ["test", "--locked", "-p", "attrmap-cli", "--features", "playground"];
        tests(cargo().args(words).args(["--test", "commands", "playground"]))
    })?;
    Ok(tally)
}

/// The built page in Chromium, all files in one process so that they share one browser.
fn browser(filter: &str) -> Outcome<Tally> {
    tests(&mut in_browser("all.mjs", filter)?)
}

fn in_browser(script: &str, filter: &str) -> Outcome<Command> {
    tools::node_modules()?;
    let chromium = tools::chromium()?;
    let address = serve::beside()?;
    let mut command = node_tests();
    command
        .arg(root().join("tests/browser").join(script))
        .args(Some(filter).filter(|filter| !filter.is_empty()))
        .env("ATTRMAP_URL", format!("http://{address}/"))
        .env("ATTRMAP_SHOTS", target().join("screenshots"))
        .env("CHROMIUM", chromium);
    Ok(command)
}

/// Node with the reporter whose closing line `Count` reads.
fn node_tests() -> Command {
    let mut command = program("node");
    let reporter = root().join("tests/node/reporter.mjs");
    command.arg(format!("--test-reporter={}", reporter.display()));
    command.arg("--test-reporter-destination=stdout");
    command
}

/// Performs a suite as a step; one that cannot run, or finds no test, is one failure.
fn counted(name: &str, work: impl FnOnce() -> Outcome<Tally>) -> Tally {
    match step(name, work) {
        Ok(tally) if tally.count == Count::default() => {
            failure(&format!("{name}: no test was found"))
        }
        Ok(tally) => tally,
        Err(error) => failure(&error.to_string()),
    }
}
