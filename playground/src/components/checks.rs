//! Saved expectations, and whether they hold.

use std::rc::Rc;

use web_sys::MouseEvent;
use yew::{AttrValue, Callback, Html, classes, html};

use super::icon::{Symbol, icon};
use super::shown_value::shown_value;
use crate::model::{Check, Expectation, Outcome};
use crate::page::Page;
use crate::services::verdict::Verdict;
use crate::state::{Action, Edit};
use crate::words::{Word, grouped};

/// The most checks that are listed.
const ROOM: usize = 500;

/// The panel.
pub(crate) fn checks(page: &Page) -> Html {
    let checks = &page.everybody.state.workspace.set.checks;
    let verdicts = &page.everybody.overview.verdicts;
    if checks.is_empty() {
        return html! { <p class="am-empty">{ page.say(Word::NoChecks) }</p> };
    }
    let failed = verdicts.iter().filter(|verdict| !verdict.passes).count();
    let counts = [("passed", grouped(checks.len() - failed)), ("failed", grouped(failed))];
    html! {
        <>
            <div class="am-filter-bar">
                <span data-testid="checks-summary">
                    { page.words.fill(Word::ChecksSummary, &counts.each_ref().map(|(n, t)| (*n, t.as_str()))) }
                </span>
                if failed > 0 {
                    <button type="button" class="am-button am-bordered am-push am-edits"
                        onclick={accept(page)}>
                        { page.say(Word::AcceptResults) }
                    </button>
                }
            </div>
            <div class="am-scroll am-table-panel" role="group" tabindex="0" aria-label={page.say(Word::Checks)}>
                <table class="am-table" aria-label={page.say(Word::Checks)}>
                    <thead><tr>
                        <th scope="col">{ page.say(Word::State) }</th>
                        <th scope="col">{ page.say(Word::CheckName) }</th>
                        <th scope="col">{ page.say(Word::Person) }</th>
                        <th scope="col">{ page.say(Word::Mapping) }</th>
                        <th scope="col">{ page.say(Word::Expected) }</th>
                        <th scope="col">{ page.say(Word::Got) }</th>
                        <th scope="col"><span class="am-hidden">{ page.say(Word::Actions) }</span></th>
                    </tr></thead>
                    <tbody>
                        { for checks.iter().zip(verdicts).enumerate().take(ROOM)
                            .map(|(at, (check, verdict))| row(page, at, check, verdict)) }
                    </tbody>
                </table>
            </div>
        </>
    }
}

/// Takes what the failing checks got as what is expected from now on.
fn accept(page: &Page) -> Callback<MouseEvent> {
    let everybody = page.everybody.clone();
    page.on(move |_: MouseEvent| {
        let checks = everybody.state.workspace.set.checks.iter().zip(&everybody.overview.verdicts);
        Edit::SetChecks(
            checks
                .map(|(check, verdict)| match &verdict.got {
                    Some(got) if !verdict.passes => Rc::new(got.expectation(check)),
                    Some(_) | None => Rc::clone(check),
                })
                .collect(),
        )
    })
}

fn row(page: &Page, at: usize, check: &Rc<Check>, verdict: &Verdict) -> Html {
    let (symbol, word, class, state) = if verdict.passes {
        (Symbol::Check, Word::CheckPasses, "am-is-ok", "pass")
    } else {
        (Symbol::Error, Word::CheckFails, "am-is-error", "fail")
    };
    let person = page.state.workspace.person(&check.person);
    let name = person.map_or_else(|| check.person.clone(), |person| person.name.clone());
    let (id, target) = (check.person.clone(), check.to.clone());
    let show = page
        .on(move |_: MouseEvent| Action::SelectCell { person: id.clone(), target: target.clone() });
    let remove = {
        let (page, check) = (page.clone(), Rc::clone(check));
        // The list may be of a moment ago.
        Callback::from(move |_: MouseEvent| {
            let present = &page.state.workspace.set.checks;
            if let Some(at) = present.iter().position(|known| Rc::ptr_eq(known, &check)) {
                page.send(Edit::RemoveCheck(at));
            }
        })
    };
    let label = page.words.fill(Word::RemoveCheck, &[("name", &name)]);
    html! {
        <tr key={at} data-state={state}>
            <td>
                <span class={classes!("am-standing", class)}>
                    { icon(symbol) }{ page.say(word) }
                </span>
            </td>
            <td>{ &check.name }</td>
            <td>
                <button type="button" class="am-button am-link" translate="no" onclick={show}>{ name }</button>
            </td>
            <td translate="no">{ &check.to }</td>
            <td>{ expected(page, check) }</td>
            <td>{ got(page, verdict) }</td>
            <td>
                <button type="button" class="am-button am-icon-button am-edits" aria-label={label.clone()} title={label}
                    onclick={remove}>
                    { icon(Symbol::Close) }
                </button>
            </td>
        </tr>
    }
}

fn expected(page: &Page, check: &Check) -> Html {
    let word = match check.op {
        Expectation::Equals => {
            return html! {
                { shown_value(&check.value, page.words) }
            };
        }
        Expectation::IsNull => Word::IsNull,
        Expectation::IsEmpty => Word::IsEmpty,
        Expectation::IsMissing => Word::IsMissing,
        Expectation::Matches => Word::Matches,
        Expectation::HasType => Word::HasType,
        Expectation::FailsWith => Word::FailsWith,
        Expectation::IsOneOf => Word::IsOneOf,
    };
    let text: AttrValue = check.value.to_line().into();
    html! { <>{ page.say(word) }{ " " }<code translate="no">{ text }</code></> }
}

fn got(page: &Page, verdict: &Verdict) -> Html {
    match &verdict.got {
        Some(Outcome::Value { value, .. }) => html! {
            { shown_value(value, page.words) }
        },
        Some(Outcome::Failed(problem)) => html! { <code translate="no">{ &problem.code }</code> },
        None => html! { <span class="am-muted">{ page.say(Word::NothingToCompare) }</span> },
    }
}
