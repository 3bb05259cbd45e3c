//! A text field with a list: type to search, choose with the arrows.

use web_sys::{HtmlInputElement, InputEvent, KeyboardEvent, MouseEvent};
use yew::{
    AttrValue, Callback, Html, Properties, TargetCast, classes, function_component, html,
    use_node_ref, use_state_eq,
};

use super::more::narrow;
use crate::words::Words;

/// The most entries that are listed at once.
const ROOM: usize = 40;

#[derive(PartialEq, Properties)]
pub(crate) struct PickerProps {
    pub(crate) id: AttrValue,
    pub(crate) label: AttrValue,
    pub(crate) words: Words,
    /// What is shown while nothing is being typed.
    pub(crate) shown: AttrValue,
    /// Finds what matches a search text: key and label, at most as many as asked for.
    pub(crate) search: Callback<(String, usize), Vec<(String, String)>>,
    pub(crate) on_pick: Callback<String>,
}

/// The field and, while it is open, its list.
#[function_component]
pub(crate) fn Picker(props: &PickerProps) -> Html {
    let typed = use_state_eq(|| None::<String>);
    let active = use_state_eq(|| 0_usize);
    let field = use_node_ref();
    let mut found = match &*typed {
        Some(text) => props.search.emit((text.clone(), ROOM + 1)),
        None => Vec::new(),
    };
    let left_out = found.len() > ROOM;
    found.truncate(ROOM);
    let open = typed.is_some();
    let close = {
        let (typed, field) = (typed.clone(), field.clone());
        let shown = props.shown.clone();
        Callback::from(move |()| {
            typed.set(None);
            if let Some(field) = field.cast::<HtmlInputElement>() {
                field.set_value(&shown);
            }
        })
    };
    let pick = {
        let (typed, on_pick) = (typed.clone(), props.on_pick.clone());
        Callback::from(move |key: String| {
            typed.set(None);
            on_pick.emit(key);
        })
    };
    let oninput = {
        let (typed, active) = (typed.clone(), active.clone());
        Callback::from(move |event: InputEvent| {
            let text = event.target_dyn_into::<HtmlInputElement>().map(|field| field.value());
            typed.set(Some(text.unwrap_or_default()));
            active.set(0);
        })
    };
    let onclick = {
        let (typed, active, field) = (typed.clone(), active.clone(), field.clone());
        Callback::from(move |_: MouseEvent| {
            if typed.is_none() {
                typed.set(Some(String::new()));
                active.set(0);
                if let Some(field) = field.cast::<HtmlInputElement>() {
                    field.select();
                }
            }
        })
    };
    let onkeydown = {
        let (typed, active, close, pick) =
            (typed.clone(), active.clone(), close.clone(), pick.clone());
        let keys: Vec<String> = found.iter().map(|(key, _)| key.clone()).collect();
        Callback::from(move |event: KeyboardEvent| {
            if event.ctrl_key() || event.alt_key() || event.meta_key() {
                return;
            }
            let last = keys.len().saturating_sub(1);
            match event.key().as_str() {
                "ArrowDown" if typed.is_none() => typed.set(Some(String::new())),
                "ArrowDown" => active.set((*active + 1).min(last)),
                "ArrowUp" => active.set(active.saturating_sub(1)),
                "Enter" => {
                    if let Some(key) = keys.get(*active) {
                        pick.emit(key.clone());
                    }
                }
                "Escape" if typed.is_some() => {
                    event.stop_propagation();
                    close.emit(());
                }
                _ => return,
            }
            event.prevent_default();
        })
    };
    let onblur = {
        let close = close.clone();
        Callback::from(move |_| close.emit(()))
    };
    let list = format!("{}-list", props.id);
    let option_id = |at: usize| format!("{}-option-{at}", props.id);
    html! {
        <span class="am-picker">
            <input ref={field} id={props.id.clone()} class="am-input" role="combobox" autocomplete="off"
                spellcheck="false" translate="no" aria-label={props.label.clone()}
                aria-expanded={if open { "true" } else { "false" }} aria-controls={list.clone()}
                aria-autocomplete="list"
                aria-activedescendant={(open && !found.is_empty()).then(|| option_id(*active))}
                value={typed.as_ref().map_or_else(|| props.shown.clone(), |text| text.clone().into())}
                {oninput} {onclick} {onkeydown} {onblur} />
            <div class={classes!("am-popup", "am-picker-list", (!open).then_some("am-gone"))}>
                <div id={list} role="listbox" aria-label={props.label.clone()}>
                { for found.iter().enumerate().map(|(at, (key, label))| {
                    let (pick, key) = (pick.clone(), key.clone());
                    // Before the field loses its focus, which would close the list.
                    let onmousedown = Callback::from(move |event: MouseEvent| {
                        event.prevent_default();
                        pick.emit(key.clone());
                    });
                    html! {
                        <div id={option_id(at)} role="option" class="am-menu-item" translate="no"
                            aria-selected={if at == *active { "true" } else { "false" }} {onmousedown}>
                            { label }
                        </div>
                    }
                }) }
                </div>
                { narrow(props.words, left_out) }
            </div>
        </span>
    }
}
