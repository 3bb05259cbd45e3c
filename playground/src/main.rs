//! The playground: a page in which people and mappings meet, without a server.

mod components;
mod hooks;
mod model;
mod page;
mod scenarios;
mod services;
mod state;
mod words;

fn main() {
    yew::Renderer::<components::App>::new().render();
}
