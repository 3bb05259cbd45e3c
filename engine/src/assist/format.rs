//! Text → its canonical form.

use crate::diagnostic::Diagnostic;
use crate::limits::Limits;
use crate::syntax::{self, parse};

/// The canonical form of `text`; unchanged where its syntax is wrong.
///
/// ```
/// use attrmap::assist::format;
/// assert_eq!(format("1+  2"), "1 + 2");
/// assert_eq!(format("1+ "), "1+ ");
/// ```
pub fn format(text: &str) -> String {
    let parsed = parse(text, &Limits::DEFAULT);
    if parsed.diagnostics.iter().any(Diagnostic::is_blocking) {
        return text.to_owned();
    }
    syntax::format(text, &parsed.tree)
}
