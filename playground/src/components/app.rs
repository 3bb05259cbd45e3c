//! The whole page: finds what there is to find out about the state and arranges the panels.

use attrmap::text::Letters;
use std::cell::Cell;
use std::rc::Rc;

use yew::{
    AttrValue, Callback, Html, Properties, UseReducerDispatcher, function_component, html,
    use_callback, use_effect_with, use_memo, use_mut_ref, use_node_ref, use_state_eq,
};

use super::banner::banner;
use super::bottom::Bottom;
use super::dialogs::dialogs;
use super::drop_zone::{on_drag_over, on_drop};
use super::expression::Expression;
use super::header::{header, same_header};
use super::live::Live;
use super::mappings::Mappings;
use super::part::part;
use super::person::PersonView;
use super::person_picker::person_picker;
use super::picker::Picker;
use super::reference::Reference;
use super::result::result_view;
use super::splitter::Splitter;
use super::status::status;
use super::trace::Trace;
use super::trouble;
use crate::hooks::{
    Layout, Store, use_address, use_element, use_everybody, use_focus, use_frame, use_layout,
    use_settling, use_shortcuts, use_store,
};
use crate::host::Host;
use crate::model::{Outcome, Severity};
use crate::page::Page;
use crate::services::editor::Editor;
use crate::services::findings::{Finder, Part, Shared};
use crate::services::{dom, frame, storage, timing};
use crate::state::{Action, Mode, Resizable, ViewChange};
use crate::words::{Word, Words};

#[derive(PartialEq, Properties)]
pub(crate) struct AppProps {
    pub(crate) host: Host,
}

/// The page.
#[function_component]
pub(crate) fn App(props: &AppProps) -> Html {
    let host = &props.host;
    let store = use_store(host);
    let (root, main) = (use_node_ref(), use_node_ref());
    let layout = use_layout(&root);
    let notice = use_state_eq(|| (0_u32, AttrValue::default()));
    let editor = use_memo(store.state.view.editor, |kind| Editor::new(*kind, host.glue()));
    let selection = use_state_eq(|| 0..0_usize);
    let dispatch =
        use_callback(store.dispatcher(), |action: Action, store: &UseReducerDispatcher<Store>| {
            if action.is_edit() {
                timing::mark("attrmap:input");
            }
            store.dispatch(action);
        });
    let number = use_mut_ref(|| 0_u32);
    let announce = use_callback((), {
        let notice = notice.clone();
        move |text: AttrValue, ()| {
            *number.borrow_mut() += 1;
            notice.set((*number.borrow(), text));
        }
    });
    let finder = use_mut_ref(|| Finder::new(dom::clock()));
    let found = use_memo(store.state.clone(), |state| {
        let start = timing::clock();
        let lap = Cell::new(start);
        let findings = finder.borrow_mut().find(state, |part| {
            let name = match part {
                Part::Check => "attrmap:check",
                Part::Evaluate => "attrmap:eval-one",
            };
            timing::measure(name, lap.replace(timing::clock()), 0);
        });
        (Shared(Rc::new(findings)), timing::clock() - start)
    });
    let (everybody, wanted, trouble) = use_everybody(&store.state);
    let closed = use_state_eq(|| 0_usize);
    let page = Page {
        host: host.clone(),
        state: store.state.clone(),
        findings: found.0.clone(),
        everybody: everybody.clone(),
        words: Words(store.state.view.language),
        layout,
        dispatch,
        announce,
    };
    let chosen = (host.clone(), page.state.view.theme, page.state.view.language);
    use_effect_with(chosen, |(host, theme, language)| {
        host.show_theme(theme.id());
        // In a frame it is the host's choice.
        if frame::open(host).is_none() {
            storage::keep_theme(host, *theme);
            storage::keep_language(host, *language);
        }
    });
    use_effect_with((host.clone(), page.state.view.columns.clone()), |(host, columns)| {
        storage::keep_columns(host, columns);
    });
    use_effect_with((host.clone(), found.0.clone(), everybody), |(host, ..)| host.painted());
    // It looks where the focus is before a shortcut does anything.
    use_focus(host);
    use_shortcuts(&page, &editor);
    let keep = use_settling(&page);
    use_address(&page, keep);
    use_frame(&page);
    use_element(&page);
    let on_caret = {
        let selection = selection.setter();
        use_callback(Rc::clone(&editor), move |(), editor| selection.set(editor.selection()))
    };
    let live = sentence(&page);
    let is_fresh = wanted == page.everybody.generation;
    let shut = *closed;
    let close = Callback::from(move |restarts| closed.set(restarts));
    let locked = page.state.view.locked;
    let mode = page.state.view.mode;
    let (full, wide) = (mode == Mode::Full, mode == Mode::Full && layout == Layout::Wide);
    let name = AttrValue::from(page.state.view.label.clone());
    let title = if name.is_empty() { page.say(Word::Title) } else { name.clone() };
    let label = host.talk().map(|_| title);
    // A document has one main part and one heading of its own, which an element is not.
    let (outside, inside) =
        if label.is_some() { (Some("region"), None) } else { (None, Some("main")) };
    html! {
        <div ref={root} role={outside} class="am-app" data-layout={layout.id()} data-mode={mode.id()}
            data-access={page.is_readonly().then_some("read")}
            ondragover={on_drag_over()} ondrop={on_drop(&page)}
            data-fresh={if is_fresh { "true" } else { "false" }} aria-label={label.clone()}>
            if !name.is_empty() {
                // The second part of the names of all regions.
                <span id="am-label" hidden=true>{ name }</span>
            }
            if full {
                { part("header", &page, same_header, header) }
                { banner(&page) }
                { trouble::bar(&page, &trouble, shut, close) }
                if !wide {
                    { choosers(&page) }
                }
            }
            <div ref={main.clone()} role={inside} class="am-main" id="am-main">
                if label.is_none() {
                    <h1 class="am-hidden">{ page.say(Word::Title) }</h1>
                }
                if wide {
                    <Mappings key="mappings" page={page.clone()} />
                }
                <div key="center" class="am-center">
                    if mode != Mode::Result {
                        <Expression page={page.clone()} editor={(*editor).clone()} {on_caret} />
                    }
                    { part("result", &page, Page::is_same, result_view) }
                    if wide {
                        <Trace page={page.clone()} editor={(*editor).clone()}
                            selection={(*selection).clone()} />
                    }
                </div>
                if wide {
                    <PersonView key="person" page={page.clone()} />
                }
                if full {
                    <Bottom key="bottom" page={page.clone()} editor={(*editor).clone()}
                        selection={(*selection).clone()} />
                }
                if wide {
                    { splitter(&page, &main, Resizable::Mappings) }
                    { splitter(&page, &main, Resizable::Person) }
                    { splitter(&page, &main, Resizable::Bottom) }
                }
            </div>
            if full {
                { status(&page, found.1, locked) }
            }
            if let Some(search) = &page.state.view.reference {
                <Reference page={page.clone()} editor={(*editor).clone()} search={search.clone()} />
            }
            { dialogs(&page, &editor) }
            <Live text={live} notice={(*notice).clone()} />
        </div>
    }
}

