//! Completion, quick fixes, signatures and what is known about a place: opened, moved and closed by
//! the events of an editor, whichever it is.

mod card;
mod choices;
mod indent;
mod near;
mod open;

use std::cell::RefCell;
use std::ops::Range;
use std::rc::Rc;

use gloo_timers::callback::Timeout;
use web_sys::KeyboardEvent;
use yew::{Callback, Html, hook, html, use_force_update, use_mut_ref};

use self::card::{hover_card, signature_card, spoken};
use self::choices::Choices;
use self::indent::{Indented, indent, unindent};
use self::near::Near;
use self::open::{Card, Choice, Open, opens_by_itself};
use crate::model::{Fix, Problem};
use crate::page::Page;
use crate::services::editor::{Editor, EditorEvent, Wish};
use crate::state::{Access, TabDoes};

pub(super) use card::given;
pub(super) use near::put_near;

/// How long the pointer rests before it is told what is under it, in milliseconds.
const REST: u32 = 350;

/// How long the pointer may take from the text to the card.
const WAY: u32 = 300;

/// What the editor's events go to, and what is open.
pub(super) struct Assist {
    pub(super) on_event: Callback<EditorEvent>,
    pub(super) shown: Html,
}

/// What the popups need to know and what they cause.
#[derive(Clone)]
pub(super) struct Wishes {
    pub(super) page: Page,
    pub(super) editor: Editor,
    /// The worst first.
    pub(super) problems: Rc<[Problem]>,
    pub(super) on_text: Callback<()>,
    pub(super) on_caret: Callback<()>,
    pub(super) on_fix: Callback<Fix>,
    pub(super) on_format: Callback<()>,
}

/// Opens, moves and closes what stands beside the caret.
#[hook]
pub(super) fn use_assist(wishes: Wishes) -> Assist {
    let open = use_mut_ref(Open::default);
    let timer = use_mut_ref(|| None::<Timeout>);
    let leaving = use_mut_ref(|| false);
    let redraw = use_force_update();
    let control = Rc::new(Control {
        wishes,
        open: Rc::clone(&open),
        timer,
        leaving,
        redraw: Callback::from(move |()| redraw.force_update()),
    });
    let shown = shown(&control, &open.borrow());
    let on_event = Callback::from(move |event| control.on_event(&event));
    Assist { on_event, shown }
}

struct Control {
    wishes: Wishes,
    open: Rc<RefCell<Open>>,
    timer: Rc<RefCell<Option<Timeout>>>,
    /// Whether the Escape key was the last, after which the Tab key leaves.
    leaving: Rc<RefCell<bool>>,
    redraw: Callback<()>,
}

impl Control {
    fn on_event(self: &Rc<Self>, event: &EditorEvent) {
        match event {
            EditorEvent::Text { typed } => self.on_text(*typed),
            EditorEvent::Caret => self.on_caret(),
            EditorEvent::Key(event) => self.on_key(event),
            EditorEvent::Over(x, y) => self.on_over(f64::from(*x), f64::from(*y)),
            EditorEvent::Out => self.hide_soon(),
            EditorEvent::Blur => {
                self.leaving.replace(false);
                self.change(Open::leave);
            }
            EditorEvent::Ask(wish) => {
                self.wishes.editor.focus();
                self.fulfill(*wish);
            }
        }
    }

    /// Changes what is open, and shows it if it is another thing now.
    fn change(&self, change: impl FnOnce(&mut Open)) {
        let before = self.open.borrow().clone();
        change(&mut self.open.borrow_mut());
        if *self.open.borrow() != before {
            self.redraw.emit(());
        }
    }

    fn on_text(&self, typed: bool) {
        let (text, caret) = (self.wishes.editor.text(), self.wishes.editor.caret());
        let last = text.get(..caret).and_then(|past| past.chars().next_back());
        self.wishes.on_text.emit(());
        self.change(|open| {
            open.card = None;
            if open.proposes() || (typed && opens_by_itself(&text, caret)) {
                self.propose(open, &text, caret);
            } else {
                open.list = None;
            }
            if open.help.is_some() || (typed && matches!(last, Some('(' | ','))) {
                open.help = self.wishes.page.findings.assistant.signature(&text, caret);
            }
        });
    }

