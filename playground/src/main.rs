//! The playground: a page in which people and mappings meet, without a server.

use yew::{Html, Renderer, function_component, html, use_effect_with};

/// The whole page.
#[function_component]
fn App() -> Html {
    use_effect_with((), |()| announce_ready());
    html! { <main><h1>{ "attrmap" }</h1></main> }
}

/// Tells tests and embedding pages that the first result is painted.
fn announce_ready() {
    let root = web_sys::window()
        .and_then(|window| window.document())
        .and_then(|document| document.document_element());
    if let Some(root) = root {
        // A refused attribute leaves the page usable; only its observers wait.
        let _refused = root.set_attribute("data-ready", "true");
    }
}

fn main() {
    Renderer::<App>::new().render();
}
