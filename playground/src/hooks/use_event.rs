//! A listener that lives as long as its component.

use gloo_events::{EventListener, EventListenerOptions};
use web_sys::{Event, EventTarget};
use yew::{Callback, hook, use_effect_with, use_mut_ref};

/// Calls the present `callback` for every event of this name that reaches the target.
#[hook]
pub(crate) fn use_event(
    target: Option<&EventTarget>,
    name: &'static str,
    callback: Callback<Event>,
) {
    // One listener for all that are ever called: another page comes with every key.
    let present = use_mut_ref(Callback::noop);
    present.replace(callback);
    use_effect_with(target.cloned(), move |target| {
        let listener = target.as_ref().map(|target| {
            let options = EventListenerOptions::enable_prevent_default();
            EventListener::new_with_options(target, name, options, move |event| {
                let callback = present.borrow().clone();
                callback.emit(event.clone());
            })
        });
        move || drop(listener)
    });
}
