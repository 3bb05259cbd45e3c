//! The filter over the grid: plain text, or an expression if it is one.

use web_sys::{HtmlInputElement, InputEvent, MouseEvent};
use yew::{AttrValue, Html, TargetCast, html};

use super::chips::chips;
use super::columns::columns_button;
use super::icon::{Symbol, icon};
use crate::page::Page;
use crate::state::{FilterKind, ViewChange};
use crate::words::{Word, grouped};

/// Whether the bar is the same for two pages.
pub(crate) fn same_filter_bar(one: &Page, other: &Page) -> bool {
    one.is_alike(other) && one.everybody == other.everybody && one.state.view == other.state.view
}

/// The box, how it is understood, how many rows pass, and the chips.
pub(crate) fn filter_bar(page: &Page) -> Html {
    let view = &page.state.view;
    let oninput = page.on(|event: InputEvent| {
        let field = event.target_dyn_into::<HtmlInputElement>();
        ViewChange::Filter(field.map(|field| field.value()).unwrap_or_default())
    });
    let filtered = !view.filter.is_empty();
    html! {
        <div class="am-filter-bar">
            <input class="am-input am-filter" type="search" data-testid="grid-filter" spellcheck="false"
                autocomplete="off" translate="no" aria-label={page.say(Word::FilterPeople)}
                placeholder={page.say(Word::FilterPeoplePlaceholder)}
                value={view.filter.clone()} {oninput} />
            if filtered {
                { kind(page) }
                <button type="button" class="am-button am-icon-button" aria-label={page.say(Word::ClearFilter)}
                    title={page.say(Word::ClearFilter)}
                    onclick={page.on(|_: MouseEvent| ViewChange::Filter(String::new()))}>
                    { icon(Symbol::Close) }
                </button>
            }
            <span class="am-muted am-nowrap" data-testid="grid-count">{ count(page) }</span>
            { chips(page) }
            { columns_button(page) }
        </div>
    }
}

/// Says how the text is understood; a press reads an expression as text and back.
fn kind(page: &Page) -> Html {
    let is_expression = page.everybody.overview.filter_is_expression;
    let word = if is_expression { Word::KindExpression } else { Word::KindText };
    let other = match page.state.view.filter_kind {
        FilterKind::Auto => FilterKind::Text,
        FilterKind::Text => FilterKind::Auto,
    };
    html! {
        <button type="button" class="am-chip am-tint-none" data-testid="grid-filter-kind"
            aria-pressed={if is_expression { "true" } else { "false" }}
            onclick={page.on(move |_: MouseEvent| ViewChange::FilterKind(other))}>
            { page.say(word) }
        </button>
    }
}

fn count(page: &Page) -> AttrValue {
    let everybody = &page.everybody;
    let (shown, all) = (everybody.overview.rows.len(), everybody.state.workspace.people.len());
    if shown == all {
        return page.words.count(Word::CountPeople, all);
    }
    let places = [("shown", grouped(shown)), ("count", grouped(all))];
    page.words.fill(Word::ShownOf, &places.each_ref().map(|(name, text)| (*name, text.as_str())))
}
