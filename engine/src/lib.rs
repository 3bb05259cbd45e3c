//! Attribute mapping expressions: text in, diagnostics and values out.

pub mod country;
pub mod datetime;
pub mod formats;
pub mod mastering;
pub mod schema;
