//! The people worth testing, as the engine found them: what differs, what comes of it, and which
//! branch or error nobody before reached.

use web_sys::{Event, HtmlInputElement};
use yew::{Callback, Html, TargetCast, html};

use super::assist::given;
use super::problem_strip::backticks;
use crate::model::{EdgeCase, Given, Places, Reach};
use crate::words::{Word, Words};

/// Edge cases that the engine found, and which of them are refused.
pub(crate) struct FoundCases {
    pub(crate) words: Words,
    pub(crate) cases: Vec<EdgeCase>,
    /// Parts that nobody reaches.
    pub(crate) unreached: Vec<String>,
    /// The places of those that are not wanted.
    pub(crate) refused: Places,
    pub(crate) on_refuse: Callback<Places>,
}

/// The list, of which each can be left out.
pub(crate) fn found_cases(found: &FoundCases) -> Html {
    let FoundCases { words, cases, unreached, .. } = found;
    html! {
        <fieldset class="am-fieldset">
            <legend>{ words.say(Word::EdgeFound) }</legend>
            <table class="am-table am-found">
                <thead><tr>
                    <th scope="col">{ words.say(Word::Person) }</th>
                    <th scope="col">{ words.say(Word::Result) }</th>
                    <th scope="col">{ words.say(Word::EdgeReaches) }</th>
                </tr></thead>
                <tbody>
                    { for cases.iter().enumerate().map(|(at, case)| row(found, at, case)) }
                </tbody>
            </table>
            if !unreached.is_empty() {
                <p class="am-muted">
                    { words.say(Word::EdgeUnreached) }{ " " }
                    { for unreached.iter().map(|part| html! {
                        <><code translate="no">{ part }</code>{ " " }</>
                    }) }
                </p>
            }
        </fieldset>
    }
}

fn row(found: &FoundCases, at: usize, case: &EdgeCase) -> Html {
    let words = found.words;
    let onchange = {
        let (refused, on_refuse) = (found.refused.clone(), found.on_refuse.clone());
        Callback::from(move |event: Event| {
            let field = event.target_dyn_into::<HtmlInputElement>();
            let mut refused = refused.clone();
            if field.is_some_and(|field| field.checked()) {
                refused.remove(at);
            } else {
                refused.insert(at);
            }
            on_refuse.emit(refused);
        })
    };
    html! {
        <tr>
            <td>
                <label class="am-choice" translate="no">
                    <input type="checkbox" checked={!found.refused.contains(at)} {onchange} />
                    { &case.reason }
                </label>
            </td>
            <td>{ given(words, &Given::Outcome(case.outcome.clone())) }</td>
            <td>
                { for case.reaches.iter().map(|reach| html! {
                    <div>{ backticks(&reached(words, reach)) }</div>
                }) }
            </td>
        </tr>
    }
}

fn reached(words: Words, reach: &Reach) -> String {
    let (word, name) = match reach {
        Reach::Branch(part) => (Word::ReachBranch, part),
        Reach::Error(code) => (Word::ReachError, code),
        Reach::PrintsNull(part) => (Word::ReachNull, part),
        Reach::Warning(code) => (Word::ReachWarning, code),
        Reach::Result(kind) => (Word::ReachResult, kind),
    };
    words.fill(word, &[("name", name)]).to_string()
}
