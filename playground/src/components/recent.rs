//! The workspaces that were worked on last on this device, each to be opened again.

use web_sys::MouseEvent;
use yew::{Callback, Html, html};

use crate::page::Page;
use crate::services::{dom, opening, recent};
use crate::state::{Action, ViewChange};
use crate::words::Word;

/// The dialog's body.
pub(crate) fn recent_list(page: &Page) -> Html {
    let opened = recent::all(&page.host).into_iter().filter_map(|entry| {
        let state = opening::of_draft(&entry.draft)?;
        Some((entry.time, state))
    });
    let entries: Vec<_> = opened.collect();
    if entries.is_empty() {
        return html! { <p class="am-empty">{ page.say(Word::NothingRecent) }</p> };
    }
    html! {
        <ul class="am-entries">
            { for entries.into_iter().map(|(time, state)| {
                let name = state.workspace.name.clone();
                let label = page.words.fill(Word::OpenScenario, &[("name", &name)]);
                let page = page.clone();
                let open = page.clone();
                let onclick = Callback::from(move |_: MouseEvent| {
                    open.send(ViewChange::Dialog(None));
                    open.send(Action::Replace(Box::new(state.clone())));
                });
                html! {
                    <li class="am-entry">
                        <div class="am-entry-head">
                            <span><bdi translate="no">{ name }</bdi>{ " " }
                                <span class="am-muted">{ dom::moment(time) }</span>
                            </span>
                            <button type="button" class="am-button am-bordered" aria-label={label} {onclick}>
                                { page.say(Word::OpenRecipe) }
                            </button>
                        </div>
                    </li>
                }
            }) }
        </ul>
    }
}