    fn on_caret(&self) {
        self.wishes.on_caret.emit(());
        if *self.open.borrow() == Open::default() {
            return;
        }
        let (text, caret) = (self.wishes.editor.text(), self.wishes.editor.caret());
        self.change(|open| {
            open.card = open.card.take().filter(|card| card.by_pointer || card.caret == caret);
            if open.proposes() {
                let active = open.list.as_ref().and_then(|list| list.chosen().cloned());
                self.propose(open, &text, caret);
                // The same list again keeps its choice.
                if let (Some(list), Some(active)) = (&mut open.list, active) {
                    list.active = list.choices.iter().position(|item| *item == active).unwrap_or(0);
                }
            }
            if open.help.is_some() {
                open.help = self.wishes.page.findings.assistant.signature(&text, caret);
            }
        });
    }

    fn propose(&self, open: &mut Open, text: &str, caret: usize) {
        let at = open.list.as_ref().map(|list| list.anchor);
        open.propose(text, self.wishes.page.findings.assistant.complete(text, caret));
        // A list that was open for one word does not open again for the next.
        if at.is_some_and(|at| open.list.as_ref().is_some_and(|list| list.anchor != at)) {
            let fresh = opens_by_itself(text, caret);
            open.list = open.list.take().filter(|_| fresh);
        }
    }

    fn on_key(&self, event: &KeyboardEvent) {
        let (control, alt) = (event.ctrl_key() || event.meta_key(), event.alt_key());
        let key = event.key();
        if matches!(&*key, "Shift" | "Control" | "Alt" | "Meta") {
            return;
        }
        let leaves = self.leaving.replace(key == "Escape");
        let view = &self.wishes.page.state.view;
        let indents = view.tab == TabDoes::Indent && view.access == Access::Write && !leaves;
        let done = match (&*key, control, alt, event.shift_key()) {
            ("Escape", false, false, _) => self.escape(),
            ("Enter", false, false, false) => self.take(),
            (" ", true, false, false) => self.fulfill(Wish::Complete),
            (" ", true, false, true) => self.fulfill(Wish::Sign),
            ("i" | "I", true, false, _) => self.fulfill(Wish::Hover),
            (".", true, false, _) => self.fulfill(Wish::Fix),
            (_, false, true, true) if event.code() == "KeyF" => self.fulfill(Wish::Format),
            ("Tab", ..) => {
                // Before the focus moves, so that it does not move into what then is gone.
                self.change(Open::leave);
                if indents && !control && !alt {
                    self.indent(if event.shift_key() { unindent } else { indent });
                }
                indents && !control && !alt
            }
            (_, false, false, false) => self.step(&key),
            _ => false,
        };
        if done {
            event.prevent_default();
            event.stop_propagation();
        }
    }

    fn indent(&self, how: fn(&str, &Range<usize>) -> Indented) {
        let editor = &self.wishes.editor;
        let (edits, selection) = how(&editor.text(), &editor.selection());
        if !edits.is_empty() {
            editor.apply(&edits);
            editor.select(&selection);
        }
    }

    fn escape(&self) -> bool {
        let mut closed = false;
        self.change(|open| closed = open.close_one());
        closed
    }

    fn step(&self, key: &str) -> bool {
        let mut moved = false;
        self.change(|open| moved = open.list.as_mut().is_some_and(|list| list.step(key)));
        moved
    }

    /// Does what is chosen in the list.
    fn take(&self) -> bool {
        let chosen = self.open.borrow().list.as_ref().and_then(|list| list.chosen().cloned());
        if let Some(choice) = &chosen {
            self.perform(choice);
        }
        chosen.is_some()
    }

    fn perform(&self, choice: &Choice) {
        self.change(|open| open.list = None);
        match choice {
            Choice::Write(item) => {
                self.wishes.editor.apply(&[(item.span.clone(), item.insert.clone())]);
                if item.insert.ends_with('(') {
                    self.sign();
                }
            }
            Choice::Mend(fix) => self.wishes.on_fix.emit(fix.clone()),
        }
    }

