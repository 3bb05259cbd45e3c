//! What the current expression gives for the current person.

use web_sys::MouseEvent;
use yew::{AttrValue, Callback, Html, classes, html};

use super::icon::{Symbol, icon};
use super::problem_strip::backticks;
use super::shown_value::tall_value;
use crate::model::{Outcome, Tagged};
use crate::page::Page;
use crate::services::table::{Remark, remark_on};
use crate::state::{Action, Edit};
use crate::words::Word;

/// The panel under the expression.
pub(crate) fn result_view(page: &Page) -> Html {
    let person = page.state.current_person();
    let outcome = page.findings.outcome();
    html! {
        <section class="am-panel am-result" part="result" aria-labelledby="am-result-title am-label"
            data-region="result">
            <div class="am-panel-head">
                <h2 id="am-result-title">{ page.say(Word::Result) }</h2>
                if let Some(person) = person {
                    <span class="am-for">
                        { page.words.fill(Word::ResultFor, &[("name", &person.name)]) }
                    </span>
                }
                <span class="am-push" />
                { copy(page, outcome) }
                { expect(page) }
            </div>
            <div class="am-result-body">{ body(page, outcome) }</div>
        </section>
    }
}

fn body(page: &Page, outcome: Option<&Outcome>) -> Html {
    let Some(mapping) = page.state.mapping() else { return Html::default() };
    if mapping.expr.trim().is_empty() {
        return examples(page, &mapping.to);
    }
    if page.state.current_person().is_none() {
        return html! { <p class="am-empty">{ page.say(Word::NoPerson) }</p> };
    }
    match (outcome, &page.findings.stale) {
        (Some(outcome), _) => shown(page, outcome, false),
        (None, Some(stale)) => shown(page, stale, true),
        (None, None) => html! {
            <div class="am-outcome" data-testid="result" data-state="error">
                <span class="am-muted">{ page.say(Word::NoResultYet) }</span>
            </div>
        },
    }
}

fn shown(page: &Page, outcome: &Outcome, stale: bool) -> Html {
    html! {
        <div class={classes!("am-outcome", stale.then_some("am-stale"))} data-testid="result"
            data-state={outcome.id()}>
            { match outcome {
                Outcome::Value { value, ty } => value_line(page, value, ty),
                Outcome::Failed(problem) => html! {
                    <div class="am-failed">
                        <span class="am-glyph am-is-error">{ icon(Symbol::Error) }</span>
                        <span class="am-hidden">{ page.say(Word::StateError) }{ ": " }</span>
                        <span class="am-result-value" data-testid="result-value">
                            { backticks(&problem.message) }
                        </span>
                        <code class="am-code" translate="no">{ &problem.code }</code>
                    </div>
                },
            } }
            if stale {
                <div class="am-stale-note" data-testid="result-stale">
                    { page.say(Word::Stale) }
                </div>
            } else {
                { remarks(page) }
            }
        </div>
    }
}

fn value_line(page: &Page, value: &Tagged, ty: &str) -> Html {
    // As schemas call it, and with them the target above.
    let ty = match value {
        Tagged::Text(_) => "string",
        Tagged::Boolean(_) => "boolean",
        _ => ty,
    };
    html! {
        <div class="am-result-line">
            <output class="am-result-value" data-testid="result-value">
                { tall_value(value, page.words) }
            </output>
            <span class="am-facts">
                <span data-testid="result-type" translate="no">{ ty.to_owned() }</span>
                if let Tagged::Text(text) = value {
                    { " · " }<span data-testid="result-length">{ length(page, text) }</span>
                }
            </span>
        </div>
    }
}

/// Characters, and UTF-16 units where they differ, which is what the language counts.
fn length(page: &Page, text: &str) -> AttrValue {
    let (characters, units) = (text.chars().count(), text.encode_utf16().count());
    let shown = page.words.count(Word::Characters, characters);
    if characters == units {
        return shown;
    }
    format!("{shown}, {}", page.words.count(Word::Units, units)).into()
}

fn remarks(page: &Page) -> Html {
    let (Some(person), Some(analysis), Some(Outcome::Value { value, .. })) =
        (page.state.current_person(), page.findings.analysis(), page.findings.outcome())
    else {
        return Html::default();
    };
    let current = remark_on(&value.line(), &analysis.reads, person);
    let word = match current {
        Some(Remark::NullText) => Word::ContainsNull,
        Some(Remark::Blank) => Word::FlagBlank,
        Some(Remark::Fails(_) | Remark::Duplicate { .. }) | None => return Html::default(),
    };
    html! {
        <div class="am-remark">
            <span class="am-glyph am-is-warn">{ icon(Symbol::Warning) }</span>
            { page.say(word) }
        </div>
    }
}

fn examples(page: &Page, target: &str) -> Html {
    let root = page.state.workspace.set.schema.source.root.clone();
    let root = if root.is_empty() { "user".to_owned() } else { root };
    let texts = [
        format!("{root}.firstName + \" \" + {root}.lastName"),
        format!("{root}.email != null ? {root}.email : \"\""),
        format!("String.toLowerCase({root}.lastName)"),
    ];
    html! {
        <div class="am-outcome" data-testid="result" data-state="missing">
            <p class="am-muted">{ page.say(Word::NothingToEvaluate) }</p>
            <ul class="am-examples am-edits">
                { for texts.into_iter().map(|text| {
                    let (target, put) = (target.to_owned(), text.clone());
                    let onclick = page.on(move |_: MouseEvent| Action::ReplaceText {
                        target: target.clone(),
                        text: put.clone(),
                    });
                    html! {
                        <li><button type="button" class="am-button am-link" translate="no" {onclick}>
                            <code>{ text }</code>
                        </button></li>
                    }
                }) }
            </ul>
        </div>
    }
}

fn copy(page: &Page, outcome: Option<&Outcome>) -> Html {
    let text = match outcome {
        Some(Outcome::Value { value, .. }) => Some(value.to_line()),
        Some(Outcome::Failed(_)) | None => None,
    };
    let disabled = text.is_none();
    let present = page.clone();
    let onclick = Callback::from(move |_: MouseEvent| {
        present.copy(text.as_deref().unwrap_or_default(), present.say(Word::CopiedResult));
    });
    let label = page.say(Word::CopyResult);
    html! {
        <button type="button" class="am-button am-icon-button" aria-label={label.clone()}
            title={label} {disabled} {onclick}>
            { icon(Symbol::Copy) }
        </button>
    }
}

fn expect(page: &Page) -> Html {
    let check = page.expectation();
    let disabled = check.is_none();
    let onclick = {
        let (dispatch, announce) = (page.dispatch.clone(), page.announce.clone());
        let made = page.words.count(Word::ChecksMade, 1);
        Callback::from(move |_: MouseEvent| {
            if let Some(check) = &check {
                dispatch.emit(Edit::AddCheck(check.clone()).into());
                announce.emit(made.clone());
            }
        })
    };
    html! {
        <button type="button" class="am-button am-edits" {disabled} {onclick}>
            { page.say(Word::ExpectThis) }
        </button>
    }
}
