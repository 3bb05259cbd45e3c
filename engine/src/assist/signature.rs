//! The call around the caret, with the parameter that is being written.

use super::callee::{Callee, enclosing};
use super::caret::Pieces;
use crate::environment::Environment;
use crate::functions::{Form, Presence};
use crate::text::Span;

/// A signature, and which of its parameters the caret is at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignatureHelp {
    /// The whole signature: `String.len(input: text) → integer`.
    pub label: String,
    /// The byte ranges of the parameters in the label.
    pub parameters: Vec<Span>,
    /// The parameter at the caret; `None` behind the last one.
    pub active: Option<usize>,
    /// What the function does, in one sentence.
    pub summary: &'static str,
    /// Where its name stands in the text.
    pub span: Span,
}

/// The innermost call around byte `offset` of `text`, which may be broken.
///
/// ```
/// use attrmap::assist::signature;
/// use attrmap::environment::Environment;
/// let text = "String.append(user.city, ";
/// let help = signature(text, text.len(), &Environment::default()).unwrap();
/// assert_eq!(help.label, "String.append(str: text, suffix: text) → text");
/// assert_eq!(help.active, Some(1));
/// ```
pub fn signature(text: &str, offset: usize, environment: &Environment) -> Option<SignatureHelp> {
    let pieces = Pieces::new(text);
    let frames = pieces.frames(offset);
    let (callee, frame) = enclosing(&pieces, &frames, environment)?;
    let (label, parameters) = label(&callee);
    Some(SignatureHelp {
        label,
        parameters,
        active: callee.active(frame.commas),
        summary: callee.function.summary,
        span: callee.span,
    })
}

/// The signature in one line, and where its parameters stand in it.
pub(super) fn label(callee: &Callee) -> (String, Vec<Span>) {
    let mut label = match (callee.name.form, callee.function.signature.parameters.first()) {
        (Form::Method, Some(receiver)) => format!("{}.{}(", receiver.name, callee.name.text),
        _ => format!("{}(", callee.name.text),
    };
    let mut spans = Vec::new();
    for (index, parameter) in callee.parameters().iter().enumerate() {
        if index > 0 {
            label.push_str(", ");
        }
        let start = label.len();
        if parameter.repeats() {
            label.push('…');
        }
        label.push_str(parameter.name);
        if parameter.presence == Presence::Optional {
            label.push('?');
        }
        label.push_str(": ");
        label.push_str(&parameter.ty.to_string());
        spans.push(Span::new(start, label.len()));
    }
    label.push_str(") → ");
    label.push_str(&callee.function.signature.returns.to_string());
    (label, spans)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dialect::{Dialect, Place};

    /// The function and the parameter at the `|`.
    fn at(dialect: Dialect, marked: &str) -> String {
        let offset = marked.find('|').unwrap();
        let text = marked.replace('|', "");
        let environment = Environment::new(dialect, Place::Any);
        signature(&text, offset, &environment).map_or_else(String::new, |help| {
            let parameter = help.active.and_then(|active| help.parameters.get(active));
            let parameter = parameter.map_or("", |span| span.of(&help.label));
            format!("{} {parameter}", help.span.of(&text))
        })
    }

    #[test]
    fn the_innermost_call_counts() {
        for (marked, expected) in [
            ("String.append(String.len(|), 'x')", "String.len input: text"),
            ("String.append(String.len(x), |'x')", "String.append suffix: text"),
            ("String.append('a', 'b', |)", "String.append "),
            ("String.substring((1 + 2), 3, |", "String.substring endIndex: integer"),
            ("|String.len(x)", ""),
            ("String.len(x)|", ""),
            ("nothing(|", ""),
            ("String.append(nothing(|", "String.append str: text"),
            ("String.append(',', |", "String.append suffix: text"),
        ] {
            assert_eq!(at(Dialect::Classic, marked), expected, "{marked}");
        }
    }

    #[test]
    fn a_method_is_chosen_by_what_it_is_called_on() {
        assert_eq!(
            at(Dialect::IdentityEngine, "user.profile.city.substring(1, |"),
            "substring endIndex?: integer"
        );
        assert_eq!(at(Dialect::IdentityEngine, "{1}.contains(|)"), "contains value: any value");
    }
}
