//! The list of mappings, of which one is being edited.

use std::rc::Rc;

use web_sys::{HtmlInputElement, InputEvent, KeyboardEvent, MouseEvent, SubmitEvent};
use yew::{
    Callback, Html, Properties, TargetCast, classes, function_component, html, use_node_ref,
    use_state_eq,
};

use attrmap::text::Letters;

use super::icon::{Symbol, icon};
use super::mapping_settings::mapping_settings;
use super::menu::{Menu, MenuItem};
use super::part::same_settings;
use crate::model::{Mapping, Severity};
use crate::page::Page;
use crate::services::engine::Analysis;
use crate::services::{dom, link};
use crate::state::{Action, Edit, ViewChange};
use crate::words::Word;

#[derive(Properties)]
pub(crate) struct MappingsProps {
    pub(crate) page: Page,
}

impl PartialEq for MappingsProps {
    fn eq(&self, other: &Self) -> bool {
        let (one, other) = (&self.page, &other.page);
        one.is_alike(other)
            && one.state.target == other.state.target
            && one.state.view.mapping_filter == other.state.view.mapping_filter
            && edited(one).eq(edited(other))
            && same_settings(one, other)
            && one.findings.analyses.len() == other.findings.analyses.len()
            && one
                .findings
                .analyses
                .iter()
                .zip(&other.findings.analyses)
                .all(|(one, other)| Rc::ptr_eq(one, other) || worst(one) == worst(other))
    }
}

/// The panel on the left.
#[function_component]
pub(crate) fn Mappings(props: &MappingsProps) -> Html {
    let page = &props.page;
    let adding = use_state_eq(|| false);
    let set = &page.state.workspace.set;
    let onclick = {
        let adding = adding.clone();
        Callback::from(move |_: MouseEvent| adding.set(!*adding))
    };
    let done = {
        let adding = adding.clone();
        Callback::from(move |()| adding.set(false))
    };
    html! {
        <section class="am-panel am-mappings" aria-labelledby="am-mappings-title am-label" data-region="mappings">
            <div class="am-panel-head">
                <h2 id="am-mappings-title">{ page.say(Word::Mappings) }</h2>
                <span class="am-count">{ set.mappings.len() }</span>
                <span class="am-direction" translate="no" title={set.label()}>{ set.label() }</span>
                <button type="button" class="am-button am-push am-edits" {onclick}
                    aria-expanded={if *adding { "true" } else { "false" }}
                    aria-label={page.say(Word::AddMapping)}>
                    { icon(Symbol::Plus) }{ page.say(Word::Add) }
                </button>
            </div>
            if *adding && !page.is_readonly() {
                <NewMapping page={page.clone()} {done} />
            }
            if !set.mappings.is_empty() {
                { filter(page) }
            }
            { list(page) }
            { mapping_settings(page) }
        </section>
    }
}

fn filter(page: &Page) -> Html {
    let oninput = page.on(|event: InputEvent| {
        let field = event.target_dyn_into::<HtmlInputElement>();
        ViewChange::MappingFilter(field.map(|field| field.value()).unwrap_or_default())
    });
    html! {
        <input class="am-input am-filter" type="search" aria-label={page.say(Word::FilterMappings)}
            placeholder={page.say(Word::FilterPlaceholder)}
            value={page.state.view.mapping_filter.clone()} {oninput} />
    }
}

fn list(page: &Page) -> Html {
    let needle = page.state.view.mapping_filter.lower();
    let mappings = &page.state.workspace.set.mappings;
    if mappings.is_empty() {
        return html! { <p class="am-empty">{ page.say(Word::NoMappings) }</p> };
    }
    let onkeydown = keys(page);
    let active = format!("am-mapping-{}", page.state.target);
    html! {
        <div class="am-list am-scroll" role="listbox" tabindex="0" {onkeydown}
            aria-label={page.say(Word::Mappings)} aria-activedescendant={active}>
            { for mappings.iter().zip(edited(page)).enumerate()
                .filter(|(_, (mapping, _))| mapping.to.lower().contains(&needle))
                .map(|(at, (mapping, edited))| option(page, at, mapping, edited)) }
        </div>
    }
}

fn keys(page: &Page) -> Callback<KeyboardEvent> {
    let dispatch = page.dispatch.clone();
    Callback::from(move |event: KeyboardEvent| {
        let by = match event.key().as_str() {
            _ if event.ctrl_key() || event.alt_key() || event.meta_key() => return,
            "ArrowDown" => 1,
            "ArrowUp" => -1,
            "Home" | "PageUp" => isize::MIN,
            "End" | "PageDown" => isize::MAX,
            _ => return,
        };
        event.prevent_default();
        dispatch.emit(Action::StepMapping(by));
    })
}

/// Of each mapping, whether it is no longer what it was when the baseline was pinned.
fn edited(page: &Page) -> impl Iterator<Item = bool> {
    let set = page.state.view.baseline.as_ref().and_then(|baseline| baseline.set.as_ref());
    page.state.workspace.set.mappings.iter().map(move |mapping| {
        set.is_some_and(|set| set.mapping(&mapping.to).is_none_or(|old| old != mapping))
    })
}

/// The most severe problem of a text.
fn worst(analysis: &Analysis) -> Option<Severity> {
    analysis.problems.iter().map(|problem| problem.severity).min()
}

