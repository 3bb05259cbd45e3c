//! The module against facts from Java and its own limits.

mod errors;
mod facts;
mod limits;

