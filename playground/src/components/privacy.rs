//! What happens to what a user types, and a way to see that it is true.

use web_sys::MouseEvent;
use yew::{AttrValue, Callback, Html, Properties, function_component, html, use_state_eq};

use crate::services::dom;
use crate::words::{Word, Words};

#[derive(PartialEq, Properties)]
pub(crate) struct PrivacyProps {
    pub(crate) words: Words,
    /// What is promised.
    pub(crate) statement: Word,
}

/// The statement and the test.
#[function_component]
pub(crate) fn Privacy(props: &PrivacyProps) -> Html {
    let outcome = use_state_eq(|| None::<AttrValue>);
    let onclick = {
        let (outcome, words) = (outcome.clone(), props.words);
        Callback::from(move |_: MouseEvent| {
            let outcome = outcome.clone();
            dom::try_request(move |refusal| {
                outcome.set(Some(match refusal {
                    Some(reason) => words.fill(Word::RequestRefused, &[("reason", &reason)]),
                    None => words.say(Word::RequestAnswered),
                }));
            });
        })
    };
    html! {
        <>
            <p class="am-statement">{ props.words.say(props.statement) }</p>
            <p class="am-row">
                <button type="button" class="am-button am-bordered" {onclick}>
                    { props.words.say(Word::TestIt) }
                </button>
                <span role="status" data-testid="privacy-test">{ (*outcome).clone() }</span>
            </p>
        </>
    }
}
