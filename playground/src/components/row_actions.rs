//! What can be done with the people whose cells are selected in the grid.

use std::rc::Rc;

use web_sys::MouseEvent;
use yew::{Callback, Html, html};

use super::grid_cells::Block;
use crate::model::{Check, Person, Sorted};
use crate::page::Page;
use crate::services::engine::Subject;
use crate::services::{dom, export};
use crate::state::Edit;
use crate::words::Word;

/// The most checks that are made at once.
const ROOM: usize = 500;

/// The buttons under the grid.
pub(super) fn row_actions(page: &Page, chosen: Block) -> Html {
    let act = |word: Word, class: &'static str, work: fn(&Page, Block)| {
        let current = page.clone();
        let onclick = Callback::from(move |_: MouseEvent| work(&current, chosen));
        html! {
            <button type="button" class={format!("am-button am-bordered {class}")} {onclick}>
                { page.say(word) }
            </button>
        }
    };
    html! {
        <div class="am-filter-bar" role="group" aria-label={page.say(Word::Selection)} data-testid="row-actions">
            <span>{ page.words.count(Word::CountPeople, rows(page, chosen).len()) }</span>
            { act(Word::MakeChecks, "am-edits", make_checks) }
            { act(Word::ExportRows, "", export_rows) }
            { act(Word::RemoveRows, "am-edits", remove) }
        </div>
    }
}

/// The places among all people of those selected.
fn rows(page: &Page, chosen: Block) -> Vec<usize> {
    let shown = &page.everybody.overview.rows;
    chosen.rows().filter_map(|at| shown.get(at).map(|row| *row as usize)).collect()
}

/// Those selected who are still there.
fn people(page: &Page, chosen: Block) -> Vec<Rc<Person>> {
    let all = &page.everybody.state.workspace.people;
    let ids = page.state.workspace.people.iter().map(|person| person.id.as_str());
    let present = Sorted::from(ids.zip(0..).collect::<Vec<(&str, usize)>>());
    let people = rows(page, chosen).into_iter().filter_map(|row| all.get(row).cloned());
    people.filter(|person| present.contains(person.id.as_str())).collect()
}

/// Expects what the selected cells have now; where only people are selected, what the current
/// mapping gives for them.
fn make_checks(page: &Page, chosen: Block) {
    let set = &page.state.workspace.set;
    let mappings: Vec<_> = set.mappings.iter().zip(&page.findings.analyses).collect();
    let results = chosen.results(page);
    let mut taken: Vec<_> = mappings
        .iter()
        .enumerate()
        .filter(|(at, _)| results.contains(at))
        .map(|(_, it)| *it)
        .collect();
    if taken.is_empty() {
        taken.extend(mappings.into_iter().filter(|(mapping, _)| mapping.to == page.state.target));
    }
    let mut checks = set.checks.clone();
    let before = checks.len();
    for person in people(page, chosen) {
        let subject = Subject::new(&person, &page.findings.assistant.setting);
        for (mapping, analysis) in &taken {
            let like = page.check_of(&person, &mapping.to, &analysis.reads);
            let check = analysis.evaluate(&subject).map(|got| Rc::new(got.expectation(&like)));
            let is_new =
                |check: &Rc<Check>| checks.len() < before + ROOM && !checks.contains(check);
            if let Some(check) = check.filter(is_new) {
                checks.push(check);
            }
        }
    }
    page.announce.emit(page.words.count(Word::ChecksMade, checks.len() - before));
    page.send(Edit::SetChecks(checks));
}

/// Hands the user a table of the rows, with the results of all mappings.
fn export_rows(page: &Page, chosen: Block) {
    let rows: Vec<u32> =
        rows(page, chosen).into_iter().filter_map(|row| u32::try_from(row).ok()).collect();
    let subject = export::Subject {
        workspace: &page.state.workspace,
        target: &page.state.target,
        table: &page.everybody.overview.table,
        people: &page.everybody.state.workspace.people,
        rows: Some(&rows),
    };
    let text = export::write(export::Form::SpreadsheetCsv, subject);
    dom::download(export::Form::SpreadsheetCsv.file_name(), &text);
}

fn remove(page: &Page, chosen: Block) {
    let ids: Vec<String> = people(page, chosen).iter().map(|person| person.id.clone()).collect();
    page.announce.emit(page.words.count(Word::PeopleRemoved, ids.len()));
    page.send(Edit::RemovePeople(ids));
}
