//! All people with the results of all mappings, of which only the rows in view are mounted.

use gloo_timers::callback::Timeout;
use web_sys::{Element, Event, KeyboardEvent, MouseEvent};
use yew::{
    Callback, Html, Properties, UseStateHandle, classes, function_component, html, use_effect_with,
    use_mut_ref, use_node_ref, use_state_eq,
};

use super::columns::shown_columns;
use super::grid_cells::{Block, Place};
use super::grid_head::head;
use super::grid_row::{GridRow, GridRowProps, cell_id};
use super::part::same_people;
use super::row_actions::row_actions;
use crate::hooks::Layout;
use crate::page::Page;
use crate::services::dom;
use crate::state::Action;
use crate::words::Word;

/// Rows mounted above and below those in view.
const MARGIN: usize = 6;

/// The height of a line of a card, and of what is around its lines.
const CARD_LINE: usize = 24;
const CARD_EDGE: usize = 17;

/// A selection must rest so long before its size is spoken, in milliseconds.
const PAUSE: u32 = 400;

#[derive(Properties)]
pub(crate) struct GridProps {
    pub(crate) page: Page,
}

impl PartialEq for GridProps {
    fn eq(&self, other: &Self) -> bool {
        let (one, other) = (&self.page, &other.page);
        one.is_alike(other)
            && one.everybody == other.everybody
            && one.state.view == other.state.view
            && one.state.target == other.state.target
            && same_people(one, other)
    }
}

/// What part of the grid is in view, in pixels.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Sight {
    top: usize,
    height: usize,
    row: usize,
}

