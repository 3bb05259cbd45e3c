//! The results as they were pinned, against those of now.

use std::rc::Rc;

use web_sys::MouseEvent;
use yew::{Callback, Html, classes, html};

use super::more::{more, room};
use super::shown_value::state;
use crate::page::Page;
use crate::services::diff::{Baseline, Cell, Change, Changes, Kind, Origin, ROOM, marks};
use crate::services::table::CellState;
use crate::state::{Action, Dialog, ViewChange};
use crate::words::{Word, grouped};

/// The panel.
pub(crate) fn diff(page: &Page) -> Html {
    let changes = page.everybody.overview.changes.as_ref();
    let pin = {
        let everybody = page.everybody.clone();
        page.on(move |_: MouseEvent| {
            let workspace = &everybody.state.workspace;
            let baseline = Baseline::new(&everybody.overview.table, &workspace.people);
            ViewChange::Baseline(Some(Rc::new(baseline.of(&workspace.set))))
        })
    };
    let baseline = page.state.view.baseline.as_ref();
    let chosen = page.state.view.diff_kind;
    html! {
        <>
            <div class="am-filter-bar">
                { button(page, Word::PinBaseline, "baseline-pin", pin) }
                { button(page, Word::BaselineFromFile, "baseline-file",
                    page.on(|_: MouseEvent| ViewChange::Dialog(Some(Dialog::Import)))) }
                if baseline.is_some() {
                    { button(page, Word::UnpinBaseline, "baseline-unpin",
                        page.on(|_: MouseEvent| ViewChange::Baseline(None))) }
                }
                <span data-testid="diff-summary">{ match changes {
                    Some(changes) => summary(page, changes),
                    None => html! { { page.say(Word::NoBaseline) } },
                } }</span>
                if let Some(changes) = changes {
                    { chips(page, changes) }
                }
            </div>
            if let Some(baseline) = baseline.filter(|known| known.origin() == Origin::Target) {
                { of_file(page, baseline) }
            }
            if let Some(changes) = changes.filter(|changes| !changes.list.is_empty()) {
                <div class="am-scroll am-table-panel" role="group" tabindex="0" aria-label={page.say(Word::Diff)}>
                    <table class="am-table" aria-label={page.say(Word::Diff)}>
                        <thead><tr>
                            <th scope="col">{ page.say(Word::Person) }</th>
                            <th scope="col">{ page.say(Word::Mapping) }</th>
                            <th scope="col">{ page.say(Word::Before) }</th>
                            <th scope="col">{ page.say(Word::After) }</th>
                        </tr></thead>
                        <tbody>{ for changes.list.iter()
                            .filter(|change| chosen.is_none_or(|kind| kind == change.kind))
                            .take(room(page, ROOM))
                            .map(|change| row(page, change)) }</tbody>
                    </table>
                    { more(page, Word::MoreChanges, listed(changes, chosen), ROOM) }
                </div>
            }
        </>
    }
}

/// How many changes there are of one kind, or of all.
fn listed(changes: &Changes, chosen: Option<Kind>) -> usize {
    let kinds = Kind::ALL.into_iter().zip(changes.counts);
    kinds.filter(|(kind, _)| chosen.is_none_or(|chosen| chosen == *kind)).map(|(_, n)| n).sum()
}

fn button(page: &Page, word: Word, id: &'static str, onclick: Callback<MouseEvent>) -> Html {
    html! {
        <button type="button" class="am-button am-bordered" data-testid={id} {onclick}>
            { page.say(word) }
        </button>
    }
}

/// One button for each kind of change that there is.
fn chips(page: &Page, changes: &Changes) -> Html {
    let chip = |(kind, count): (Kind, usize)| {
        let chosen = page.state.view.diff_kind == Some(kind);
        let (word, tint) = match kind {
            Kind::Set => (Word::KindSet, "am-tint-none"),
            Kind::Changed => (Word::KindChanged, "am-tint-none"),
            Kind::Cleared => (Word::KindCleared, "am-tint-warn"),
        };
        (count > 0 || chosen).then(|| {
            html! {
                <button type="button" class={classes!("am-chip", tint)} data-kind={kind.id()}
                    aria-pressed={if chosen { "true" } else { "false" }}
                    onclick={page.on(move |_: MouseEvent| ViewChange::DiffKind(Some(kind)))}>
                    { page.say(word) }{ " " }<b>{ grouped(count) }</b>
                </button>
            }
        })
    };
    html! {
        <div class="am-chips">
            { for Kind::ALL.into_iter().zip(changes.counts).filter_map(chip) }
        </div>
    }
}

/// What of a file is compared, and who in it is not among the people.
fn of_file(page: &Page, baseline: &Baseline) -> Html {
    const NAMED: usize = 5;
    let set = &page.everybody.state.workspace.set;
    let counts = [
        ("shown", grouped(baseline.people().len())),
        ("count", grouped(page.everybody.state.workspace.people.len())),
        ("some", grouped(baseline.columns().len())),
        ("all", grouped(set.mappings.len())),
    ];
    let names = baseline.unmatched.iter().take(NAMED).map(String::as_str).collect::<Vec<_>>();
    let more = baseline.unmatched.len() - names.len();
    html! {
        <p class="am-note" data-testid="baseline-match">
            { page.words.fill(Word::BaselineMatch, &counts.each_ref().map(|(n, t)| (*n, t.as_str()))) }
            if !names.is_empty() {
                { " " }{ page.say(Word::BaselineUnmatched) }{ " " }
                <bdi translate="no">{ names.join(", ") }</bdi>
                if more > 0 {
                    { " " }{ page.words.count(Word::MoreProblems, more) }
                }
            }
        </p>
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
