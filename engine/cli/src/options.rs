//! Values of options that several commands take.

use attrmap::dialect::Dialect;

/// The dialect that an id names.
pub(crate) fn dialect(id: &str) -> Result<Dialect, String> {
    Dialect::from_id(id).ok_or_else(|| "the dialects are classic and identity".to_owned())
}
