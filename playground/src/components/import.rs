//! Reads people, mappings or a workspace that are pasted, chosen or dropped.

use std::rc::Rc;

use web_sys::{
    DragEvent, Event, FileList, HtmlInputElement, HtmlTextAreaElement, InputEvent, MouseEvent,
};
use yew::{
    AttrValue, Callback, Html, Properties, TargetCast, function_component, html, use_state_eq,
};

use super::shown_value::shown_value;
use crate::hooks::{Read, use_reading};
use crate::model::{Person, Workspace};
use crate::page::Page;
use crate::services::import::{Blank, Imported, with_new_ids};
use crate::services::{dom, target_today};
use crate::state::{Action, BottomTab, Edit, State, ViewChange};
use crate::words::{Word, grouped};

/// How many people and attributes a preview shows.
const ROWS: usize = 10;
const COLUMNS: usize = 6;

/// Longer texts, in bytes, are kept but not put in the field, where they would be slow.
const SHOWN: usize = 100_000;

#[derive(PartialEq, Properties)]
pub(crate) struct ImportProps {
    pub(crate) page: Page,
}

/// The dialog's body.
#[function_component]
pub(crate) fn Import(props: &ImportProps) -> Html {
    let page = &props.page;
    let text = use_state_eq(AttrValue::default);
    let blank = use_state_eq(Blank::default);
    let source = page.state.workspace.set.schema.source.root.clone();
    let root = use_state_eq(|| if source.is_empty() { "user".to_owned() } else { source });
    let read = use_reading((*text).clone(), (*root).clone(), *blank);
    let oninput = {
        let text = text.clone();
        Callback::from(move |event: InputEvent| {
            let field = event.target_dyn_into::<HtmlTextAreaElement>();
            text.set(field.map(|field| field.value()).unwrap_or_default().into());
        })
    };
    let on_files = {
        let text = text.clone();
        Callback::from(move |files: Option<FileList>| {
            let text = text.clone();
            if let Some(file) = files.and_then(|files| files.get(0)) {
                dom::read_file(file, move |read| text.set(read.into()));
            }
        })
    };
    let onchange = {
        let on_files = on_files.clone();
        Callback::from(move |event: Event| {
            on_files
                .emit(event.target_dyn_into::<HtmlInputElement>().and_then(|field| field.files()));
        })
    };
    let ondrop = Callback::from(move |event: DragEvent| {
        event.prevent_default();
        on_files.emit(event.data_transfer().and_then(|data| data.files()));
    });
    let ondragover = Callback::from(|event: DragEvent| event.prevent_default());
    let shown = if text.len() > SHOWN { AttrValue::default() } else { (*text).clone() };
    html! {
        <>
            <label class="am-field">
                <span>{ page.say(Word::PasteData) }</span>
                <textarea class="am-input am-paste" rows="8" spellcheck="false" translate="no"
                    placeholder={page.say(Word::PastePlaceholder)} value={shown}
                    {oninput} {ondrop} {ondragover} />
            </label>
            if text.len() > SHOWN {
                <p data-testid="import-size">
                    { page.words.count(Word::ImportSize, text.len().div_ceil(1_000)) }
                </p>
            }
            <div class="am-row">
                <label class="am-labelled">
                    <span>{ page.say(Word::ChooseFile) }</span>
                    <input type="file" {onchange} />
                </label>
                { root_field(page, &root) }
                { blank_field(page, &blank) }
            </div>
            if !text.trim().is_empty() {
                { match &read {
                    Read::Done(imported) => html! {
                        <>
                            { report(page, imported) }
                            { preview(page, &imported.people) }
                            { actions(page, imported) }
                        </>
                    },
                    Read::Underway(arrived) => underway(page, *arrived, {
                        let text = text.clone();
                        Callback::from(move |_: MouseEvent| text.set(AttrValue::default()))
                    }),
                    Read::Failed => html! {
                        <p role="alert" class="am-is-error">{ page.say(Word::ImportFailed) }</p>
                    },
                } }
            }
        </>
    }
}

/// How far the reading of a long text is, and the way out.
fn underway(page: &Page, arrived: Option<(usize, usize)>, cancel: Callback<MouseEvent>) -> Html {
    let progress = arrived.map(|(some, all)| {
        let places = [("shown", grouped(some)), ("count", grouped(all))];
        page.words.fill(Word::ShownOf, &places.each_ref().map(|(n, t)| (*n, t.as_str())))
    });
    html! {
        <div class="am-row">
            <span role="status" data-testid="import-progress">
                { page.say(Word::ImportReading) }{ " " }{ progress.unwrap_or_default() }
            </span>
            <button type="button" class="am-button am-bordered" onclick={cancel}>
                { page.say(Word::Cancel) }
            </button>
        </div>
    }
}

fn root_field(page: &Page, root: &yew::UseStateHandle<String>) -> Html {
    let set = root.clone();
    let oninput = Callback::from(move |event: InputEvent| {
        if let Some(field) = event.target_dyn_into::<HtmlInputElement>() {
            set.set(field.value());
        }
    });
    html! {
        <label class="am-labelled">
            <span>{ page.say(Word::ImportRoot) }</span>
            <input class="am-input" size="16" translate="no" value={(**root).clone()} {oninput} />
        </label>
    }
}

