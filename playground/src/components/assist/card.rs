//! What is known about a place in the text, and the call around the caret.

use yew::{AttrValue, Html, html};

use crate::components::problem_strip::backticks;
use crate::components::shown_value::shown_value;
use crate::model::{Given, Hover, Outcome, Signature};
use crate::words::{Word, Words};

/// Name or signature, meaning, example, places, type and value.
pub(super) fn hover_card(hover: &Hover, words: Words) -> Html {
    html! {
        <div role="tooltip" class="am-card" data-testid="hover-card">
            <code class="am-card-title" translate="no">{ &hover.title }</code>
            <p translate="no">{ backticks(&hover.summary) }</p>
            if let Some(instead) = hover.deprecated {
                <p class="am-is-warn">{ words.fill(Word::DeprecatedFor, &[("name", instead)]) }</p>
            }
            <dl class="am-facts-list">
                <dt>{ words.say(Word::ValueNow) }</dt>
                <dd data-testid="hover-value">{ given(words, &hover.given) }</dd>
                <dt>{ words.say(Word::TypeIs) }</dt>
                <dd translate="no">{ &hover.ty }</dd>
                if let Some((expression, value)) = &hover.example {
                    <dt>{ words.say(Word::Example) }</dt>
                    <dd translate="no"><code>{ expression }</code>{ " → " }<code>{ value }</code></dd>
                }
                if !hover.places.is_empty() {
                    <dt>{ words.say(Word::AllowedIn) }</dt>
                    <dd translate="no">{ hover.places.join(", ") }</dd>
                }
            </dl>
        </div>
    }
}

/// A value, an error, or why there is neither.
pub(in crate::components) fn given(words: Words, given: &Given) -> Html {
    match given {
        Given::Outcome(Outcome::Value { value, .. }) => shown_value(value, words),
        Given::Outcome(Outcome::Failed(problem)) => html! {
            <span class="am-is-error" translate="no">{ backticks(&problem.message) }</span>
        },
        Given::Skipped => html! {
            <span class="am-muted">{ words.say(Word::NotEvaluated) }</span>
        },
        Given::Nothing => html! { <span class="am-muted">{ "–" }</span> },
    }
}

/// The card in one sentence, for those who hear it.
pub(super) fn spoken(words: Words, hover: &Hover) -> AttrValue {
    let value = match &hover.given {
        Given::Outcome(Outcome::Value { value, .. }) if value.to_line().is_empty() => {
            words.say(value.presence().into()).to_string()
        }
        Given::Outcome(Outcome::Value { value, .. }) => value.to_line(),
        Given::Outcome(Outcome::Failed(problem)) => problem.message.clone(),
        Given::Skipped => words.say(Word::NotEvaluated).to_string(),
        Given::Nothing => String::new(),
    };
    let summary = hover.summary.replace('`', "");
    format!("{}. {summary} {}: {value}", hover.title, words.say(Word::ValueNow)).into()
}

/// The signature with the current parameter marked.
pub(super) fn signature_card(signature: &Signature) -> Html {
    let Signature { label, active, summary, .. } = signature;
    let part = |range: std::ops::Range<usize>| label.get(range).unwrap_or_default().to_owned();
    html! {
        <div role="tooltip" class="am-card" data-testid="signature" translate="no">
            <code class="am-card-title">
                if let Some(active) = active {
                    { part(0..active.start) }
                    <mark class="am-parameter" aria-current="true">{ part(active.clone()) }</mark>
                    { part(active.end..label.len()) }
                } else {
                    { label }
                }
            </code>
            <p>{ backticks(summary) }</p>
        </div>
    }
}
