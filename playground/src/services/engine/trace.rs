//! An expression and a person → the value of every part, and which parts were never looked at.

use attrmap::assist::{self, Evaluated, TraceNode};

use super::{Setting, Subject, people, problem};
use crate::model::{Given, Outcome, Part};

/// The parts of a text in the order of evaluation, outer ones before inner ones; none when it is
/// not valid.
pub(super) fn trace(text: &str, setting: &Setting, subject: &Subject) -> Vec<Part> {
    let mut parts = Vec::new();
    if let Ok(root) = assist::trace(text, &setting.environment, &subject.context) {
        visit(&root, 1, &mut parts);
    }
    parts
}

fn visit(node: &TraceNode, level: usize, parts: &mut Vec<Part>) {
    let at = parts.len();
    parts.push(Part {
        level,
        span: node.span.range(),
        text: node.text.split_whitespace().collect::<Vec<_>>().join(" "),
        given: given(&node.evaluated),
        inside: 0,
    });
    for child in &node.children {
        visit(child, level + 1, parts);
    }
    let inside = parts.len() - at - 1;
    if let Some(part) = parts.get_mut(at) {
        part.inside = inside;
    }
}

/// What became of a part, in the page's words.
pub(super) fn given(evaluated: &Evaluated) -> Given {
    match evaluated {
        Evaluated::Value(value) => {
            Given::Outcome(Outcome::Value { ty: value.type_name(), value: people::tagged(value) })
        }
        Evaluated::Failed(error) => {
            Given::Outcome(Outcome::Failed(problem(&error.to_diagnostic())))
        }
        Evaluated::Skipped => Given::Skipped,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Tagged;
    use crate::scenarios;

    fn parts(text: &str, person: &str) -> Vec<(usize, String, String)> {
        let state = scenarios::office_at_hand();
        let setting = Setting::new(&state.workspace, 0);
        let subject = Subject::new(state.workspace.person(person).unwrap(), &setting);
        let shown = |part: Part| {
            let value = match part.given {
                Given::Skipped => "skipped".to_owned(),
                Given::Outcome(Outcome::Value { value: Tagged::Null, .. }) => "null".to_owned(),
                Given::Outcome(Outcome::Value { value, .. }) => value.to_line(),
                Given::Outcome(Outcome::Failed(problem)) => problem.code,
                Given::Nothing => "?".to_owned(),
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
    fn parts_know_how_many_lie_inside_of_them() {
        let state = scenarios::office_at_hand();
        let setting = Setting::new(&state.workspace, 0);
        let subject = Subject::new(state.workspace.person("farah").unwrap(), &setting);
        let parts = trace("true ? 'a' + 'b' : 'c'", &setting, &subject);
        assert_eq!(parts[0].inside, parts.len() - 1);
        for (at, part) in parts.iter().enumerate() {
            let deeper = parts[at + 1..].iter().take_while(|inner| inner.level > part.level);
            assert_eq!(part.inside, deeper.count(), "{}", part.text);
        }
    }
}
