//! Whether the final value suits the place.

use super::Checker;
use super::typed::Typed;
use crate::diagnostic::{Code, Diagnostic};

impl Checker<'_> {
    /// Reports an expression that can never give what the place needs.
    pub(super) fn result(&mut self, typed: &Typed) {
        let rules = self.environment.place.rules();
        let accepts = rules.result.accepts();
        if typed.ty.is_never() || typed.ty.intersects(accepts) {
            return;
        }
        let message = format!("this gives {}, and a {} needs {accepts}", typed.ty, rules.title);
        self.report(Diagnostic::failure(Code::ResultType, typed.span, message));
    }
}
