//! A border that can be moved: by dragging, by keys, back by a double click or Home.

use std::rc::Rc;

use web_sys::{Element, KeyboardEvent, MouseEvent, PointerEvent};
use yew::{
    AttrValue, Callback, Html, NodeRef, Properties, TargetCast, classes, function_component, html,
    use_effect_with, use_mut_ref,
};

use crate::services::dom;

#[derive(Properties)]
pub(crate) struct SplitterProps {
    pub(crate) label: AttrValue,
    pub(crate) class: AttrValue,
    /// Whether it moves up and down.
    pub(crate) horizontal: bool,
    /// Whether a move to the right or down makes the panel larger.
    pub(crate) forwards: bool,
    /// The element that carries the size, and the name of its property.
    pub(crate) holder: NodeRef,
    pub(crate) property: AttrValue,
    pub(crate) size: Option<u32>,
    pub(crate) usual: u32,
    pub(crate) on_size: Callback<Option<u32>>,
}

/// What is done with a new size is the same for all borders of a name.
impl PartialEq for SplitterProps {
    fn eq(&self, other: &Self) -> bool {
        self.property == other.property
            && self.label == other.label
            && self.class == other.class
            && self.holder == other.holder
            && (self.horizontal, self.forwards) == (other.horizontal, other.forwards)
            && (self.size, self.usual) == (other.size, other.usual)
    }
}

const SMALLEST: u32 = 120;
const LARGEST: u32 = 900;
const STEP: i32 = 16;

/// The border.
#[function_component]
pub(crate) fn Splitter(props: &SplitterProps) -> Html {
    let grip = use_mut_ref(|| None::<(i32, u32)>);
    let size = props.size.unwrap_or(props.usual);
    use_effect_with(props.size, {
        let (holder, property) = (props.holder.clone(), props.property.clone());
        move |size| match size {
            Some(size) => dom::set_property(&holder, &property, &format!("{size}px")),
            None => dom::remove_property(&holder, &property),
        }
    });
    let (horizontal, forwards) = (props.horizontal, props.forwards);
    let moved = move |from: u32, by: i32| {
        let by = if forwards { by } else { -by };
        from.saturating_add_signed(by).clamp(SMALLEST, LARGEST)
    };
    let along = move |event: &PointerEvent| {
        if horizontal { event.client_y() } else { event.client_x() }
    };
    let onpointerdown = {
        let grip = Rc::clone(&grip);
        Callback::from(move |event: PointerEvent| {
            if let Some(element) = event.target_dyn_into::<Element>() {
                let _refused = element.set_pointer_capture(event.pointer_id());
            }
            *grip.borrow_mut() = Some((along(&event), size));
        })
    };
    let onpointermove = {
        let (grip, on_size) = (Rc::clone(&grip), props.on_size.clone());
        Callback::from(move |event: PointerEvent| {
            if let Some((start, from)) = *grip.borrow() {
                on_size.emit(Some(moved(from, along(&event) - start)));
            }
        })
    };
    let onpointerup = Callback::from(move |_: PointerEvent| *grip.borrow_mut() = None);
    let ondblclick = {
        let on_size = props.on_size.clone();
        Callback::from(move |_: MouseEvent| on_size.emit(None))
    };
    let onkeydown = {
        let on_size = props.on_size.clone();
        Callback::from(move |event: KeyboardEvent| {
            let change = match (event.key().as_str(), horizontal) {
                ("ArrowLeft", false) | ("ArrowUp", true) => Some(moved(size, -STEP)),
                ("ArrowRight", false) | ("ArrowDown", true) => Some(moved(size, STEP)),
                ("Home", _) => None,
                _ => return,
            };
            event.prevent_default();
            on_size.emit(change);
        })
    };
    html! {
        <div role="separator" tabindex="0" class={classes!("am-splitter", props.class.to_string())}
            aria-label={props.label.clone()} aria-valuenow={size.to_string()}
            aria-valuemin={SMALLEST.to_string()} aria-valuemax={LARGEST.to_string()}
            aria-orientation={if horizontal { "horizontal" } else { "vertical" }}
            {onpointerdown} {onpointermove} onpointercancel={onpointerup.clone()} {onpointerup}
            {ondblclick} {onkeydown} />
    }
}
