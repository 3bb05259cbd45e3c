//! A listener on the window that lives as long as its component.

use gloo_events::{EventListener, EventListenerOptions};
use web_sys::Event;
use yew::{Callback, hook, use_effect_with};

use crate::services::dom;

/// Calls `callback` for every event of this name that reaches the window.
#[hook]
pub(crate) fn use_window_event(name: &'static str, callback: Callback<Event>) {
    use_effect_with(callback, move |callback| {
        let callback = callback.clone();
        let listener = dom::window().map(|window| {
            let options = EventListenerOptions::enable_prevent_default();
            EventListener::new_with_options(&window, name, options, move |event| {
                callback.emit(event.clone());
            })
        });
        move || drop(listener)
    });
}
