//! What the build and the tests need on a machine: installed where that is possible, else asked for.

use std::path::{Path, PathBuf};
use std::time::SystemTime;

use crate::process::{exists, output, program, run};
use crate::step::{Outcome, root, step};

const WASM_TARGET: &str = "wasm32-unknown-unknown";

/// Where Debian puts Chromium.
const CHROMIUM: &str = "/usr/bin/chromium";

/// Makes sure that Rust can compile for the browser.
pub(crate) fn wasm_target() -> Outcome<()> {
    let sysroot = output(program("rustc").args(["--print", "sysroot"]))?;
    if Path::new(&sysroot).join("lib/rustlib").join(WASM_TARGET).is_dir() {
        return Ok(());
    }
    if !exists("rustup") {
        return Err(format!("install the Rust target {WASM_TARGET} (there is no rustup)").into());
    }
    step("install the wasm target", || run(program("rustup").args(["target", "add", WASM_TARGET])))
}

/// Whether the sources of the standard library are there, or could be installed. Without them the
/// modules work as well and are larger.
pub(crate) fn library_sources() -> bool {
    let are_there = || {
        let sysroot = output(program("rustc").args(["--print", "sysroot"]));
        sysroot.is_ok_and(|sysroot| {
            Path::new(&sysroot).join("lib/rustlib/src/rust/library/Cargo.lock").is_file()
        })
    };
    if are_there() {
        return true;
    }
    let added = exists("rustup")
        && step("install the library's sources", || {
            run(program("rustup").args(["component", "add", "rust-src"]))
        })
        .is_ok();
    if !added {
        println!(
            "page and package will be larger: the sources of the standard library are not there"
        );
    }
    added && are_there()
}

/// Makes sure that the packages of `www/package-lock.json` are installed; returns their folder.
pub(crate) fn node_modules() -> Outcome<PathBuf> {
    for name in ["node", "npm"] {
        if !exists(name) {
            return Err(format!("install Node.js 20 or later: `{name}` is not in PATH").into());
        }
    }
    let www = root().join("www");
    let installed = www.join("node_modules");
    let is_current = modified(&installed.join(".package-lock.json"))
        .is_some_and(|installed| modified(&www.join("package-lock.json")) <= Some(installed));
    if !is_current {
        step("npm ci", || {
            let options = ["ci", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error"];
            run(program("npm").args(options).current_dir(&www))
        })?;
    }
    Ok(installed)
}

/// Makes sure that there is a Chromium: `$CHROMIUM`, else Debian's, which root may install.
pub(crate) fn chromium() -> Outcome<PathBuf> {
    if let Some(path) = std::env::var_os("CHROMIUM") {
        let path = PathBuf::from(path);
        return if path.is_file() {
            Ok(path)
        } else {
            Err(format!("CHROMIUM names {}, which is no file", path.display()).into())
        };
    }
    let path = PathBuf::from(CHROMIUM);
    if !path.is_file() {
        if !(exists("apt-get") && is_root()) {
            return Err("install Chromium and set CHROMIUM to its path \
                (Debian: `apt-get install chromium`)"
                .into());
        }
        step("apt-get install chromium", || {
            let apt = |words: &[&str]| {
                run(program("apt-get").args(words).env("DEBIAN_FRONTEND", "noninteractive"))
            };
            apt(&["update", "-qq"])?;
            apt(&["install", "-qq", "-y", "--no-install-recommends", "chromium"])
        })?;
    }
    Ok(path)
}

fn is_root() -> bool {
    output(program("id").arg("-u")).is_ok_and(|id| id == "0")
}

fn modified(path: &Path) -> Option<SystemTime> {
    path.metadata().and_then(|metadata| metadata.modified()).ok()
}
