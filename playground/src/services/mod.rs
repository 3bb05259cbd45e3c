//! What the page asks of the engine and of the browser.

pub(crate) mod analyses;
pub(crate) mod commands;
pub(crate) mod cookbook;
pub(crate) mod diff;
pub(crate) mod dom;
pub(crate) mod edge_cases;
pub(crate) mod editor;
pub(crate) mod element;
pub(crate) mod engine;
pub(crate) mod export;
pub(crate) mod findings;
pub(crate) mod flow;
pub(crate) mod frame;
pub(crate) mod import;
pub(crate) mod inline_values;
pub(crate) mod link;
pub(crate) mod opening;
pub(crate) mod overview;
pub(crate) mod redact;
pub(crate) mod round_trip;
pub(crate) mod set_problems;
pub(crate) mod storage;
pub(crate) mod table;
pub(crate) mod timing;
pub(crate) mod utf16;
pub(crate) mod verdict;
