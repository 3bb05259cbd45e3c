//! Which parts of a workspace file are taken over into the present workspace.

use std::rc::Rc;

use web_sys::{Event, HtmlInputElement, MouseEvent};
use yew::{Callback, Html, Properties, TargetCast, function_component, html, use_state_eq};

use crate::model::Workspace;
use crate::page::Page;
use crate::services::import::{Part, merge};
use crate::state::{Edit, ViewChange};
use crate::words::Word;

#[derive(PartialEq, Properties)]
pub(super) struct PartsProps {
    pub(super) page: Page,
    pub(super) workspace: Rc<Workspace>,
}

/// A tick for each part that is there, and the button.
#[function_component]
pub(super) fn Parts(props: &PartsProps) -> Html {
    let PartsProps { page, workspace } = props;
    let chosen = use_state_eq(|| Part::ALL.to_vec());
    let there: Vec<Part> = Part::ALL.into_iter().filter(|part| part.count(workspace) > 0).collect();
    let wanted: Vec<Part> = there.iter().copied().filter(|part| chosen.contains(part)).collect();
    let onclick = {
        let (page, workspace, wanted) = (page.clone(), Rc::clone(workspace), wanted.clone());
        Callback::from(move |_: MouseEvent| {
            let merged = merge(&page.state.workspace, &workspace, &wanted);
            page.announce.emit(page.say(Word::ImportMerged));
            page.send(ViewChange::Dialog(None));
            page.send(Edit::Replace(Rc::new(merged)));
        })
    };
    html! {
        <fieldset class="am-fieldset am-choices">
            <legend>{ page.say(Word::ImportParts) }</legend>
            { for there.iter().map(|part| {
                let (part, chosen) = (*part, chosen.clone());
                let checked = chosen.contains(&part);
                let onchange = Callback::from(move |event: Event| {
                    let field = event.target_dyn_into::<HtmlInputElement>();
                    let mut next = (*chosen).clone();
                    next.retain(|known| *known != part);
                    next.extend(field.is_some_and(|field| field.checked()).then_some(part));
                    chosen.set(next);
                });
                html! {
                    <label class="am-choice">
                        <input type="checkbox" {checked} {onchange} />
                        { page.words.count(word(part), part.count(workspace)) }
                    </label>
                }
            }) }
            <button type="button" class="am-button am-bordered" disabled={wanted.is_empty()} {onclick}>
                { page.say(Word::ImportMerge) }
            </button>
        </fieldset>
    }
}

const fn word(part: Part) -> Word {
    match part {
        Part::Mappings => Word::CountMappings,
        Part::Checks => Word::CountChecks,
        Part::People => Word::CountPeople,
        Part::Schema => Word::CountSchema,
    }
}
