//! Which results the grid shows, and in which order.

use web_sys::{Event, MouseEvent};
use yew::{AttrValue, Html, html};

use super::icon::{Symbol, icon};
use crate::page::Page;
use crate::state::{Dialog, ViewChange};
use crate::words::{Word, grouped};

/// A column by the name of its target, and whether it is shown.
type Columns = Vec<(String, bool)>;

/// All columns in their order, each with its place in the table. Those that nobody moved or hid come
/// last and are shown.
fn arranged(page: &Page) -> Vec<(usize, bool)> {
    let targets = &page.everybody.overview.table.targets;
    let mut all: Vec<_> = page
        .state
        .view
        .columns
        .iter()
        .filter_map(|(name, shown)| {
            Some((targets.iter().position(|target| target.name == *name)?, *shown))
        })
        .collect();
    for at in 0..targets.len() {
        if !all.iter().any(|(known, _)| *known == at) {
            all.push((at, true));
        }
    }
    all
}

/// The places in the table of the columns shown, in their order.
pub(super) fn shown_columns(page: &Page) -> Vec<usize> {
    arranged(page).into_iter().filter_map(|(at, shown)| shown.then_some(at)).collect()
}

/// The button that opens the list, and how many of all are shown if some are not.
pub(super) fn columns_button(page: &Page) -> Html {
    let (shown, all) = (shown_columns(page).len(), page.everybody.overview.table.targets.len());
    html! {
        <button type="button" class="am-button am-bordered" aria-haspopup="dialog"
            onclick={page.on(|_: MouseEvent| ViewChange::Dialog(Some(Dialog::Columns)))}>
            { page.say(Word::Columns) }
            if shown < all {
                { " " }<b>{ grouped(shown) }{ "/" }{ grouped(all) }</b>
            }
        </button>
    }
}

/// The body of the dialog.
pub(super) fn columns(page: &Page) -> Html {
    let targets = &page.everybody.overview.table.targets;
    let all: Columns = arranged(page)
        .into_iter()
        .filter_map(|(at, shown)| Some((targets.get(at)?.name.clone(), shown)))
        .collect();
    html! {
        <>
            <ol class="am-columns" aria-label={page.say(Word::Columns)}>
                { for (0..all.len()).filter_map(|at| row(page, &all, at)) }
            </ol>
            <div class="am-row">
                <button type="button" class="am-button am-bordered"
                    onclick={page.on(|_: MouseEvent| ViewChange::Columns(Vec::new()))}>
                    { page.say(Word::UsualColumns) }
                </button>
            </div>
        </>
    }
}

fn row(page: &Page, all: &Columns, at: usize) -> Option<Html> {
    let (name, shown) = all.get(at)?.clone();
    let mut toggled = all.clone();
    if let Some((_, shown)) = toggled.get_mut(at) {
        *shown = !*shown;
    }
    let onchange = page.on(move |_: Event| ViewChange::Columns(toggled.clone()));
    Some(html! {
        <li key={name.clone()}>
            <label class="am-choice">
                <input type="checkbox" checked={shown} {onchange} />
                <span class="am-option-name" translate="no">{ name }</span>
            </label>
            { mover(page, all, at, at.checked_sub(1), Word::MoveUp, Symbol::Up) }
            { mover(page, all, at, Some(at + 1), Word::MoveDown, Symbol::Down) }
        </li>
    })
}

fn mover(
    page: &Page,
    all: &Columns,
    at: usize,
    to: Option<usize>,
    word: Word,
    symbol: Symbol,
) -> Html {
    let name = all.get(at).map_or("", |(name, _)| name);
    let label: AttrValue = page.words.fill(word, &[("name", name)]);
    let to = to.filter(|to| *to < all.len());
    let mut moved = all.clone();
    if let Some(to) = to {
        moved.swap(at, to);
    }
    html! {
        <button type="button" class="am-button am-icon-button" aria-label={label.clone()} title={label}
            disabled={to.is_none()}
            onclick={page.on(move |_: MouseEvent| ViewChange::Columns(moved.clone()))}>
            { icon(symbol) }
        </button>
    }
}
