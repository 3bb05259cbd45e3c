//! The results as they were pinned, against those of now.

use std::rc::Rc;

use web_sys::MouseEvent;
use yew::{Html, Properties, classes, function_component, html};

use super::shown_value::state;
use crate::page::Page;
use crate::services::diff::{Baseline, Cell, Change, Changes, Kind, marks};
use crate::services::table::CellState;
use crate::state::{Action, ViewChange};
use crate::words::{Word, grouped};

#[derive(PartialEq, Properties)]
pub(crate) struct DiffProps {
    pub(crate) page: Page,
}

/// The panel.
#[function_component]
pub(crate) fn Diff(props: &DiffProps) -> Html {
    let page = &props.page;
    let changes = page.everybody.overview.changes.as_ref();
    let pin = {
        let everybody = page.everybody.clone();
        page.on(move |_: MouseEvent| {
            let people = &everybody.state.workspace.people;
            ViewChange::Baseline(Rc::new(Baseline::new(&everybody.overview.table, people)))
        })
    };
    html! {
        <>
            <div class="am-filter-bar">
                <button type="button" class="am-button am-bordered" data-testid="baseline-pin" onclick={pin}>
                    { page.say(Word::PinBaseline) }
                </button>
                <span data-testid="diff-summary">{ match changes {
                    Some(changes) => summary(page, changes),
                    None => html! { { page.say(Word::NoBaseline) } },
                } }</span>
            </div>
            if let Some(changes) = changes.filter(|changes| !changes.list.is_empty()) {
                <div class="am-scroll am-table-panel" role="group" tabindex="0" aria-label={page.say(Word::Diff)}>
                    <table class="am-table" aria-label={page.say(Word::Diff)}>
                        <thead><tr>
                            <th scope="col">{ page.say(Word::Person) }</th>
                            <th scope="col">{ page.say(Word::Mapping) }</th>
                            <th scope="col">{ page.say(Word::Before) }</th>
                            <th scope="col">{ page.say(Word::After) }</th>
                        </tr></thead>
                        <tbody>{ for changes.list.iter().map(|change| row(page, change)) }</tbody>
                    </table>
                </div>
            }
        </>
    }
}

/// How many people change, and how many results in which way.
fn summary(page: &Page, changes: &Changes) -> Html {
    let all = page.everybody.state.workspace.people.len();
    let counts = [("changed", grouped(changes.people)), ("count", grouped(all))];
    let mut text = page
        .words
        .fill(Word::DiffSummary, &counts.each_ref().map(|(n, t)| (*n, t.as_str())))
        .to_string();
    let kinds: Vec<String> = Kind::ALL
        .into_iter()
        .zip(changes.counts)
        .filter(|(_, count)| *count > 0)
        .map(|(kind, count)| page.words.count(word(kind), count).to_string())
        .collect();
    if !kinds.is_empty() {
        text.push_str(": ");
        text.push_str(&kinds.join(", "));
    }
    html! { { text } }
}

const fn word(kind: Kind) -> Word {
    match kind {
        Kind::Set => Word::CountSet,
        Kind::Changed => Word::CountChanged,
        Kind::Cleared => Word::CountCleared,
    }
}

fn row(page: &Page, change: &Change) -> Html {
    let people = &page.everybody.state.workspace.people;
    let Some(person) = people.get(change.row) else { return Html::default() };
    let (id, target) = (person.id.clone(), change.target.clone());
    let show = page
        .on(move |_: MouseEvent| Action::SelectCell { person: id.clone(), target: target.clone() });
    let (start, removed, added, end) = marks(&change.before.1, &change.after.1);
    html! {
        <tr key={format!("{}-{}", change.row, change.target)} data-testid="diff-row"
            data-kind={change.kind.id()}>
            <td>
                <button type="button" class="am-button am-link" translate="no" onclick={show}>
                    { &person.name }
                </button>
            </td>
            <td translate="no">{ &change.target }</td>
            <td>{ cell(page, &change.before, (start, removed, end), Word::Removed, "am-removed") }</td>
            <td>{ cell(page, &change.after, (start, added, end), Word::Added, "am-added") }</td>
        </tr>
    }
}

fn cell(
    page: &Page,
    (result, _): &Cell,
    (start, middle, end): (&str, &str, &str),
    word: Word,
    class: &'static str,
) -> Html {
    let named = match result {
        CellState::Value => None,
        CellState::Empty => Some(Word::StateEmpty),
        CellState::Null => Some(Word::StateNull),
        CellState::Missing => Some(Word::StateMissing),
        CellState::Error => Some(Word::StateError),
    };
    if let Some(named) = named {
        return state(page.words, named);
    }
    html! {
        <bdi class="am-value" translate="no">
            { start }
            if !middle.is_empty() {
                <mark class={classes!(class)}>
                    <span class="am-hidden">{ page.say(word) }{ " " }</span>{ middle }
                </mark>
            }
            { end }
        </bdi>
    }
}
