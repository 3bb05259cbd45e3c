//! What the page asks of the engine and of the browser.

pub(crate) mod dom;
pub(crate) mod editor;
pub(crate) mod engine;
pub(crate) mod findings;
pub(crate) mod table;
pub(crate) mod utf16;
