//! The settled states of this tab, each of which can be brought back.

use web_sys::MouseEvent;
use yew::{AttrValue, Html, html};

use crate::page::Page;
use crate::services::dom;
use crate::state::{Action, Entry, What};
use crate::words::Word;

/// The panel, newest first.
pub(crate) fn history_list(page: &Page) -> Html {
    if page.state.log.iter().next().is_none() {
        return html! { <p class="am-empty">{ page.say(Word::NoHistory) }</p> };
    }
    html! {
        <div class="am-scroll am-table-panel" role="group" tabindex="0" aria-label={page.say(Word::History)}>
            <table class="am-table" aria-label={page.say(Word::History)}>
                <thead><tr>
                    <th scope="col">{ page.say(Word::Time) }</th>
                    <th scope="col">{ page.say(Word::What) }</th>
                    <th scope="col">{ page.say(Word::Results) }</th>
                    <th scope="col"><span class="am-hidden">{ page.say(Word::Actions) }</span></th>
                </tr></thead>
                <tbody>{ for page.state.log.iter().rev().map(|(at, entry)| row(page, at, entry)) }</tbody>
            </table>
        </div>
    }
}

fn row(page: &Page, at: usize, entry: &Entry) -> Html {
    let present = entry.workspace == page.state.workspace;
    html! {
        <tr key={at} data-testid="history-row">
            <td>{ dom::time_of_day(entry.time) }</td>
            <td>{ what(page, &entry.what) }</td>
            <td>{ page.words.count(Word::ResultsChanged, entry.changed) }</td>
            <td>
                if present {
                    <span class="am-muted">{ page.say(Word::Present) }</span>
                } else {
                    <button type="button" class="am-button am-bordered am-edits"
                        onclick={page.on(move |_: MouseEvent| Action::Restore(at))}>
                        { page.say(Word::Restore) }
                    </button>
                }
            </td>
        </tr>
    }
}

fn what(page: &Page, what: &What) -> AttrValue {
    page.say(match what {
        What::Mapping(target) => return target.clone().into(),
        What::Opened => Word::Opened,
        What::Mappings => Word::Mappings,
        What::People => Word::People,
        What::Checks => Word::Checks,
        What::Other => Word::WorkspaceChanged,
    })
}
