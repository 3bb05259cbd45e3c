//! A link that holds the workspace, or what of it is ticked.

use std::rc::Rc;

use web_sys::{Event, HtmlInputElement, MouseEvent};
use yew::{
    AttrValue, Callback, Html, Properties, TargetCast, function_component, html, use_memo,
    use_state_eq,
};

use crate::model::{Person, Workspace};
use crate::page::Page;
use crate::services::{export, link, redact};
use crate::state::{Dialog, ViewChange};
use crate::words::{Word, grouped};

/// From so many characters on some programs cut a link.
const LONG: usize = 8_000;

/// From so many on a file is better.
const TOO_LONG: usize = 32_000;

#[derive(PartialEq, Properties)]
pub(crate) struct ShareProps {
    pub(crate) page: Page,
}

/// What goes into the link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Parts {
    mappings: bool,
    checks: bool,
    people: People,
    redact: bool,
}

/// Which people go into the link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum People {
    None,
    All,
    Current,
}

/// The dialog's body.
#[function_component]
pub(crate) fn Share(props: &ShareProps) -> Html {
    let page = &props.page;
    let parts = use_state_eq(|| Parts {
        mappings: true,
        checks: true,
        people: People::None,
        redact: false,
    });
    let made = use_memo((*parts, page.state.clone(), page.everybody.clone()), |(parts, ..)| {
        make(page, *parts)
    });
    let (address, people, refused) = &*made;
    let tick = |word: Word, checked: bool, change: fn(&mut Parts, bool)| {
        let parts = parts.clone();
        let onchange = Callback::from(move |event: Event| {
            if let Some(field) = event.target_dyn_into::<HtmlInputElement>() {
                let mut changed = *parts;
                change(&mut changed, field.checked());
                parts.set(changed);
            }
        });
        html! {
            <label class="am-choice">
                <input type="checkbox" {checked} {onchange} />{ page.say(word) }
            </label>
        }
    };
    html! {
        <>
            <div class="am-choices">
                { tick(Word::ShareMappings, parts.mappings, |parts, on| parts.mappings = on) }
                { tick(Word::ShareChecks, parts.checks, |parts, on| parts.checks = on) }
                { tick(Word::SharePeople, parts.people == People::All, |parts, on| {
                    parts.people = if on { People::All } else { People::None };
                }) }
                { tick(Word::ShareCurrent, parts.people == People::Current, |parts, on| {
                    parts.people = if on { People::Current } else { People::None };
                }) }
                { tick(Word::ShareRedact, parts.redact, |parts, on| parts.redact = on) }
            </div>
            <textarea class="am-input am-link-text" readonly=true rows="4" translate="no"
                aria-label={page.say(Word::Link)} value={address.clone()} />
            <p>
                if let Some(refused) = refused {
                    <span role="alert" class="am-is-error" data-testid="share-refused">{ refused }</span>
                } else {
                    <span data-testid="share-size">
                        { page.words.count(Word::Characters, address.len()) }
                    </span>
                    { size_note(page, address.len()) }
                }
                if refused.is_some() || address.len() >= TOO_LONG {
                    { " " }
                    <button type="button" class="am-button am-bordered"
                        onclick={page.on(|_: MouseEvent| ViewChange::Dialog(Some(Dialog::Export)))}>
                        { page.say(Word::Export) }
                    </button>
                }
            </p>
            <p data-testid="share-people-count">
                if *people > 0 {
                    <strong>{ page.words.count(Word::ShareHolds, *people) }</strong>
                } else {
                    { page.say(Word::ShareHoldsNobody) }
                }
            </p>
            <p class="am-row am-dialog-actions">
                { copy_button(page, Word::CopyLink, Word::CopiedLink, address.clone(), true) }
                { copy_button(page, Word::CopyMarkdown, Word::CopiedMarkdown, markdown(page, address), false) }
            </p>
        </>
    }
}

/// The address, the number of people in it, and why there is none.
fn make(page: &Page, parts: Parts) -> (AttrValue, usize, Option<AttrValue>) {
    let state = &page.state;
    let people = chosen(page, parts);
    let count = people.len();
    let mut workspace = Workspace { people: Rc::new(people), ..(*state.workspace).clone() };
    if !parts.mappings {
        workspace = workspace.with_set(|set| set.mappings.clear());
        workspace.others.clear();
    }
    if !parts.checks {
        workspace = workspace.with_sets(|set| set.checks.clear());
    } else if parts.redact {
        workspace = workspace.with_sets(|set| redact::redact_checks(set, &state.workspace.people));
    }
    let person = match parts.people {
        People::All => state.person_index(),
        People::Current | People::None => None,
    };
    let target = parts.mappings.then_some(state.target.as_str());
    match link::write(&workspace, target, person) {
        Ok(fragment) => (format!("{}#{fragment}", page.host.address()).into(), count, None),
        Err(excess) => {
            let places = [("limit", &*grouped(excess.limit)), ("name", &excess.name)];
            (AttrValue::default(), count, Some(page.words.fill(excess.word, &places)))
        }
    }
}

fn chosen(page: &Page, parts: Parts) -> Vec<Rc<Person>> {
    if parts.people == People::None {
        return Vec::new();
    }
    let all = &page.state.workspace.people;
    let people = if parts.redact { redact::redacted(all) } else { all.to_vec() };
    match parts.people {
        People::Current => {
            page.state.person_index().and_then(|at| people.get(at)).into_iter().cloned().collect()
        }
        People::All | People::None => people,
    }
}

fn size_note(page: &Page, size: usize) -> Html {
    let word = match size {
        TOO_LONG.. => Word::ShareTooLong,
        LONG.. => Word::ShareLong,
        _ => return Html::default(),
    };
    html! { <span class="am-is-warn">{ " " }{ page.words.fill(word, &[("limit", &grouped(LONG))]) }</span> }
}

fn markdown(page: &Page, address: &str) -> AttrValue {
    let subject = export::Subject {
        workspace: &page.state.workspace,
        target: &page.state.target,
        table: &page.everybody.overview.table,
        people: &page.everybody.state.workspace.people,
        rows: None,
    };
    if address.is_empty() {
        return AttrValue::default();
    }
    format!(
        "{}\n[{}]({address})\n",
        export::write(export::Form::Markdown, subject),
        export::plain(&page.state.workspace.name)
    )
    .into()
}

fn copy_button(page: &Page, word: Word, done: Word, text: AttrValue, is_link: bool) -> Html {
    let (present, disabled) = (page.clone(), text.is_empty());
    let onclick = Callback::from(move |_: MouseEvent| {
        present.copy(&text, present.say(done));
        if is_link {
            present.host.show_link(&text);
        }
    });
    html! {
        <button type="button" class="am-button am-bordered" {disabled} {onclick}>
            { page.say(word) }
        </button>
    }
}
