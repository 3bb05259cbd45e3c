//! LDIF (RFC 2849): bytes → entries with their lines, changes → bytes.

mod lines;
mod read;
mod write;

pub use read::{Broken, Content, Entry, Outcome, Reader, Value};
pub use write::{Modification, write_content, write_modifications};

#[cfg(test)]
mod tests;
