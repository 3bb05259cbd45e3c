//! The list of what can be written or mended. The keyboard focus stays in the editor.

use web_sys::{Element, MouseEvent};
use yew::{
    Callback, Html, Properties, function_component, html, use_effect, use_effect_with, use_node_ref,
};

use super::open::{Choice, List, ROOM};
use crate::components::more::narrow;
use crate::components::problem_strip::backticks;
use crate::services::editor::Editor;
use crate::words::{Word, Words};

#[derive(PartialEq, Properties)]
pub(super) struct ChoicesProps {
    pub(super) list: List,
    pub(super) editor: Editor,
    pub(super) words: Words,
    pub(super) on_choose: Callback<Choice>,
}

/// The list.
#[function_component]
pub(super) fn Choices(props: &ChoicesProps) -> Html {
    let node = use_node_ref();
    let active = props.list.active;
    use_effect({
        let (node, editor) = (node.clone(), props.editor.clone());
        move || {
            let list = node.cast::<Element>();
            let place = u32::try_from(active).unwrap_or(0);
            let option = list.as_ref().and_then(|list| list.children().item(place));
            editor.point_at(list.as_ref(), option.as_ref());
            if let (Some(list), Some(option)) = (list, option) {
                bring_into_view(&list, &option);
            }
        }
    });
    use_effect_with(props.editor.clone(), |editor| {
        let editor = editor.clone();
        move || editor.point_at(None, None)
    });
    let word = match props.list.choices.first() {
        Some(Choice::Mend(_)) => Word::AllFixes,
        Some(Choice::Write(_)) | None => Word::Completions,
    };
    html! {
        <>
        <div ref={node} id="am-choices" role="listbox" tabindex="0" class="am-choices-list"
            aria-label={props.words.say(word)}>
            { for props.list.choices.iter().take(ROOM).enumerate().map(|(at, choice)| {
                option(at, choice, at == active, &props.on_choose)
            }) }
        </div>
        { narrow(props.words, props.list.choices.len() > ROOM) }
        </>
    }
}

fn option(at: usize, choice: &Choice, chosen: bool, on_choose: &Callback<Choice>) -> Html {
    // Before the editor loses the focus, which would close the list.
    let onmousedown = {
        let (on_choose, choice) = (on_choose.clone(), choice.clone());
        Callback::from(move |event: MouseEvent| {
            event.prevent_default();
            on_choose.emit(choice.clone());
        })
    };
    html! {
        <div id={format!("am-choice-{at}")} role="option" class="am-menu-item" translate="no"
            aria-selected={if chosen { "true" } else { "false" }} {onmousedown}>
            { match choice {
                Choice::Write(item) => html! {
                    <>
                        <span class="am-choice-label">{ &item.label }</span>
                        <span class="am-choice-detail">{ backticks(&item.detail) }</span>
                        <span class="am-choice-kind">{ item.kind }</span>
                    </>
                },
                Choice::Mend(fix) => html! { <span>{ backticks(&fix.title) }</span> },
            } }
        </div>
    }
}

/// Scrolls the list, and nothing else, until an entry is seen.
fn bring_into_view(list: &Element, option: &Element) {
    let (outer, inner) = (list.get_bounding_client_rect(), option.get_bounding_client_rect());
    let by = if inner.top() < outer.top() {
        inner.top() - outer.top()
    } else {
        (inner.bottom() - outer.bottom()).max(0.0)
    };
    #[expect(clippy::cast_possible_truncation, reason = "a list is not that high")]
    list.set_scroll_top(list.scroll_top() + by.round() as i32);
}
