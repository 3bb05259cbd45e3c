//! The page in a custom element: what its script asks, and what the script is told.

mod answer;

use std::cell::RefCell;
use std::rc::Rc;

use attrmap::json::write;
use js_sys::{Function, JSON};
use serde_json::{Value, json};
use wasm_bindgen::JsValue;
use yew::Callback;

pub(crate) use answer::answer;

use super::findings::{Findings, Shared};
use super::frame;
use crate::model::{Severity, Workspace};
use crate::state::{Action, State};

/// What an element and its page have in common. It outlives the page, which is there only while
/// the element stands in a document.
#[derive(Debug)]
pub(crate) struct Talk {
    state: RefCell<Shared<State>>,
    /// Where actions go while the page is there.
    dispatch: RefCell<Option<Callback<Action>>>,
    /// What hears of events while the page is there: their name and their detail.
    tell: RefCell<Option<Function>>,
    told: RefCell<Told>,
}

/// What was said last, which is not said again.
#[derive(Debug, Default)]
struct Told {
    ready: bool,
    problems: Option<String>,
    result: Option<String>,
    /// The workspace that the page around knows.
    workspace: Option<Rc<Workspace>>,
}

impl Talk {
    /// A talk about a state.
    pub(crate) fn new(state: State) -> Self {
        Self {
            state: RefCell::new(Shared(Rc::new(state))),
            dispatch: RefCell::default(),
            tell: RefCell::default(),
            told: RefCell::default(),
        }
    }

    /// The present state.
    pub(crate) fn state(&self) -> Shared<State> {
        self.state.borrow().clone()
    }

    /// The page has come to another state.
    pub(crate) fn note(&self, state: &Shared<State>) {
        self.state.replace(state.clone());
    }

    /// From now on actions go to a page.
    pub(crate) fn attach(&self, dispatch: Callback<Action>) {
        self.dispatch.replace(Some(dispatch));
    }

    /// From now on somebody hears of events.
    pub(crate) fn listen(&self, tell: Function) {
        self.tell.replace(Some(tell));
    }

    /// The page is gone; its state stays.
    pub(crate) fn part(&self) {
        self.dispatch.take();
        self.tell.take();
    }

    /// Sends an action of the page around, which need not be told what it did itself.
    pub(crate) fn send(&self, action: Action) {
        let dispatch = self.dispatch.borrow().clone();
        match dispatch {
            Some(dispatch) => dispatch.emit(action),
            None => {
                let next = self.state.borrow().reduce(&action);
                self.state.replace(Shared(Rc::new(next)));
            }
        }
        let known = Rc::clone(&self.state.borrow().workspace);
        self.told.borrow_mut().workspace = Some(known);
    }

    /// Tells what is new about a state.
    pub(crate) fn found(&self, state: &State, findings: &Findings) {
        let first = !std::mem::replace(&mut self.told.borrow_mut().ready, true);
        if first {
            self.tell("ready", &write(&json!({ "version": env!("CARGO_PKG_VERSION") })));
        }
        let workspace = &state.workspace;
        let before = self.told.borrow_mut().workspace.replace(Rc::clone(workspace));
        if before.is_some_and(|before| !Rc::ptr_eq(&before, workspace)) {
            self.tell("change", &write(&changed(state)));
        }
        let (problems, result) =
            (write(&problems(state, findings)), write(&result(state, findings)));
        let last = self.told.borrow_mut().problems.replace(problems.clone());
        if last.as_ref() != Some(&problems) {
            self.tell("problems", &problems);
        }
        let last = self.told.borrow_mut().result.replace(result.clone());
        if last.as_ref() != Some(&result) {
            self.tell("result", &result);
        }
    }

    /// The user asked to save.
    pub(crate) fn save(&self, state: &State) {
        self.tell("save", &whole(state));
    }

    fn tell(&self, name: &str, detail: &str) {
        let tell = self.tell.borrow().clone();
        if let (Some(tell), Ok(detail)) = (tell, JSON::parse(detail)) {
            // What a listener throws is reported where it is called.
            let _thrown = tell.call2(&JsValue::UNDEFINED, &name.into(), &detail);
        }
    }
}

/// The workspace as its file has it, which may be large: it is written once.
fn whole(state: &State) -> String {
    format!("{{\"workspace\":{}}}", state.workspace.write())
}

fn changed(state: &State) -> Value {
    json!({
        "dirty": state.history.can_undo(),
        "target": state.target,
        "expression": state.mapping().map(|mapping| &mapping.expr),
    })
}

/// The problems of the current expression, and how many there are in all.
fn problems(state: &State, findings: &Findings) -> Value {
    let text = state.mapping().map(|mapping| mapping.expr.as_str()).unwrap_or_default();
    let found = findings.analysis().map(|analysis| frame::problems_of(text, analysis));
    let mut detail = found.unwrap_or_else(|| json!({ "ok": true, "problems": [] }));
    let all = || findings.analyses.iter().flat_map(|analysis| &analysis.problems);
    let count = |severity| all().filter(|problem| problem.severity == severity).count();
    if let Value::Object(parts) = &mut detail {
        parts.insert("target".to_owned(), json!(state.target));
        parts.insert("errors".to_owned(), json!(count(Severity::Error)));
        parts.insert("warnings".to_owned(), json!(count(Severity::Warning)));
    }
    detail
}

/// What the current expression gives for the current person.
fn result(state: &State, findings: &Findings) -> Value {
    let text = state.mapping().map(|mapping| mapping.expr.as_str()).unwrap_or_default();
    let found =
        findings.analysis().map(|analysis| frame::result_of(text, analysis, findings.outcome()));
    let mut detail = found.unwrap_or_else(|| json!({ "state": "missing", "type": "", "text": "" }));
    if let Value::Object(parts) = &mut detail {
        parts.insert("target".to_owned(), json!(state.target));
        parts.insert("person".to_owned(), json!(state.person));
    }
    detail
}
