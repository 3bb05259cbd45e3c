//! The keys that work everywhere on the page.

use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement, KeyboardEvent};
use yew::{Callback, hook, use_callback, use_effect_with};

use super::use_event;
use crate::host::Host;
use crate::page::Page;
use crate::services::editor::Editor;
use crate::services::export::{Form, Subject, write};
use crate::services::{dom, frame};
use crate::state::{Action, Dialog, Edit, ViewChange};
use crate::words::Word;

/// What a key does wherever the focus is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shortcut {
    Undo,
    Redo,
    Person(isize),
    Mapping(isize),
    Region(isize),
    Expect,
    InlineValues,
    /// Next (1) or previous (-1) problem.
    Problem(isize),
    Open(Dialog),
    Save,
}

/// Listens for the keys of the whole page.
#[hook]
pub(crate) fn use_shortcuts(page: &Page, editor: &Editor) {
    use_effect_with(page.state.view.saves, {
        let page = page.clone();
        move |saves| {
            if *saves > 0 {
                save(&page);
            }
        }
    });
    let given = (page.clone(), editor.clone());
    let on_key: Callback<Event> = use_callback(given, |event: Event, (page, editor)| {
        let Ok(event) = event.dyn_into::<KeyboardEvent>() else { return };
        if event.default_prevented() {
            return;
        }
        let view = &page.state.view;
        if event.key() == "Escape" && view.reference.is_some() && view.dialog.is_none() {
            page.send(ViewChange::Reference(None));
            return editor.focus();
        }
        if let Some(shortcut) = shortcut(&page.host, &event) {
            event.prevent_default();
            perform(page, editor, shortcut);
        }
    });
    use_event(page.host.keys(), "keydown", on_key);
}

fn shortcut(host: &Host, event: &KeyboardEvent) -> Option<Shortcut> {
    let control = event.ctrl_key() || event.meta_key();
    let (alt, shift) = (event.alt_key(), event.shift_key());
    let mut key = event.key();
    if key.len() == 1 {
        // Caps Lock makes other letters of them.
        key.make_ascii_lowercase();
    }
    match (key.as_str(), control, alt, shift) {
        ("F6", false, false, back) => Some(Shortcut::Region(if back { -1 } else { 1 })),
        ("F8", false, false, back) => Some(Shortcut::Problem(if back { -1 } else { 1 })),
        ("k", true, false, false) => Some(Shortcut::Open(Dialog::Palette)),
        ("ArrowUp", false, true, false) => Some(Shortcut::Person(-1)),
        ("ArrowDown", false, true, false) => Some(Shortcut::Person(1)),
        ("ArrowUp", true, true, false) => Some(Shortcut::Mapping(-1)),
        ("ArrowDown", true, true, false) => Some(Shortcut::Mapping(1)),
        ("F1", false, false, false) => Some(Shortcut::Open(Dialog::Keyboard)),
        ("o", true, false, false) => Some(Shortcut::Open(Dialog::Import)),
        ("s", true, false, false) => Some(Shortcut::Save),
        ("s", true, false, true) => Some(Shortcut::Open(Dialog::Share)),
        ("Enter", true, false, false) => Some(Shortcut::Expect),
        (_, true, true, false) if event.code() == "KeyV" => Some(Shortcut::InlineValues),
        ("z", true, false, false) if !host.in_text() => Some(Shortcut::Undo),
        ("z", true, false, true) | ("y", true, false, false) if !host.in_text() => {
            Some(Shortcut::Redo)
        }
        _ => None,
    }
}

/// Whether a key asks to save.
pub(super) fn is_save(host: &Host, event: &KeyboardEvent) -> bool {
    matches!(shortcut(host, event), Some(Shortcut::Save))
}

