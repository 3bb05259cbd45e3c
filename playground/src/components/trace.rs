//! The value of every part of the expression for the current person.

use std::rc::Rc;

use web_sys::{KeyboardEvent, MouseEvent};
use yew::{
    Callback, Html, Properties, classes, function_component, html, use_effect_with, use_memo,
    use_state_eq,
};

use super::shown_value::ShownValue;
use crate::model::Outcome;
use crate::page::Page;
use crate::services::dom;
use crate::services::editor::Editor;
use crate::services::engine::Part;
use crate::words::Word;

#[derive(PartialEq, Properties)]
pub(crate) struct TraceProps {
    pub(crate) page: Page,
    pub(crate) editor: Editor,
}

/// The tree under the result.
#[function_component]
pub(crate) fn Trace(props: &TraceProps) -> Html {
    let page = &props.page;
    let at = use_state_eq(|| 0_usize);
    // Counts key presses: the focus moves only then, never by itself.
    let moves = use_state_eq(|| 0_u32);
    let parts = use_memo(page.findings.clone(), |findings| findings.trace());
    let place = (*at).min(parts.len().saturating_sub(1));
    use_effect_with(*moves, move |moves| {
        if *moves > 0 {
            dom::focus_id(&format!("am-part-{place}"));
        }
    });
    let show = {
        let (editor, parts) = (props.editor.clone(), Rc::clone(&parts));
        Callback::from(move |place: usize| {
            if let Some(part) = parts.get(place) {
                editor.0.select(&part.span);
            }
        })
    };
    let onkeydown = {
        let (at, moves, show, count) = (at.clone(), moves.clone(), show.clone(), parts.len());
        Callback::from(move |event: KeyboardEvent| {
            let last = count.saturating_sub(1);
            let next = match event.key().as_str() {
                _ if event.ctrl_key() || event.alt_key() || event.meta_key() => return,
                "ArrowDown" => (place + 1).min(last),
                "ArrowUp" => place.saturating_sub(1),
                "Home" => 0,
                "End" => last,
                "Enter" | " " => place,
                _ => return,
            };
            event.prevent_default();
            at.set(next);
            show.emit(next);
            moves.set(*moves + 1);
        })
    };
    html! {
        <section class="am-panel am-trace" aria-labelledby="am-trace-title">
            <div class="am-panel-head"><h2 id="am-trace-title">{ page.say(Word::Trace) }</h2></div>
            if parts.is_empty() {
                <p class="am-empty">{ page.say(Word::NothingToTrace) }</p>
            } else {
                <div class="am-tree" role="tree" aria-label={page.say(Word::Trace)} {onkeydown}>
                    { for parts.iter().enumerate().map(|(index, part)| {
                        let (at, show) = (at.clone(), show.clone());
                        let onclick = Callback::from(move |_: MouseEvent| {
                            at.set(index);
                            show.emit(index);
                        });
                        item(page, part, index, index == place, onclick)
                    }) }
                </div>
            }
        </section>
    }
}

fn item(
    page: &Page,
    part: &Part,
    index: usize,
    chosen: bool,
    onclick: Callback<MouseEvent>,
) -> Html {
    let level = format!("am-level-{}", part.level.min(8));
    html! {
        <div role="treeitem" id={format!("am-part-{index}")} aria-level={part.level.to_string()}
            aria-selected={if chosen { "true" } else { "false" }}
            aria-expanded={part.has_parts.then_some("true")}
            tabindex={if chosen { "0" } else { "-1" }}
            data-skipped={part.skipped.then_some("true")}
            class={classes!("am-part", level, part.skipped.then_some("am-skipped"))} {onclick}>
            <code class="am-part-text" translate="no">{ &part.text }</code>
            <span class="am-part-value">{ value(page, part) }</span>
        </div>
    }
}

fn value(page: &Page, part: &Part) -> Html {
    match &part.outcome {
        _ if part.skipped => html! {
            <span class="am-muted">{ page.say(Word::NotEvaluated) }</span>
        },
        Some(Outcome::Value { value, .. }) => html! {
            <ShownValue value={value.clone()} words={page.words} />
        },
        Some(Outcome::Failed(problem)) => html! {
            <span class="am-is-error">{ &problem.message }</span>
        },
        None => html! { <span class="am-muted">{ "–" }</span> },
    }
}
