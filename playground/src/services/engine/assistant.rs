//! What an editor asks while an expression is written, answered for one setting and one person.

use std::cell::OnceCell;
use std::rc::Rc;

use attrmap::assist::{self, Samples};
use attrmap::diagnostic::Code;
use attrmap::text::Span;

use super::{Analysis, Setting, Subject, outcome_of, people, problem, trace};
use crate::model::{
    Completion, EdgeCase, Given, Hover, Outcome, Part, Person, Problem, Reach, Sentence, Signature,
    Tagged,
};

/// So many people are asked what they have; the rest will be alike.
const ASKED: usize = 1_000;

/// What the loaded people have, looked up when it is first asked for.
#[derive(Debug)]
pub(crate) struct Loaded {
    setting: Rc<Setting>,
    people: Rc<Vec<Rc<Person>>>,
    samples: OnceCell<Samples>,
}

impl Loaded {
    pub(crate) fn new(setting: Rc<Setting>, people: Rc<Vec<Rc<Person>>>) -> Self {
        Self { setting, people, samples: OnceCell::new() }
    }

    fn samples(&self) -> &Samples {
        self.samples.get_or_init(|| {
            let asked = self.people.iter().take(ASKED);
            let subjects: Vec<_> =
                asked.map(|person| Subject::new(person, &self.setting)).collect();
            Samples::of(subjects.iter().map(|subject| &subject.context))
        })
    }
}

/// Answers for the present setting and the current person.
#[derive(Clone, Debug)]
pub(crate) struct Assistant {
    pub(crate) setting: Rc<Setting>,
    pub(crate) loaded: Rc<Loaded>,
    pub(crate) subject: Option<Rc<Subject>>,
}

impl Assistant {
    /// Everything that can be written at a byte offset, the best first.
    pub(crate) fn complete(&self, text: &str, offset: usize) -> Vec<Completion> {
        assist::complete(text, offset, &self.setting.environment, self.loaded.samples())
            .into_iter()
            .map(|item| Completion {
                kind: item.kind.id(),
                label: item.label,
                detail: item.detail,
                insert: item.insert,
                span: item.span.range(),
            })
            .collect()
    }

    /// What stands at a byte offset.
    pub(crate) fn hover(&self, text: &str, offset: usize) -> Option<Hover> {
        let person = self.subject.as_ref().map(|subject| &subject.context);
        let found = assist::hover(text, offset, &self.setting.environment, person)?;
        Some(Hover {
            span: found.span.range(),
            title: found.title,
            summary: found.summary,
            example: found
                .example
                .map(|example| (example.expression.to_owned(), example.value.to_owned())),
            places: found.places,
            deprecated: found.deprecated,
            ty: found.ty.to_string(),
            given: found.evaluated.as_ref().map_or(Given::Nothing, trace::given),
        })
    }

    /// What a text gives for the current person.
    pub(crate) fn evaluate(&self, text: &str) -> Given {
        let outcome = self
            .subject
            .as_ref()
            .and_then(|subject| Analysis::new(text, &self.setting).evaluate(subject));
        outcome.map_or(Given::Nothing, Given::Outcome)
    }

    /// What is wrong with a call of a function that the language does not have.
    pub(crate) fn idiom(&self, name: &str) -> Option<Problem> {
        let text = format!("{name}(\"a\")");
        let of_name = |problem: &Problem| problem.span.end <= name.len() && problem.help.is_some();
        Analysis::new(&text, &self.setting).problems.into_iter().find(of_name)
    }

    /// The call around a byte offset.
    pub(crate) fn signature(&self, text: &str, offset: usize) -> Option<Signature> {
        let found = assist::signature(text, offset, &self.setting.environment)?;
        let active = found.active.and_then(|at| found.parameters.get(at)).copied();
        Some(Signature {
            label: found.label,
            active: active.map(Span::range),
            summary: found.summary,
            span: found.span.range(),
        })
    }

    /// What a text does, in plain sentences.
    pub(crate) fn explain(&self, text: &str) -> Vec<Sentence> {
        assist::explain(text, &self.setting.environment)
            .into_iter()
            .map(|sentence| Sentence {
                text: sentence.text,
                span: sentence.span.range(),
                depth: sentence.depth,
            })
            .collect()
    }

    /// The value of every part for the current person.
    pub(crate) fn trace(&self, text: &str) -> Vec<Part> {
        match &self.subject {
            Some(subject) => trace::trace(text, &self.setting, subject),
            None => Vec::new(),
        }
    }

    /// The value of every part for the person in a row.
    pub(crate) fn trace_of(&self, row: usize, text: &str) -> Vec<Part> {
        match self.loaded.people.get(row) {
            Some(person) => trace::trace(text, &self.setting, &Subject::new(person, &self.setting)),
            None => Vec::new(),
        }
    }

    /// The people worth testing, made from the current one, and the parts that nobody reaches.
    pub(crate) fn edge_cases(&self, text: &str) -> (Vec<EdgeCase>, Vec<String>) {
        let base = self.subject.as_ref().map(|subject| &subject.context);
        let found = assist::edge_cases(text, &self.setting.environment, base);
        let part = |span: Span| span.of(text).to_owned();
        let cases = found.cases.into_iter().map(|case| EdgeCase {
            changes: case.changes.into_iter().filter_map(|change| self.change(change)).collect(),
            reason: case.reason,
            outcome: match case.result {
                Ok(value) => outcome_of(&value),
                Err(error) => Outcome::Failed(problem(&error.to_diagnostic())),
            },
            reaches: case.reaches.iter().filter_map(|reach| reached(reach, part)).collect(),
        });
        (cases.collect(), found.unreached.into_iter().map(part).collect())
    }

    /// A change of a whole attribute; what lies inside of one cannot be set apart here.
    fn change(&self, change: assist::Change) -> Option<(String, String, Tagged)> {
        let [name] = change.path.as_slice() else { return None };
        let source = &self.setting.described.schema.source.root;
        let root = if change.root == "source" { source.clone() } else { change.root };
        let value = change.value.map_or(Tagged::Missing, |value| people::tagged(&value));
        Some((root, name.clone(), value))
    }
}

fn reached(reach: &assist::Reach, part: impl Fn(Span) -> String) -> Option<Reach> {
    let id = |code: &Code| code.id().to_owned();
    Some(match reach {
        assist::Reach::Branch(span) => Reach::Branch(part(*span)),
        assist::Reach::Error(error) => Reach::Error(id(&error.code())),
        assist::Reach::PrintsNull(span) => Reach::PrintsNull(part(*span)),
        assist::Reach::Lint { code, .. } => Reach::Warning(id(code)),
        assist::Reach::Result(kind) => Reach::Result((*kind).to_owned()),
        _ => return None,
    })
}
