//! wasm-bindgen in this process: a compiled crate → a `.wasm` file and the JavaScript around it.

use std::fs;
use std::path::Path;

use wasm_bindgen_cli_support::Bindgen;

use crate::arguments::Effort;
use crate::step::Outcome;
use crate::{locals, names, order};

/// How the JavaScript is loaded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Loading {
    /// An ES module with types, for browsers and Node.
    Module,
    /// A classic script with one global `wasm_bindgen`, which a worker made from a blob can run.
    Script,
}

/// Writes the bindings of a compiled crate into a folder. A published module has functions and locals in
/// an order that compresses well; a quick one has so many that putting them in order would take longer
/// than compiling them.
pub(crate) fn bind(
    effort: Effort,
    artifact: &Path,
    name: &str,
    loading: Loading,
    folder: &Path,
) -> Outcome<()> {
    let mut bindgen = Bindgen::new();
    bindgen
        .input_path(artifact)
        .out_name(name)
        // Otherwise `init()` without an argument has no file to load.
        .omit_default_module_path(false)
        .typescript(loading == Loading::Module)
        .remove_name_section(true)
        .remove_producers_section(true);
    match loading {
        Loading::Module => bindgen.web(true)?,
        Loading::Script => bindgen.no_modules(true)?,
    };
    bindgen.generate(folder)?;
    let of = |ending: &str| folder.join(format!("{name}{ending}"));
    let (module, script) = (fs::read(of("_bg.wasm"))?, fs::read_to_string(of(".js"))?);
    let (mut module, script) = names::shortened(&module, &script)?;
    if effort == Effort::Published {
        module = order::sorted(&locals::sorted(&module)?)?;
    }
    fs::write(of("_bg.wasm"), module)?;
    fs::write(of(".js"), script)?;
    Ok(())
}
