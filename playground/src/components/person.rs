//! The person being looked at: records, attributes, and what the mapping would do to the target.

use attrmap::text::Letters;
use web_sys::{HtmlInputElement, InputEvent, SubmitEvent};
use yew::{
    AttrValue, Callback, Html, Properties, TargetCast, function_component, html, use_node_ref,
};

use super::attribute_row::AttributeRow;
use super::icon::{Symbol, icon};
use super::part::{part, same_people};
use super::person_picker::person_picker;
use super::tabs::{Tab, Tabs, tabs};
use super::target_now::target_now;
use crate::hooks::Layout;
use crate::model::{Person, Record, Tagged};
use crate::page::Page;
use crate::state::{Action, Edit, ViewChange};
use crate::words::Word;

#[derive(Properties)]
pub(crate) struct PersonViewProps {
    pub(crate) page: Page,
}

impl PartialEq for PersonViewProps {
    fn eq(&self, other: &Self) -> bool {
        self.page.is_same(&other.page)
    }
}

/// The panel on the right.
#[function_component]
pub(crate) fn PersonView(props: &PersonViewProps) -> Html {
    let page = &props.page;
    html! {
        <section class="am-panel am-person" aria-labelledby="am-person-title am-label" data-region="person">
            <div class="am-panel-head">
                <h2 id="am-person-title">{ page.say(Word::Person) }</h2>
                if page.layout == Layout::Wide {
                    { part("picker", page, same_picker, person_picker) }
                }
            </div>
            if page.state.current_person().is_some() {
                { part("records", page, same_records, records) }
                { target_now(page) }
            } else {
                <p class="am-empty">{ page.say(Word::NoPerson) }</p>
            }
        </section>
    }
}

/// The root whose record is shown: the chosen one, else the source's.
fn shown_root(page: &Page) -> String {
    let source = &page.state.workspace.set.schema.source.root;
    page.state.view.record.clone().unwrap_or_else(|| source.clone())
}

/// Whether two pages offer the same people.
fn same_picker(one: &Page, other: &Page) -> bool {
    one.is_alike(other) && same_people(one, other)
}

/// Whether two pages show the same records, of which the expression reads the same attributes.
fn same_records(one: &Page, other: &Page) -> bool {
    let view = |page: &Page| {
        let view = &page.state.view;
        (view.record.clone(), view.attribute_filter.clone())
    };
    let reads = |page: &Page| page.findings.analysis().map(|analysis| analysis.reads.clone());
    same_picker(one, other)
        && one.state.workspace.set.schema == other.state.workspace.set.schema
        && view(one) == view(other)
        && reads(one) == reads(other)
}

fn records(page: &Page) -> Html {
    let Some(person) = page.state.current_person() else { return Html::default() };
    let shown = shown_root(page);
    let mut roots: Vec<String> = person.records.names().map(str::to_owned).collect();
    for side in [&page.state.workspace.set.schema.source, &page.state.workspace.set.schema.target] {
        if !side.root.is_empty() && !roots.contains(&side.root) {
            roots.push(side.root.clone());
        }
    }
    roots.push("groups".to_owned());
    let all: Vec<Tab<String>> = roots
        .into_iter()
        .map(|root| Tab { label: root.clone().into(), count: None, key: root })
        .collect();
    html! {
        <>
            { tabs(&Tabs {
                id: "am-record".into(),
                label: page.say(Word::Records),
                all,
                chosen: shown.clone(),
                on_choose: page.on(ViewChange::RecordTab),
                code: true,
            }) }
            <div id="am-record-panel" class="am-record am-scroll" role="tabpanel" tabindex="0"
                aria-labelledby={format!("am-record-{shown}")}>
                if shown == "groups" {
                    { groups(person) }
                } else {
                    { attributes(page, person, &shown) }
                }
            </div>
        </>
    }
}

fn groups(person: &Person) -> Html {
    html! {
        <ul class="am-groups" translate="no">
            { for person.groups.iter().map(|group| html! { <li>{ group }</li> }) }
        </ul>
    }
}

