//! The playground: a page in which people and mappings meet, without a server.

mod components;
mod edge;
mod hooks;
mod host;
mod json;
mod model;
mod page;
mod scenarios;
mod services;
mod state;
mod words;
mod worker;

/// Loading the module shows nothing; its scripts call what they need of [`edge`].
fn main() {}
