//! Small requests to the browser. Each may be refused, and then the page goes on without it.

use wasm_bindgen::JsCast;
use web_sys::{Document, Element, HtmlDocument, HtmlElement, HtmlTextAreaElement, Window};
use yew::NodeRef;

/// The window, where there is one.
pub(crate) fn window() -> Option<Window> {
    web_sys::window()
}

/// The document, where there is one.
pub(crate) fn document() -> Option<Document> {
    window()?.document()
}

/// The `html` element.
pub(crate) fn root() -> Option<Element> {
    document()?.document_element()
}

/// Sets or takes away an attribute of the `html` element.
pub(crate) fn set_root_attribute(name: &str, value: Option<&str>) {
    let Some(root) = root() else { return };
    let _refused = match value {
        Some(value) => root.set_attribute(name, value),
        None => root.remove_attribute(name),
    };
}

/// Sets a style property from script, which the content policy allows where attributes are not.
pub(crate) fn set_property(node: &NodeRef, name: &str, value: &str) {
    if let Some(element) = node.cast::<HtmlElement>() {
        let _refused = element.style().set_property(name, value);
    }
}

/// Takes a style property away.
pub(crate) fn remove_property(node: &NodeRef, name: &str) {
    if let Some(element) = node.cast::<HtmlElement>() {
        let _refused = element.style().remove_property(name);
    }
}

/// Puts the keyboard focus on an element.
pub(crate) fn focus(node: &NodeRef) {
    if let Some(element) = node.cast::<HtmlElement>() {
        let _refused = element.focus();
    }
}

/// Puts the keyboard focus on the element with this id.
pub(crate) fn focus_id(id: &str) {
    let element = document().and_then(|document| document.get_element_by_id(id));
    if let Some(element) = element.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        let _refused = element.focus();
    }
}

/// The element that has the keyboard focus.
pub(crate) fn focused() -> Option<Element> {
    document()?.active_element()
}

/// Replaces a range of a text field as if it were typed, so that its own undo knows of it.
///
/// Offsets are UTF-16 units.
pub(crate) fn type_into(field: &HtmlTextAreaElement, start: u32, end: u32, text: &str) {
    let _refused = field.focus();
    let _refused = field.set_selection_range(start, end);
    let typed = document().and_then(|document| document.dyn_into::<HtmlDocument>().ok()).and_then(
        |document| {
            let command = if text.is_empty() { "delete" } else { "insertText" };
            document.exec_command_with_show_ui_and_value(command, false, text).ok()
        },
    );
    if typed != Some(true) {
        let _refused = field.set_range_text_with_start_and_end(text, start, end);
        let event = web_sys::Event::new_with_event_init_dict("input", &{
            let init = web_sys::EventInit::new();
            init.set_bubbles(true);
            init
        });
        if let Ok(event) = event {
            let _refused = field.dispatch_event(&event);
        }
    }
}

/// Leaves a mark for measurements.
pub(crate) fn mark(name: &str) {
    if let Some(performance) = window().and_then(|window| window.performance()) {
        let _refused = performance.mark(name);
    }
}

/// Marks, after the next frame, that what was found is painted; the first time the page is ready.
pub(crate) fn painted() {
    let after_frame = wasm_bindgen::closure::Closure::once_into_js(|| {
        mark("attrmap:painted");
        let ready = root().is_some_and(|root| root.has_attribute("data-ready"));
        if !ready {
            mark("attrmap:ready");
            set_root_attribute("data-ready", Some("true"));
        }
    });
    // The frame callback runs before painting, a task after it runs behind the paint.
    let before_frame = wasm_bindgen::closure::Closure::once_into_js(move || {
        if let Some(window) = window() {
            let _refused = window.set_timeout_with_callback(after_frame.unchecked_ref());
        }
    });
    if let Some(window) = window() {
        let _refused = window.request_animation_frame(before_frame.unchecked_ref());
    }
}

/// Milliseconds since the page was opened.
pub(crate) fn now() -> f64 {
    window().and_then(|window| window.performance()).map_or(0.0, |performance| performance.now())
}

/// Puts `text` on the clipboard and says afterwards whether that was allowed.
pub(crate) fn copy(text: &str, done: impl FnOnce(bool) + 'static) {
    let clipboard = window().map(|window| window.navigator().clipboard());
    let text = text.to_owned();
    yew::platform::spawn_local(async move {
        let written = match clipboard.filter(|clipboard| !clipboard.is_undefined()) {
            Some(clipboard) => {
                wasm_bindgen_futures::JsFuture::from(clipboard.write_text(&text)).await.is_ok()
            }
            None => false,
        };
        done(written);
    });
}

/// Width and height of what can be seen, in CSS pixels.
pub(crate) fn viewport() -> (f64, f64) {
    root().map_or((0.0, 0.0), |root| {
        (f64::from(root.client_width()), f64::from(root.client_height()))
    })
}

/// The clock, in milliseconds of Unix time.
pub(crate) fn clock() -> i64 {
    #[expect(clippy::cast_possible_truncation, reason = "milliseconds fit for 285,000 years")]
    let milliseconds = js_sys::Date::now() as i64;
    milliseconds
}
