//! The settled states of this tab, each of which can be brought back.

use web_sys::{HtmlInputElement, InputEvent, MouseEvent};
use yew::{AttrValue, Html, TargetCast, html};

use crate::page::Page;
use crate::services::dom;
use crate::state::{Action, Entry, What, log};
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
                    <th scope="col">{ page.say(Word::CheckName) }</th>
                    <th scope="col">{ page.say(Word::Results) }</th>
                    <th scope="col"><span class="am-hidden">{ page.say(Word::Actions) }</span></th>
                </tr></thead>
                <tbody>{ for page.state.log.iter().rev().map(|(at, entry)| row(page, at, entry)) }</tbody>
            </table>
            if page.state.log.iter().len() >= log::ROOM {
                <p class="am-more">{ page.words.count(Word::OlderEntries, log::ROOM) }</p>
            }
        </div>
    }
}

fn row(page: &Page, at: usize, entry: &Entry) -> Html {
    let present = entry.workspace == page.state.workspace;
    html! {
        <tr key={at} data-testid="history-row">
            <td>{ dom::time_of_day(entry.time) }</td>
            <td>{ what(page, &entry.what) }</td>
            <td>{ name(page, at, entry) }</td>
            <td>{ page.words.count(Word::ResultsChanged, entry.changed) }</td>
            <td><div class="am-row">
                { pin(page, at, entry) }
                if present {
                    <span class="am-muted">{ page.say(Word::Present) }</span>
                } else {
                    <button type="button" class="am-button am-bordered am-edits"
                        onclick={page.on(move |_: MouseEvent| Action::Restore(at))}>
                        { page.say(Word::Restore) }
                    </button>
                }
            </div></td>
        </tr>
    }
}

fn name(page: &Page, at: usize, entry: &Entry) -> Html {
    let time = dom::time_of_day(entry.time);
    let oninput = page.on(move |event: InputEvent| {
        let field = event.target_dyn_into::<HtmlInputElement>();
        Action::NameEntry(at, field.map(|field| field.value()).unwrap_or_default())
    });
    html! {
        <input class="am-input am-quiet" autocomplete="off" value={entry.name.clone()} {oninput}
            aria-label={page.words.fill(Word::NameOfEntry, &[("time", &time)])}
            placeholder={page.say(Word::NamePlaceholder)} />
    }
}

/// The button that keeps an entry when old ones go.
fn pin(page: &Page, at: usize, entry: &Entry) -> Html {
    let (word, shown) =
        if entry.pinned { (Word::PinnedEntry, Word::Pinned) } else { (Word::PinEntry, Word::Pin) };
    let label = page.words.fill(word, &[("time", &dom::time_of_day(entry.time))]);
    html! {
        <button type="button" class="am-button am-bordered" aria-label={label.clone()} title={label}
            aria-pressed={if entry.pinned { "true" } else { "false" }}
            onclick={page.on(move |_: MouseEvent| Action::PinEntry(at))}>
            { page.say(shown) }
        </button>
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