fn option(page: &Page, at: usize, mapping: &Mapping, edited: bool) -> Html {
    let selected = mapping.to == page.state.target;
    let worst = page.findings.analyses.get(at).and_then(|analysis| worst(analysis));
    let (symbol, word, class) = match worst {
        None => (Symbol::Check, Word::MappingFine, "am-is-ok"),
        Some(Severity::Warning) => (Symbol::Warning, Word::MappingWarning, "am-is-warn"),
        Some(Severity::Error) => (Symbol::Error, Word::MappingError, "am-is-error"),
    };
    let target = page.state.workspace.set.schema.target.attribute(&mapping.to);
    let ty = target.map_or("string", |attribute| attribute.ty.as_str());
    let name = mapping.to.clone();
    let onclick = page.on(move |_: MouseEvent| Action::SelectMapping(name.clone()));
    let about = format!("am-about-{at}");
    html! {
        <div key={mapping.to.clone()} id={format!("am-mapping-{}", mapping.to)} role="option"
            class="am-option" aria-selected={if selected { "true" } else { "false" }} {onclick}
            aria-describedby={about.clone()}>
            <span class={classes!("am-glyph", class)}>{ icon(symbol) }</span>
            <span class="am-option-name" translate="no">{ &mapping.to }</span>
            // The option is called by its target, and described by the rest.
            <span id={about} class="am-option-about" aria-hidden="true">
                <span class="am-hidden">{ page.say(word) }{ ", " }</span>
                if edited {
                    <span class="am-dot" title={page.say(Word::EditedSince)}>
                        <span class="am-hidden">{ page.say(Word::EditedSince) }{ ", " }</span>
                    </span>
                }
                <span class="am-type" translate="no">{ ty.to_owned() }</span>
            </span>
        </div>
    }
}

/// Whether the menu of the current mapping is the same for two pages.
pub(super) fn same_mapping(one: &Page, other: &Page) -> bool {
    one.is_alike(other) && one.state.target == other.state.target
}

/// The menu of the current mapping.
pub(super) fn mapping_menu(page: &Page) -> Html {
    let target = page.state.target.clone();
    let item = |word, edit: Edit| MenuItem {
        label: page.say(word),
        checked: None,
        on_choose: page.on(move |()| edit.clone()),
    };
    let copy = {
        let page = page.clone();
        Callback::from(move |()| {
            let text = page.state.mapping().map(|mapping| mapping.expr.clone());
            page.copy(&text.unwrap_or_default(), page.say(Word::CopiedExpression));
        })
    };
    let beside = {
        let page = page.clone();
        Callback::from(move |()| dom::open_beside(&address(&page)))
    };
    let plain = |word, on_choose| MenuItem { label: page.say(word), checked: None, on_choose };
    let items = vec![
        plain(Word::CopyExpression, copy),
        plain(Word::OpenBeside, beside),
        item(Word::Duplicate, Edit::DuplicateMapping(target.clone())),
        item(Word::Up, Edit::MoveMapping(target.clone(), -1)),
        item(Word::Down, Edit::MoveMapping(target.clone(), 1)),
        item(Word::Delete, Edit::RemoveMapping(target.clone())),
    ];
    html! {
        <Menu label={page.words.fill(Word::MappingMenu, &[("name", &target)])} {items}
            class="am-icon-button am-edits">
            { icon(Symbol::More) }
        </Menu>
    }
}

/// A link to this mapping set alone, with this mapping chosen and nobody in it.
fn address(page: &Page) -> String {
    let mut workspace = page.state.workspace.with_set(|set| set.checks.clear());
    workspace.others.clear();
    workspace.people = Rc::default();
    let fragment = link::write(&workspace, Some(&page.state.target), None).unwrap_or_default();
    format!("{}#{fragment}", page.host.address())
}

#[derive(PartialEq, Properties)]
struct NewMappingProps {
    page: Page,
    done: Callback<()>,
}

/// The form that adds a mapping; attributes not yet mapped are offered, required ones first.
#[function_component]
fn NewMapping(props: &NewMappingProps) -> Html {
    let field = use_node_ref();
    yew::use_effect_with((), {
        let field = field.clone();
        move |()| dom::focus(&field)
    });
    let page = &props.page;
    let set = &page.state.workspace.set;
    let attributes = set.schema.target.attributes.iter();
    let (required, others): (Vec<_>, Vec<_>) = attributes
        .filter(|attribute| set.mapping(&attribute.name).is_none())
        .partition(|attribute| attribute.required);
    let offers = required.into_iter().chain(others);
    let onsubmit = {
        let (page, done, field) = (page.clone(), props.done.clone(), field.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let name = field.cast::<HtmlInputElement>().map(|field| field.value());
            let to = name.unwrap_or_default().trim().to_owned();
            if !to.is_empty() {
                page.send(Edit::AddMapping(Mapping { to, ..Mapping::default() }));
            }
            done.emit(());
        })
    };
    html! {
        <form class="am-inline-form" {onsubmit}>
            <input ref={field} class="am-input" list="am-target-offers" autocomplete="off"
                aria-label={page.say(Word::TargetAttribute)}
                placeholder={page.say(Word::TargetAttribute)} />
            <datalist id="am-target-offers">
                { for offers.map(|attribute| html! {
                    <option value={attribute.name.clone()} />
                }) }
            </datalist>
            <button type="submit" class="am-button">{ page.say(Word::Add) }</button>
        </form>
    }
}
