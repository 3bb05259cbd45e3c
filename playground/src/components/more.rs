//! What a list leaves out, and the way to it.

use web_sys::MouseEvent;
use yew::{Html, html};

use crate::page::Page;
use crate::state::ViewChange;
use crate::words::{Word, Words};

/// So many entries of a list are shown where `room` are at first.
pub(crate) fn room(page: &Page, room: usize) -> usize {
    page.state.view.more.of(room)
}

/// How many of `all` entries are left out of a list of `first` at first, with a button for as many
/// again as are shown. The button stays where all are shown, so that the focus is not lost.
pub(crate) fn more(page: &Page, word: Word, all: usize, first: usize) -> Html {
    if all <= first {
        return Html::default();
    }
    let left = all.saturating_sub(room(page, first));
    let (button, wider) = if left > 0 { (Word::ShowMore, true) } else { (Word::ShowFewer, false) };
    html! {
        <p class="am-more" data-testid="more">
            if left > 0 {
                <span>{ page.words.count(word, left) }</span>
            }
            <button type="button" class="am-button am-bordered"
                onclick={page.on(move |_: MouseEvent| ViewChange::More(wider))}>
                { page.say(button) }
            </button>
        </p>
    }
}

/// Says under a list of what is searched for that more was found.
pub(crate) fn narrow(words: Words, more: bool) -> Html {
    if !more {
        return Html::default();
    }
    html! { <p class="am-more" role="status">{ words.say(Word::NarrowSearch) }</p> }
}
