//! Bytes in a message: those that came are taken out, and what carried them is let go at once.

use js_sys::Uint8Array;
use wasm_bindgen::JsCast;
use web_sys::MessageEvent;

/// The bytes of a message; none where it has something else.
pub(super) fn take(event: &MessageEvent) -> Vec<u8> {
    let Ok(carrier) = event.data().dyn_into::<Uint8Array>() else { return Vec::new() };
    let bytes = carrier.to_vec();
    // The collector does not see how much such a small thing holds, and lets it lie for long.
    let _old_browser = carrier.buffer().transfer_with_length(0);
    bytes
}
