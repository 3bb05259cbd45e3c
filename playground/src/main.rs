//! The playground: a page in which people and mappings meet, without a server.

mod components;
mod hooks;
mod host;
mod model;
mod page;
mod scenarios;
mod services;
mod state;
mod words;

fn main() {
    let host = host::Host::page();
    yew::Renderer::<components::App>::with_props(components::AppProps { host }).render();
}
