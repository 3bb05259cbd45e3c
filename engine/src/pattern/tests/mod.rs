//! The module against facts from Java, against the crate `regex`, and against its own limits.

mod errors;
mod facts;
mod limits;
mod random;
