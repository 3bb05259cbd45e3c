//! A listener that lives as long as its component.

use gloo_events::{EventListener, EventListenerOptions};
use web_sys::{Event, EventTarget};
use yew::{Callback, hook, use_effect_with};

/// Calls `callback` for every event of this name that reaches the target.
#[hook]
pub(crate) fn use_event(
    target: Option<&EventTarget>,
    name: &'static str,
    callback: Callback<Event>,
) {
    use_effect_with((target.cloned(), callback), move |(target, callback)| {
        let callback = callback.clone();
        let listener = target.as_ref().map(|target| {
            let options = EventListenerOptions::enable_prevent_default();
            EventListener::new_with_options(target, name, options, move |event| {
                callback.emit(event.clone());
            })
        });
        move || drop(listener)
    });
}
