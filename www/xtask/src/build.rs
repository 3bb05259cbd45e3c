//! The site: package, worker script, page, editor and shell, put together in `target/www`.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::json;

use crate::arguments::Effort;
use crate::bindgen::{Loading, bind};
use crate::notices;
use crate::process::{cargo, program, run};
use crate::step::{Outcome, root, site, step, target};
use crate::tools;

/// A crate that is compiled for the browser.
struct Module {
    name: &'static str,
    /// The file that the compiler writes.
    file: &'static str,
    /// The profile that it is published with.
    profile: &'static str,
    /// Whether it has its optional features.
    is_whole: bool,
}

const PACKAGE: Module =
    Module { name: "attrmap-wasm", file: "attrmap_wasm.wasm", profile: "web", is_whole: true };
/// The package with nothing but check, compile and evaluate, for size.
const ENGINE: Module = Module { profile: "page", is_whole: false, ..PACKAGE };
const PAGE: Module = Module {
    name: "attrmap-playground",
    file: "attrmap-playground.wasm",
    profile: "page",
    is_whole: true,
};

/// Compiles the standard library with the modules: sorts and formats that are small instead of fast,
/// and no words for panics, which end the module either way. Of what a derived `Debug` shows only the
/// name is left, which no text relies on. Together that is 9 % of what is loaded, and no slower.
const SMALL_LIBRARY: [&str; 4] = [
    "-Zbuild-std=std,panic_abort",
    "-Zbuild-std-features=optimize_for_size",
    "--config",
    "target.wasm32-unknown-unknown.rustflags = \
        ['-Zunstable-options', '-Zlocation-detail=none', '-Zfmt-debug=shallow', '-Cpanic=immediate-abort']",
];

/// The compiler calls this unstable; which compiler it is, `rust-toolchain.toml` says to the digit.
const UNSTABLE: (&str, &str) = ("RUSTC_BOOTSTRAP", "1");

/// Builds everything into `target/www`:
///
/// - `pkg/`: the npm package `attrmap`, and in `pkg/engine` the smallest edition of it;
/// - `worker/attrmap.js`: the same package as a classic script, for `pkg/attrmap_bg.wasm`;
/// - `app/`: the page's code, `app/worker.js`, which runs the same module in a worker, and
///   `app/editor.js`, the bundled editor;
/// - `reference/`: a page for each function and each diagnostic;
/// - `element/`: the custom element, which shows the page of `app/` in other pages;
/// - `attrmap-playground.html`: the page in one file that needs no server;
/// - `licenses.txt`: the notices of what all this is made of;
/// - beside them the shell of `www/site` and the examples of `www/embed`.
pub(crate) fn everything(effort: Effort) -> Outcome<()> {
    tools::wasm_target()?;
    let engine = step("compile the small package", || compile(effort, &ENGINE))?;
    let module = step("compile the package", || compile(effort, &PACKAGE))?;
    let page = step("compile the page", || compile(effort, &PAGE))?;
    let site = site();
    if site.exists() {
        fs::remove_dir_all(&site)?;
    }
    step("bind package and page", || bind_all(effort, [&engine, &module, &page], &site))?;
    let modules = tools::node_modules()?;
    step("bundle the editor", || bundle(&root().join("www/editor"), &modules, &site))?;
    step("put the worker together", || worker(effort, &page, &modules, &site))?;
    step("copy the shell", || {
        copy(&root().join("www/site"), &site)?;
        let embed = root().join("www/embed");
        if embed.is_dir() { copy(&embed, &site.join("embed")) } else { Ok(()) }
    })?;
    step("put the page into one file", || {
        run(program("node").arg(root().join("www/single/build.mjs")).arg(&site))
    })?;
    step("bundle the element", || {
        run(program("node").arg(root().join("www/element/build.mjs")).arg(&site))
    })?;
    step("write the reference", || {
        let words = ["run", "--locked", "--quiet", "-p", "attrmap-cli", "--", "reference"];
        run(cargo().args(words).arg("--output").arg(site.join("reference")))
    })?;
    step("collect the notices", || notices::write(&modules, &site.join("licenses.txt")))?;
    println!("the site is in {}", site.display());
    Ok(())
}

/// Builds the npm package alone, into `target/www/pkg`.
pub(crate) fn package(effort: Effort) -> Outcome<()> {
    tools::wasm_target()?;
    let engine = step("compile the small package", || compile(effort, &ENGINE))?;
    let module = step("compile the package", || compile(effort, &PACKAGE))?;
    step("bind the package", || bind_package(effort, &engine, &module, &site().join("pkg")))
}

