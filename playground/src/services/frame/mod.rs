//! The page in a frame: what the window around it asks, and what it is answered.
//!
//! Messages are `{attrmap: 1, id, type, payload}`. Only the parent window is heard, and only from
//! the origin that the address pins: `?embed#origin=https%3A%2F%2Fconsole.example`.

mod envelope;
mod wire;

use std::rc::Rc;

use attrmap::json::write;
use serde_json::{Value, json};

pub(crate) use wire::{Wire, open, text_of};

use super::engine::{Analysis, Setting, Subject};
use super::findings::Findings;
use super::utf16;
use crate::model::{Outcome, Person, Problem, Severity, Workspace};
use crate::state::{Action, State, Theme, ViewChange};
use crate::words::Language;
use envelope::Envelope;
pub(super) use envelope::Payload;

/// The largest message that is read, in UTF-16 units of its JSON.
const LARGEST: usize = 8 * 1024 * 1024;

/// What may be asked.
const CAPABILITIES: [&str; 7] = ["hello", "load", "get", "check", "evaluate", "theme", "lang"];

/// What comes of a message.
#[derive(Debug, PartialEq)]
pub(crate) struct Answer {
    /// The envelope of the answer, as JSON.
    pub(crate) reply: Option<String>,
    /// What changes in the page.
    pub(crate) action: Option<Action>,
}

/// Answers a message; nothing for what is no message of this protocol.
pub(crate) fn answer(json: &str, state: &State, now: i64) -> Option<Answer> {
    let envelope = Envelope::of(json)?;
    if json.len() > LARGEST {
        let message = format!("a message has at most {LARGEST} bytes");
        return Some(envelope.answer(Err(Refused::new("too-large", message))));
    }
    let done = perform(&envelope.kind, &envelope.payload, state, now);
    Some(envelope.answer(done))
}

/// Does what a message asks.
pub(super) fn perform(
    kind: &str,
    payload: &Payload,
    state: &State,
    now: i64,
) -> Result<Done, Refused> {
    match kind {
        "hello" => Ok(Done::reply("ready", write(&capabilities()))),
        "load" => load(payload),
        "get" => Ok(Done::reply("workspace", workspace(state))),
        "check" => check(payload, state, now),
        "evaluate" => evaluate(payload, state, now),
        "theme" => theme(payload),
        "lang" => language(payload),
        other => Err(Refused::new("unknown-type", format!("there is no message `{other}`"))),
    }
}

/// What is told without being asked, whenever something changed.
pub(crate) fn changed(state: &State, findings: &Findings) -> String {
    let count = |severity| {
        let problems = findings.analyses.iter().flat_map(|analysis| &analysis.problems);
        problems.filter(|problem| problem.severity == severity).count()
    };
    let payload = json!({
        "dirty": state.history.can_undo(),
        "errors": count(Severity::Error),
        "warnings": count(Severity::Warning),
    });
    envelope::told("changed", &write(&payload))
}

/// The height that the page would like to have, in CSS pixels.
pub(crate) fn height(pixels: f64) -> String {
    envelope::told("height", &write(&json!({ "height": pixels.ceil() })))
}

/// The page can be talked to.
pub(crate) fn ready() -> String {
    envelope::told("ready", &write(&capabilities()))
}

/// The user asked to save.
pub(crate) fn save(state: &State) -> String {
    envelope::told("save", &workspace(state))
}

/// What a message did.
#[derive(Debug)]
pub(super) struct Done {
    /// A kind of message, and its payload as JSON.
    pub(super) reply: Option<(&'static str, String)>,
    pub(super) action: Option<Action>,
}

impl Done {
    fn reply(kind: &'static str, payload: String) -> Self {
        Self { reply: Some((kind, payload)), action: None }
    }

