//! What was read, what was not and why, and the first of it to look at.

use std::rc::Rc;

use yew::{AttrValue, Html, html};

use super::shown_value::shown_value;
use crate::model::{Mapping, Person};
use crate::page::Page;
use crate::services::import::{Encoding, Imported, Skipped, Why};
use crate::words::{Word, grouped};

/// How many people, mappings and attributes a preview shows.
const ROWS: usize = 10;
const COLUMNS: usize = 6;

/// How many skipped parts are listed.
const LISTED: usize = 500;

/// What kind of text it is, how much was read, and every part that was not.
pub(super) fn report(page: &Page, imported: &Imported, encoding: Encoding) -> Html {
    let whole = imported.skipped.iter().find(|skipped| skipped.why.is_of_all());
    let read = imported.people.len() + imported.mappings.len();
    let counts = [("read", grouped(read)), ("skipped", grouped(imported.skipped.len()))];
    let places = counts.each_ref().map(|(name, text)| (*name, text.as_str()));
    html! {
        <div class="am-report">
            <b data-testid="import-kind" translate="no">{ imported.kind.label() }</b>
            { " · " }
            <span data-testid="import-report">
                if let Some(whole) = whole {
                    { refusal(page, &whole.why) }
                } else {
                    { page.words.fill(Word::ImportReport, &places) }
                }
            </span>
            { encoding_note(page, encoding) }
            if whole.is_none() && !imported.skipped.is_empty() {
                { skipped_list(page, &imported.skipped) }
            }
        </div>
    }
}

/// Says that nothing was read, and why.
pub(super) fn refusal(page: &Page, why: &Why) -> Html {
    html! {
        <span role="alert" data-testid="import-refused" class="am-is-error">{ reason(page, why) }</span>
    }
}

fn encoding_note(page: &Page, encoding: Encoding) -> Html {
    let word = match encoding {
        Encoding::Utf8 => return Html::default(),
        Encoding::Utf16 => Word::EncodingUtf16,
        Encoding::Windows1252 => Word::EncodingGuess,
    };
    html! { <p data-testid="import-encoding">{ page.say(word) }</p> }
}

fn skipped_list(page: &Page, skipped: &[Skipped]) -> Html {
    html! {
        <div class="am-scroll am-bad-rows" role="group" tabindex="0" aria-label={page.say(Word::ImportSkipped)}>
            <ul data-testid="import-skipped">
                { for skipped.iter().take(LISTED).map(|skipped| html! {
                    <li>
                        { page.words.fill(Word::ImportLine, &[("line", &grouped(skipped.line))]) }
                        { ": " }{ reason(page, &skipped.why) }
                    </li>
                }) }
            </ul>
            if skipped.len() > LISTED {
                <p>{ page.words.count(Word::ImportCut, skipped.len() - LISTED) }</p>
            }
        </div>
    }
}

fn reason(page: &Page, why: &Why) -> AttrValue {
    let words = page.words;
    match why {
        Why::Unknown => words.say(Word::WhyUnknown),
        Why::TooLarge(bytes) => words.count(Word::WhyTooLarge, bytes.div_ceil(1024 * 1024)),
        Why::TooMany(count) => words.count(Word::WhyTooMany, *count),
        Why::NotAnObject => words.say(Word::WhyNotAnObject),
        Why::Fields(there, wanted) => {
            let text = words.count(Word::WhyFields, *there);
            text.replace("{wanted}", &grouped(*wanted)).into()
        }
        Why::OpenQuote => words.say(Word::WhyOpenQuote),
        Why::NoExpression(target) => words.fill(Word::WhyNoExpression, &[("name", target)]),
        Why::NoTarget => words.say(Word::WhyNoTarget),
        Why::Said(text) => text.clone().into(),
    }
}

/// The first people, or else the first mappings.
pub(super) fn preview(page: &Page, imported: &Imported) -> Html {
    let table = match imported.people.first() {
        Some(first) => people_table(page, first, &imported.people),
        None if imported.mappings.is_empty() => return Html::default(),
        None => mapping_table(page, &imported.mappings),
    };
    html! {
        <div class="am-preview am-scroll" role="group" tabindex="0" aria-label={page.say(Word::Preview)}>
            { table }
            { cut(page, imported) }
        </div>
    }
}

/// Says what a preview leaves out.
fn cut(page: &Page, imported: &Imported) -> Html {
    let columns = imported.people.first().map_or(0, |first| attributes(first).count());
    let parts = [
        (Word::PreviewPeople, ROWS, imported.people.len()),
        (Word::PreviewAttributes, COLUMNS, columns),
        (Word::PreviewMappings, ROWS, if columns == 0 { imported.mappings.len() } else { 0 }),
    ];
    let said = parts.into_iter().filter(|(_, shown, all)| all > shown).map(|(word, shown, all)| {
        let places = [("shown", grouped(shown)), ("count", grouped(all))];
        page.words.fill(word, &places.each_ref().map(|(name, text)| (*name, text.as_str())))
    });
    let said: Vec<_> = said.collect();
    if said.is_empty() {
        return Html::default();
    }
    html! { <p class="am-more" data-testid="import-cut">{ said.join(" · ") }</p> }
}

fn attributes(person: &Person) -> impl Iterator<Item = (&str, &str)> {
    let records = person.records.iter();
    records.flat_map(|(root, record)| record.names().map(move |name| (root, name)))
}

fn people_table(page: &Page, first: &Person, people: &[Rc<Person>]) -> Html {
    let names: Vec<(&str, &str)> = attributes(first).take(COLUMNS).collect();
    html! {
        <table class="am-table" data-testid="import-preview" translate="no">
            <thead><tr>
                <th scope="col">{ page.say(Word::Person) }</th>
                { for names.iter().map(|(root, name)| html! {
                    <th scope="col">{ format!("{root}.{name}") }</th>
                }) }
            </tr></thead>
            <tbody>
                { for people.iter().take(ROWS).map(|person| html! {
                    <tr>
                        <th scope="row">{ &person.name }</th>
                        { for names.iter().map(|(root, name)| html! {
                            <td>{ shown_value(person.value(root, name), page.words) }</td>
                        }) }
                    </tr>
                }) }
            </tbody>
        </table>
    }
}

fn mapping_table(page: &Page, mappings: &[Mapping]) -> Html {
    html! {
        <table class="am-table" data-testid="import-preview" translate="no">
            <thead><tr>
                <th scope="col">{ page.say(Word::TargetAttribute) }</th>
                <th scope="col">{ page.say(Word::Expression) }</th>
            </tr></thead>
            <tbody>
                { for mappings.iter().take(ROWS).map(|mapping| html! {
                    <tr><th scope="row">{ &mapping.to }</th><td>{ &mapping.expr }</td></tr>
                }) }
            </tbody>
        </table>
    }
}