fn blank_field(page: &Page, blank: &yew::UseStateHandle<Blank>) -> Html {
    let set = blank.clone();
    let onchange = Callback::from(move |event: Event| {
        if let Some(field) = event.target_dyn_into::<HtmlInputElement>() {
            set.set(if field.checked() { Blank::Empty } else { Blank::Missing });
        }
    });
    html! {
        <label class="am-choice">
            <input type="checkbox" checked={**blank == Blank::Empty} {onchange} />
            { page.say(Word::BlankIsEmpty) }
        </label>
    }
}

fn report(page: &Page, imported: &Imported) -> Html {
    let read = imported.people.len() + imported.mappings.len();
    let counts = [("read", grouped(read)), ("skipped", grouped(imported.skipped.len()))];
    let places = counts.each_ref().map(|(name, text)| (*name, text.as_str()));
    html! {
        <div class="am-report">
            <b data-testid="import-kind" translate="no">{ imported.kind.label() }</b>
            { " · " }
            <span data-testid="import-report">
                { page.words.fill(Word::ImportReport, &places) }
                if !imported.skipped.is_empty() {
                    <ul>
                        { for imported.skipped.iter().take(ROWS).map(|skipped| html! {
                            <li>
                                { page.words.fill(Word::ImportLine, &[("line", &grouped(skipped.line))]) }
                                { ": " }{ &skipped.reason }
                            </li>
                        }) }
                    </ul>
                }
            </span>
        </div>
    }
}

fn preview(page: &Page, people: &[Rc<Person>]) -> Html {
    let Some(first) = people.first() else { return Html::default() };
    let names: Vec<(String, String)> = first
        .records
        .iter()
        .flat_map(|(root, record)| record.names().map(|name| (root.to_owned(), name.to_owned())))
        .take(COLUMNS)
        .collect();
    html! {
        <div class="am-preview am-scroll" role="group" tabindex="0" aria-label={page.say(Word::Preview)}>
            <table class="am-table" data-testid="import-preview" translate="no">
                <thead><tr>
                    <th scope="col">{ page.say(Word::Person) }</th>
                    { for names.iter().map(|(root, name)| html! {
                        <th scope="col">{ root }{ "." }{ name }</th>
                    }) }
                </tr></thead>
                <tbody>
                    { for people.iter().take(ROWS).map(|person| html! {
                        <tr>
                            <th scope="row">{ &person.name }</th>
                            { for names.iter().map(|(root, name)| html! {
                                <td>{ shown_value(person.value(root, name), page.words) }</td>
                            }) }
                        </tr>
                    }) }
                </tbody>
            </table>
        </div>
    }
}

fn actions(page: &Page, imported: &Rc<Imported>) -> Html {
    let act = |word: Word, count: usize, replace: bool, merge: fn(&Page, &Imported, bool)| {
        let (page, imported) = (page.clone(), Rc::clone(imported));
        let label = page.say(word);
        let onclick = Callback::from(move |_: MouseEvent| {
            page.announce.emit(page.words.count(Word::Imported, count));
            page.send(ViewChange::Dialog(None));
            merge(&page, &imported, replace);
        });
        html! { <button type="button" class="am-button am-bordered" {onclick}>{ label }</button> }
    };
    let (people, mappings) = (imported.people.len(), imported.mappings.len());
    html! {
        <div class="am-row">
            if people > 0 {
                { act(Word::AddPeople, people, false, merge_people) }
                { act(Word::ReplacePeople, people, true, merge_people) }
                { act(Word::PinPeople, people, true, pin) }
            }
            if mappings > 0 {
                { act(Word::ReplaceMappings, mappings, true, merge_mappings) }
            }
            if imported.workspace.is_some() {
                { act(Word::OpenWorkspace, people, true, open) }
            }
        </div>
    }
}

fn merge_people(page: &Page, imported: &Imported, replace: bool) {
    let present = &page.state.workspace.people;
    let kept: &[Rc<Person>] = if replace { &[] } else { present };
    let new = with_new_ids(&imported.people, kept);
    let people = kept.iter().cloned().chain(new).collect();
    let workspace = Workspace { people: Rc::new(people), ..(*page.state.workspace).clone() };
    page.send(Edit::Replace(Rc::new(workspace)));
}

/// Takes the people for what is in the target today.
fn pin(page: &Page, imported: &Imported, _: bool) {
    let baseline = target_today::baseline(&imported.people, &page.state.workspace);
    page.send(ViewChange::Baseline(Some(Rc::new(baseline))));
    page.send(ViewChange::BottomTab(BottomTab::Diff));
}

fn merge_mappings(page: &Page, imported: &Imported, _: bool) {
    let mappings = imported.mappings.iter().cloned().map(Rc::new).collect();
    let workspace = page.state.workspace.with_set(|set| set.mappings = mappings);
    page.send(Edit::Replace(Rc::new(workspace)));
}

fn open(page: &Page, imported: &Imported, _: bool) {
    if let Some(workspace) = &imported.workspace {
        let opened = State::open((**workspace).clone(), "", "");
        page.send(Action::Open(Box::new(opened)));
    }
}
