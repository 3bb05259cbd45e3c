//! A dialog above the page; closing it gives the focus back to where it came from.

use web_sys::{Event, HtmlDialogElement, MouseEvent};
use yew::{
    AttrValue, Callback, Children, Html, Properties, TargetCast, function_component, html,
    use_effect_with, use_node_ref,
};

use super::icon::{Symbol, icon};
use crate::words::{Word, Words};

#[derive(PartialEq, Properties)]
pub(crate) struct ModalProps {
    pub(crate) title: AttrValue,
    pub(crate) words: Words,
    pub(crate) on_close: Callback<()>,
    pub(crate) children: Children,
}

/// The dialog, open for as long as it is mounted.
#[function_component]
pub(crate) fn Modal(props: &ModalProps) -> Html {
    let node = use_node_ref();
    use_effect_with((), {
        let node = node.clone();
        move |()| {
            let dialog = node.cast::<HtmlDialogElement>();
            if let Some(dialog) = &dialog {
                let _refused = dialog.show_modal();
            }
            // A dialog that is taken away while it is open gives no focus back.
            move || {
                if let Some(dialog) = dialog {
                    dialog.close();
                }
            }
        }
    });
    let onclose = props.on_close.reform(|_: Event| ());
    // The browser tells only after the next keys that it has closed the dialog.
    let oncancel = {
        let on_close = props.on_close.clone();
        Callback::from(move |event: Event| {
            // A field for files in it can be cancelled, too.
            if event.target_dyn_into::<HtmlDialogElement>().is_some() {
                on_close.emit(());
            }
        })
    };
    let onclick = props.on_close.reform(|_: MouseEvent| ());
    let close = props.words.say(Word::Close);
    html! {
        <dialog ref={node} class="am-dialog" aria-labelledby="am-dialog-title" {oncancel} {onclose}>
            <div class="am-dialog-head">
                <h2 id="am-dialog-title">{ props.title.clone() }</h2>
                <button type="button" class="am-button am-icon-button" aria-label={close.clone()}
                    title={close} {onclick}>
                    { icon(Symbol::Close) }
                </button>
            </div>
            <div class="am-dialog-body">{ props.children.clone() }</div>
        </dialog>
    }
}
