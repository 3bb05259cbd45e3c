//! What the script of an element may ask, and what comes of it.

use std::rc::Rc;

use attrmap::json::write;
use serde_json::json;

use crate::json::FromJson;
use crate::model::{Context, Dialect};
use crate::services::frame::{self, Done, Payload, Refused};
use crate::state::{Access, Action, Given, Mode, State, ViewChange};

/// Performs a wish with its payload as JSON: the reply, and what changes, or why nothing does.
pub(crate) fn answer(
    kind: &str,
    payload: &str,
    state: &State,
    now: i64,
) -> Result<(String, Option<Action>), (&'static str, String)> {
    if kind == "get" {
        return Ok((super::whole(state), None));
    }
    let Done { reply, action } = perform(kind, &Payload::of(payload), state, now)
        .map_err(|refused| (refused.code, refused.message))?;
    Ok((reply.map_or_else(|| "null".to_owned(), |(_, reply)| reply), action))
}

fn perform(kind: &str, payload: &Payload, state: &State, now: i64) -> Result<Done, Refused> {
    let given = |given| Ok(Done::act(Action::Given(given)));
    match kind {
        "load" => {
            let workspace = frame::given_workspace(payload)?;
            given(Given::Workspace(Box::new(State::open(workspace, &state.target, &state.person))))
        }
        "people" => given(Given::People(Rc::new(part(payload, kind)?))),
        "schema" => given(Given::Schema(Rc::new(part(payload, kind)?))),
        "context" => given(Given::Context(named(payload, kind, Context::of_id)?)),
        "dialect" => given(Given::Dialect(named(payload, kind, |id| {
            Dialect::ALL.into_iter().find(|dialect| dialect.id() == id)
        })?)),
        "mode" => Ok(Done::act(ViewChange::Mode(named(payload, kind, |id| match id {
            "full" => Some(Mode::Full),
            "expression" => Some(Mode::Expression),
            "result" => Some(Mode::Result),
            _ => None,
        })?))),
        "readonly" => {
            let readonly: bool = part(payload, kind)?;
            let access = if readonly { Access::Read } else { Access::Write };
            Ok(Done::act(ViewChange::Access(access)))
        }
        "label" => Ok(Done::act(ViewChange::Label(part(payload, kind)?))),
        "locked" => Ok(Done::act(ViewChange::Locked)),
        "check" if payload.raw("text").is_none() => {
            let text = state.mapping().map(|mapping| mapping.expr.as_str()).unwrap_or_default();
            let payload = write(&json!({ "text": text }));
            frame::perform(kind, &Payload::of(&payload), state, now)
        }
        other => frame::perform(other, payload, state, now),
    }
}

/// A part that has to have the shape of `T`.
fn part<T: FromJson>(payload: &Payload, name: &str) -> Result<T, Refused> {
    payload
        .read_part(name)
        .map_err(|reason| Refused::new("bad-payload", format!("`{name}` is damaged: {reason}")))
}

/// One of several names.
fn named<T>(
    payload: &Payload,
    kind: &str,
    of_name: impl Fn(&str) -> Option<T>,
) -> Result<T, Refused> {
    let name = payload.text(kind).ok_or_else(|| frame::missing(kind))?;
    of_name(&name)
        .ok_or_else(|| Refused::new("unknown-name", format!("there is no {kind} `{name}`")))
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;
    use crate::scenarios;

    fn ask(kind: &str, payload: &Value) -> Result<(Value, Option<Action>), (&'static str, String)> {
        answer(kind, &payload.to_string(), &scenarios::office_at_hand(), 0)
            .map(|(reply, action)| (serde_json::from_str(&reply).unwrap(), action))
    }

    #[test]
    fn parts_of_the_workspace_are_given() {
        let state = scenarios::office_at_hand();
        let people = json!([{ "id": "1", "name": "Ada", "records": { "appuser": { "a": 1 } } }]);
        let action = ask("people", &json!({ "people": people })).unwrap().1.unwrap();
        let next = state.reduce(&action);
        assert_eq!((next.workspace.people.len(), next.person.as_str()), (1, "1"));
        let schema = json!({ "target": { "label": "Mine", "attributes": [{ "name": "x" }] } });
        let next = state.reduce(&ask("schema", &json!({ "schema": schema })).unwrap().1.unwrap());
        assert_eq!(next.workspace.set.schema.target.label, "Mine");
    }

    #[test]
    fn what_is_not_understood_is_refused_with_its_name() {
        for (kind, payload) in [
            ("mode", json!({ "mode": "both" })),
            ("context", json!({ "context": "moon" })),
            ("dialect", json!({ "dialect": 3 })),
            ("people", json!({ "people": { "id": "1" } })),
            ("people", json!({ "people": [3] })),
            ("readonly", json!({})),
            ("load", json!({ "workspace": null })),
            ("load", json!({ "workspace": { "attrmap": 2 } })),
            ("load", json!([])),
            ("dance", json!({})),
        ] {
            let (_, message) = ask(kind, &payload).unwrap_err();
            assert!(message.len() > 8, "{kind} {payload}: {message}");
        }
    }

    #[test]
    fn without_a_text_the_present_expression_is_checked() {
        let (reply, action) = ask("check", &json!({})).unwrap();
        assert_eq!((&reply["ok"], action), (&json!(true), None));
        assert_eq!(reply["problems"][0]["severity"], json!("warning"));
        let (reply, _) = ask("check", &json!({ "text": "1 +" })).unwrap();
        assert_eq!(reply["ok"], json!(false));
    }
}
