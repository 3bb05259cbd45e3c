//! A turn of its own soon, after what already waits: a message that the page sends itself.

use std::cell::Cell;
use std::fmt;
use std::rc::Rc;

use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{MessageChannel, MessagePort};

/// Calls back once per beat.
pub(super) struct Pulse {
    port: Option<MessagePort>,
    awaited: Rc<Cell<bool>>,
    _turn: Closure<dyn FnMut(JsValue)>,
}

impl fmt::Debug for Pulse {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Pulse").field("awaited", &self.awaited).finish_non_exhaustive()
    }
}

impl Pulse {
    /// Calls `turn` after each beat.
    pub(super) fn new(mut turn: impl FnMut() + 'static) -> Self {
        let awaited = Rc::new(Cell::new(false));
        let turn = {
            let awaited = Rc::clone(&awaited);
            Closure::new(move |_| {
                awaited.set(false);
                turn();
            })
        };
        let port = MessageChannel::new().ok().map(|channel| {
            channel.port1().set_onmessage(Some(turn.as_ref().unchecked_ref()));
            channel.port2()
        });
        Self { port, awaited, _turn: turn }
    }

    /// Asks for a turn, unless one is on its way.
    pub(super) fn beat(&self) {
        if let Some(port) = &self.port
            && !self.awaited.replace(true)
        {
            let _refused = port.post_message(&JsValue::NULL);
        }
    }
}
