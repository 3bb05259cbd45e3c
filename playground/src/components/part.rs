//! A part of the page that is rendered anew only where what it shows changed, not with every key.

use std::rc::Rc;

use yew::{Html, Properties, function_component, html};

use crate::page::Page;

/// What `show` makes of the page, made anew where the page is no longer the `same` for it. The key
/// tells it from other parts beside it.
pub(super) fn part(
    key: &'static str,
    page: &Page,
    same: fn(&Page, &Page) -> bool,
    show: fn(&Page) -> Html,
) -> Html {
    let props = PartProps { page: page.clone(), same, show };
    html! { <Part {key} ..props /> }
}

#[derive(Properties)]
struct PartProps {
    page: Page,
    same: fn(&Page, &Page) -> bool,
    show: fn(&Page) -> Html,
}

impl PartialEq for PartProps {
    fn eq(&self, other: &Self) -> bool {
        // What has the same key has the same functions.
        (self.same)(&self.page, &other.page)
    }
}

#[function_component]
fn Part(props: &PartProps) -> Html {
    (props.show)(&props.page)
}

/// Whether two pages have the same mappings with the same settings, whatever their texts.
pub(super) fn same_settings(one: &Page, other: &Page) -> bool {
    let (one, other) = (&one.state.workspace.set, &other.state.workspace.set);
    Rc::ptr_eq(one, other)
        || (Rc::ptr_eq(&one.schema, &other.schema)
            && one.context == other.context
            && one.priority == other.priority
            && one.mappings.len() == other.mappings.len()
            && one.mappings.iter().zip(&other.mappings).all(|(one, other)| {
                Rc::ptr_eq(one, other)
                    || (one.to == other.to
                        && one.apply == other.apply
                        && one.default == other.default
                        && one.note == other.note)
            }))
}

/// Whether two pages look at the same person among the same people.
pub(super) fn same_people(one: &Page, other: &Page) -> bool {
    Rc::ptr_eq(&one.state.workspace.people, &other.state.workspace.people)
        && one.state.person == other.state.person
}
