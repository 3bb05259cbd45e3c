//! One person in the grid.

use std::rc::Rc;

use yew::{AttrValue, Html, Properties, classes, function_component, html};

use super::icon::{Symbol, icon};
use super::shown_value::{shown_text, state};
use crate::model::Person;
use crate::page::Page;
use crate::services::table::{CellState, Remark, Target};
use crate::words::{Word, Words};
use crate::worker::Delivered;

/// What a row shows, apart from everybody else's: it is rendered anew only where that changes.
#[derive(PartialEq, Properties)]
pub(crate) struct GridRowProps {
    /// Its place among the rows shown.
    pub(crate) at: usize,
    pub(crate) is_generated: bool,
    /// Its place among all people.
    pub(crate) row: usize,
    pub(crate) name: String,
    /// The targets, and what they give; nothing where that is not known yet.
    pub(crate) cells: Vec<(String, Option<(CellState, String)>)>,
    /// What stands out, the worst first, in words.
    pub(crate) remarks: String,
    /// Whether something fails.
    pub(crate) fails: bool,
    pub(crate) words: Words,
    pub(crate) is_current: bool,
    /// The column that the Tab key reaches, when it is in this row.
    pub(crate) focus: Option<usize>,
    /// The first and the last of its columns that are selected.
    pub(crate) chosen: Option<(usize, usize)>,
}

impl GridRowProps {
    /// The row of one person, with the results at these places.
    pub(crate) fn of(page: &Page, at: usize, shown: &[usize]) -> Option<Self> {
        let Delivered { state, overview, .. } = &*page.everybody;
        let row = *overview.rows.get(at)? as usize;
        let people = &state.workspace.people;
        let person = people.get(row)?;
        let owned = |(state, text): (CellState, &str)| (state, text.to_owned());
        let cell = |target: &Target| (target.name.clone(), target.column.cell(row).map(owned));
        let remarks = overview.table.remarks(row, person);
        let words: Vec<String> =
            remarks.iter().map(|remark| say(page.words, people, remark)).collect();
        Some(Self {
            at,
            row,
            name: person.name.clone(),
            is_generated: person.generated.is_some(),
            cells: shown
                .iter()
                .filter_map(|at| overview.table.targets.get(*at))
                .map(cell)
                .collect(),
            remarks: words.join(" · "),
            fails: remarks.iter().any(|remark| matches!(remark, Remark::Fails(_))),
            words: page.words,
            is_current: person.id == page.state.person,
            focus: None,
            chosen: None,
        })
    }
}

/// The id of a cell, by its place among the rows shown.
pub(super) fn cell_id(at: usize, column: usize) -> String {
    format!("am-cell-{at}-{column}")
}

/// The row.
#[function_component]
pub(crate) fn GridRow(props: &GridRowProps) -> Html {
    let last = props.cells.len() + 2;
    let number = html! { { props.row + 1 } };
    let name = html! {
        <>
            <bdi class="am-cell-text" translate="no">{ &props.name }</bdi>
            if props.is_generated {
                <span class="am-badge">{ props.words.say(Word::Generated) }</span>
            }
        </>
    };
    html! {
        <div role="row" aria-rowindex={(props.at + 2).to_string()}
            aria-current={props.is_current.then_some("true")}
            class={classes!("am-grid-row", props.is_current.then_some("am-current"))}>
            { cell(props, 0, "gridcell", props.words.say(Word::Number), number) }
            { cell(props, 1, "rowheader", props.words.say(Word::Person), name) }
            { for props.cells.iter().enumerate().map(|(at, (target, shown))| {
                let content = result(props, shown.as_ref());
                cell(props, at + 2, "gridcell", target.clone().into(), content)
            }) }
            { cell(props, last, "gridcell", props.words.say(Word::State), standing(props)) }
        </div>
    }
}

fn cell(
    props: &GridRowProps,
    column: usize,
    role: &'static str,
    label: AttrValue,
    content: Html,
) -> Html {
    let focus = props.focus == Some(column);
    let chosen = props.chosen.is_some_and(|(first, last)| (first..=last).contains(&column));
    html! {
        <div {role} id={cell_id(props.at, column)} aria-colindex={(column + 1).to_string()}
            class="am-cell" data-label={label} aria-selected={if chosen { "true" } else { "false" }}
            tabindex={if focus { "0" } else { "-1" }}>
            { content }
        </div>
    }
}

fn result(props: &GridRowProps, cell: Option<&(CellState, String)>) -> Html {
    let words = props.words;
    match cell {
        Some((CellState::Value, text)) => shown_text(text),
        Some((CellState::Empty, _)) => state(words, Word::StateEmpty),
        Some((CellState::Null, _)) => state(words, Word::StateNull),
        Some((CellState::Missing, _)) => state(words, Word::StateMissing),
        Some((CellState::Error, _)) => html! {
            <span class="am-is-error">{ state(words, Word::StateError) }</span>
        },
        None => html! { "…" },
    }
}

/// What stands out in this row, in words.
fn standing(props: &GridRowProps) -> Html {
    if props.remarks.is_empty() {
        return html! { <span class="am-muted">{ props.words.say(Word::StateValue) }</span> };
    }
    let (symbol, class) =
        if props.fails { (Symbol::Error, "am-is-error") } else { (Symbol::Warning, "am-is-warn") };
    html! {
        <>
            <span class={classes!("am-glyph", class)}>{ icon(symbol) }</span>
            <span class="am-cell-text">{ props.remarks.clone() }</span>
        </>
    }
}

fn say(words: Words, people: &[Rc<Person>], remark: &Remark) -> String {
    match remark {
        Remark::Fails(target) => format!("{target} {}", words.say(Word::FlagFails)),
        Remark::NullText => words.say(Word::FlagNullText).to_string(),
        Remark::Blank => words.say(Word::FlagBlank).to_string(),
        Remark::Duplicate { attribute, other } => {
            let other = people.get(*other).map(|person| person.name.as_str());
            let places = [("name", attribute.as_str()), ("other", other.unwrap_or_default())];
            words.fill(Word::FlagDuplicate, &places).to_string()
        }
    }
}
