//! Something that floats beside a place in the text.

use web_sys::{DomRect, Element, MouseEvent};
use yew::{
    Callback, Children, Html, NodeRef, Properties, function_component, html, use_effect,
    use_node_ref,
};

use crate::services::dom;
use crate::services::editor::Editor;

#[derive(PartialEq, Properties)]
pub(super) struct NearProps {
    pub(super) editor: Editor,
    /// The byte offset beside which it stands.
    pub(super) at: usize,
    /// Whether it is better over the line than under it.
    pub(super) above: bool,
    #[prop_or_default]
    pub(super) on_enter: Callback<()>,
    #[prop_or_default]
    pub(super) on_leave: Callback<()>,
    pub(super) children: Children,
}

/// The floating box.
#[function_component]
pub(super) fn Near(props: &NearProps) -> Html {
    let node = use_node_ref();
    use_effect({
        let (editor, node, at, above) = (props.editor.clone(), node.clone(), props.at, props.above);
        move || {
            if let Some(place) = editor.place_of(at) {
                put_near(&place, &node, above);
            }
        }
    });
    let (on_enter, on_leave) = (props.on_enter.clone(), props.on_leave.clone());
    html! {
        <div ref={node} class="am-popup am-assist"
            onmouseenter={Callback::from(move |_: MouseEvent| on_enter.emit(()))}
            onmouseleave={Callback::from(move |_: MouseEvent| on_leave.emit(()))}>
            { props.children.clone() }
        </div>
    }
}

/// Puts a box under or over a place in the window, or on the other side where there is no room.
pub(in crate::components) fn put_near(near: &DomRect, node: &NodeRef, above: bool) {
    let Some(element) = node.cast::<Element>() else { return };
    let size = element.get_bounding_client_rect();
    let (width, height) = dom::viewport();
    let (over, under) = (near.top() - size.height() - 2.0, near.bottom() + 2.0);
    let fits_under = under + size.height() + 2.0 <= height;
    let top = if (above && over >= 4.0) || !fits_under { over.max(4.0) } else { under };
    let left = near.left().min(width - size.width() - 8.0).max(4.0);
    for (side, pixels) in [("top", top), ("left", left)] {
        dom::set_property(node, side, &format!("{}px", whole(pixels)));
    }
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "a window has fewer pixels than a number holds"
)]
fn whole(pixels: f64) -> i32 {
    pixels.round() as i32
}