    pub(super) fn act(action: impl Into<Action>) -> Self {
        Self { reply: None, action: Some(action.into()) }
    }
}

/// Why a message did nothing.
#[derive(Debug)]
pub(super) struct Refused {
    pub(super) code: &'static str,
    pub(super) message: String,
}

impl Refused {
    pub(super) fn new(code: &'static str, message: impl Into<String>) -> Self {
        Self { code, message: message.into() }
    }
}

fn capabilities() -> Value {
    json!({ "version": env!("CARGO_PKG_VERSION"), "capabilities": CAPABILITIES })
}

pub(super) fn workspace(state: &State) -> String {
    format!(r#"{{"workspace":{}}}"#, state.workspace.write())
}

fn load(payload: &Payload) -> Result<Done, Refused> {
    let workspace = given_workspace(payload)?;
    let state = State::open(workspace, "", "");
    let reply = self::workspace(&state);
    Ok(Done { reply: Some(("workspace", reply)), action: Some(Action::Open(Box::new(state))) })
}

/// The workspace that a message carries.
pub(super) fn given_workspace(payload: &Payload) -> Result<Workspace, Refused> {
    let file = payload.raw("workspace").ok_or_else(|| missing("workspace"))?;
    Workspace::read(file).map_err(|error| Refused::new("bad-workspace", error.to_string()))
}

fn check(payload: &Payload, state: &State, now: i64) -> Result<Done, Refused> {
    let text = payload.text("text").ok_or_else(|| missing("text"))?;
    let analysis = Analysis::new(&text, &Setting::new(&state.workspace, now));
    Ok(Done::reply("problems", write(&problems_of(&text, &analysis))))
}

/// Whether a text is valid, and what is wrong with it.
pub(super) fn problems_of(text: &str, analysis: &Analysis) -> Value {
    let problems = analysis.problems.iter().map(|found| problem(text, found)).collect::<Vec<_>>();
    json!({ "ok": analysis.is_valid(), "problems": problems })
}

fn evaluate(payload: &Payload, state: &State, now: i64) -> Result<Done, Refused> {
    let text = payload.text("text").ok_or_else(|| missing("text"))?;
    let person = person(payload, state)?;
    let setting = Setting::new(&state.workspace, now);
    let analysis = Analysis::new(&text, &setting);
    let outcome = analysis.evaluate(&Subject::new(&person, &setting));
    let result = result_of(&text, &analysis, outcome.as_ref());
    Ok(Done::reply("result", write(&result)))
}

/// The person whom a message is about: one who is here, by id or name, or one whom it brings, as in a
/// workspace or with nothing but the records, as the package takes them.
fn person(payload: &Payload, state: &State) -> Result<Rc<Person>, Refused> {
    if payload.raw("person").is_some_and(|json| json.starts_with('{')) {
        let parts = payload.read_part::<Payload>("person").unwrap_or_default();
        let brought = if parts.raw("records").is_some() {
            let records = parts.read_part("records");
            let groups = parts.raw("groups").map_or(Ok(Vec::new()), |_| parts.read_part("groups"));
            records.and_then(|records| Ok((records, groups?)))
        } else {
            payload.read_part("person").map(|records| (records, Vec::new()))
        };
        return match brought {
            Ok((records, groups)) => Ok(Rc::new(Person { records, groups, ..Person::default() })),
            Err(wrong) => Err(Refused::new("bad-payload", format!("this is no person: {wrong}"))),
        };
    }
    let wanted = payload.text("person").unwrap_or_else(|| state.person.clone());
    let mut people = state.workspace.people.iter();
    let found = people.find(|person| person.id == wanted || person.name == wanted);
    found
        .cloned()
        .ok_or_else(|| Refused::new("unknown-person", format!("there is no person `{wanted}`")))
}

/// What a text gives.
pub(super) fn result_of(text: &str, analysis: &Analysis, outcome: Option<&Outcome>) -> Value {
    let failed = |found: Option<&Problem>| {
        let problem = found.map(|found| problem(text, found));
        json!({ "state": "error", "type": "", "text": "", "problem": problem })
    };
    match outcome {
        Some(Outcome::Value { value, ty }) => json!({
            "state": value.presence().id(),
            "type": ty,
            "text": value.to_line(),
        }),
        Some(Outcome::Failed(found)) => failed(Some(found)),
        None => failed(analysis.problems.first()),
    }
}

fn theme(payload: &Payload) -> Result<Done, Refused> {
    let theme = match payload.text("theme").ok_or_else(|| missing("theme"))?.as_str() {
        "system" => Theme::System,
        "light" => Theme::Light,
        "dark" => Theme::Dark,
        other => return Err(Refused::new("unknown-theme", format!("there is no theme `{other}`"))),
    };
    Ok(Done::act(ViewChange::Theme(theme)))
}

fn language(payload: &Payload) -> Result<Done, Refused> {
    let language = match payload.text("lang").ok_or_else(|| missing("lang"))?.as_str() {
        "en" => Language::English,
        "pseudo" => Language::Pseudo,
        other => {
            let message = format!("the page does not speak `{other}`");
            return Err(Refused::new("unknown-language", message));
        }
    };
    Ok(Done::act(ViewChange::Language(language)))
}

pub(super) fn missing(name: &str) -> Refused {
    Refused::new("bad-payload", format!("the payload has no `{name}`, or not as it should be"))
}

/// A problem with its place in UTF-16 units.
fn problem(text: &str, problem: &Problem) -> Value {
    let place = [problem.span.start, problem.span.end].map(|byte| utf16::from_byte(text, byte));
    json!({
        "code": problem.code,
        "severity": problem.severity.id(),
        "message": problem.message,
        "help": problem.help,
        "range": place,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenarios;

    fn ask(json: &str) -> Option<Answer> {
        answer(json, &scenarios::office_at_hand(), 0)
    }

    fn reply(json: &str) -> Value {
        serde_json::from_str(&ask(json).unwrap().reply.unwrap()).unwrap()
    }

    #[test]
    fn what_is_no_message_is_not_answered() {
        for json in ["null", "1", "{}", r#"{"attrmap":2,"type":"get"}"#, r#"{"type":"get"}"#, "{"] {
            assert_eq!(ask(json), None, "{json}");
        }
    }

    #[test]
    fn an_answer_has_the_id_of_its_question() {
        let ready = reply(r#"{"attrmap":1,"id":"a7","type":"hello"}"#);
        assert_eq!((&ready["id"], &ready["type"]), (&json!("a7"), &json!("ready")));
        let unknown = reply(r#"{"attrmap":1,"id":3,"type":"dance"}"#);
        assert_eq!(unknown["id"], json!(3));
        assert_eq!(unknown["payload"]["code"], json!("unknown-type"));
    }

    #[test]
    fn a_text_is_checked_and_evaluated_without_changing_the_page() {
        let problems = reply(r#"{"attrmap":1,"type":"check","payload":{"text":"'😀' +"}}"#);
        assert_eq!(problems["payload"]["ok"], json!(false));
        assert_eq!(problems["payload"]["problems"][0]["severity"], json!("error"));
        let text =
            r#"{"attrmap":1,"type":"evaluate","payload":{"text":"'a' + 1","person":"Dana Reyes"}}"#;
        let result = reply(text);
        assert_eq!(result["payload"]["text"], json!("a1"));
        assert_eq!(ask(text).unwrap().action, None);
    }

    #[test]
    fn a_text_is_evaluated_for_whom_the_message_brings() {
        let of = |person: Value| {
            let payload = json!({ "text": "appuser.firstName", "person": person });
            reply(&json!({ "attrmap": 1, "type": "evaluate", "payload": payload }).to_string())
        };
        let records = json!({ "appuser": { "firstName": "Zoe" } });
        for person in [records.clone(), json!({ "id": "z", "name": "Z", "records": records })] {
            assert_eq!(of(person)["payload"]["text"], json!("Zoe"));
        }
        assert_eq!(of(json!({ "appuser": 1 }))["payload"]["code"], json!("bad-payload"));
        assert_eq!(of(json!("nobody"))["payload"]["code"], json!("unknown-person"));
    }

    #[test]
    fn a_damaged_workspace_is_refused() {
        let json = r#"{"attrmap":1,"type":"load","payload":{"workspace":{"attrmap":"x"}}}"#;
        assert_eq!(reply(json)["payload"]["code"], json!("bad-workspace"));
        assert_eq!(ask(json).unwrap().action, None);
    }

    #[test]
    fn what_was_got_can_be_loaded() {
        let got = reply(r#"{"attrmap":1,"type":"get"}"#);
        let load = json!({ "attrmap": 1, "type": "load", "payload": got["payload"] }).to_string();
        let Some(Action::Open(state)) = ask(&load).unwrap().action else { panic!("not opened") };
        assert_eq!(state.workspace.set, scenarios::office_at_hand().workspace.set);
    }
}
