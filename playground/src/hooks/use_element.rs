//! Tells the script of a custom element what happens in its page.

use wasm_bindgen::JsCast;
use web_sys::{Event, KeyboardEvent};
use yew::{hook, use_callback, use_effect_with};

use super::use_event;
use super::use_shortcuts::is_save;
use crate::page::Page;

/// Tells what changes, and that the user asks to save, where the page is in an element.
#[hook]
pub(crate) fn use_element(page: &Page) {
    let save = use_callback(page.clone(), |event: Event, page| {
        let Some(talk) = page.host.talk() else { return };
        if event.dyn_ref::<KeyboardEvent>().is_some_and(|key| is_save(&page.host, key)) {
            talk.save(&page.state);
        }
    });
    let keys = page.host.keys().filter(|_| page.host.talk().is_some());
    use_event(keys, "keydown", save);
    use_effect_with((page.host.clone(), page.findings.clone()), {
        let state = page.state.clone();
        move |(host, findings)| {
            if let Some(talk) = host.talk() {
                talk.found(&state, findings);
            }
        }
    });
}