/// What a narrow page has instead of the list of mappings and the person panel.
fn choosers(page: &Page) -> Html {
    let mappings = page.state.workspace.set.mappings.clone();
    let search = Callback::from(move |(text, room): (String, usize)| {
        let needle = text.lower();
        mappings
            .iter()
            .filter(|mapping| mapping.to.lower().contains(&needle))
            .take(room)
            .map(|mapping| (mapping.to.clone(), mapping.to.clone()))
            .collect::<Vec<_>>()
    });
    html! {
        <section class="am-choosers" aria-label={page.landmark(Word::Choose)}>
            <label class="am-labelled" for="am-mapping">{ page.say(Word::Mapping) }</label>
            <Picker id="am-mapping" words={page.words} label={page.say(Word::Mapping)} {search}
                shown={AttrValue::from(page.state.target.clone())}
                on_pick={page.on(Action::SelectMapping)} />
            <label class="am-labelled" for="am-person">{ page.say(Word::Person) }</label>
            { person_picker(page) }
        </section>
    }
}

fn splitter(page: &Page, holder: &yew::NodeRef, panel: Resizable) -> Html {
    let (word, class, property, usual) = match panel {
        Resizable::Mappings => (Word::ResizeMappings, "am-split-left", "--am-left", 280),
        Resizable::Person => (Word::ResizePerson, "am-split-right", "--am-right", 340),
        Resizable::Bottom => (Word::ResizeBottom, "am-split-bottom", "--am-bottom", 260),
    };
    html! {
        <Splitter key={property} label={page.say(word)} {class} {property} {usual}
            horizontal={panel == Resizable::Bottom} forwards={panel == Resizable::Mappings}
            holder={holder.clone()} size={page.state.view.size(panel)}
            on_size={page.on(move |size| ViewChange::Size(panel, size))} />
    }
}

/// The result and the problems of the current expression in one sentence.
fn sentence(page: &Page) -> AttrValue {
    let words = page.words;
    let result = match page.findings.outcome() {
        Some(Outcome::Value { value, .. }) => match value.to_line() {
            line if line.is_empty() => words.say(value.presence().into()),
            line => line.into(),
        },
        Some(Outcome::Failed(problem)) => problem.message.clone().into(),
        None => words.say(Word::NoResultYet),
    };
    let problems = page.findings.analysis().map(|analysis| &analysis.problems);
    let count = |severity: Severity| {
        problems.into_iter().flatten().filter(|problem| problem.severity == severity).count()
    };
    let mut parts = Vec::new();
    for (word, number) in [
        (Word::CountErrors, count(Severity::Error)),
        (Word::CountWarnings, count(Severity::Warning)),
    ] {
        if number > 0 {
            parts.push(words.count(word, number).to_string());
        }
    }
    if parts.is_empty() {
        parts.push(words.say(Word::NoProblems).to_string());
    }
    words.fill(Word::LiveResult, &[("text", &result), ("problems", &parts.join(", "))])
}
