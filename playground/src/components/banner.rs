//! A bar that says where the workspace came from, or why a link could not be read.

use web_sys::MouseEvent;
use yew::{Callback, Html, html};

use super::icon::{Symbol, icon};
use super::import::newer;
use crate::page::Page;
use crate::services::opening;
use crate::state::{Access, Action, Dialog, Notice, ViewChange, Visit};
use crate::words::Word;

/// The bar, when there is something to say.
pub(crate) fn banner(page: &Page) -> Html {
    let Some(notice) = page.state.view.notice else { return welcome(page) };
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
        Notice::ReadOnly => return look_only(page),
    };
    if notice == Notice::Shared {
        let back = on_back(page);
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

/// The one line for who is here for the first time.
fn welcome(page: &Page) -> Html {
    if page.state.view.visit == Visit::Again || page.is_readonly() {
        return Html::default();
    }
    let act = |word: Word, role: Option<&'static str>, work: fn(&Page)| {
        let current = page.clone();
        let onclick = Callback::from(move |_: MouseEvent| {
            current.send(ViewChange::Welcomed);
            work(&current);
        });
        html! {
            <button type="button" class="am-button am-link" {role} {onclick}>{ page.say(word) }</button>
        }
    };
    // The header has the button; these lead to it and to the editor.
    let link = Some("link");
    html! {
        <section class="am-welcome" aria-label={page.say(Word::StartWithOwn)} data-testid="welcome">
            <span>{ page.say(Word::StartWithOwn) }</span>
            { act(Word::Import, link, |page| page.send(ViewChange::Dialog(Some(Dialog::Import)))) }
            <span aria-hidden="true">{ "·" }</span>
            { act(Word::PasteExpression, link, |page| {
                // What is pasted comes in its place.
                let (target, mapping) = (page.state.target.clone(), page.state.mapping());
                let span = 0..mapping.map_or(0, |mapping| mapping.expr.len());
                page.send(Action::Show { target, span });
            }) }
            <span class="am-push" />
            { act(Word::Dismiss, None, |_| {}) }
        </section>
    }
}

/// Goes back to what was worked on before.
fn on_back(page: &Page) -> Callback<MouseEvent> {
    let page = page.clone();
    Callback::from(move |_: MouseEvent| {
        page.send(ViewChange::Access(Access::Write));
        page.send(ViewChange::Notice(None));
        page.send(Action::Open(Box::new(opening::own(&page.host))));
    })
}

/// Says that a newer workspace can only be looked at, and what of it is not understood.
fn look_only(page: &Page) -> Html {
    html! {
        <section class="am-banner" aria-label={page.say(Word::Notice)} data-testid="read-only">
            <span>{ newer(page, &page.state.view.ignored) }</span>
            <button type="button" class="am-button am-bordered" onclick={on_back(page)}>
                { page.say(Word::BackToDraft) }
            </button>
        </section>
    }
}
