//! What the engine finds out about a state at once: the texts, and their results for one person.

use std::rc::Rc;

use super::analyses::{Analyses, Past};
use super::engine::{Analysis, Assistant, Loaded, Setting, Subject};
use crate::model::{Outcome, Person, Sorted};
use crate::state::State;

/// Compares by identity: these values are made once and shared.
#[derive(Debug)]
pub(crate) struct Shared<T>(pub(crate) Rc<T>);

impl<T> Clone for Shared<T> {
    fn clone(&self) -> Self {
        Self(Rc::clone(&self.0))
    }
}

impl<T> PartialEq for Shared<T> {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl<T> std::ops::Deref for Shared<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

/// What was found about one state.
#[derive(Debug)]
pub(crate) struct Findings {
    /// In the order of the set's mappings.
    pub(crate) analyses: Vec<Rc<Analysis>>,
    /// What each mapping gives for the current person, in the same order.
    pub(crate) outcomes: Vec<Option<Outcome>>,
    /// The place of the current mapping.
    pub(crate) current: Option<usize>,
    /// What the last valid text gives, when the present one is not valid.
    pub(crate) stale: Option<Outcome>,
    /// What was found in the setting before this one.
    pub(crate) past: Option<Rc<Past>>,
    /// Answers what is asked while an expression is written.
    pub(crate) assistant: Assistant,
}

impl Findings {
    /// What was found about the current mapping's text.
    pub(crate) fn analysis(&self) -> Option<&Rc<Analysis>> {
        self.analyses.get(self.current?)
    }

    /// What the current mapping gives for the current person.
    pub(crate) fn outcome(&self) -> Option<&Outcome> {
        self.outcomes.get(self.current?)?.as_ref()
    }
}

/// The parts of finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    /// Checking all texts.
    Check,
    /// Evaluating them for one person.
    Evaluate,
}

/// Everybody, as the workspace has them.
type People = Rc<Vec<Rc<Person>>>;

/// Finds, and remembers what does not change.
#[derive(Debug)]
pub(crate) struct Finder {
    analyses: Analyses,
    /// By target, the last analysis of a valid text.
    valid: Sorted<String, Rc<Analysis>>,
    /// The person whose results are shown, as the engine sees them.
    subject: Option<(Rc<Person>, Rc<Subject>)>,
    /// What completion knows of which people.
    loaded: Option<(People, Rc<Loaded>)>,
}

impl Finder {
    /// Finds as of an instant, in milliseconds of Unix time.
    pub(crate) fn new(now: i64) -> Self {
        Self { analyses: Analyses::new(now), valid: Sorted::default(), subject: None, loaded: None }
    }

    /// What there is to find out about `state`; `done` is told which part is done.
    pub(crate) fn find(&mut self, state: &State, done: impl Fn(Part)) -> Findings {
        let (setting, is_new) = self.analyses.setting(&state.workspace);
        if is_new {
            self.valid.clear();
            self.subject = None;
            self.loaded = None;
        }
        let set = &state.workspace.set;
        let texts = set.mappings.iter().map(|mapping| mapping.expr.as_str());
        let analyses = self.analyses.of_all(&setting, texts);
        for (mapping, analysis) in set.mappings.iter().zip(&analyses) {
            if analysis.is_valid() {
                self.valid.insert(mapping.to.clone(), Rc::clone(analysis));
            }
        }
        let current = set.mappings.iter().position(|mapping| mapping.to == state.target);
        done(Part::Check);
        let subject = self.subject(&setting, state.current_person());
        let evaluate =
            |analysis: &Analysis| subject.as_ref().and_then(|subject| analysis.evaluate(subject));
        let outcomes: Vec<_> = analyses.iter().map(|analysis| evaluate(analysis)).collect();
        let last_valid = analyses
            .get(current.unwrap_or(usize::MAX))
            .filter(|analysis| !analysis.is_valid())
            .and_then(|_| self.valid.get(&state.target))
            .and_then(|analysis| evaluate(analysis));
        done(Part::Evaluate);
        let loaded = self.loaded(&setting, &state.workspace.people);
        let assistant = Assistant { setting, loaded, subject };
        let past = self.analyses.past();
        Findings { analyses, outcomes, current, stale: last_valid, past, assistant }
    }

    /// The current person as the engine sees them.
    fn subject(&mut self, setting: &Setting, person: Option<&Rc<Person>>) -> Option<Rc<Subject>> {
        let person = person?;
        if let Some((_, known)) = self.subject.as_ref().filter(|(of, _)| Rc::ptr_eq(of, person)) {
            return Some(Rc::clone(known));
        }
        let subject = Rc::new(Subject::new(person, setting));
        self.subject = Some((Rc::clone(person), Rc::clone(&subject)));
        Some(subject)
    }

    /// What completion knows; the same as before for the same people.
    fn loaded(&mut self, setting: &Rc<Setting>, people: &People) -> Rc<Loaded> {
        if let Some((_, loaded)) = self.loaded.as_ref().filter(|(of, _)| Rc::ptr_eq(of, people)) {
            return Rc::clone(loaded);
        }
        let loaded = Rc::new(Loaded::new(Rc::clone(setting), Rc::clone(people)));
        self.loaded = Some((Rc::clone(people), Rc::clone(&loaded)));
        loaded
    }
}
