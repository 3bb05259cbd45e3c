//! The lower panel of a wide page, and the one panel of a narrow one.

use std::ops::Range;

use web_sys::MouseEvent;
use yew::{Html, Properties, function_component, html};

use super::checks::checks;
use super::diff::diff;
use super::filter_bar::{filter_bar, same_filter_bar};
use super::grid::Grid;
use super::history::history_list;
use super::mappings::Mappings;
use super::part::part;
use super::person::PersonView;
use super::problems::problems;
use super::round_trip::RoundTrip;
use super::tabs::{Tab, TabKey, Tabs, tabs};
use super::trace::Trace;
use crate::hooks::Layout;
use crate::page::Page;
use crate::services::editor::Editor;
use crate::state::{BottomTab, Dialog, NarrowTab, ViewChange};
use crate::words::{Word, grouped};

#[derive(PartialEq, Properties)]
pub(crate) struct BottomProps {
    pub(crate) page: Page,
    pub(crate) editor: Editor,
    /// The selected part of the text.
    pub(crate) selection: Range<usize>,
}

impl TabKey for NarrowTab {
    fn id(&self) -> String {
        match self {
            Self::Person => "person",
            Self::Trace => "trace",
            Self::Mappings => "mappings",
            Self::Bottom(BottomTab::People) => "people",
            Self::Bottom(BottomTab::Checks) => "checks",
            Self::Bottom(BottomTab::Diff) => "diff",
            Self::Bottom(BottomTab::Problems) => "problems",
            Self::Bottom(BottomTab::RoundTrip) => "round-trip",
            Self::Bottom(BottomTab::History) => "history",
        }
        .to_owned()
    }
}

/// The tabs and the chosen panel.
#[function_component]
pub(crate) fn Bottom(props: &BottomProps) -> Html {
    let page = &props.page;
    let wide = page.layout == Layout::Wide;
    let chosen =
        if wide { NarrowTab::Bottom(page.state.view.bottom) } else { page.state.view.narrow };
    let keys: &[NarrowTab] = if wide { &WIDE } else { &NARROW };
    // What fills the others is a region of that name itself.
    let name = match chosen {
        NarrowTab::Person | NarrowTab::Trace | NarrowTab::Mappings => Word::Panels,
        NarrowTab::Bottom(tab) => word(tab),
    };
    html! {
        <section class="am-panel am-bottom" aria-label={page.landmark(name)} data-region="bottom">
            { tabs(&Tabs {
                id: "am-bottom".into(),
                label: page.say(Word::Panels),
                all: keys.iter().map(|key| tab(page, *key)).collect(),
                chosen,
                on_choose: page.on(ViewChange::NarrowTab),
                code: false,
            }) }
            <div id="am-bottom-panel" class="am-bottom-panel" role="tabpanel"
                aria-labelledby={format!("am-bottom-{}", chosen.id())}>
                { panel(props, chosen) }
            </div>
        </section>
    }
}

const WIDE: [NarrowTab; 6] = [
    NarrowTab::Bottom(BottomTab::People),
    NarrowTab::Bottom(BottomTab::Checks),
    NarrowTab::Bottom(BottomTab::Diff),
    NarrowTab::Bottom(BottomTab::Problems),
    NarrowTab::Bottom(BottomTab::RoundTrip),
    NarrowTab::Bottom(BottomTab::History),
];

const NARROW: [NarrowTab; 9] = [
    NarrowTab::Bottom(BottomTab::People),
    NarrowTab::Person,
    NarrowTab::Trace,
    NarrowTab::Mappings,
    NarrowTab::Bottom(BottomTab::Checks),
    NarrowTab::Bottom(BottomTab::Diff),
    NarrowTab::Bottom(BottomTab::Problems),
    NarrowTab::Bottom(BottomTab::RoundTrip),
    NarrowTab::Bottom(BottomTab::History),
];

const fn word(tab: BottomTab) -> Word {
    match tab {
        BottomTab::People => Word::People,
        BottomTab::Checks => Word::Checks,
        BottomTab::Diff => Word::Diff,
        BottomTab::Problems => Word::Problems,
        BottomTab::RoundTrip => Word::RoundTrip,
        BottomTab::History => Word::History,
    }
}

fn tab(page: &Page, key: NarrowTab) -> Tab<NarrowTab> {
    let workspace = &page.state.workspace;
    let (word, count) = match key {
        NarrowTab::Person => (Word::Person, None),
        NarrowTab::Trace => (Word::Trace, None),
        NarrowTab::Mappings => (Word::Mappings, Some(workspace.set.mappings.len())),
        NarrowTab::Bottom(tab) => (word(tab), number(page, tab)),
    };
    Tab { key, label: page.say(word), count: count.map(|count| grouped(count).into()) }
}

/// The number behind the name of a tab.
fn number(page: &Page, tab: BottomTab) -> Option<usize> {
    let workspace = &page.state.workspace;
    match tab {
        BottomTab::People => Some(workspace.people.len()),
        BottomTab::Checks => Some(workspace.set.checks.len()),
        BottomTab::Problems => {
            let of_texts = page.findings.analyses.iter().map(|analysis| analysis.problems.len());
            Some(of_texts.sum::<usize>() + page.everybody.overview.problem_count)
        }
        BottomTab::Diff | BottomTab::RoundTrip | BottomTab::History => None,
    }
}

/// What stands in the place of the first people.
fn nobody(page: &Page) -> Html {
    html! {
        <div class="am-empty am-row">
            { page.say(Word::NoPerson) }
            // The header has the one that is called Import.
            <button type="button" class="am-button am-bordered am-edits"
                onclick={page.on(|_: MouseEvent| ViewChange::Dialog(Some(Dialog::Import)))}>
                { page.say(Word::LoadPeople) }
            </button>
        </div>
    }
}

fn panel(props: &BottomProps, chosen: NarrowTab) -> Html {
    let page = props.page.clone();
    match chosen {
        NarrowTab::Person => html! { <PersonView {page} /> },
        NarrowTab::Trace => html! {
            <Trace {page} editor={props.editor.clone()} selection={props.selection.clone()} />
        },
        NarrowTab::Mappings => html! { <Mappings {page} /> },
        NarrowTab::Bottom(BottomTab::People) => html! {
            <>
                { part("filter", &page, same_filter_bar, filter_bar) }
                if page.state.workspace.people.is_empty() {
                    { nobody(&page) }
                } else if page.everybody.overview.rows.is_empty() {
                    <p class="am-empty">{ page.say(Word::NoMatch) }</p>
                } else {
                    <Grid key="grid" {page} />
                }
            </>
        },
        NarrowTab::Bottom(BottomTab::Checks) => checks(&page),
        NarrowTab::Bottom(BottomTab::Diff) => diff(&page),
        NarrowTab::Bottom(BottomTab::RoundTrip) => html! { <RoundTrip {page} /> },
        NarrowTab::Bottom(BottomTab::History) => history_list(&page),
        NarrowTab::Bottom(BottomTab::Problems) => problems(&page),
    }
}