/// The grid.
#[function_component]
pub(crate) fn Grid(props: &GridProps) -> Html {
    let page = &props.page;
    let (scroller, body, window, extra) =
        (use_node_ref(), use_node_ref(), use_node_ref(), use_node_ref());
    let sight = use_state_eq(|| Sight { top: 0, height: 600, row: 28 });
    let place = use_state_eq(Place::default);
    // Counts key presses: the focus moves only then, never by itself.
    let moves = use_state_eq(|| 0_u32);
    let chosen = use_state_eq(|| None::<Block>);
    // Where the pointer went down, to select all that it is drawn over.
    let pressed = use_mut_ref(|| None::<Place>);
    let rows = &page.everybody.overview.rows;
    let people = &page.everybody.state.workspace.people;
    let columns = shown_columns(page);
    let targets = columns.len();
    let card = (page.layout == Layout::Small).then_some((targets + 2) * CARD_LINE + CARD_EDGE);
    let height = card.unwrap_or(sight.row);
    let first = (sight.top / height.max(1)).saturating_sub(MARGIN);
    let last = (first + sight.height / height.max(1) + 2 * MARGIN + 1).min(rows.len());
    use_effect_with((rows.len(), first, height, place.row, targets), {
        let (body, window, extra) = (body.clone(), window.clone(), extra.clone());
        move |(count, first, height, focused, targets)| {
            dom::set_property(&body, "height", &format!("{}px", count * height));
            dom::set_property(&body, "--am-targets", &targets.to_string());
            dom::set_property(&window, "transform", &format!("translateY({}px)", first * height));
            dom::set_property(&extra, "transform", &format!("translateY({}px)", focused * height));
        }
    });
    use_effect_with((page.layout, targets), {
        let (scroller, sight) = (scroller.clone(), sight.clone());
        move |(_, targets)| {
            dom::set_property(&scroller, "--am-targets", &targets.to_string());
            look(scroller.cast::<Element>(), &sight);
        }
    });
    use_effect_with(*moves, {
        let (host, place) = (page.host.clone(), *place);
        move |moves| {
            if *moves > 0 {
                host.focus_id(&cell_id(place.row, place.column));
            }
        }
    });
    let onscroll = {
        let sight = sight.clone();
        Callback::from(move |event: Event| {
            look(event.current_target().and_then(as_element), &sight);
        })
    };
    let view = &page.state.view;
    // Where other rows stand, others would be selected.
    let shown = (rows.len(), columns.clone(), view.sort, view.flag, view.filter.clone());
    use_effect_with(shown, {
        let chosen = chosen.setter();
        move |_| chosen.set(None)
    });
    use_effect_with(*chosen, {
        let (announce, words) = (page.announce.clone(), page.words);
        move |chosen| {
            let count = chosen.map(|chosen| words.count(Word::CellsSelected, chosen.len()));
            let timer = count.map(|count| Timeout::new(PAUSE, move || announce.emit(count)));
            move || drop(timer)
        }
    });
    use_effect_with((page.state.target.clone(), columns.clone(), page.layout), {
        let scroller = scroller.clone();
        move |_| reveal_current(scroller.cast::<Element>())
    });
    let go = {
        let (place, moves, scroller) = (place.setter(), moves.clone(), scroller.clone());
        Callback::from(move |next: Place| {
            bring_into_view(scroller.cast::<Element>(), next.row * height, height);
            place.set(next);
            moves.set(*moves + 1);
        })
    };
    let onkeydown = {
        let (page, place, chosen, go, sight) =
            (page.clone(), *place, chosen.clone(), go.clone(), *sight);
        Callback::from(move |event: KeyboardEvent| {
            if let Some(next) = next_place(&page, &event, place, sight, height) {
                let anchor = chosen.filter(|chosen| chosen.end == place);
                let anchor = anchor.map_or(place, |chosen| chosen.anchor);
                chosen.set(event.shift_key().then_some(Block { anchor, end: next }));
                go.emit(next);
            } else if !on_cells(&page, &event, place, &chosen) {
                return;
            }
            event.prevent_default();
        })
    };
    let on_mouse = {
        let (page, place, chosen) = (page.clone(), place.clone(), chosen.clone());
        Callback::from(move |event: MouseEvent| {
            let Some(at) = place_of(&event) else { return };
            let select = |anchor| {
                chosen.set(Some(Block { anchor, end: at }));
                go.emit(at);
            };
            match (event.type_().as_str(), event.shift_key()) {
                ("mousedown", true) => {
                    event.prevent_default();
                    let anchor = chosen.map_or(*place, |chosen| chosen.anchor);
                    *pressed.borrow_mut() = Some(anchor);
                    select(anchor);
                }
                ("mousedown", false) => *pressed.borrow_mut() = Some(at),
                ("mouseover", _) if event.buttons() == 1 => {
                    let pressed = *pressed.borrow();
                    // Back over the first cell the selection shrinks to it.
                    let pressed = pressed.filter(|from| chosen.is_some() || *from != at);
                    pressed.into_iter().for_each(select);
                }
                ("click", false) => {
                    place.set(at);
                    chosen.set(None);
                    choose(&page, at);
                }
                _ => {}
            }
        })
    };
    let show = |at: usize| {
        let focus = (at == place.row).then_some(place.column);
        let chosen = chosen.and_then(|chosen| chosen.columns_in(at));
        let row = GridRowProps { focus, chosen, ..GridRowProps::of(page, at, &columns)? };
        let key = people.get(row.row)?.id.clone();
        Some(html! { <GridRow key={key} ..row /> })
    };
    let mounted = (first..last).contains(&place.row);
    html! {
        <>
        <div ref={scroller} class={classes!("am-grid", "am-scroll", card.map(|_| "am-cards"))} role="grid" part="grid"
            aria-label={page.say(Word::People)} aria-rowcount={(rows.len() + 1).to_string()}
            aria-colcount={(targets + 3).to_string()} aria-multiselectable="true" {onscroll} {onkeydown}>
            <div role="rowgroup" class="am-grid-head">{ head(page, &columns) }</div>
            <div ref={body} role="rowgroup" class="am-grid-body" onmousedown={on_mouse.clone()}
                onmouseover={on_mouse.clone()} onclick={on_mouse}>
                <div ref={window} role="presentation" class="am-grid-window">
                    { for (first..last).filter_map(show) }
                </div>
                <div ref={extra} role="presentation" class="am-grid-window">
                    if !mounted {
                        { for show(place.row) }
                    }
                </div>
            </div>
        </div>
        // Under the rows, so that none of them moves while they are selected.
        if let Some(chosen) = *chosen {
            { row_actions(page, chosen) }
        }
        </>
    }
}

fn as_element(target: web_sys::EventTarget) -> Option<Element> {
    wasm_bindgen::JsCast::dyn_into(target).ok()
}

fn look(scroller: Option<Element>, sight: &UseStateHandle<Sight>) {
    let Some(scroller) = scroller else { return };
    let pixels = |value: i32| usize::try_from(value).unwrap_or(0);
    let head = scroller.first_element_child().map_or(28, |head| pixels(head.client_height()));
    sight.set(Sight {
        top: pixels(scroller.scroll_top()),
        height: pixels(scroller.client_height()),
        row: head.max(24),
    });
}

fn bring_into_view(scroller: Option<Element>, top: usize, height: usize) {
    let Some(scroller) = scroller else { return };
    let pixels = |value: usize| i32::try_from(value).unwrap_or(i32::MAX);
    let head = scroller.first_element_child().map_or(0, |head| head.client_height());
    let (top, height) = (pixels(top), pixels(height));
    let seen = scroller.client_height() - head;
    if top < scroller.scroll_top() {
        scroller.set_scroll_top(top);
    } else if top + height > scroller.scroll_top() + seen {
        scroller.set_scroll_top(top + height - seen);
    }
}

