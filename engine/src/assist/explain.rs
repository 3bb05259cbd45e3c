//! Expression → plain sentences, one for each decision, in the order of evaluation.

use super::words::{Named, asks, clause, noun};
use crate::check::typed::{Typed, TypedKind};
use crate::check::{Checked, check};
use crate::diagnostic::Code;
use crate::environment::Environment;
use crate::syntax::BinaryOperator;
use crate::text::{Letters, Span};
use crate::types::Type;

/// A sentence about a part of an expression.
///
/// Attributes stand between asterisks, literals and functions between backticks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// The sentence.
    pub text: String,
    /// What it is about.
    pub span: Span,
    /// How deep it stands: sentences about one branch are one deeper than what decides on it.
    pub depth: usize,
}

/// What `text` does, in plain sentences; of an expression that is not accepted, what is wrong.
///
/// ```
/// use attrmap::assist::explain;
/// use attrmap::environment::Environment;
/// let said = explain("user.city ?: 'none'", &Environment::default());
/// assert_eq!(
///     said[0].text,
///     "Take *city* of the user. If it is null or empty text, take `none` instead."
/// );
/// ```
pub fn explain(text: &str, environment: &Environment) -> Vec<Sentence> {
    let checked = check(text, environment);
    if let Some(found) = checked.diagnostics.iter().find(|found| found.is_blocking()) {
        let text = format!("This is not an expression yet: {}.", found.message);
        return vec![Sentence { text, span: found.span, depth: 0 }];
    }
    let mut teller =
        Teller { checked: &checked, named: Vec::new(), sentences: Vec::new(), depth: 0 };
    teller.tell(&checked.typed, Manner::Take);
    teller.sentences
}

/// How the value of a part is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Manner {
    /// It is the answer, or starts it.
    Take,
    /// It is joined to, or added to, what there is.
    Add,
}

impl Manner {
    const fn verb(self) -> &'static str {
        match self {
            Self::Take => "take",
            Self::Add => "then add",
        }
    }
}

struct Teller<'t> {
    checked: &'t Checked,
    /// Decisions that have been told, and what they are called.
    named: Named<'t>,
    sentences: Vec<Sentence>,
    depth: usize,
}

impl<'t> Teller<'t> {
    fn say(&mut self, typed: &Typed, text: &str) {
        let mut characters = text.chars();
        let first = characters.next().map(|first| first.to_string().upper());
        let text = format!("{}{}", first.unwrap_or_default(), characters.as_str());
        self.sentences.push(Sentence { text, span: typed.span, depth: self.depth });
    }

    /// The sentences about a part whose value is the answer or a piece of it.
    fn tell(&mut self, typed: &'t Typed, manner: Manner) {
        match &typed.kind {
            TypedKind::Binary { first, rest }
                if rest.iter().all(|(operator, ..)| *operator == BinaryOperator::Add) =>
            {
                self.tell(first, manner);
                self.null_in_text(first);
                for (.., operand) in rest {
                    self.tell(operand, Manner::Add);
                    self.null_in_text(operand);
                }
            }
            TypedKind::Conditional { condition, then, otherwise } => {
                self.conditional(typed, [condition, then, otherwise], manner);
            }
            TypedKind::Default { value, fallback } => self.default(typed, value, fallback, manner),
            TypedKind::Binary { first, rest } if is_and_or(rest) => self.steps(typed, first, rest),
            _ => {
                self.prepare(typed);
                let value = noun(typed, &self.named);
                let text = match value.strip_prefix("whether ") {
                    Some(condition) => {
                        format!("the answer is true if {condition}, otherwise false.")
                    }
                    None => format!("{} {value}.", manner.verb()),
                };
                self.say(typed, &text);
            }
        }
    }