/// Compiles a crate for the browser; returns its module.
fn compile(effort: Effort, module: &Module) -> Outcome<PathBuf> {
    let (profile, folder) = match effort {
        Effort::Published => (module.profile, module.profile),
        Effort::Quick => ("dev", "debug"),
    };
    let mut command = cargo();
    command
        .args(["build", "--locked", "--profile", profile, "--target", "wasm32-unknown-unknown"])
        .args(["-p", module.name]);
    if !module.is_whole {
        command.arg("--no-default-features");
    }
    if effort == Effort::Published && tools::library_sources() {
        command.args(SMALL_LIBRARY).env(UNSTABLE.0, UNSTABLE.1);
    }
    run(&mut command)?;
    let compiled = target().join("wasm32-unknown-unknown").join(folder).join(module.file);
    if module.is_whole {
        return Ok(compiled);
    }
    // In a quick build the whole one takes its place.
    let kept = compiled.with_file_name("attrmap_engine.wasm");
    fs::copy(compiled, &kept)?;
    Ok(kept)
}

fn bind_package(effort: Effort, engine: &Path, module: &Path, package: &Path) -> Outcome<()> {
    bind(effort, module, "attrmap", Loading::Module, package)?;
    bind(effort, engine, "attrmap", Loading::Module, &package.join("engine"))?;
    describe(package)
}

fn bind_all(effort: Effort, [engine, module, page]: [&Path; 3], site: &Path) -> Outcome<()> {
    let package = site.join("pkg");
    bind_package(effort, engine, module, &package)?;
    // Only the script is kept: the module is the package's own.
    let worker = site.join("worker");
    bind(effort, module, "attrmap", Loading::Script, &worker)?;
    let [of_package, of_worker] =
        [&package, &worker].map(|folder| fs::read(folder.join("attrmap_bg.wasm")));
    if of_package? != of_worker? {
        return Err("package and worker script no longer share one wasm module".into());
    }
    fs::remove_file(worker.join("attrmap_bg.wasm"))?;
    bind(effort, page, "playground", Loading::Module, &site.join("app"))
}

/// Writes what npm wants beside the code: `package.json` and the licenses.
fn describe(package: &Path) -> Outcome<()> {
    let description = json!({
        "name": "attrmap",
        "version": env!("CARGO_PKG_VERSION"),
        "description": "Okta attribute mapping expressions: checked, evaluated, explained",
        "license": env!("CARGO_PKG_LICENSE"),
        "type": "module",
        "main": "attrmap.js",
        "types": "attrmap.d.ts",
        "exports": {
            ".": { "types": "./attrmap.d.ts", "default": "./attrmap.js" },
            "./attrmap_bg.wasm": "./attrmap_bg.wasm",
            "./engine": { "types": "./engine/attrmap.d.ts", "default": "./engine/attrmap.js" },
            "./engine/attrmap_bg.wasm": "./engine/attrmap_bg.wasm",
        },
        "files": ["attrmap.js", "attrmap.d.ts", "attrmap_bg.wasm", "attrmap_bg.wasm.d.ts", "engine"],
        "sideEffects": false,
        "engines": { "node": ">=20" },
    });
    fs::write(package.join("package.json"), format!("{description:#}\n"))?;
    for license in ["LICENSE-MIT", "LICENSE-APACHE"] {
        fs::copy(root().join(license), package.join(license))?;
    }
    Ok(())
}

/// Bundles `editor.js` and what it imports into one file.
fn bundle(glue: &Path, modules: &Path, site: &Path) -> Outcome<()> {
    let esbuild = modules.join("esbuild/bin/esbuild");
    run(program("node")
        .arg(esbuild)
        .arg(glue.join("editor.js"))
        .args(["--bundle", "--minify", "--format=esm", "--target=es2022"])
        .args(["--legal-comments=none", "--log-level=warning"])
        .arg(format!("--outfile={}", site.join("app/editor.js").display())))
}

/// Writes the script that runs the page's module in a worker made from a blob.
fn worker(effort: Effort, page: &Path, modules: &Path, site: &Path) -> Outcome<()> {
    let folder = target().join("page_worker");
    bind(effort, page, "playground", Loading::Script, &folder)?;
    let app = site.join("app");
    let [of_page, of_worker] =
        [&app, &folder].map(|folder| fs::read(folder.join("playground_bg.wasm")));
    if of_page? != of_worker? {
        return Err("page and worker script no longer share one wasm module".into());
    }
    let glue = fs::read_to_string(folder.join("playground.js"))?;
    let begin = fs::read_to_string(root().join("www/worker/begin.js"))?;
    let whole = folder.join("worker.js");
    fs::write(&whole, glue + "\n" + &begin)?;
    run(program("node")
        .arg(modules.join("esbuild/bin/esbuild"))
        .arg(whole)
        .args(["--minify", "--target=es2022", "--legal-comments=none", "--log-level=warning"])
        .arg(format!("--outfile={}", app.join("worker.js").display())))
}

/// Copies a folder with all that is in it.
fn copy(from: &Path, to: &Path) -> Outcome<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let to = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &to)?;
        } else {
            fs::copy(entry.path(), to)?;
        }
    }
    Ok(())
}
