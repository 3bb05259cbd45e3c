//! Small requests to the browser. Each may be refused, and then the page goes on without it.

use gloo_events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::{
    Document, Element, HtmlDocument, HtmlElement, HtmlTextAreaElement, NodeList, Window,
};
use yew::NodeRef;

#[wasm_bindgen]
extern "C" {
    /// A document or a shadow root: a tree with ids and a focus of its own.
    #[derive(Clone, Debug)]
    pub(crate) type Root;

    /// The element with this id.
    #[wasm_bindgen(method, js_name = getElementById)]
    pub(crate) fn get_element_by_id(this: &Root, id: &str) -> Option<Element>;
    /// The element with the focus, or the one around the tree that has it.
    #[wasm_bindgen(method, getter, js_name = activeElement)]
    pub(crate) fn active_element(this: &Root) -> Option<Element>;
    /// Every element that a selector fits.
    #[wasm_bindgen(method, js_name = querySelectorAll)]
    pub(crate) fn query_selector_all(this: &Root, selector: &str) -> NodeList;
}

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

/// The tree that an element stands in.
pub(crate) fn root_of(element: &Element) -> Root {
    element.get_root_node().unchecked_into()
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

/// Puts the keyboard focus on the element of a tree with this id.
pub(crate) fn focus_id(root: &Root, id: &str) {
    let element = root.get_element_by_id(id);
    if let Some(element) = element.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        let _refused = element.focus();
    }
}

/// Whether text is typed into an element, or into what has the focus inside it.
pub(crate) fn takes_text(mut element: Element) -> bool {
    while let Some(inner) = element.shadow_root().and_then(|root| root.active_element()) {
        element = inner;
    }
    let name = element.tag_name().to_ascii_lowercase();
    let is_textbox = element.get_attribute("role").as_deref() == Some("textbox");
    name == "textarea" || name == "input" || is_textbox
}

/// Scrolls what is around an element until it is seen.
pub(crate) fn bring_into_view(element: &Element) {
    let options = web_sys::ScrollIntoViewOptions::new();
    options.set_block(web_sys::ScrollLogicalPosition::Nearest);
    element.scroll_into_view_with_scroll_into_view_options(&options);
}

/// Listens for events of one element, and may keep the browser from its own reaction.
pub(crate) fn listen(
    element: &Element,
    name: &'static str,
    heard: impl Fn(&web_sys::Event) + 'static,
) -> EventListener {
    let options = EventListenerOptions::enable_prevent_default();
    EventListener::new_with_options(element, name, options, heard)
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
pub(crate) fn mark(name: &'static str) {
    super::timing::mark(name);
}

/// Does something behind the next frame, when it is painted.
pub(crate) fn after_paint(work: impl FnOnce() + 'static) {
    let after_frame = wasm_bindgen::closure::Closure::once_into_js(work);
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

/// The height of everything on the page, in CSS pixels.
pub(crate) fn content_height() -> f64 {
    root().map_or(0.0, |root| f64::from(root.scroll_height()))
}

/// The clock, in milliseconds of Unix time.
pub(crate) fn clock() -> i64 {
    #[expect(clippy::cast_possible_truncation, reason = "milliseconds fit for 285,000 years")]
    let milliseconds = js_sys::Date::now() as i64;
    milliseconds
}

/// Whether the command key takes the place of the control key.
pub(crate) fn is_mac() -> bool {
    window()
        .and_then(|window| window.navigator().user_agent().ok())
        .is_some_and(|agent| agent.contains("Mac"))
}

/// The address of this page without what it was asked for: a link holds all of that itself.
pub(crate) fn address() -> String {
    let address = window().and_then(|window| window.location().href().ok()).unwrap_or_default();
    address.split(['#', '?']).next().unwrap_or_default().to_owned()
}

/// Whether the page has its parts in files beside it, and is not one file.
pub(crate) fn has_files() -> bool {
    document().is_some_and(|page| page.query_selector("script[src]").ok().flatten().is_some())
}

/// Asks the page's own server for something, and gives the browser's refusal if it refuses.
pub(crate) fn try_request(done: impl FnOnce(Option<String>) + 'static) {
    let Some(window) = window() else { return };
    let request = window.fetch_with_str("?");
    yew::platform::spawn_local(async move {
        let answer = wasm_bindgen_futures::JsFuture::from(request).await;
        done(answer.err().map(|error| {
            error
                .dyn_ref::<js_sys::Error>()
                .map_or_else(|| format!("{error:?}"), |error| String::from(error.to_string()))
        }));
    });
}

/// Hands the user a file with this text.
pub(crate) fn download(name: &str, text: &str) {
    let parts = js_sys::Array::of1(&text.into());
    let options = web_sys::BlobPropertyBag::new();
    options.set_type("text/plain;charset=utf-8");
    let address = web_sys::Blob::new_with_str_sequence_and_options(&parts, &options)
        .and_then(|blob| web_sys::Url::create_object_url_with_blob(&blob));
    let (Ok(address), Some(document)) = (address, document()) else { return };
    if let Some(anchor) = document
        .create_element("a")
        .ok()
        .and_then(|a| a.dyn_into::<web_sys::HtmlAnchorElement>().ok())
    {
        anchor.set_href(&address);
        anchor.set_download(name);
        anchor.click();
    }
    // The browser has taken the blob when the click returns.
    let _refused = web_sys::Url::revoke_object_url(&address);
}

/// Hands over the bytes of a file; those of one that cannot be read are none.
pub(crate) fn read_file(file: &web_sys::File, done: impl FnOnce(Vec<u8>) + 'static) {
    let buffer = wasm_bindgen_futures::JsFuture::from(file.array_buffer());
    yew::platform::spawn_local(async move {
        let read = buffer.await.map(|buffer| js_sys::Uint8Array::new(&buffer).to_vec());
        done(read.unwrap_or_default());
    });
}

/// The date and time of an instant, as this place writes them.
pub(crate) fn moment(milliseconds: i64) -> String {
    date(milliseconds).to_locale_string("en", &wasm_bindgen::JsValue::UNDEFINED).into()
}

/// The time of day of an instant, as this place writes it.
pub(crate) fn time_of_day(milliseconds: i64) -> String {
    date(milliseconds).to_locale_time_string("en").into()
}

fn date(milliseconds: i64) -> js_sys::Date {
    #[expect(clippy::cast_precision_loss, reason = "milliseconds are exact for 285,000 years")]
    let number = milliseconds as f64;
    js_sys::Date::new(&wasm_bindgen::JsValue::from_f64(number))
}

/// Opens an address beside this page, which it knows nothing of.
pub(crate) fn open_beside(address: &str) {
    if let Some(window) = window() {
        let _refused = window.open_with_url_and_target_and_features(address, "_blank", "noopener");
    }
}
