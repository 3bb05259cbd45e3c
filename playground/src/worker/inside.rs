//! The desk in the worker: messages in, messages out.

use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};

use js_sys::{Array, Uint8Array};
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

use super::desk::{Desk, Word};
use super::few::Few;
use super::message;
use super::pulse::Pulse;
use super::reply::{self, Kept};
use super::request::Request;
use crate::services::timing::clock;

/// After so many milliseconds without a word the worker says that it lives.
const SILENCE: f64 = 1_000.0;

/// Works for the page that made this worker, as long as it lives.
pub(crate) fn work() {
    let Ok(scope) = js_sys::global().dyn_into::<DedicatedWorkerGlobalScope>() else { return };
    let mouth = Rc::new(Mouth { scope: scope.clone(), said: Cell::new(clock()) });
    let kept = Rc::new(RefCell::new(Few::<u32, Kept>::default()));
    let desk = {
        let (mouth, kept) = (Rc::clone(&mouth), Rc::clone(&kept));
        Rc::new(Desk::new(clock, move |instance, word| match word {
            Word::Begun(text) => mouth.say(&reply::begun(text)),
            Word::Read(imported) => {
                for bytes in reply::imported(instance, &imported) {
                    mouth.say(&bytes);
                }
            }
            Word::Found(generation, found) => {
                let mut kept = kept.borrow_mut();
                if let Some(kept) = kept.or_insert(instance, Kept::new) {
                    mouth.say(&reply::overview(instance, generation, &found, kept));
                }
            }
        }))
    };
    let pulse = Rc::new_cyclic(|pulse: &Weak<Pulse>| {
        let (desk, mouth, pulse) = (Rc::clone(&desk), Rc::clone(&mouth), Weak::clone(pulse));
        Pulse::new(move || {
            if desk.work()
                && let Some(pulse) = pulse.upgrade()
            {
                pulse.beat();
            }
            if clock() - mouth.said.get() > SILENCE {
                mouth.say(&reply::alive());
            }
        })
    });
    let heard = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        let bytes = message::take(&event);
        let Some((instance, request)) = Request::read(&bytes) else { return };
        if matches!(request, Request::Open(_) | Request::Close) {
            kept.borrow_mut().remove(&instance);
        }
        desk.take(instance, request);
        pulse.beat();
    });
    scope.set_onmessage(Some(heard.as_ref().unchecked_ref()));
    // The worker hears as long as it lives.
    heard.forget();
    mouth.say(&reply::ready());
}

/// What speaks to the page.
#[derive(Debug)]
struct Mouth {
    scope: DedicatedWorkerGlobalScope,
    /// When the last word was said.
    said: Cell<f64>,
}

impl Mouth {
    fn say(&self, bytes: &[u8]) {
        self.said.set(clock());
        let bytes = Uint8Array::from(bytes);
        let _refused = self.scope.post_message_with_transfer(&bytes, &Array::of1(&bytes.buffer()));
    }
}
