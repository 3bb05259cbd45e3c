//! Marks and measures for whoever looks at the page's speed; old ones are cleared, so that a day
//! of typing leaves no more of them than an hour.

use std::cell::RefCell;

use js_sys::{Object, Reflect};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

/// So many entries of one name are kept before they are cleared.
const ROOM: u32 = 1_000;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = performance, catch)]
    fn now() -> Result<f64, JsValue>;
    #[wasm_bindgen(js_namespace = performance, js_name = mark, catch)]
    fn set_mark(name: &str) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_namespace = performance, js_name = measure, catch)]
    fn set_measure(name: &str, options: &JsValue) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_namespace = performance, js_name = clearMarks, catch)]
    fn clear_marks(name: &str) -> Result<(), JsValue>;
    #[wasm_bindgen(js_namespace = performance, js_name = clearMeasures, catch)]
    fn clear_measures(name: &str) -> Result<(), JsValue>;
}

thread_local! {
    /// How many entries of each name there are.
    static KEPT: RefCell<Vec<(&'static str, u32)>> = const { RefCell::new(Vec::new()) };
}

/// Milliseconds since the page, or the worker, began.
pub(crate) fn clock() -> f64 {
    now().unwrap_or_default()
}

/// Leaves a mark.
pub(crate) fn mark(name: &'static str) {
    if is_full(name) {
        let _refused = clear_marks(name);
    }
    let _refused = set_mark(name);
}

/// Leaves a measure from `start` until now; `number` tells it from others of its name.
pub(crate) fn measure(name: &'static str, start: f64, number: u32) {
    if is_full(name) {
        let _refused = clear_measures(name);
    }
    let options = Object::new();
    for (key, value) in [("start", start), ("end", clock()), ("detail", f64::from(number))] {
        let _refused = Reflect::set(&options, &key.into(), &value.into());
    }
    let _refused = set_measure(name, &options);
}

/// Counts one more entry; whether the ones before it have to go.
fn is_full(name: &'static str) -> bool {
    KEPT.with_borrow_mut(|kept| {
        let Some((_, count)) = kept.iter_mut().find(|(known, _)| *known == name) else {
            kept.push((name, 1));
            return false;
        };
        let full = *count >= ROOM;
        *count = if full { 1 } else { *count + 1 };
        full
    })
}
