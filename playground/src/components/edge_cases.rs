//! Adds people that the current expression should be tried with: those found to matter, and unusual
//! values for what it reads.

use std::rc::Rc;

use web_sys::{Event, HtmlInputElement, MouseEvent};
use yew::{
    Callback, Html, Properties, TargetCast, function_component, html, use_memo, use_state_eq,
};

use super::found_cases::{FoundCases, found_cases};
use crate::model::{Places, Read};
use crate::page::Page;
use crate::services::edge_cases::{Together, Variant, count as people_count, of_case, people};
use crate::services::import::with_new_ids;
use crate::state::{Edit, ViewChange};
use crate::words::Word;

#[derive(PartialEq, Properties)]
pub(crate) struct EdgeCasesProps {
    pub(crate) page: Page,
}

/// The dialog's body.
#[function_component]
pub(crate) fn EdgeCases(props: &EdgeCasesProps) -> Html {
    let page = &props.page;
    let reads = page.findings.analysis().map(|analysis| analysis.reads.clone()).unwrap_or_default();
    let found = use_memo(page.state.target.clone(), |_| {
        let text = page.state.mapping().map(|mapping| mapping.expr.as_str()).unwrap_or_default();
        page.findings.assistant.edge_cases(text)
    });
    let refused = use_state_eq(Places::default);
    let chosen_reads = use_state_eq(|| reads.clone());
    let chosen = use_state_eq(Vec::<Variant>::new);
    let together = use_state_eq(Together::default);
    if reads.is_empty() {
        return html! { <p>{ page.say(Word::ReadsNothing) }</p> };
    }
    let (cases, unreached) = (&found.0, &found.1);
    let odd = people_count(chosen_reads.len(), chosen.len(), *together);
    let count = cases.len() - refused.len() + odd;
    let add = {
        let (page, reads, variants) = (page.clone(), (*chosen_reads).clone(), (*chosen).clone());
        let (found, refused, together) = (Rc::clone(&found), refused.clone(), *together);
        Callback::from(move |_: MouseEvent| {
            let Some(model) = page.state.current_person() else { return };
            let wanted = found.0.iter().enumerate().filter(|(at, _)| !refused.contains(*at));
            let mut made: Vec<_> = wanted.map(|(at, case)| of_case(model, at, case)).collect();
            made.extend(people(model, &reads, &variants, together, |read, variant| {
                let places =
                    [("name", read.attribute.as_str()), ("value", &page.say(word(variant)))];
                page.words.fill(Word::EdgeReason, &places).to_string()
            }));
            let made = with_new_ids(&made, &page.state.workspace.people);
            page.announce.emit(page.words.count(Word::EdgeAdded, made.len()));
            page.send(Edit::AddPeople(made));
            page.send(ViewChange::Dialog(None));
        })
    };
    html! {
        <>
            { found_cases(&FoundCases {
                words: page.words,
                cases: cases.clone(),
                unreached: unreached.clone(),
                refused: (*refused).clone(),
                on_refuse: Callback::from(move |places| refused.set(places)),
            }) }
            <fieldset class="am-fieldset am-choices">
                <legend>{ page.say(Word::EdgeAttributes) }</legend>
                { for reads.iter().map(|read| attribute(read, &chosen_reads)) }
            </fieldset>
            <fieldset class="am-fieldset am-variants">
                <legend>{ page.say(Word::EdgeVariants) }</legend>
                { for Variant::ALL.into_iter().map(|variant| {
                    let on = chosen.contains(&variant);
                    tick(&page.say(word(variant)), on, {
                        let chosen = chosen.clone();
                        Callback::from(move |on: bool| {
                            let mut next = (*chosen).clone();
                            next.retain(|known| *known != variant);
                            next.extend(on.then_some(variant));
                            chosen.set(next);
                        })
                    })
                }) }
            </fieldset>
            <fieldset class="am-fieldset am-choices">
                <legend>{ page.say(Word::EdgeTogether) }</legend>
                { together_choice(page, Together::One, &together) }
                { together_choice(page, Together::Pair, &together) }
            </fieldset>
            <p role="status" data-testid="edge-count">{ page.words.count(Word::EdgeMakes, count) }</p>
            <div class="am-row am-dialog-actions">
                <button type="button" class="am-button am-bordered" disabled={count == 0} onclick={add}>
                    { page.words.count(Word::EdgeAdd, count) }
                </button>
                if page.state.workspace.people.iter().any(|person| person.generated.is_some()) {
                    <button type="button" class="am-button am-bordered"
                        onclick={page.on(|_: MouseEvent| Edit::RemoveGenerated)}>
                        { page.say(Word::RemoveGenerated) }
                    </button>
                }
            </div>
        </>
    }
}

fn together_choice(page: &Page, each: Together, chosen: &yew::UseStateHandle<Together>) -> Html {
    let word = if each == Together::One { Word::EdgeOne } else { Word::EdgePairs };
    let checked = **chosen == each;
    let chosen = chosen.clone();
    let onchange = Callback::from(move |_: Event| chosen.set(each));
    html! {
        <label class="am-choice">
            <input type="radio" name="am-together" {checked} {onchange} />{ page.say(word) }
        </label>
    }
}

fn attribute(read: &Read, chosen: &yew::UseStateHandle<Vec<Read>>) -> Html {
    let label = format!("{}.{}", read.root, read.attribute);
    let (chosen, read) = (chosen.clone(), read.clone());
    let on = chosen.contains(&read);
    tick(
        &label,
        on,
        Callback::from(move |on: bool| {
            let mut next = (*chosen).clone();
            next.retain(|known| *known != read);
            next.extend(on.then(|| read.clone()));
            chosen.set(next);
        }),
    )
}

fn tick(label: &str, checked: bool, on_tick: Callback<bool>) -> Html {
    let onchange = Callback::from(move |event: Event| {
        if let Some(field) = event.target_dyn_into::<HtmlInputElement>() {
            on_tick.emit(field.checked());
        }
    });
    html! {
        <label class="am-choice">
            <input type="checkbox" {checked} {onchange} />{ label.to_owned() }
        </label>
    }
}

const fn word(variant: Variant) -> Word {
    match variant {
        Variant::Null => Word::StateNull,
        Variant::Empty => Word::StateEmpty,
        Variant::Missing => Word::StateMissing,
        Variant::Blanks => Word::EdgeBlanks,
        Variant::OuterBlanks => Word::EdgeOuterBlanks,
        Variant::VeryLong => Word::EdgeVeryLong,
        Variant::Accent => Word::EdgeAccent,
        Variant::Chinese => Word::EdgeChinese,
        Variant::Emoji => Word::EdgeEmoji,
        Variant::RightToLeft => Word::EdgeRightToLeft,
        Variant::Combining => Word::EdgeCombining,
        Variant::Quote => Word::EdgeQuote,
        Variant::Apostrophe => Word::EdgeApostrophe,
        Variant::Backslash => Word::EdgeBackslash,
        Variant::Hash => Word::EdgeHash,
        Variant::At => Word::EdgeAt,
        Variant::LeadingZero => Word::EdgeLeadingZero,
        Variant::NumberAsText => Word::EdgeNumberAsText,
        Variant::BigInteger => Word::EdgeBigInteger,
        Variant::EmptyList => Word::EdgeEmptyList,
        Variant::ListOfOne => Word::EdgeListOfOne,
        Variant::ListOfThree => Word::EdgeListOfThree,
        Variant::Upper => Word::EdgeUpper,
        Variant::Lower => Word::EdgeLower,
        Variant::DotlessI => Word::EdgeDotlessI,
    }
}
