//! Attribute mapping expressions: text in, diagnostics and values out.

pub mod assist;
pub mod bulk;
pub mod check;
mod compile;
pub mod conformance;
pub mod context;
pub mod country;
pub mod datetime;
pub mod diagnostic;
pub mod dialect;
pub mod environment;
pub mod eval;
pub mod expression;
pub mod formats;
pub mod functions;
pub mod limits;
pub mod mapping;
pub mod mastering;
pub mod pattern;
pub mod people;
pub mod provisioning;
pub mod schema;
pub mod sorted;
pub mod syntax;
pub mod text;
pub mod types;
pub mod value;
