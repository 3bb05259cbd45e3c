//! Saved expectations, and whether they hold.

use std::rc::Rc;

use web_sys::{Event, MouseEvent};
use yew::{AttrValue, Callback, Html, classes, html};

use super::icon::{Symbol, icon};
use super::more::{more, room};
use super::shown_value::shown_value;
use crate::model::{Check, Expectation, Outcome};
use crate::page::Page;
use crate::services::verdict::Verdict;
use crate::state::{Action, Edit, ViewChange};
use crate::words::{Word, grouped};

/// The most checks that are listed at first.
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
    let failing = failing(page);
    let accepted = accepted(page, &failing);
    let room = room(page, ROOM);
    html! {
        <>
            <div class="am-filter-bar">
                <span data-testid="checks-summary">
                    { page.words.fill(Word::ChecksSummary, &counts.each_ref().map(|(n, t)| (*n, t.as_str()))) }
                </span>
                { accept_button(page, &accepted) }
            </div>
            <div class="am-scroll am-table-panel" role="group" tabindex="0" aria-label={page.say(Word::Checks)}>
                <table class="am-table" aria-label={page.say(Word::Checks)}>
                    <thead><tr>
                        <th scope="col" class="am-edits">{ tick_all(page, &failing) }</th>
                        <th scope="col">{ page.say(Word::State) }</th>
                        <th scope="col">{ page.say(Word::CheckName) }</th>
                        <th scope="col">{ page.say(Word::Person) }</th>
                        <th scope="col">{ page.say(Word::Mapping) }</th>
                        <th scope="col">{ page.say(Word::Expected) }</th>
                        <th scope="col">{ page.say(Word::Got) }</th>
                        <th scope="col"><span class="am-hidden">{ page.say(Word::Actions) }</span></th>
                    </tr></thead>
                    <tbody>
                        { for checks.iter().zip(verdicts).enumerate().take(room)
                            .map(|(at, (check, verdict))| row(page, at, check, verdict, &accepted)) }
                    </tbody>
                </table>
                { more(page, Word::MoreChecks, checks.len(), ROOM) }
            </div>
        </>
    }
}

/// A failing check, and what it would expect if its result were accepted.
struct Failing {
    check: Rc<Check>,
    new: Rc<Check>,
}

/// The checks of the present workspace that fail although there is a result.
fn failing(page: &Page) -> Vec<Failing> {
    let present = &page.state.workspace.set.checks;
    let set = &page.everybody.state.workspace.set;
    let failing = set.checks.iter().zip(&page.everybody.overview.verdicts).filter_map(|it| {
        let (check, verdict) = it;
        let got = verdict.got.as_ref().filter(|_| !verdict.passes)?;
        Some(Failing { check: Rc::clone(check), new: Rc::new(got.expectation(check)) })
    });
    // The verdicts may be of a moment ago.
    failing.filter(|failing| is_among(&failing.check, present)).collect()
}

/// Those of them whose results are accepted by the button: the ticked ones, or all if none is.
fn accepted<'f>(page: &Page, failing: &'f [Failing]) -> Vec<&'f Failing> {
    let ticked = |failing: &&Failing| is_among(&failing.check, &page.state.view.ticked);
    let chosen: Vec<_> = failing.iter().filter(ticked).collect();
    if chosen.is_empty() { failing.iter().collect() } else { chosen }
}

fn is_among(check: &Rc<Check>, checks: &[Rc<Check>]) -> bool {
    checks.iter().any(|known| Rc::ptr_eq(known, check))
}

/// Takes what is accepted as what is expected from now on.
fn accept_button(page: &Page, accepted: &[&Failing]) -> Html {
    if accepted.is_empty() {
        return Html::default();
    }
    let new: Vec<_> =
        accepted.iter().map(|it| (Rc::clone(&it.check), Rc::clone(&it.new))).collect();
    let onclick = {
        let page = page.clone();
        Callback::from(move |_: MouseEvent| {
            let accept = |check: &Rc<Check>| {
                let new = new.iter().find(|(old, _)| Rc::ptr_eq(old, check));
                new.map_or_else(|| Rc::clone(check), |(_, new)| Rc::clone(new))
            };
            let checks = page.state.workspace.set.checks.iter().map(accept);
            page.send(Edit::SetChecks(checks.collect()));
            page.announce.emit(page.words.count(Word::ResultsAccepted, new.len()));
        })
    };
    html! {
        <button type="button" class="am-button am-bordered am-push am-edits" {onclick}>
            { page.say(Word::AcceptResults) }{ " " }<b>{ grouped(accepted.len()) }</b>
        </button>
    }
}

/// The tick of all failing checks.
fn tick_all(page: &Page, failing: &[Failing]) -> Html {
    let all: Vec<_> = failing.iter().map(|failing| Rc::clone(&failing.check)).collect();
    let checked =
        !all.is_empty() && all.iter().all(|check| is_among(check, &page.state.view.ticked));
    let disabled = all.is_empty();
    let onchange =
        page.on(move |_: Event| ViewChange::Ticked(if checked { Vec::new() } else { all.clone() }));
    html! {
        <input type="checkbox" class="am-tick" {checked} {disabled} {onchange}
            aria-label={page.say(Word::ChooseFailing)} title={page.say(Word::ChooseFailing)} />
    }
}

/// The tick of one failing check.
fn tick(page: &Page, check: &Rc<Check>, name: &str) -> Html {
    let mut ticked = page.state.view.ticked.clone();
    let checked = is_among(check, &ticked);
    ticked.retain(|known| !Rc::ptr_eq(known, check));
    if !checked {
        ticked.push(Rc::clone(check));
    }
    let label = page.words.fill(Word::ChooseCheck, &[("name", name), ("target", &check.to)]);
    html! {
        <input type="checkbox" class="am-tick" {checked} aria-label={label}
            onchange={page.on(move |_: Event| ViewChange::Ticked(ticked.clone()))} />
    }
}

fn row(
    page: &Page,
    at: usize,
    check: &Rc<Check>,
    verdict: &Verdict,
    accepted: &[&Failing],
) -> Html {
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
    let new = accepted.iter().find(|failing| Rc::ptr_eq(&failing.check, check));
    html! {
        <tr key={at} data-state={state}>
            <td class="am-edits">
                if !verdict.passes && verdict.got.is_some() {
                    { tick(page, check, &name) }
                }
            </td>
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
            <td>
                { expected(page, check) }
                if let Some(new) = new {
                    <span class="am-edits">
                        { " → " }
                        <span class="am-hidden">{ page.say(Word::ExpectedThen) }{ " " }</span>
                        { expected(page, &new.new) }
                    </span>
                }
            </td>
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