    fn conditional(&mut self, whole: &Typed, parts: [&'t Typed; 3], manner: Manner) {
        let [condition, then, otherwise] = parts;
        self.prepare(condition);
        let asked = clause(condition, true, &self.named);
        let verb = match manner {
            Manner::Take => "take",
            Manner::Add => "add",
        };
        let before = if manner == Manner::Add { "then, if" } else { "if" };
        if is_simple(then) && is_simple(otherwise) {
            let taken = noun(then, &self.named);
            let same = tested(condition).is_some_and(|subject| noun(subject, &self.named) == taken);
            let first = if same { "it".to_owned() } else { taken };
            let second = noun(otherwise, &self.named);
            self.say(
                whole,
                &format!("{before} {asked}, {verb} {first}, otherwise {verb} {second}."),
            );
            return;
        }
        if is_simple(then) {
            let first = noun(then, &self.named);
            self.say(whole, &format!("{before} {asked}, {verb} {first}."));
        } else {
            self.say(whole, &format!("{before} {asked}:"));
            self.deeper(then, manner);
        }
        self.say(otherwise, "otherwise:");
        self.deeper(otherwise, manner);
    }

    fn default(&mut self, whole: &Typed, value: &'t Typed, fallback: &'t Typed, manner: Manner) {
        self.prepare(value);
        let first = noun(value, &self.named);
        if is_simple(fallback) {
            let second = noun(fallback, &self.named);
            let verb = manner.verb();
            let instead = verb.trim_start_matches("then ");
            self.say(
                whole,
                &format!(
                    "{verb} {first}. If it is null or empty text, {instead} {second} instead."
                ),
            );
        } else {
            self.say(
                whole,
                &format!(
                    "{} {first}. If it is null or empty text, do this instead:",
                    manner.verb()
                ),
            );
            self.deeper(fallback, manner);
        }
    }

    /// AND and OR: one sentence for each question, because the first ones may settle it.
    fn steps(
        &mut self,
        whole: &Typed,
        first: &'t Typed,
        rest: &'t [(BinaryOperator, Span, Typed)],
    ) {
        let all = matches!(rest, [(BinaryOperator::And, ..), ..]);
        self.prepare(first);
        let asked = clause(first, true, &self.named);
        self.say(first, &format!("ask whether {asked}."));
        for (.., operand) in rest {
            self.prepare(operand);
            let asked = clause(operand, true, &self.named);
            let before = if all { "if so" } else { "if not" };
            self.say(operand, &format!("{before}, ask whether {asked}."));
        }
        let enough = if all { "all of that holds" } else { "any of that holds" };
        self.say(whole, &format!("the answer is true if {enough}, otherwise false."));
    }

    fn deeper(&mut self, typed: &'t Typed, manner: Manner) {
        self.depth += 1;
        let before = self.named.len();
        self.tell(typed, manner);
        // What was decided in one branch is unknown in the other.
        self.named.truncate(before);
        self.depth -= 1;
    }

    /// Tells the decisions inside a part first, and gives their results names.
    fn prepare(&mut self, typed: &'t Typed) {
        let decides =
            matches!(typed.kind, TypedKind::Conditional { .. } | TypedKind::Default { .. });
        if let TypedKind::Project { target, .. } | TypedKind::Select { target, .. } = &typed.kind {
            // The body is decided anew for each element.
            self.prepare(target);
            return;
        }
        if !decides {
            typed.for_each_child(|child| self.prepare(child));
            return;
        }
        self.tell(typed, Manner::Take);
        let name = format!("value {}", self.named.len() + 1);
        match self.sentences.last_mut().filter(|last| last.depth == self.depth) {
            Some(last) => {
                last.text.push_str(" Call this ");
                last.text.push_str(&name);
                last.text.push('.');
            }
            None => self.say(typed, &format!("call the result {name}.")),
        }
        self.named.push((typed, name));
    }

    /// Says where the warning about null in text applies.
    fn null_in_text(&mut self, typed: &Typed) {
        let warned = |found: &&crate::diagnostic::Diagnostic| {
            found.code == Code::NullInText && typed.span.contains(found.span)
        };
        if !typed.ty.intersects(Type::NULL) || !self.checked.diagnostics.iter().any(|f| warned(&f))
        {
            return;
        }
        let name = match attribute_of(typed) {
            Some(name) => format!("*{name}*"),
            None => noun(typed, &self.named),
        };
        self.say(typed, &format!("if {name} is null, this adds the word `null`."));
    }
}

fn is_and_or(rest: &[(BinaryOperator, Span, Typed)]) -> bool {
    matches!(rest, [(BinaryOperator::And | BinaryOperator::Or, ..), ..])
}

/// Whether a part says what it is in one phrase, with nothing decided inside.
fn is_simple(typed: &Typed) -> bool {
    let mut simple = match &typed.kind {
        TypedKind::Conditional { .. } | TypedKind::Default { .. } => false,
        TypedKind::Binary { rest, .. } => !rest.iter().any(|(operator, ..)| asks(*operator)),
        _ => true,
    };
    if simple && !matches!(typed.kind, TypedKind::Project { .. } | TypedKind::Select { .. }) {
        typed.for_each_child(|child| simple = simple && is_simple(child));
    }
    simple
}

/// What a condition tests against null.
fn tested(condition: &Typed) -> Option<&Typed> {
    match &condition.kind {
        TypedKind::Binary { first, rest } => match rest.as_slice() {
            [(BinaryOperator::NotEqual, _, right)]
                if right.literal().is_some_and(crate::value::Value::is_null) =>
            {
                Some(first)
            }
            _ => None,
        },
        _ => None,
    }
}

fn attribute_of(typed: &Typed) -> Option<&str> {
    match &typed.kind {
        TypedKind::Attribute { name, .. } | TypedKind::Member { name, .. } => Some(name),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Vec<String> {
        let sentences = explain(text, &Environment::default());
        sentences.into_iter().map(|s| format!("{}{}", "  ".repeat(s.depth), s.text)).collect()
    }

    #[test]
    fn the_vendors_rule_is_told_as_it_is_evaluated() {
        assert_eq!(
            told(
                "(appuser.directNumber != null ? appuser.directNumber : \"\") + \"#\" + appuser.extensionNumber"
            ),
            [
                "If *directNumber* of the app user is not null, take it, otherwise take empty text.",
                "Then add `#`.",
                "Then add *extensionNumber* of the app user.",
                "If *extensionNumber* is null, this adds the word `null`.",
            ]
        );
    }

    #[test]
    fn branches_with_decisions_are_told_deeper() {
        assert_eq!(
            told("user.a == 'x' ? user.b : user.c != null ? user.d : 'z'"),
            [
                "If *a* of the user is `x`, take *b* of the user.",
                "Otherwise:",
                "  If *c* of the user is not null, take *d* of the user, otherwise take `z`.",
            ]
        );
    }

    #[test]
    fn and_stops_at_the_first_that_fails() {
        assert_eq!(
            told("user.a == 'x' and not (user.b > 1)"),
            [
                "Ask whether *a* of the user is `x`.",
                "If so, ask whether *b* of the user is not greater than 1.",
                "The answer is true if all of that holds, otherwise false.",
            ]
        );
    }

    #[test]
    fn a_decision_inside_a_call_is_told_before_the_call() {
        assert_eq!(
            told("String.toUpperCase(user.a ?: user.b)"),
            [
                "Take *a* of the user. If it is null or empty text, take *b* of the user instead. Call this value 1.",
                "Take `String.toUpperCase` of value 1.",
            ]
        );
    }

    #[test]
    fn broken_text_says_what_is_wrong() {
        let told = told("user.");
        assert!(told[0].starts_with("This is not an expression yet: "), "{told:?}");
    }
}
