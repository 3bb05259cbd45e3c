//! An expression and a person → the value of every part, and which parts were never looked at.

use std::ops::Range;

use attrmap::check::check;
use attrmap::dialect::Place;
use attrmap::environment::Environment;
use attrmap::expression::Expression;
use attrmap::limits::Limits;
use attrmap::syntax::{BinaryOperator, Node, NodeKind, StepKind, parse};

use super::{Setting, Subject, outcome};
use crate::model::{Outcome, Tagged};

/// The most parts that are traced; longer expressions show the outer ones.
const ROOM: usize = 300;

/// A part of an expression with what it gave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Part {
    /// How deep it lies, from 1.
    pub(crate) level: usize,
    /// Where it stands, in bytes.
    pub(crate) span: Range<usize>,
    /// Its text on one line.
    pub(crate) text: String,
    /// What it gave; nothing when it was not looked at.
    pub(crate) outcome: Option<Outcome>,
    pub(crate) skipped: bool,
    pub(crate) has_parts: bool,
}

/// The parts of a text in the order in which they stand, outer ones before inner ones.
pub(crate) fn trace(text: &str, setting: &Setting, subject: &Subject) -> Vec<Part> {
    let tree = parse(text, &Limits::DEFAULT).tree;
    let mut tracer = Tracer { text, setting, subject, parts: Vec::new() };
    tracer.visit(&tree, 1, false);
    tracer.parts
}

struct Tracer<'t> {
    text: &'t str,
    setting: &'t Setting,
    subject: &'t Subject,
    parts: Vec<Part>,
}

impl Tracer<'_> {
    fn visit(&mut self, node: &Node, level: usize, skipped: bool) {
        if self.parts.len() >= ROOM {
            return;
        }
        let node = node.unwrapped();
        let part = node.span.of(self.text);
        let outcome = if skipped { None } else { self.evaluate(part) };
        let inner = inner_parts(node);
        self.parts.push(Part {
            level,
            span: node.span.range(),
            text: part.split_whitespace().collect::<Vec<_>>().join(" "),
            outcome,
            skipped,
            has_parts: !inner.is_empty(),
        });
        let mut gave = Vec::new();
        for (at, part) in inner.into_iter().enumerate() {
            let skip = skipped || is_skipped(node, at, &gave);
            self.visit(part, level + 1, skip);
            gave.push(self.truth_of(part, skip));
        }
    }

    /// A part evaluated on its own, which gives what it gives inside.
    fn evaluate(&self, part: &str) -> Option<Outcome> {
        let environment = &self.setting.environment;
        // A place that wants true or false refuses parts that give something else.
        let own = compiled(part, environment).or_else(|| {
            let mut anywhere = environment.clone();
            anywhere.place = Place::Any;
            compiled(part, &anywhere)
        })?;
        Some(outcome(&own, self.subject))
    }

    /// What a part means for the parts after it.
    fn truth_of(&self, node: &Node, skipped: bool) -> Truth {
        let value = if skipped { None } else { self.evaluate(node.unwrapped().span.of(self.text)) };
        match value {
            Some(Outcome::Value { value: Tagged::Boolean(value), .. }) => {
                if value {
                    Truth::True
                } else {
                    Truth::False
                }
            }
            Some(Outcome::Value { value: Tagged::Null, .. }) => Truth::Nothing,
            Some(Outcome::Value { value: Tagged::Text(text), .. }) if text.is_empty() => {
                Truth::Nothing
            }
            Some(Outcome::Value { .. }) => Truth::Something,
            Some(Outcome::Failed(_)) | None => Truth::Failed,
        }
    }
}

/// What a value means for what is evaluated after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Truth {
    True,
    False,
    Nothing,
    Something,
    Failed,
}

fn compiled(text: &str, environment: &Environment) -> Option<Expression> {
    Expression::from_checked(text, check(text, environment), environment).ok()
}

/// The parts that have a value of their own; bodies of projections see another person each time.
fn inner_parts(node: &Node) -> Vec<&Node> {
    let mut parts = Vec::new();
    match &node.kind {
        NodeKind::Literal(_) | NodeKind::Name(_) | NodeKind::Missing => {}
        NodeKind::Path { head, steps } => {
            if !matches!(head.kind, NodeKind::Name(_)) {
                parts.push(&**head);
            }
            for step in steps {
                match &step.kind {
                    StepKind::Method { arguments, .. } => parts.extend(arguments),
                    StepKind::Index(index) => parts.push(index),
                    _ => {}
                }
            }
        }
        _ => node.for_each_child(|child| parts.push(child)),
    }
    parts
}

/// Whether the part at a place is not looked at, after what the parts before it gave.
fn is_skipped(node: &Node, at: usize, past: &[Truth]) -> bool {
    let before = past.last().copied();
    match &node.kind {
        NodeKind::Conditional { .. } => match (at, past.first()) {
            (1, first) => first != Some(&Truth::True),
            (2, first) => first != Some(&Truth::False),
            _ => false,
        },
        NodeKind::Default { .. } => at == 1 && before != Some(Truth::Nothing),
        NodeKind::Binary { rest, .. } => {
            let operator = at.checked_sub(1).and_then(|at| rest.get(at)).map(|rest| rest.operator);
            match operator {
                Some(BinaryOperator::And) => past.contains(&Truth::False),
                Some(BinaryOperator::Or) => past.contains(&Truth::True),
                _ => before == Some(Truth::Failed),
            }
        }
        _ => before == Some(Truth::Failed),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenarios;

    fn parts(text: &str, person: &str) -> Vec<(usize, String, String)> {
        let state = scenarios::office_at_hand();
        let setting = Setting::new(&state.workspace, 0);
        let subject = Subject::new(state.workspace.person(person).unwrap(), &setting);
        let shown = |part: Part| {
            let value = match part.outcome {
                _ if part.skipped => "skipped".to_owned(),
                Some(Outcome::Value { value: Tagged::Null, .. }) => "null".to_owned(),
                Some(Outcome::Value { value, .. }) => value.to_line(),
                Some(Outcome::Failed(problem)) => problem.code,
                None => "?".to_owned(),
            };
            (part.level, part.text, value)
        };
        trace(text, &setting, &subject).into_iter().map(shown).collect()
    }

    #[test]
    fn every_part_of_the_vendors_rule_has_its_value_or_was_skipped() {
        let text = scenarios::office_at_hand().mapping().unwrap().expr.clone();
        let parts = parts(&text, "farah");
        let value = |text: &str| {
            parts
                .iter()
                .filter(|(_, part, _)| part == text)
                .map(|(.., value)| value.as_str())
                .collect::<Vec<_>>()
        };
        assert_eq!(parts[0].2, "+15550100125#null");
        assert_eq!(value("appuser.directNumber != null"), ["true"]);
        assert_eq!(value("\"\""), ["skipped"]);
        assert_eq!(value("appuser.extensionNumber"), ["null"]);
    }

    #[test]
    fn what_and_or_and_default_never_reach_is_skipped() {
        let skipped = |text: &str| -> Vec<String> {
            let skipped = parts(text, "farah").into_iter().filter(|(.., value)| value == "skipped");
            skipped.map(|(_, text, _)| text).collect()
        };
        assert_eq!(skipped("false AND true"), ["true"]);
        assert_eq!(skipped("true OR false"), ["false"]);
        assert_eq!(skipped("'a' ?: 'b'"), ["'b'"]);
        assert_eq!(skipped("'' ?: 'b'"), [""; 0]);
        assert_eq!(skipped("1 == 1 ? 2 : 3"), ["3"]);
    }
}
