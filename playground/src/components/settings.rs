//! What the workspace is called, what the page keeps and which language it speaks.

use web_sys::{Event, HtmlInputElement, HtmlSelectElement, InputEvent, MouseEvent};
use yew::{Callback, Html, Properties, TargetCast, function_component, html, use_state_eq};

use super::status::kept_note;
use crate::page::Page;
use crate::services::opening;
use crate::services::storage::{self, Memory};
use crate::state::{Edit, TabDoes, ViewChange};
use crate::words::{Language, Word};

#[derive(PartialEq, Properties)]
pub(crate) struct SettingsProps {
    pub(crate) page: Page,
}

/// The dialog's body.
#[function_component]
pub(crate) fn Settings(props: &SettingsProps) -> Html {
    let page = &props.page;
    let asked = use_state_eq(|| false);
    let onchange = page.on(|event: Event| {
        let select = event.target_dyn_into::<HtmlSelectElement>();
        let pseudo = select.is_some_and(|select| select.selected_index() == 1);
        ViewChange::Language(if pseudo { Language::Pseudo } else { Language::English })
    });
    let rename = page.on(|event: InputEvent| {
        let text = event.target_dyn_into::<HtmlInputElement>().map(|field| field.value());
        Edit::Rename(text.unwrap_or_default())
    });
    let indent = {
        let page = page.clone();
        Callback::from(move |event: Event| {
            if let Some(field) = event.target_dyn_into::<HtmlInputElement>() {
                let does = if field.checked() { TabDoes::Indent } else { TabDoes::Leave };
                storage::keep_tab(&page.host, does);
                page.send(ViewChange::Tab(does));
            }
        })
    };
    let forget = {
        let (page, asked) = (page.clone(), asked.clone());
        Callback::from(move |_: MouseEvent| {
            if *asked {
                storage::forget(&page.host);
                page.send(ViewChange::Memory(Memory::WithoutPeople));
                page.announce.emit(page.say(Word::Forgotten));
            }
            asked.set(!*asked);
        })
    };
    let remember = {
        let page = page.clone();
        Callback::from(move |event: Event| {
            let field = event.target_dyn_into::<HtmlInputElement>();
            let ticked = field.is_some_and(|field| field.checked());
            let memory = if ticked { Memory::WithPeople } else { Memory::WithoutPeople };
            let kept = opening::remember(&page.host, &page.state, memory);
            page.send(ViewChange::Memory(memory));
            page.send(ViewChange::Kept(kept));
        })
    };
    html! {
        <>
            <label class="am-labelled">
                <span>{ page.say(Word::Language) }</span>
                <select class="am-select" {onchange}>
                    <option lang="en" selected={page.words.0 == Language::English}>{ "English" }</option>
                    <option selected={page.words.0 == Language::Pseudo}>{ "Þšéúðó" }</option>
                </select>
            </label>
            <label class="am-labelled">
                <span>{ page.say(Word::WorkspaceName) }</span>
                <input class="am-input" autocomplete="off" translate="no" readonly={page.is_readonly()}
                    value={page.state.workspace.name.clone()} oninput={rename} />
            </label>
            <label class="am-choice">
                <input type="checkbox" checked={page.state.view.tab == TabDoes::Indent} onchange={indent} />
                { page.say(Word::TabIndents) }
            </label>
            // An element keeps nothing.
            if page.host.talk().is_none() {
                <p>{ page.say(Word::KeptHere) }</p>
                <label class="am-choice">
                    <input type="checkbox" checked={page.state.view.memory == Memory::WithPeople} onchange={remember} />
                    { page.say(Word::RememberPeople) }
                </label>
                { kept_note(page) }
                <p class="am-row">
                    <button type="button" class="am-button am-bordered" onclick={forget}>
                        { page.say(if *asked { Word::ForgetReally } else { Word::Forget }) }
                    </button>
                </p>
            }
        </>
    }
}
