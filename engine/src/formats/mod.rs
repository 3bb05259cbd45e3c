//! Bytes of directories and configuration files ⇄ records, schemas and mapping sets; no files.

pub mod csv;
mod dn;
mod document;
mod guid;
pub mod ldif;
mod mapping_set;
mod schema;
pub mod scim;
mod yaml;

pub use dn::{Dn, Rdn};
pub use document::{DocumentError, looks_like_json};
pub(crate) use document::{parse as parse_tree, read as read_typed};
pub use guid::guid_text;
pub use mapping_set::{MappingSpelling, read_mapping_set, write_mapping_set};
pub use schema::{SchemaSpelling, read_schema, write_schema};
pub(crate) use yaml::write as write_tree;
