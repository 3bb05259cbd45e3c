//! Attribute mapping expressions: text in, diagnostics and values out.

pub mod country;
pub mod datetime;
pub mod diagnostic;
pub mod formats;
pub mod limits;
pub mod mastering;
pub mod schema;
pub mod syntax;
pub mod text;
pub mod types;
