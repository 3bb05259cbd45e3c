//! Chooses the person that is looked at.

use attrmap::text::Letters;
use std::rc::Rc;

use web_sys::MouseEvent;
use yew::{Callback, Html, html};

use super::icon::{Symbol, icon};
use super::picker::Picker;
use crate::page::Page;
use crate::state::Action;
use crate::words::{Word, grouped};

/// A search field between two arrows.
pub(crate) fn person_picker(page: &Page) -> Html {
    let (total, place) = (page.state.workspace.people.len(), page.state.person_index());
    let shown = page.state.current_person().map(|person| person.name.clone()).unwrap_or_default();
    let search = search_people(page);
    let arrow = |word: Word, symbol: Symbol, by: isize, disabled: bool| {
        let label = page.say(word);
        html! {
            <button type="button" class="am-button am-icon-button" aria-label={label.clone()}
                title={label} {disabled} onclick={page.on(move |_: MouseEvent| Action::StepPerson(by))}>
                { icon(symbol) }
            </button>
        }
    };
    let numbers = place.map(|place| {
        let places = [("place", grouped(place + 1)), ("count", grouped(total))];
        let places = places.each_ref().map(|(name, value)| (*name, value.as_str()));
        page.words.fill(Word::PersonPlace, &places)
    });
    html! {
        <div class="am-person-picker">
            <Picker id="am-person" words={page.words} label={page.say(Word::Person)} {shown} {search}
                on_pick={page.on(Action::SelectPerson)} />
            { arrow(Word::PreviousPerson, Symbol::Left, -1, place.is_none_or(|place| place == 0)) }
            { arrow(Word::NextPerson, Symbol::Right, 1, place.is_none_or(|place| place + 1 >= total)) }
            <span class="am-muted am-nowrap">{ numbers }</span>
        </div>
    }
}

/// Finds people by a part of their name.
pub(super) fn search_people(page: &Page) -> Callback<(String, usize), Vec<(String, String)>> {
    let people = Rc::clone(&page.state.workspace.people);
    Callback::from(move |(text, room): (String, usize)| {
        let needle = text.lower();
        people
            .iter()
            .filter(|person| person.name.lower().contains(&needle))
            .take(room)
            .map(|person| (person.id.clone(), person.name.clone()))
            .collect::<Vec<_>>()
    })
}
