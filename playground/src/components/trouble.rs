//! A bar that says that the evaluation was begun anew, or what of it is paused.

use web_sys::MouseEvent;
use yew::{Callback, Html, html};

use super::icon::{Symbol, icon};
use crate::page::Page;
use crate::words::Word;
use crate::worker::Trouble;

/// The bar, when there is something to say that was not closed; `close` hides it.
pub(super) fn bar(page: &Page, trouble: &Trouble, closed: usize, close: Callback<usize>) -> Html {
    let (restarts, paused) = (trouble.restarts, names(page, trouble));
    if paused.is_empty() && restarts == closed {
        return Html::default();
    }
    let onclick = Callback::from(move |_: MouseEvent| close.emit(restarts));
    html! {
        <section class="am-banner am-banner-warn" aria-label={page.landmark(Word::Evaluation)}>
            <span class="am-glyph am-is-warn">{ icon(Symbol::Warning) }</span>
            <span role="alert">
                <span data-testid="restarts">{ page.words.count(Word::Restarted, restarts) }</span>
                if !paused.is_empty() {
                    <span data-testid="paused">
                        { " " }{ page.words.fill(Word::Paused, &[("name", &paused.join(", "))]) }
                    </span>
                }
            </span>
            if paused.is_empty() {
                <button type="button" class="am-button am-bordered" {onclick}>
                    { page.say(Word::Close) }
                </button>
            }
        </section>
    }
}

/// What the paused texts stand in.
fn names(page: &Page, trouble: &Trouble) -> Vec<String> {
    let set = &page.state.workspace.set;
    let is_paused = |text: &str| trouble.paused.iter().any(|paused| paused == text);
    let mut names: Vec<String> = set
        .mappings
        .iter()
        .filter(|mapping| is_paused(&mapping.expr))
        .map(|mapping| mapping.to.clone())
        .collect();
    if is_paused(page.state.view.filter.trim()) {
        names.push(page.say(Word::FilterPeople).to_string());
    }
    names
}
