//! The value of every part of the expression for the current person.

mod steps;

use std::ops::Range;
use std::rc::Rc;

use web_sys::{KeyboardEvent, MouseEvent};
use yew::{
    AttrValue, Callback, Html, Properties, classes, function_component, html, use_effect_with,
    use_memo, use_state_eq,
};

use self::steps::{around, step, visible};
use super::assist::given;
use super::icon::{Symbol, icon};
use super::more::{more, room};
use super::person_picker::search_people;
use super::picker::Picker;
use crate::model::{Given, Part, Places};
use crate::page::Page;
use crate::services::editor::Editor;
use crate::words::Word;

/// The most parts that are shown at first.
const ROOM: usize = 300;

#[derive(Properties)]
pub(crate) struct TraceProps {
    pub(crate) page: Page,
    pub(crate) editor: Editor,
    /// The selected part of the text.
    pub(crate) selection: Range<usize>,
}

impl PartialEq for TraceProps {
    fn eq(&self, other: &Self) -> bool {
        self.page.is_same(&other.page)
            && self.editor == other.editor
            && self.selection == other.selection
    }
}

/// The tree under the result.
#[function_component]
pub(crate) fn Trace(props: &TraceProps) -> Html {
    let page = &props.page;
    let at = use_state_eq(|| 0_usize);
    let closed = use_state_eq(Places::default);
    // Counts key presses: the focus moves only then, never by itself.
    let moves = use_state_eq(|| 0_u32);
    let text = text_of(page);
    let wanted = (page.findings.clone(), text.clone(), room(page, ROOM));
    let traced = use_memo(wanted, |(found, text, room)| {
        let mut parts = found.assistant.trace(text);
        let all = parts.len();
        parts.truncate(*room);
        let last = parts.len().saturating_sub(1);
        for (at, part) in parts.iter_mut().enumerate() {
            part.inside = part.inside.min(last - at);
        }
        (Rc::new(parts), all)
    });
    let (parts, all) = (Rc::clone(&traced.0), traced.1);
    use_effect_with(text, {
        let closed = closed.clone();
        move |_| closed.set(Places::default())
    });
    use_effect_with((props.selection.clone(), parts.len()), {
        let (at, parts) = (at.clone(), Rc::clone(&parts));
        move |(selection, _)| at.set(around(&parts, selection))
    });
    let other = use_state_eq(|| None::<String>);
    let row = other
        .as_ref()
        .and_then(|id| page.state.workspace.people.iter().position(|person| person.id == *id));
    let theirs = use_memo((page.findings.clone(), row), |(found, row)| {
        row.map(|row| found.assistant.trace_of(row, &text_of(page)))
    });
    let place = (*at).min(parts.len().saturating_sub(1));
    use_effect_with(*moves, {
        let host = page.host.clone();
        move |moves| {
            if *moves > 0 {
                host.focus_id(&format!("am-part-{place}"));
            }
        }
    });
    let show = {
        let (editor, parts) = (props.editor.clone(), Rc::clone(&parts));
        Callback::from(move |place: usize| {
            if let Some(part) = parts.get(place) {
                editor.select(&part.span);
            }
        })
    };
    let onkeydown = {
        let (at, moves, show, closed) = (at.clone(), moves.clone(), show.clone(), closed.clone());
        let parts = Rc::clone(&parts);
        Callback::from(move |event: KeyboardEvent| {
            if event.ctrl_key() || event.alt_key() || event.meta_key() {
                return;
            }
            let mut now_closed = (*closed).clone();
            let Some(next) = step(&parts, &mut now_closed, place, &event.key()) else { return };
            event.prevent_default();
            closed.set(now_closed);
            at.set(next);
            show.emit(next);
            moves.set(*moves + 1);
        })
    };
    let mut seen = visible(&parts, &closed);
    let their = |index: usize| (*theirs).as_ref().and_then(|theirs| theirs.get(index));
    if theirs.is_some() {
        seen.retain(|at| {
            their(*at).map(|part| &part.given) != parts.get(*at).map(|part| &part.given)
        });
    }
    html! {
        <section class="am-panel am-trace" aria-labelledby="am-trace-title am-label">
            <div class="am-panel-head">
                <h2 id="am-trace-title">{ page.say(Word::Trace) }</h2>
                <span class="am-push" />
                { differs_from(page, &other) }
            </div>
            if parts.is_empty() {
                <p class="am-empty">{ page.say(Word::NothingToTrace) }</p>
            } else if seen.is_empty() {
                <p class="am-empty">{ page.say(Word::NothingDiffers) }</p>
            } else {
                <div class="am-tree" role="tree" aria-label={page.say(Word::Trace)} {onkeydown}>
                    { for seen.into_iter().filter_map(|index| {
                        let part = parts.get(index)?;
                        let (at, show) = (at.clone(), show.clone());
                        let onclick = Callback::from(move |_: MouseEvent| {
                            at.set(index);
                            show.emit(index);
                        });
                        let open = !closed.contains(index);
                        let chosen = index == place;
                        Some(item(page, part, their(index), index, chosen, open, onclick))
                    }) }
                </div>
            }
            { more(page, Word::MoreParts, all, ROOM) }
        </section>
    }
}

fn text_of(page: &Page) -> String {
    page.state.mapping().map(|mapping| mapping.expr.clone()).unwrap_or_default()
}

/// Chooses somebody to compare with, or nobody.
fn differs_from(page: &Page, other: &yew::UseStateHandle<Option<String>>) -> Html {
    let named = other.as_ref().and_then(|id| page.state.workspace.person(id));
    let shown: AttrValue = named.map(|person| person.name.clone()).unwrap_or_default().into();
    let on_pick = {
        let other = other.clone();
        Callback::from(move |id: String| other.set(Some(id)))
    };
    let forget = {
        let other = other.clone();
        Callback::from(move |_: MouseEvent| other.set(None))
    };
    let label = page.say(Word::DiffersFrom);
    let clear = page.say(Word::CompareWithNobody);
    html! {
        <span class="am-differs">
            <label class="am-labelled" for="am-other">{ label.clone() }</label>
            <Picker id="am-other" words={page.words} {label} {shown} search={search_people(page)} {on_pick} />
            if named.is_some() {
                <button type="button" class="am-button am-icon-button" aria-label={clear.clone()}
                    title={clear} onclick={forget}>
                    { icon(Symbol::Close) }
                </button>
            }
        </span>
    }
}

fn item(
    page: &Page,
    part: &Part,
    their: Option<&Part>,
    index: usize,
    chosen: bool,
    open: bool,
    onclick: Callback<MouseEvent>,
) -> Html {
    let level = format!("am-level-{}", part.level.min(8));
    let skipped = part.given == Given::Skipped;
    let expanded = if open { "true" } else { "false" };
    html! {
        <div key={index} role="treeitem" id={format!("am-part-{index}")}
            aria-level={part.level.to_string()}
            aria-selected={if chosen { "true" } else { "false" }}
            aria-expanded={(part.inside > 0).then_some(expanded)}
            tabindex={if chosen { "0" } else { "-1" }}
            data-skipped={skipped.then_some("true")}
            class={classes!("am-part", level, skipped.then_some("am-skipped"))} {onclick}>
            <code class="am-part-text" translate="no">{ &part.text }</code>
            <span class="am-part-value">{ given(page.words, &part.given) }</span>
            if let Some(their) = their {
                <span class="am-part-value am-part-other">{ given(page.words, &their.given) }</span>
            }
        </div>
    }
}
