//! A bar that says where the workspace came from, or why a link could not be read.

use web_sys::MouseEvent;
use yew::{Html, html};

use super::icon::{Symbol, icon};
use crate::page::Page;
use crate::services::opening;
use crate::state::{Action, Notice, ViewChange};
use crate::words::Word;

/// The bar, when there is something to say.
pub(crate) fn banner(page: &Page) -> Html {
    let Some(notice) = page.state.view.notice else { return Html::default() };
    let close = |word: Word| {
        html! {
            <button type="button" class="am-button am-bordered"
                onclick={page.on(|_: MouseEvent| ViewChange::Notice(None))}>
                { page.say(word) }
            </button>
        }
    };
    let word = match notice {
        Notice::Shared => Word::SharedCopy,
        Notice::Damaged => Word::LinkDamaged,
        Notice::Newer => Word::LinkNewer,
        Notice::TooLarge => Word::LinkTooLarge,
    };
    if notice == Notice::Shared {
        let back = {
            let page = page.clone();
            yew::Callback::from(move |_: MouseEvent| {
                page.send(ViewChange::Notice(None));
                page.send(Action::Open(Box::new(opening::own(&page.host))));
            })
        };
        return html! {
            <section class="am-banner" aria-label={page.landmark(Word::Notice)} data-testid="shared-copy">
                <span>{ page.say(word) }</span>
                { close(Word::KeepAsNew) }
                <button type="button" class="am-button am-bordered" onclick={back}>
                    { page.say(Word::BackToDraft) }
                </button>
            </section>
        };
    }
    html! {
        <section class="am-banner am-banner-warn" aria-label={page.landmark(Word::Notice)}>
            <span class="am-glyph am-is-warn">{ icon(Symbol::Warning) }</span>
            <span role="alert" data-testid="link-problem">{ page.say(word) }</span>
            { close(Word::Close) }
        </section>
    }
}
