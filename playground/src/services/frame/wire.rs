//! Messages between windows: page and parent greet each other, then talk through a port of their own.

use std::cell::RefCell;
use std::rc::Rc;

use gloo_events::EventListener;
use js_sys::{Array, JSON, Object};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{MessageChannel, MessageEvent, MessagePort, Window};
use yew::Callback;

use crate::host::Host;
use crate::services::dom;

/// The connection to the window around the page.
#[derive(Clone, Debug)]
pub(crate) struct Wire {
    parent: Window,
    /// The one origin that is heard.
    origin: String,
    port: Rc<RefCell<Option<Port>>>,
}

impl PartialEq for Wire {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.port, &other.port)
    }
}

/// A port that is listened to.
#[derive(Debug)]
struct Port {
    port: MessagePort,
    _listener: EventListener,
}

/// The connection, where the address asks for one and there is a window around the page.
pub(crate) fn open(host: &Host) -> Option<Wire> {
    let query = host.query();
    let mut words = query.trim_start_matches('?').split('&');
    if !words.any(|word| word == "embed" || word.starts_with("embed=")) {
        return None;
    }
    let fragment = host.fragment();
    let pinned = fragment
        .trim_start_matches('#')
        .split('&')
        .find_map(|part| part.strip_prefix("origin="))?;
    let origin = js_sys::decode_uri_component(pinned).ok()?.as_string()?;
    let window = dom::window()?;
    let parent = window.parent().ok().flatten()?;
    let is_framed = !Object::is(&parent, &window);
    is_framed.then(|| Wire { parent, origin, port: Rc::default() })
}

impl Wire {
    /// Whether a message comes from the parent, and from where it may.
    pub(crate) fn is_heard(&self, event: &MessageEvent) -> bool {
        let from_parent = event.source().is_some_and(|source| Object::is(&source, &self.parent));
        from_parent && event.origin() == self.origin
    }

    /// Moves the talk to a port: the one that came with the message, or a new one that goes with
    /// the reply.
    pub(crate) fn connect(
        &self,
        event: &MessageEvent,
        reply: &str,
        on_message: Callback<MessageEvent>,
    ) {
        if let Ok(port) = event.ports().get(0).dyn_into::<MessagePort>() {
            self.listen(port, on_message);
            self.tell(reply);
        } else {
            self.greet(reply, on_message);
        }
    }

    /// Tells the parent's window something, with a new port to talk through.
    pub(crate) fn greet(&self, json: &str, on_message: Callback<MessageEvent>) {
        let (Ok(channel), Some(message)) = (MessageChannel::new(), parsed(json)) else { return };
        self.listen(channel.port1(), on_message);
        let ports = Array::of1(&channel.port2());
        // A parent that went away meanwhile hears nothing.
        let _sent = self.parent.post_message_with_transfer(&message, &self.origin, &ports);
    }

    fn listen(&self, port: MessagePort, on_message: Callback<MessageEvent>) {
        let listener = EventListener::new(&port, "message", move |event| {
            if let Some(event) = event.dyn_ref::<MessageEvent>() {
                on_message.emit(event.clone());
            }
        });
        port.start();
        *self.port.borrow_mut() = Some(Port { port, _listener: listener });
    }

    /// Tells the parent something through the port.
    pub(crate) fn tell(&self, json: &str) {
        if let (Some(port), Some(message)) = (&*self.port.borrow(), parsed(json)) {
            // The other end may be closed.
            let _sent = port.port.post_message(&message);
        }
    }
}

/// A message as JSON; nothing for what JSON cannot hold.
pub(crate) fn text_of(event: &MessageEvent) -> Option<String> {
    JSON::stringify(&event.data()).ok()?.as_string()
}

fn parsed(json: &str) -> Option<JsValue> {
    JSON::parse(json).ok()
}
