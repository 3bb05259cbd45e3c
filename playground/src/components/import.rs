//! Reads people, mappings or a workspace that are pasted, chosen or dropped.

use std::rc::Rc;

use web_sys::{Event, HtmlInputElement, HtmlTextAreaElement, InputEvent, MouseEvent};
use yew::{
    AttrValue, Callback, Html, Properties, TargetCast, function_component, html, use_effect_with,
    use_memo, use_state_eq,
};

use super::drop_zone::take;
use super::import_columns::mapper;
use super::import_parts::Parts;
use super::import_report::{preview, refusal, report};
use crate::hooks::{Read, use_reading};
use crate::model::{Person, Workspace};
use crate::page::Page;
use crate::services::import::{
    Blank, Column, Encoding, How, Imported, Kind, Why, columns, with_new_ids,
};
use crate::services::target_today;
use crate::state::{Action, BottomTab, Edit, State, ViewChange};
use crate::words::{Word, grouped};

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
    let handed = page.state.view.handed.clone();
    let text = use_state_eq(AttrValue::default);
    let encoding = use_state_eq(Encoding::default);
    use_effect_with(handed.clone(), {
        let (text, encoding) = (text.clone(), encoding.clone());
        move |handed| {
            if let Some(handed) = handed {
                text.set(Rc::clone(&handed.text).into());
                encoding.set(handed.encoding);
            }
        }
    });
    let blank = use_state_eq(Blank::default);
    let source = page.state.workspace.set.schema.source.root.clone();
    let root = use_state_eq(|| if source.is_empty() { "user".to_owned() } else { source });
    let names = use_memo((*text).clone(), |text| columns(text));
    // A wish holds for the table and the root that it was made for.
    let wished = use_state_eq(|| None::<(Rc<Vec<String>>, How)>);
    let how = match &*wished {
        Some((of, how)) if *of == names && how.root == *root => {
            How { blank: *blank, ..how.clone() }
        }
        Some(_) | None => as_named(page, &names, &root, *blank),
    };
    let read = use_reading((*text).clone(), how.clone());
    let on_how = {
        let names = Rc::clone(&names);
        Callback::from(move |how| wished.set(Some((Rc::clone(&names), how))))
    };
    let oninput = {
        let (text, encoding) = (text.clone(), encoding.clone());
        Callback::from(move |event: InputEvent| {
            let field = event.target_dyn_into::<HtmlTextAreaElement>();
            text.set(field.map(|field| field.value()).unwrap_or_default().into());
            encoding.set(Encoding::default());
        })
    };
    let onchange = {
        let page = page.clone();
        Callback::from(move |event: Event| {
            let field = event.target_dyn_into::<HtmlInputElement>();
            if let Some(file) = field.and_then(|field| field.files()?.get(0)) {
                take(&page, &file);
            }
        })
    };
    let shown = if text.len() > SHOWN { AttrValue::default() } else { (*text).clone() };
    let refused = handed.and_then(|handed| handed.refused).filter(|_| text.is_empty());
    html! {
        <>
            <label class="am-field">
                <span>{ page.say(Word::PasteData) }</span>
                <textarea class="am-input am-paste" rows="8" spellcheck="false" translate="no"
                    placeholder={page.say(Word::PastePlaceholder)} value={shown} {oninput} />
            </label>
            if text.len() > SHOWN {
                <p data-testid="import-size">
                    { page.words.count(Word::ImportSize, text.len().div_ceil(1_000)) }
                </p>
            }
            if let Some(size) = refused {
                <p data-testid="import-report">{ refusal(page, &Why::TooLarge(size)) }</p>
            }
            <div class="am-row">
                <label class="am-labelled">
                    <span>{ page.say(Word::ChooseFile) }</span>
                    <input type="file" {onchange} />
                </label>
                { root_field(page, &root) }
                { blank_field(page, &blank) }
            </div>
            { mapper(page, &names, &how, &on_how) }
            if !text.trim().is_empty() {
                { match &read {
                    Read::Done(imported) => html! {
                        <>
                            { report(page, imported, *encoding) }
                            { preview(page, imported) }
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

/// Columns go where their names say.
fn as_named(page: &Page, names: &[String], root: &str, blank: Blank) -> How {
    let schema = &page.state.workspace.set.schema;
    let sides = [&schema.source, &schema.target];
    let columns = names.iter().map(|name| Column::of(name, root, &sides)).collect();
    How { root: root.to_owned(), blank, columns, name: None }
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

fn actions(page: &Page, imported: &Rc<Imported>) -> Html {
    if imported.kind == Kind::NewerWorkspace {
        return look_at(page, imported);
    }
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
        <>
        if let Some(workspace) = &imported.workspace {
            <Parts page={page.clone()} workspace={Rc::clone(workspace)} />
        }
        <div class="am-row am-dialog-actions">
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
        </>
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

/// A newer workspace can be looked at, and that is all.
fn look_at(page: &Page, imported: &Rc<Imported>) -> Html {
    let onclick = {
        let (page, imported) = (page.clone(), Rc::clone(imported));
        Callback::from(move |_: MouseEvent| {
            let Some(workspace) = &imported.workspace else { return };
            let opened = State::open((**workspace).clone(), "", "");
            page.send(ViewChange::Dialog(None));
            page.send(Action::Open(Box::new(opened)));
            page.send(ViewChange::LookAt(imported.ignored.clone()));
        })
    };
    html! {
        <>
            <p>{ newer(page, &imported.ignored) }</p>
            <button type="button" class="am-button am-bordered" {onclick}>
                { page.say(Word::OpenReadOnly) }
            </button>
        </>
    }
}

/// What is said of a newer workspace.
pub(super) fn newer(page: &Page, ignored: &[String]) -> AttrValue {
    if ignored.is_empty() {
        page.say(Word::NewerKnown)
    } else {
        page.words.fill(Word::NewerIgnored, &[("name", &ignored.join(", "))])
    }
}

fn open(page: &Page, imported: &Imported, _: bool) {
    if let Some(workspace) = &imported.workspace {
        let opened = State::open((**workspace).clone(), "", "");
        page.send(Action::Replace(Box::new(opened)));
    }
}