/// Scrolls sideways as far as the results of the current mapping need, and no further.
fn reveal_current(scroller: Option<Element>) {
    let Some(scroller) = scroller else { return };
    let Ok(Some(head)) = scroller.query_selector(".am-current-column") else { return };
    let (seen, head) = (scroller.get_bounding_client_rect(), head.get_bounding_client_rect());
    let beyond = head.right() - seen.right() + f64::from(scroller.scroll_left());
    // By whole columns, so that none is cut on the other side.
    let column = head.width().max(1.0);
    let left = (beyond.max(0.0) / column).ceil() * column;
    #[expect(clippy::cast_possible_truncation, reason = "no page is so wide")]
    scroller.set_scroll_left(left.ceil() as i32);
}

/// Where a key leads.
fn next_place(
    page: &Page,
    event: &KeyboardEvent,
    place: Place,
    sight: Sight,
    height: usize,
) -> Option<Place> {
    let last_row = page.everybody.overview.rows.len().checked_sub(1)?;
    let last_column = shown_columns(page).len() + 2;
    let leap = (sight.height / height.max(1)).saturating_sub(2).max(1);
    let Place { row, column } = place;
    let (row, column) = match (event.key().as_str(), event.ctrl_key() || event.meta_key()) {
        _ if event.alt_key() => return None,
        ("ArrowDown", false) => (row + 1, column),
        ("ArrowUp", false) => (row.saturating_sub(1), column),
        ("ArrowRight", false) => (row, column + 1),
        ("ArrowLeft", false) => (row, column.saturating_sub(1)),
        ("Home", false) => (row, 0),
        ("End", false) => (row, last_column),
        ("Home", true) => (0, 0),
        ("End", true) => (last_row, last_column),
        ("PageDown", false) => (row + leap, column),
        ("PageUp", false) => (row.saturating_sub(leap), column),
        _ => return None,
    };
    Some(Place { row: row.min(last_row), column: column.min(last_column) })
}

/// What other keys do with a cell or with those selected; says whether they do something.
fn on_cells(
    page: &Page,
    event: &KeyboardEvent,
    place: Place,
    chosen: &UseStateHandle<Option<Block>>,
) -> bool {
    let control = event.ctrl_key() || event.meta_key();
    match (event.key().as_str(), control) {
        _ if event.alt_key() || event.shift_key() => return false,
        ("Enter", false) => choose(page, place),
        ("F2", false) => {
            let Some(target) = target_of(page, place) else { return false };
            let text = page.state.workspace.set.mapping(&target).map_or(0, |it| it.expr.len());
            choose(page, place);
            page.send(Action::Show { target, span: text..text });
        }
        ("Escape", false) if chosen.is_some() => {
            chosen.set(None);
            page.announce.emit(page.words.count(Word::CellsSelected, 0));
        }
        ("a" | "A", true) => {
            let row = page.everybody.overview.rows.len().saturating_sub(1);
            let end = Place { row, column: shown_columns(page).len() + 2 };
            chosen.set(Some(Block { anchor: Place::default(), end }));
        }
        ("c" | "C", true) => {
            let cells = chosen.unwrap_or(Block { anchor: place, end: place });
            page.copy(&cells.text(page), page.words.count(Word::CellsCopied, cells.len()));
        }
        _ => return false,
    }
    true
}

/// The cell under the pointer.
fn place_of(event: &MouseEvent) -> Option<Place> {
    let cell = event.target().and_then(as_element)?.closest(".am-cell").ok()??;
    let id = cell.id();
    let (row, column) = id.strip_prefix("am-cell-")?.split_once('-')?;
    Some(Place { row: row.parse().ok()?, column: column.parse().ok()? })
}

/// Makes the person of a row, and the mapping of a cell, the current ones.
fn choose(page: &Page, place: Place) {
    let people = &page.everybody.state.workspace.people;
    let row = page.everybody.overview.rows.get(place.row);
    let person = row.and_then(|row| people.get(*row as usize));
    // Someone may be gone whose row still stands.
    let Some(person) = person.filter(|person| page.state.workspace.person(&person.id).is_some())
    else {
        return;
    };
    page.send(match target_of(page, place) {
        Some(target) => Action::SelectCell { person: person.id.clone(), target },
        None => Action::SelectPerson(person.id.clone()),
    });
}

/// The target whose result stands in a column, if one does.
fn target_of(page: &Page, place: Place) -> Option<String> {
    let at = *shown_columns(page).get(place.column.checked_sub(2)?)?;
    Some(page.everybody.overview.table.targets.get(at)?.name.clone())
}
