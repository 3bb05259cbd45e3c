//! The current person's values through all directions, and a picture of what feeds what.

use std::rc::Rc;

use yew::{AttrValue, Html, Properties, classes, function_component, html, use_memo};

use super::flow_picture::flow_picture;
use super::shown_value::shown_value;
use super::target_now::effect_in_words;
use crate::model::Effect;
use crate::page::Page;
use crate::services::dom;
use crate::services::flow::Flow;
use crate::services::round_trip::{Hop, Leg, walk};
use crate::words::Word;

#[derive(PartialEq, Properties)]
pub(crate) struct RoundTripProps {
    pub(crate) page: Page,
}

/// The panel: a list for each direction, and the picture.
#[function_component]
pub(crate) fn RoundTrip(props: &RoundTripProps) -> Html {
    let page = &props.page;
    let workspace = Rc::clone(&page.state.workspace);
    let person = page.state.current_person().cloned();
    let legs = use_memo((Rc::clone(&workspace), person), |(workspace, person)| {
        let walked = person.as_ref().map(|person| walk(workspace, person, dom::clock()));
        walked.unwrap_or_default()
    });
    let flow = use_memo((Rc::clone(&workspace.set), workspace.others.clone()), |_| {
        Flow::of(&page.state.workspace, dom::clock())
    });
    let name = page.state.current_person().map(|person| person.name.clone()).unwrap_or_default();
    html! {
        <div class="am-round-trip am-scroll" tabindex="0" role="group" aria-label={page.say(Word::RoundTrip)}>
            <section aria-labelledby="am-trip-title am-label">
                <h3 id="am-trip-title">{ page.words.fill(Word::RoundTripOf, &[("name", &name)]) }</h3>
                { for legs.iter().enumerate().map(|(at, found)| leg(page, at + 1, found)) }
            </section>
            { flow_picture(page.words, &flow) }
        </div>
    }
}

fn leg(page: &Page, number: usize, leg: &Leg) -> Html {
    let same = leg.hops.iter().filter(|hop| hop.effect == Effect::Same).count();
    html! {
        <section class="am-leg" data-testid="round-trip-leg">
            <h4>
                { format!("{number}. ") }<span translate="no">{ &leg.direction }</span>
                <span class="am-muted">{ " · " }{ page.words.count(Word::StaysSame, same) }</span>
            </h4>
            <ul>
                { for leg.hops.iter().filter(|hop| hop.effect != Effect::Same).map(|found| hop(page, found)) }
            </ul>
        </section>
    }
}

fn hop(page: &Page, hop: &Hop) -> Html {
    let reads: Vec<String> =
        hop.reads.iter().map(|read| format!("{}.{}", read.root, read.attribute)).collect();
    let current = hop.to == page.state.target;
    let after = match &hop.effect {
        Effect::Set(value) | Effect::Change(value) => Some(value),
        Effect::Clear | Effect::Same | Effect::Skip(_) => None,
    };
    html! {
        <li class={classes!("am-target-row", current.then_some("am-read"))}
            data-testid="round-trip-step" data-effect={hop.effect.id()}>
            <span class="am-attribute-name" translate="no" title={AttrValue::from(reads.join(", "))}>
                { &hop.to }
            </span>
            <span class="am-target-value">
                { shown_value(&hop.before, page.words) }
                if let Some(after) = after {
                    <span class="am-target-new">
                        <span aria-hidden="true">{ "→ " }</span>
                        { shown_value(after, page.words) }
                    </span>
                }
                <span class={classes!("am-effect", format!("am-effect-{}", hop.effect.id()))}>
                    { effect_in_words(page, &hop.effect) }
                </span>
            </span>
        </li>
    }
}
