//! The envelope of messages, read and written.

use attrmap::json::write;
use serde_json::json;

use super::{Answer, Done, Refused};
use crate::json::{self, FromJson, Reader, Reading};
use crate::model::Pairs;

/// The version of the protocol.
const VERSION: usize = 1;

/// A message of the window around the page.
#[derive(Debug)]
pub(super) struct Envelope {
    version: usize,
    /// Comes back with the answer as it is written.
    id: String,
    pub(super) kind: String,
    pub(super) payload: Payload,
}

/// What a message carries: JSON by name.
#[derive(Debug, Default)]
pub(crate) struct Payload(Pairs<String>);

impl FromJson for Payload {
    fn read(json: Reader<'_>) -> Reading<Self> {
        let mut parts = Pairs::default();
        json.object(&mut |name, json| {
            parts.set(name, json.raw()?.to_owned());
            Ok(())
        })?;
        Ok(Self(parts))
    }
}

impl FromJson for Envelope {
    fn read(json: Reader<'_>) -> Reading<Self> {
        let (mut version, mut kind, mut payload) = (None, None, None);
        let mut id = "null".to_owned();
        json.object(&mut |name, json| {
            match name {
                "attrmap" => version = Some(usize::read(json)?),
                "id" => json.raw()?.clone_into(&mut id),
                "type" => kind = Some(String::read(json)?),
                "payload" => payload = Some(Payload::of(json.raw()?)),
                _ => {}
            }
            Ok(())
        })?;
        let version = version.ok_or_else(|| json.lacking("attrmap"))?;
        let kind = kind.ok_or_else(|| json.lacking("type"))?;
        Ok(Self { version, id, kind, payload: payload.unwrap_or_default() })
    }
}

impl Payload {
    /// Reads a payload; an empty one for what is none.
    pub(crate) fn of(json: &str) -> Self {
        json::read(json).unwrap_or_default()
    }

    /// A part, as its JSON.
    pub(crate) fn raw(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str)
    }

    /// A part that is text.
    pub(crate) fn text(&self, name: &str) -> Option<String> {
        self.read_part(name).ok()
    }

    /// A part of a known shape.
    pub(crate) fn read_part<T: FromJson>(&self, name: &str) -> Result<T, String> {
        let json = self.raw(name).ok_or_else(|| "it is not there".to_owned())?;
        json::read(json).map_err(|wrong| wrong.to_string())
    }
}

impl Envelope {
    /// Reads a message; nothing for what is none.
    pub(super) fn of(json: &str) -> Option<Self> {
        json::read::<Self>(json).ok().filter(|envelope| envelope.version == VERSION)
    }

    /// The answer that carries the id of this message.
    pub(super) fn answer(&self, done: Result<Done, Refused>) -> Answer {
        let (reply, action) = match done {
            Ok(Done { reply, action }) => (reply, action),
            Err(Refused { code, message }) => {
                let payload = json!({ "code": code, "message": message });
                (Some(("error", write(&payload))), None)
            }
        };
        let id = &self.id;
        let envelope = |(kind, payload): (&str, String)| {
            format!(r#"{{"attrmap":{VERSION},"id":{id},"type":"{kind}","payload":{payload}}}"#)
        };
        Answer { reply: reply.map(envelope), action }
    }
}

/// A message that answers nothing.
pub(super) fn told(kind: &str, payload: &str) -> String {
    format!(r#"{{"attrmap":{VERSION},"type":"{kind}","payload":{payload}}}"#)
}
