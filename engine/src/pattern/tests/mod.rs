//! The module against its own words and limits.

mod errors;
mod limits;
