//! A button that opens a menu above everything else.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, KeyboardEvent, MouseEvent};
use yew::{
    AttrValue, Callback, Children, Html, NodeRef, Properties, classes, function_component, html,
    use_effect_with, use_node_ref, use_state_eq,
};

use super::assist::put_near;
use crate::services::dom;

/// One entry of a menu.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct MenuItem {
    pub(crate) label: AttrValue,
    /// Whether it is on, or the chosen one where all entries can be.
    pub(crate) checked: Option<bool>,
    pub(crate) on_choose: Callback<()>,
}

#[derive(PartialEq, Properties)]
pub(crate) struct MenuProps {
    /// What the button is called.
    pub(crate) label: AttrValue,
    pub(crate) items: Vec<MenuItem>,
    /// What the button shows.
    pub(crate) children: Children,
    #[prop_or_default]
    pub(crate) class: AttrValue,
}

/// The button and, while it is open, its menu.
#[function_component]
pub(crate) fn Menu(props: &MenuProps) -> Html {
    let open = use_state_eq(|| false);
    let button = use_node_ref();
    let menu = use_node_ref();
    use_effect_with(*open, {
        let (button, menu) = (button.clone(), menu.clone());
        move |open| {
            if *open {
                if let Some(button) = button.cast::<Element>() {
                    put_near(&button.get_bounding_client_rect(), &menu, false);
                }
                focus_item(&menu, Pick::Chosen);
            }
        }
    });
    let close = {
        let (open, button) = (open.clone(), button.clone());
        Callback::from(move |()| {
            open.set(false);
            dom::focus(&button);
        })
    };
    let onclick = {
        let open = open.clone();
        Callback::from(move |_: MouseEvent| open.set(!*open))
    };
    let onkeydown = {
        let (menu, close, open) = (menu.clone(), close.clone(), open.clone());
        Callback::from(move |event: KeyboardEvent| {
            let pick = match event.key().as_str() {
                "ArrowDown" => Pick::By(1),
                "ArrowUp" => Pick::By(-1),
                "Home" => Pick::First,
                "End" => Pick::Last,
                "Escape" => {
                    event.prevent_default();
                    event.stop_propagation();
                    return close.emit(());
                }
                "Tab" => return open.set(false),
                _ => return,
            };
            event.prevent_default();
            focus_item(&menu, pick);
        })
    };
    let onfocusout = {
        let (open, menu) = (open.clone(), menu.clone());
        Callback::from(move |event: web_sys::FocusEvent| {
            let next = event.related_target().and_then(|target| target.dyn_into::<Element>().ok());
            let inside = menu
                .cast::<Element>()
                .is_some_and(|menu| next.is_some_and(|next| menu.contains(Some(&next))));
            if !inside {
                open.set(false);
            }
        })
    };
    let is_choice = props.items.iter().all(|item| item.checked.is_some());
    html! {
        <span class="am-menu">
            <button ref={button} type="button" class={classes!("am-button", props.class.to_string())}
                aria-label={props.label.clone()} title={props.label.clone()} aria-haspopup="menu"
                aria-expanded={if *open { "true" } else { "false" }} {onclick}>
                { props.children.clone() }
            </button>
            if *open {
                <div ref={menu} role="menu" aria-label={props.label.clone()} class="am-popup"
                    {onkeydown} {onfocusout}>
                    { for props.items.iter().map(|item| entry(item, is_choice, &close)) }
                </div>
            }
        </span>
    }
}

fn entry(item: &MenuItem, is_choice: bool, close: &Callback<()>) -> Html {
    let (choose, close) = (item.on_choose.clone(), close.clone());
    let onclick = Callback::from(move |_: MouseEvent| {
        close.emit(());
        choose.emit(());
    });
    let role = match item.checked {
        Some(_) if is_choice => "menuitemradio",
        Some(_) => "menuitemcheckbox",
        None => "menuitem",
    };
    let checked = item.checked.map(|checked| if checked { "true" } else { "false" });
    html! {
        <button type="button" class="am-menu-item" {role} aria-checked={checked} tabindex="-1" {onclick}>
            { item.label.clone() }
        </button>
    }
}

#[derive(Clone, Copy)]
enum Pick {
    Chosen,
    First,
    Last,
    By(i32),
}

fn focus_item(menu: &NodeRef, pick: Pick) {
    let Some(menu) = menu.cast::<Element>() else { return };
    let items = menu.children();
    let last = items.length().saturating_sub(1);
    let focused = dom::root_of(&menu).active_element();
    let here = (0..=last).find(|at| items.item(*at) == focused);
    let chosen = (0..=last).find(|at| {
        items.item(*at).and_then(|item| item.get_attribute("aria-checked")).as_deref()
            == Some("true")
    });
    let there = match pick {
        Pick::Chosen => chosen.unwrap_or(0),
        Pick::First => 0,
        Pick::Last => last,
        Pick::By(by) => {
            let next = i64::from(here.unwrap_or(0)) + i64::from(by);
            u32::try_from(next.rem_euclid(i64::from(last) + 1)).unwrap_or(0)
        }
    };
    if let Some(item) = items.item(there).and_then(|item| item.dyn_into::<HtmlElement>().ok()) {
        let _refused = item.focus();
    }
}
