//! Whether the final value suits the place.

use super::Checker;
use super::typed::{Typed, TypedKind};
use crate::diagnostic::{Applicability, Code, Diagnostic, Edit, Fix};
use crate::dialect::ResultRule;
use crate::text::Span;
use crate::types::Type;

impl Checker<'_> {
    /// Reports an expression that can never give what the place needs.
    pub(super) fn result(&mut self, typed: &Typed) {
        let rules = self.environment.place.rules();
        let accepts = rules.result.accepts();
        if typed.ty.is_never() || typed.ty.intersects(accepts) {
            return;
        }
        let given = typed.ty.noun();
        let found = match rules.result {
            ResultRule::Boolean => self.not_yes_or_no(typed, &given, &rules.noun()),
            ResultRule::Text | ResultRule::TextOnly => Diagnostic::failure(
                Code::ResultType,
                typed.span,
                format!("{} needs one text, and this gives {given}", &rules.noun()),
            )
            .with_help(if typed.ty.intersects(Type::ARRAY) {
                "join the elements with `Arrays.toCsvString`, or take one by `[0]`"
            } else {
                "read an attribute of it, or make text of it"
            }),
            _ => Diagnostic::failure(
                Code::ResultType,
                typed.span,
                format!("{} cannot keep {given}", &rules.noun()),
            )
            .with_help("it takes texts, numbers, true or false, and lists of them"),
        };
        self.report(found);
    }

    fn not_yes_or_no(&self, typed: &Typed, given: &str, title: &str) -> Diagnostic {
        let found = Diagnostic::failure(
            Code::ResultType,
            typed.span,
            format!("{title} must answer yes or no, and this gives {given}"),
        );
        let ty = typed.ty.without(Type::NULL);
        let compared = if Type::TEXT.contains(ty) {
            " == \"\""
        } else if Type::NUMBER.contains(ty) {
            " == 0"
        } else {
            return found.with_help("compare it with something, or ask `Arrays.contains`");
        };
        // Loose operators would take the comparison for their own.
        let loose = matches!(typed.kind, TypedKind::Conditional { .. } | TypedKind::Default { .. })
            && !typed.span.of(self.text).starts_with('(');
        let (open, close) = if loose { ("(", ")") } else { ("", "") };
        let edits = vec![
            Edit { span: Span::at(typed.span.start()), text: open.to_owned() },
            Edit { span: Span::at(typed.span.end()), text: format!("{close}{compared}") },
        ];
        found.with_help("compare it with the value that you look for").with_fix(Fix::edits(
            Applicability::MayChangeMeaning,
            "compare it",
            edits,
        ))
    }
}
