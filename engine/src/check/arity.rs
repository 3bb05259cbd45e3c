//! Calls with too few or too many values.

use super::Checker;
use crate::diagnostic::{Applicability, Code, Diagnostic, Edit, Fix};
use crate::functions::Function;
use crate::syntax::{Name, Node};
use crate::text::Span;

/// A call that got too many values.
#[derive(Debug, Clone)]
pub(super) struct Surplus {
    /// Its name.
    name: String,
    /// The whole call.
    call: Span,
    /// How many values it got, and how many it takes.
    given: usize,
    takes: usize,
    /// Where the values end that it takes.
    end: usize,
    /// The last of them.
    last: Span,
    /// The place of the diagnostic about it.
    reported: Span,
}

impl Checker<'_> {
    /// Reports a wrong number of values for a function that is known.
    pub(super) fn arity(
        &mut self,
        function: &Function,
        name: &Name,
        arguments: &[Node],
        receiver: usize,
        call: Span,
    ) -> bool {
        let given = arguments.len();
        if function.signature.takes(given + receiver) {
            return true;
        }
        let (least, most) = function.signature.arity();
        let (least, most) =
            (least.saturating_sub(receiver), most.map(|most| most.saturating_sub(receiver)));
        if given < least && self.shifted_parenthesis(name, least, arguments, call) {
            return false;
        }
        let message = arity_message(function, name, given, receiver, (least, most));
        let closing = Span::new(call.end().saturating_sub(1), call.end());
        let surplus = most.map_or(&[][..], |most| arguments.get(most..).unwrap_or_default());
        let at = match (surplus, closing.of(self.text)) {
            ([first, .., end], _) => first.span.to(end.span),
            ([only], _) => only.span,
            ([], ")") => closing,
            ([], _) => name.span,
        };
        let mut found = Diagnostic::error(Code::ArgumentCount, at, message).anchored(name.span);
        if let (Some(most), Some(extra)) = (most, surplus.last()) {
            let kept = most.checked_sub(1).and_then(|index| arguments.get(index));
            let from = kept.map_or(at.start(), |node| node.span.end());
            let removed = Span::new(from, extra.span.end());
            found = found.with_fix(Fix::may_change_meaning("remove what is too much", removed, ""));
            if let Some(kept) = kept {
                self.surplus = Some(Surplus {
                    name: name.text.clone(),
                    call,
                    given,
                    takes: most,
                    end: kept.span.end(),
                    last: kept.span,
                    reported: at,
                });
            }
        }
        self.report(found.with_help(usage(function, name, receiver)));
        false
    }

    /// Reports `f(g(a, b))` where `g` takes one value and `f` two.
    fn shifted_parenthesis(
        &mut self,
        name: &Name,
        least: usize,
        arguments: &[Node],
        call: Span,
    ) -> bool {
        let Some(nested) = arguments.last() else { return false };
        let Some(inner) = self.surplus.take().filter(|inner| inner.call == nested.span) else {
            return false;
        };
        if arguments.len() + inner.given - inner.takes != least {
            return false;
        }
        let behind = self.text.get(inner.end..call.end()).unwrap_or_default();
        let Some(comma) = behind.find(',').map(|at| inner.end + at) else { return false };
        let reported = |found: &mut Diagnostic| {
            found.code == Code::ArgumentCount && found.span == inner.reported
        };
        self.diagnostics.pop_if(reported);
        let short = |name: &str| name.rsplit('.').next().unwrap_or(name).to_owned();
        let edits = vec![
            Edit { span: Span::at(inner.end), text: ")".to_owned() },
            Edit { span: Span::new(inner.call.end() - 1, inner.call.end()), text: String::new() },
        ];
        self.report(
            Diagnostic::error(
                Code::ArgumentCount,
                Span::new(comma, comma + 1),
                format!(
                    "`{}` got {} values and `{}` only {}",
                    short(&inner.name),
                    inner.given,
                    short(&name.text),
                    arguments.len()
                ),
            )
            .anchored(name.span)
            .with_help(format!("is the `)` behind `{}` missing?", inner.last.of(self.text)))
            .with_fix(Fix::edits(
                Applicability::MayChangeMeaning,
                "move the parenthesis",
                edits,
            )),
        );
        true
    }
}

/// The names of the values behind the receiver.
fn parameters(function: &Function, receiver: usize) -> String {
    let names: Vec<&str> = function
        .signature
        .parameters
        .iter()
        .skip(receiver)
        .map(|parameter| parameter.name)
        .collect();
    names.join(", ")
}

fn usage(function: &Function, name: &Name, receiver: usize) -> String {
    let dot = if receiver > 0 { "." } else { "" };
    format!("write `{dot}{}({})`", name.text, parameters(function, receiver))
}

fn arity_message(
    function: &Function,
    name: &Name,
    given: usize,
    receiver: usize,
    (least, most): (usize, Option<usize>),
) -> String {
    let wanted = match most {
        Some(most) if most == least => format!("{least}"),
        Some(most) => format!("{least} to {most}"),
        None if given >= least => "keys and values in pairs, but not".to_owned(),
        None => format!("at least {least}"),
    };
    let values = if wanted == "1" { "value" } else { "values" };
    let names = parameters(function, receiver);
    let listed = if names.is_empty() { String::new() } else { format!(" ({names})") };
    format!("`{}` wants {wanted} {values}{listed} and got {given}", name.text)
}