fn perform(page: &Page, editor: &Editor, shortcut: Shortcut) {
    match shortcut {
        Shortcut::Undo => page.send(Action::Undo),
        Shortcut::Redo => page.send(Action::Redo),
        Shortcut::Person(by) => page.send(Action::StepPerson(by)),
        Shortcut::Mapping(by) => page.send(Action::StepMapping(by)),
        Shortcut::Problem(by) => walk_problems(page, editor, by),
        Shortcut::InlineValues => page.send(ViewChange::InlineValues),
        Shortcut::Region(by) => focus_region(&page.host, by),
        Shortcut::Open(Dialog::Import) if page.is_readonly() => {}
        Shortcut::Open(dialog) => page.send(ViewChange::Dialog(Some(dialog))),
        // In a frame or an element the page around saves.
        Shortcut::Save if page.host.talk().is_some() || frame::open(&page.host).is_some() => {}
        Shortcut::Save => page.send(ViewChange::Save),
        Shortcut::Expect => {
            if let Some(check) = page.expectation() {
                page.send(Edit::AddCheck(check));
                page.announce.emit(page.words.count(Word::ChecksMade, 1));
            }
        }
    }
}

/// Hands the user a file of the workspace.
fn save(page: &Page) {
    let subject = Subject {
        workspace: &page.state.workspace,
        target: &page.state.target,
        table: &page.everybody.overview.table,
        people: &page.everybody.state.workspace.people,
        rows: None,
    };
    dom::download(Form::Workspace.file_name(), &write(Form::Workspace, subject));
}

/// Selects the next problem of all mappings in the editor, round the end.
pub(crate) fn walk_problems(page: &Page, editor: &Editor, by: isize) {
    let mappings = &page.state.workspace.set.mappings;
    let analyses = page.findings.analyses.iter().enumerate();
    // Mapping, start and end: in the order in which they are walked.
    let all = analyses.flat_map(|(mapping, found)| {
        found.problems.iter().map(move |found| (mapping, found.span.start, found.span.end))
    });
    let selection = editor.selection();
    let here = (page.findings.current.unwrap_or(0), selection.start, selection.end);
    let next = if by > 0 {
        all.clone().filter(|place| *place > here).min().or_else(|| all.min())
    } else {
        all.clone().filter(|place| *place < here).max().or_else(|| all.max())
    };
    let Some((mapping, start, end)) = next else { return };
    if let Some(mapping) = mappings.get(mapping) {
        page.send(Action::Show { target: mapping.to.clone(), span: start..end });
    }
}

/// Moves the focus to the next region of the page, round its end.
pub(crate) fn focus_region(host: &Host, by: isize) {
    let Some(root) = host.root() else { return };
    let found = root.query_selector_all("[data-region]");
    let regions: Vec<Element> =
        (0..found.length()).filter_map(|at| found.item(at)?.dyn_into().ok()).collect();
    let focused = host.focused();
    let here = regions.iter().position(|region| region.contains(focused.as_deref()));
    let count = isize::try_from(regions.len()).unwrap_or(1).max(1);
    let start = here.and_then(|here| isize::try_from(here).ok());
    let next =
        start.map_or(if by < 0 { count - 1 } else { 0 }, |here| (here + by).rem_euclid(count));
    for step in 0..count {
        let at = usize::try_from((next + step * by).rem_euclid(count)).unwrap_or(0);
        if regions.get(at).is_some_and(focus_inside) {
            return;
        }
    }
}

/// Puts the focus on the first thing in a part of the page that takes it.
pub(super) fn focus_inside(part: &Element) -> bool {
    const BEST_FIRST: [&str; 3] = [
        "textarea, [role=textbox], [role=listbox][tabindex='0'], [role=tab][tabindex='0']",
        "input:not([type=radio]), select, button",
        "[tabindex='0']",
    ];
    let editor = part.query_selector("[data-editor]").ok().flatten();
    let shadow = editor.and_then(|editor| editor.shadow_root());
    if let Some(inner) = shadow.and_then(|root| root.query_selector("[role=textbox]").ok()?) {
        return focus_on(&inner);
    }
    BEST_FIRST.into_iter().filter_map(|takes_focus| part.query_selector_all(takes_focus).ok()).any(
        |found| {
            (0..found.length())
                .filter_map(|at| found.item(at)?.dyn_into().ok())
                .any(|element| focus_on(&element))
        },
    )
}

/// Puts the focus on an element, which refuses it while it is disabled or hidden.
pub(super) fn focus_on(element: &Element) -> bool {
    let Some(element) = element.dyn_ref::<HtmlElement>() else { return false };
    let _refused = element.focus();
    dom::root_of(element).active_element().as_ref() == Some(element)
}