    /// Does what is asked for; says so, for keys that do nothing else then.
    fn fulfill(&self, wish: Wish) -> bool {
        match wish {
            Wish::Complete => self.complete(),
            Wish::Sign => self.sign(),
            Wish::Hover => self.explain_place(),
            Wish::Fix => self.fix(),
            Wish::Format => self.wishes.on_format.emit(()),
        }
        true
    }

    fn complete(&self) {
        let (text, caret) = (self.wishes.editor.text(), self.wishes.editor.caret());
        let found = self.wishes.page.findings.assistant.complete(&text, caret);
        self.change(|open| open.propose(&text, found));
    }

    fn sign(&self) {
        let (text, caret) = (self.wishes.editor.text(), self.wishes.editor.caret());
        let help = self.wishes.page.findings.assistant.signature(&text, caret);
        self.change(|open| open.help = help);
    }

    fn explain_place(&self) {
        let (text, caret) = (self.wishes.editor.text(), self.wishes.editor.caret());
        if let Some(hover) = self.wishes.page.findings.assistant.hover(&text, caret) {
            let page = &self.wishes.page;
            page.announce.emit(spoken(page.words, &hover));
            self.change(|open| open.card = Some(Card { hover, by_pointer: false, caret }));
        }
    }

    /// Lists the fixes at the caret, or of the worst problem.
    fn fix(&self) {
        let caret = self.wishes.editor.caret();
        let has_fix = |problem: &&Problem| !problem.fixes.is_empty();
        let is_here = |problem: &&Problem| problem.span.start <= caret && caret <= problem.span.end;
        let problems = &self.wishes.problems;
        let found = problems
            .iter()
            .find(|problem| has_fix(problem) && is_here(problem))
            .or_else(|| problems.iter().find(has_fix));
        if let Some(problem) = found {
            self.change(|open| open.offer(problem.span.start, &problem.fixes));
        }
    }

    /// Tells what is under the pointer, once it rests.
    fn on_over(self: &Rc<Self>, x: f64, y: f64) {
        if self.open.borrow().list.is_some() {
            return;
        }
        let control = Rc::clone(self);
        let rested = Timeout::new(REST, move || {
            let (editor, assistant) =
                (&control.wishes.editor, &control.wishes.page.findings.assistant);
            let offset = editor.offset_at(x, y);
            let found = offset.and_then(|offset| assistant.hover(&editor.text(), offset));
            control.change(|open| match found {
                Some(hover) => open.card = Some(Card { hover, by_pointer: true, caret: 0 }),
                None => open.card = open.card.take().filter(|card| !card.by_pointer),
            });
        });
        self.timer.replace(Some(rested));
    }

    /// Hides what the pointer opened, unless it comes back in time.
    fn hide_soon(self: &Rc<Self>) {
        let control = Rc::clone(self);
        let gone = Timeout::new(WAY, move || {
            control.change(|open| open.card = open.card.take().filter(|card| !card.by_pointer));
        });
        self.timer.replace(Some(gone));
    }
}

fn shown(control: &Rc<Control>, open: &Open) -> Html {
    let (page, editor) = (&control.wishes.page, &control.wishes.editor);
    let on_choose = {
        let control = Rc::clone(control);
        Callback::from(move |choice: Choice| control.perform(&choice))
    };
    let on_enter = {
        let timer = Rc::clone(&control.timer);
        Callback::from(move |()| drop(timer.take()))
    };
    let on_leave = {
        let control = Rc::clone(control);
        Callback::from(move |()| control.hide_soon())
    };
    html! {
        <>
            if let Some(help) = &open.help {
                <Near editor={editor.clone()} at={help.span.start} above={true}>
                    { signature_card(help) }
                </Near>
            }
            if let Some(card) = &open.card {
                <Near editor={editor.clone()} at={card.hover.span.start} above={open.list.is_some()}
                    {on_enter} {on_leave}>
                    { hover_card(&card.hover, page.words) }
                </Near>
            }
            if let Some(list) = &open.list {
                <Near editor={editor.clone()} at={list.anchor} above={false}>
                    <Choices list={list.clone()} editor={editor.clone()} words={page.words} {on_choose} />
                </Near>
            }
        </>
    }
}