/// The attributes of a record with those that the expression reads on top.
fn attributes(page: &Page, person: &Person, root: &str) -> Html {
    let mut reads: Vec<&str> = page
        .findings
        .analysis()
        .into_iter()
        .flat_map(|analysis| &analysis.reads)
        .filter(|read| read.root == root)
        .map(|read| read.attribute.as_str())
        .collect();
    reads.sort_unstable();
    let schema = [&page.state.workspace.set.schema.source, &page.state.workspace.set.schema.target]
        .into_iter()
        .find(|side| side.root == root);
    let mut names: Vec<&str> = Vec::new();
    let in_record = person.records.get(root).into_iter().flat_map(Record::names);
    let in_schema = schema.into_iter().flat_map(|side| &side.attributes).map(|a| a.name.as_str());
    for name in reads.iter().copied().chain(in_record).chain(in_schema) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let needle = page.state.view.attribute_filter.lower();
    names.retain(|name| name.lower().contains(&needle));
    let on_value = {
        let (dispatch, person, root) = (page.dispatch.clone(), person.id.clone(), root.to_owned());
        Callback::from(move |(name, value): (AttrValue, Tagged)| {
            dispatch.emit(
                Edit::SetValue {
                    person: person.clone(),
                    root: root.clone(),
                    attribute: name.to_string(),
                    value,
                }
                .into(),
            );
        })
    };
    // A choice in a menu is an undo step of its own, not part of the typing before or after it.
    let on_state = {
        let (dispatch, on_value) = (page.dispatch.clone(), on_value.clone());
        Callback::from(move |chosen: (AttrValue, Tagged)| {
            dispatch.emit(Action::Seal);
            on_value.emit(chosen);
            dispatch.emit(Action::Seal);
        })
    };
    html! {
        <>
            <AttributeTools page={page.clone()} on_add={on_value.clone()} />
            <div class="am-attributes">
                { for names.into_iter().map(|name| {
                    let ty = schema.and_then(|side| side.attribute(name));
                    let ty = ty.map_or("string", |attribute| attribute.ty.as_str());
                    html! {
                        <AttributeRow key={name.to_owned()} name={AttrValue::from(name.to_owned())}
                            value={person.value(root, name).clone()} words={page.words}
                            readonly={page.is_readonly()}
                            ty={AttrValue::from(ty.to_owned())} is_read={reads.contains(&name)}
                            on_value={on_value.clone()} on_state={on_state.clone()} />
                    }
                }) }
            </div>
        </>
    }
}

#[derive(PartialEq, Properties)]
struct AttributeToolsProps {
    page: Page,
    on_add: Callback<(AttrValue, Tagged)>,
}

/// Searching for an attribute, and adding one under the name that was typed.
#[function_component]
fn AttributeTools(props: &AttributeToolsProps) -> Html {
    let page = &props.page;
    let field = use_node_ref();
    let oninput = page.on(|event: InputEvent| {
        let field = event.target_dyn_into::<HtmlInputElement>();
        ViewChange::AttributeFilter(field.map(|field| field.value()).unwrap_or_default())
    });
    let onsubmit = {
        let (dispatch, on_add, field) =
            (page.dispatch.clone(), props.on_add.clone(), field.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let name = field.cast::<HtmlInputElement>().map(|field| field.value());
            let name = name.unwrap_or_default().trim().to_owned();
            if !name.is_empty() {
                on_add.emit((name.into(), Tagged::text("value")));
                dispatch.emit(ViewChange::AttributeFilter(String::new()).into());
            }
        })
    };
    html! {
        <form class="am-inline-form" {onsubmit}>
            <input ref={field} class="am-input" type="search" autocomplete="off"
                aria-label={page.say(Word::FindAttribute)}
                placeholder={page.say(Word::FindAttributePlaceholder)}
                value={page.state.view.attribute_filter.clone()} {oninput} />
            <button type="submit" class="am-button am-edits" aria-label={page.say(Word::AddAttribute)}>
                { icon(Symbol::Plus) }{ page.say(Word::Add) }
            </button>
        </form>
    }
}
