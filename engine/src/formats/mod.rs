//! Bytes of directories and configuration files ⇄ records, schemas and mapping sets; no files.

pub mod csv;
mod dn;
mod document;
mod guid;
pub mod ldif;
mod schema;
pub mod scim;
mod yaml;

pub use dn::{Dn, Rdn};
pub use document::{DocumentError, looks_like_json};
pub use guid::guid_text;
pub use schema::{SchemaSpelling, read_schema, write_schema};
