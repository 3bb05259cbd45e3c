//! The engine for JavaScript: values and diagnostics in the shapes of the npm package `attrmap`.

use wasm_bindgen::prelude::wasm_bindgen;

/// The version of the engine, for instance `0.1.0`.
#[must_use]
#[wasm_bindgen]
pub fn version() -> String {
    env!("CARGO_PKG_VERSION").to_owned()
}
