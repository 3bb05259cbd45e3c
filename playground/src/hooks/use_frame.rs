//! Answers the window around the page, and tells it what changes.

use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{Event, KeyboardEvent, MessageEvent};
use yew::{Callback, hook, use_callback, use_effect_with, use_memo, use_mut_ref};

use super::use_event;
use super::use_shortcuts::is_save;
use crate::page::Page;
use crate::services::{dom, frame};

/// Talks to the parent window, where the address pins its origin.
#[hook]
pub(crate) fn use_frame(page: &Page) {
    let wire = use_memo(page.host.clone(), frame::open);
    let present = use_mut_ref(|| page.clone());
    *present.borrow_mut() = page.clone();
    let listener = use_callback(Rc::clone(&wire), {
        let present = Rc::clone(&present);
        move |event: Event, wire: &Rc<Option<frame::Wire>>| {
            let (Some(wire), Some(event)) = (&**wire, event.dyn_ref::<MessageEvent>()) else {
                return;
            };
            if !wire.is_heard(event) {
                return;
            }
            let Some(reply) = answered(&present, event) else { return };
            wire.connect(event, &reply, answers(&present, wire));
        }
    });
    // A host may wait for the page, or say hello first.
    use_effect_with(Rc::clone(&wire), {
        let present = Rc::clone(&present);
        move |wire| {
            if let Some(wire) = &**wire {
                wire.greet(&frame::ready(), answers(&present, wire));
            }
        }
    });
    use_event(dom::window().as_deref(), "message", listener);
    let save = use_callback(Rc::clone(&wire), {
        let present = Rc::clone(&present);
        move |event: Event, wire: &Rc<Option<frame::Wire>>| {
            let Some(wire) = &**wire else { return };
            let page = present.borrow();
            if event.dyn_ref::<KeyboardEvent>().is_some_and(|key| is_save(&page.host, key)) {
                wire.tell(&frame::save(&page.state));
            }
        }
    });
    use_event(page.host.keys(), "keydown", save);
    use_effect_with(page.findings.clone(), {
        let (wire, state) = (Rc::clone(&wire), page.state.clone());
        move |findings| {
            if let Some(wire) = &*wire {
                wire.tell(&frame::changed(&state, findings));
                wire.tell(&frame::height(dom::content_height()));
            }
        }
    });
}

/// Answers what comes through the port.
fn answers(present: &Rc<RefCell<Page>>, wire: &frame::Wire) -> Callback<MessageEvent> {
    let (present, wire) = (Rc::clone(present), wire.clone());
    Callback::from(move |event: MessageEvent| {
        if let Some(reply) = answered(&present, &event) {
            wire.tell(&reply);
        }
    })
}

/// Performs what a message asks; returns the reply.
fn answered(page: &Rc<RefCell<Page>>, event: &MessageEvent) -> Option<String> {
    let json = frame::text_of(event)?;
    let page = page.borrow().clone();
    let answer = frame::answer(&json, &page.state, dom::clock())?;
    if let Some(action) = answer.action {
        page.send(action);
    }
    answer.reply
}
