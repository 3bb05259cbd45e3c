//! A text that the clipboard refused, selected, to be copied by hand.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, HtmlTextAreaElement, KeyboardEvent, MouseEvent};
use yew::{
    AttrValue, Callback, Html, Properties, function_component, html, use_effect_with, use_node_ref,
};

use super::icon::{Symbol, icon};
use crate::page::Page;
use crate::state::ViewChange;
use crate::words::Word;

#[derive(PartialEq, Properties)]
pub(crate) struct ByHandProps {
    pub(crate) page: Page,
    pub(crate) text: Rc<str>,
}

/// The box; when it closes, the focus goes back to where it came from.
#[function_component]
pub(crate) fn ByHand(props: &ByHandProps) -> Html {
    let page = &props.page;
    let node = use_node_ref();
    use_effect_with((page.host.clone(), Rc::clone(&props.text)), {
        let node = node.clone();
        move |(host, _)| {
            let before = host.focused();
            let field = node.cast::<HtmlTextAreaElement>();
            if let Some(field) = &field {
                let _refused = field.focus();
                field.select();
            }
            let host = host.clone();
            move || {
                let around = field.and_then(|field| field.parent_element());
                let inside =
                    around.is_some_and(|around| around.contains(host.focused().as_deref()));
                let before = before.and_then(|before| before.dyn_into::<HtmlElement>().ok());
                if let Some(before) = before.filter(|_| inside || host.is_lost()) {
                    let _refused = before.focus();
                }
            }
        }
    });
    let onclick = page.on(|_: MouseEvent| ViewChange::ByHand(None));
    let onkeydown = {
        let page = page.clone();
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Escape" {
                event.prevent_default();
                page.send(ViewChange::ByHand(None));
            }
        })
    };
    let (label, close) = (page.say(Word::CopyFailed), page.say(Word::Close));
    html! {
        <section class="am-by-hand" aria-label={label.clone()} data-testid="by-hand" {onkeydown}>
            <p class="am-row">
                <span>{ label.clone() }</span>
                <button type="button" class="am-button am-icon-button am-push" aria-label={close.clone()}
                    title={close} {onclick}>
                    { icon(Symbol::Close) }
                </button>
            </p>
            <textarea ref={node} class="am-input am-export-text" readonly=true rows="6" translate="no"
                aria-label={label} value={AttrValue::from(Rc::clone(&props.text))} />
        </section>
    }
}
