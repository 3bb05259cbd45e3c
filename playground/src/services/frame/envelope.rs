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
    pub(super) payload: Option<Payload>,
}

/// What a message carries, by name.
#[derive(Debug, Default, Deserialize)]
#[serde(transparent)]
pub(crate) struct Payload(BTreeMap<String, Box<RawValue>>);

impl Payload {
    /// Reads a payload; an empty one for what is none.
    pub(crate) fn read(json: &str) -> Self {
        serde_json::from_str(json).unwrap_or_default()
    }

    /// A part, as its JSON.
    pub(crate) fn raw(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(|raw| raw.get())
    }

    /// A part that is text.
    pub(crate) fn text(&self, name: &str) -> Option<String> {
        self.read_part(name).ok()
    }

    /// A part of a known shape.
    pub(crate) fn read_part<'a, T: Deserialize<'a>>(&'a self, name: &str) -> Result<T, String> {
        let json = self.raw(name).ok_or_else(|| "it is not there".to_owned())?;
        serde_json::from_str(json).map_err(|error| error.to_string())
    }
}

impl Envelope {
    /// Reads a message; nothing for what is none.
    pub(super) fn read(json: &str) -> Option<Self> {
        serde_json::from_str::<Self>(json).ok().filter(|envelope| envelope.attrmap == VERSION)
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
