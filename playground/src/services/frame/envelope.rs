//! The envelope of messages, read and written.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::value::RawValue;
use serde_json::{Value, json};

use super::{Answer, Done, Refused};

/// The version of the protocol.
const VERSION: u32 = 1;

/// A message of the window around the page.
#[derive(Debug, Deserialize)]
pub(super) struct Envelope {
    attrmap: u32,
    #[serde(default)]
    id: Value,
    #[serde(rename = "type")]
    pub(super) kind: String,
    #[serde(default)]
    payload: Option<BTreeMap<String, Box<RawValue>>>,
}

impl Envelope {
    /// Reads a message; nothing for what is none.
    pub(super) fn read(json: &str) -> Option<Self> {
        serde_json::from_str::<Self>(json).ok().filter(|envelope| envelope.attrmap == VERSION)
    }

    /// A part of the payload, as its JSON.
    pub(super) fn raw(&self, name: &str) -> Option<String> {
        Some(self.payload.as_ref()?.get(name)?.get().to_owned())
    }

    /// A part of the payload that is text.
    pub(super) fn text(&self, name: &str) -> Option<String> {
        serde_json::from_str(self.payload.as_ref()?.get(name)?.get()).ok()
    }

    /// The answer that carries the id of this message.
    pub(super) fn answer(&self, done: Result<Done, Refused>) -> Answer {
        let envelope = |kind: &str, payload: &Value| {
            json!({ "attrmap": VERSION, "id": self.id, "type": kind, "payload": payload })
                .to_string()
        };
        match done {
            Ok(Done { reply, action }) => {
                Answer { reply: reply.map(|(kind, payload)| envelope(kind, &payload)), action }
            }
            Err(Refused { code, message }) => {
                let payload = json!({ "code": code, "message": message });
                Answer { reply: Some(envelope("error", &payload)), action: None }
            }
        }
    }
}

/// A message that answers nothing.
pub(super) fn told(kind: &str, payload: &Value) -> String {
    json!({ "attrmap": VERSION, "type": kind, "payload": payload }).to_string()
}
