//! The names over the columns of the grid, by which it is sorted.

use web_sys::MouseEvent;
use yew::{AttrValue, Html, classes, html};

use super::icon::{Symbol, icon};
use crate::page::Page;
use crate::state::ViewChange;
use crate::words::Word;

/// The row of names.
pub(super) fn head(page: &Page, columns: &[usize]) -> Html {
    let targets = &page.everybody.overview.table.targets;
    let results =
        columns.iter().filter_map(|at| Some((at + 2, targets.get(*at)?.name.clone().into())));
    let names = [(0, page.say(Word::Number)), (1, page.say(Word::Person))]
        .into_iter()
        .chain(results)
        .chain([(targets.len() + 2, page.say(Word::State))]);
    html! {
        <div role="row" aria-rowindex="1" class="am-grid-row">
            { for names.enumerate().map(|(at, (column, name))| header_cell(page, at, column, &name)) }
        </div>
    }
}

/// The head of a column that stands at one place and has another in the table.
fn header_cell(page: &Page, at: usize, column: usize, name: &AttrValue) -> Html {
    let sort = page.state.view.sort.filter(|(sorted, _)| *sorted == column);
    let (order, symbol) = match sort {
        Some((_, false)) => ("ascending", Some(Symbol::Up)),
        Some((_, true)) => ("descending", Some(Symbol::Down)),
        None => ("none", None),
    };
    let sortable = (1..page.everybody.overview.table.targets.len() + 2).contains(&column);
    let target = column.checked_sub(2);
    let target = target.and_then(|at| page.everybody.overview.table.targets.get(at));
    let current = target.is_some_and(|target| target.name == page.state.target);
    let onclick = page.on(move |_: MouseEvent| ViewChange::SortBy(Some(column)));
    let shown = if column == 0 { AttrValue::Static("#") } else { name.clone() };
    html! {
        <div role="columnheader" aria-colindex={(at + 1).to_string()}
            aria-sort={sortable.then_some(order)} aria-label={(column == 0).then(|| name.clone())}
            class={classes!("am-cell", current.then_some("am-current-column"))}>
            if sortable {
                <button type="button" class="am-sort" tabindex="-1"
                    translate={(column > 1).then_some("no")} {onclick}>
                    { shown }
                    if let Some(symbol) = symbol {
                        { icon(symbol) }
                    }
                </button>
            } else {
                { shown }
            }
        </div>
    }
}
