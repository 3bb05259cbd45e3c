//! A function of the reference: what it does, and its examples for the current person.

use web_sys::MouseEvent;
use yew::{Callback, Html, Properties, function_component, html, use_state_eq};

use super::assist::given;
use super::problem_strip::backticks;
use crate::page::Page;
use crate::services::editor::Editor;
use crate::services::engine::Entry;
use crate::words::Word;

#[derive(PartialEq, Properties)]
pub(super) struct FunctionEntryProps {
    pub(super) page: Page,
    pub(super) editor: Editor,
    pub(super) entry: Entry,
}

/// The entry, which opens to tell more.
#[function_component]
pub(super) fn FunctionEntry(props: &FunctionEntryProps) -> Html {
    let FunctionEntryProps { page, editor, entry } = props;
    let open = use_state_eq(|| false);
    let toggle = {
        let open = open.clone();
        Callback::from(move |_: MouseEvent| open.set(!*open))
    };
    let insert = {
        let (editor, text) = (editor.clone(), format!("{}(", entry.name));
        Callback::from(move |_: MouseEvent| {
            editor.apply(&[(editor.selection(), text.clone())]);
            editor.focus();
        })
    };
    let label = page.words.fill(Word::InsertNamed, &[("name", entry.name)]);
    html! {
        <li class="am-entry">
            <div class="am-entry-head">
                <button type="button" class="am-entry-name" translate="no" onclick={toggle}
                    aria-expanded={if *open { "true" } else { "false" }}>
                    <code>{ entry.name }</code>
                </button>
                <button type="button" class="am-button am-bordered am-edits" aria-label={label} onclick={insert}>
                    { page.say(Word::Insert) }
                </button>
            </div>
            <p translate="no">{ backticks(entry.summary) }</p>
            if *open {
                { more(page, entry) }
            }
        </li>
    }
}

fn more(page: &Page, entry: &Entry) -> Html {
    let person = page.state.current_person().map(|person| person.name.clone()).unwrap_or_default();
    html! {
        <div class="am-entry-more">
            <code class="am-entry-code" translate="no">{ &entry.signature }</code>
            if let Some(instead) = entry.instead {
                <p class="am-is-warn">
                    { page.words.fill(Word::DeprecatedFor, &[("name", instead)]) }
                </p>
            }
            <p translate="no">{ backticks(entry.nulls) }</p>
            { for entry.examples.iter().map(|(expression, value)| html! {
                <dl class="am-facts-list">
                    <dt>{ page.say(Word::Example) }</dt>
                    <dd translate="no">
                        <code>{ *expression }</code>{ " → " }<code>{ *value }</code>
                    </dd>
                    <dt>{ page.words.fill(Word::ResultFor, &[("name", &person)]) }</dt>
                    <dd>{ given(page.words, &page.findings.assistant.evaluate(expression)) }</dd>
                </dl>
            }) }
        </div>
    }
}
