//! The worker that all playgrounds of a page share: hired once, hired again when it dies, and
//! replaced by the page itself where there can be none.

use std::cell::{Cell, RefCell};
use std::fmt;
use std::rc::{Rc, Weak};

use gloo_timers::callback::Timeout;
use js_sys::{Array, Function, Uint8Array};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Event, MessageEvent, Worker};

use super::desk::{Desk, Word};
use super::few::Few;
use super::link::Link;
use super::message;
use super::pulse::Pulse;
use super::reading::Reading;
use super::reply::Reply;
use super::request::Request;
use crate::services::timing::clock;

/// How often one looks whether the worker lives, in milliseconds.
const LOOK: u32 = 1_000;

/// A worker that is silent for so many looks, with something to do, is dead.
const PATIENCE: u32 = 10;

/// One that has just been hired may take longer: it begins on a busy machine.
const PATIENCE_AT_FIRST: u32 = 60;

/// So often an expression may be at work when the worker dies.
const CHANCES: u32 = 3;

/// What went wrong with the evaluation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Trouble {
    /// How often it was begun anew.
    pub(crate) restarts: usize,
    /// The texts that are not evaluated any more until they change.
    pub(crate) paused: Vec<String>,
}

thread_local! {
    static CREW: Rc<Crew> = Rc::new_cyclic(Crew::new);
}

/// Takes workers from this function, and the first one at once.
pub(crate) fn hire(make: Function) {
    let crew = Crew::of_page();
    *crew.make.borrow_mut() = Some(make);
    crew.engage();
}

/// Who evaluates.
enum Staff {
    Nobody,
    Worker(Hired),
    Page(Desk),
}

/// A text to be read, and what has to be told for that, until it is told.
type Asked = (Weak<Reading>, Option<Request>);

struct Hired {
    worker: Worker,
    ready: bool,
    _heard: Closure<dyn FnMut(MessageEvent)>,
    _died: Closure<dyn FnMut(Event)>,
}

/// The worker and those it works for.
pub(super) struct Crew {
    me: Weak<Self>,
    make: RefCell<Option<Function>>,
    staff: RefCell<Staff>,
    links: RefCell<Few<u32, Weak<Link>>>,
    /// Texts that are being read, and those that wait for a reader.
    readings: RefCell<Few<u32, Asked>>,
    /// The number of the next playground or text.
    next: Cell<u32>,
    pulse: Pulse,
    /// Whether any worker was ever ready: if not, there can be none.
    proven: Cell<bool>,
    /// The looks since the worker's last word.
    silence: Cell<u32>,
    is_watching: Cell<bool>,
    /// Whether somebody has to be hired.
    is_vacant: Cell<bool>,
    /// The expression that the worker began last.
    at_work: RefCell<Option<String>>,
    /// How often each expression was at work when the worker died.
    blamed: RefCell<Few<String, u32>>,
    /// How often it died since it last found something.
    fruitless: Cell<u32>,
    trouble: RefCell<Trouble>,
}

impl fmt::Debug for Crew {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Crew").field("trouble", &self.trouble).finish_non_exhaustive()
    }
}

impl Crew {
    fn new(me: &Weak<Self>) -> Self {
        let turn = Weak::clone(me);
        Self {
            me: Weak::clone(me),
            make: RefCell::default(),
            staff: RefCell::new(Staff::Nobody),
            links: RefCell::default(),
            readings: RefCell::default(),
            next: Cell::default(),
            pulse: Pulse::new(move || {
                if let Some(crew) = turn.upgrade() {
                    crew.turn();
                }
            }),
            proven: Cell::default(),
            silence: Cell::default(),
            is_watching: Cell::default(),
            is_vacant: Cell::default(),
            at_work: RefCell::default(),
            blamed: RefCell::default(),
            fruitless: Cell::default(),
            trouble: RefCell::default(),
        }
    }

    /// The crew of this page.
    pub(super) fn of_page() -> Rc<Self> {
        CREW.with(Rc::clone)
    }

    /// Works for this playground from now on; returns its number.
    pub(super) fn enter(&self, link: &Weak<Link>) -> u32 {
        let number = self.number();
        self.links.borrow_mut().add(number, Weak::clone(link));
        if matches!(*self.staff.borrow(), Staff::Nobody) {
            self.engage_soon();
        }
        number
    }

    /// A number for a playground or a text.
    fn number(&self) -> u32 {
        self.next.replace(self.next.get().wrapping_add(1))
    }

    /// Reads a text as soon as somebody listens; returns its number.
    pub(super) fn ask_to_read(&self, reading: &Weak<Reading>, request: Request) -> u32 {
        let number = self.number();
        self.readings.borrow_mut().add(number, (Weak::clone(reading), Some(request)));
        self.pulse.beat();
        number
    }

    /// A text is read.
    pub(super) fn finish_reading(&self, instance: u32) {
        self.readings.borrow_mut().remove(&instance);
    }

    /// Nobody wants to know any more what is in a text. A worker that reads can only be ended.
    pub(super) fn give_up(&self, instance: u32) {
        let was_asked = self.readings.borrow_mut().remove(&instance);
        let reads = was_asked.is_some_and(|(_, waiting)| waiting.is_none());
        if reads && matches!(*self.staff.borrow(), Staff::Worker(_)) {
            self.engage();
        }
    }

    /// Has the texts read that wait for it.
    fn read(&self) {
        if !self.is_ready() {
            return;
        }
        let mut asked = Vec::new();
        for (instance, (_, waiting)) in self.readings.borrow_mut().iter_mut() {
            asked.extend(waiting.take().map(|request| (*instance, request)));
        }
        for (instance, request) in asked {
            self.tell(instance, request);
        }
    }

    fn reading(&self, instance: u32) -> Option<Rc<Reading>> {
        self.readings.borrow().get(&instance)?.0.upgrade()
    }

    /// Works for this playground no longer.
    pub(super) fn leave(&self, instance: u32) {
        self.links.borrow_mut().remove(&instance);
        if self.is_ready() {
            self.tell(instance, Request::Close);
        }
    }

    /// Whether somebody listens.
    pub(super) fn is_ready(&self) -> bool {
        match &*self.staff.borrow() {
            Staff::Nobody => false,
            Staff::Worker(hired) => hired.ready,
            Staff::Page(_) => true,
        }
    }

    /// What went wrong until now.
    pub(super) fn trouble(&self) -> Trouble {
        self.trouble.borrow().clone()
    }

    /// Tells whoever evaluates.
    pub(super) fn tell(&self, instance: u32, request: Request) {
        match &*self.staff.borrow() {
            Staff::Nobody => {}
            Staff::Worker(hired) => {
                let bytes = Uint8Array::from(request.write(instance).as_slice());
                let _refused =
                    hired.worker.post_message_with_transfer(&bytes, &Array::of1(&bytes.buffer()));
            }
            Staff::Page(desk) => {
                desk.take(instance, request);
                self.pulse.beat();
            }
        }
        self.watch();
    }

    /// Asks for a turn soon.
    pub(super) fn beat(&self) {
        self.pulse.beat();
    }

    fn turn(&self) {
        let more = match &*self.staff.borrow() {
            Staff::Page(desk) => desk.work(),
            Staff::Nobody | Staff::Worker(_) => false,
        };
        if more {
            self.pulse.beat();
        }
        self.advance();
    }

    fn advance(&self) {
        self.read();
        let links: Vec<_> = self.links.borrow().values().filter_map(Weak::upgrade).collect();
        for link in links {
            link.advance();
        }
    }

    /// Makes a worker, or does without.
    fn engage(&self) {
        let worker = self.make.borrow().as_ref().and_then(|make| {
            make.call0(&JsValue::NULL).ok().and_then(|worker| worker.dyn_into::<Worker>().ok())
        });
        self.dismiss();
        let staff = match worker {
            Some(worker) => Staff::Worker(self.hired(worker)),
            None => self.page(),
        };
        *self.staff.borrow_mut() = staff;
        self.is_vacant.set(false);
        self.silence.set(0);
        self.at_work.take();
        let links: Vec<_> = self.links.borrow().values().filter_map(Weak::upgrade).collect();
        for link in links {
            link.begin_anew();
        }
        self.watch();
        self.pulse.beat();
    }

    /// Ends the worker, if there is one; it is not heard any more.
    fn dismiss(&self) {
        if let Staff::Worker(hired) = &mut *self.staff.borrow_mut() {
            hired.worker.terminate();
            hired.worker.set_onmessage(None);
            hired.worker.set_onerror(None);
            hired.ready = false;
        }
    }

    fn engage_soon(&self) {
        self.is_vacant.set(true);
        let crew = Weak::clone(&self.me);
        Timeout::new(0, move || {
            // Somebody may have been hired in the meantime.
            if let Some(crew) = crew.upgrade().filter(|crew| crew.is_vacant.get()) {
                crew.engage();
            }
        })
        .forget();
    }

    fn hired(&self, worker: Worker) -> Hired {
        let crew = Weak::clone(&self.me);
        let heard = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            if let Some(crew) = crew.upgrade() {
                crew.hear(&message::take(&event));
            }
        });
        let crew = Weak::clone(&self.me);
        let died = Closure::<dyn FnMut(Event)>::new(move |_: Event| {
            if let Some(crew) = crew.upgrade() {
                crew.lose();
            }
        });
        worker.set_onmessage(Some(heard.as_ref().unchecked_ref()));
        worker.set_onerror(Some(died.as_ref().unchecked_ref()));
        Hired { worker, ready: false, _heard: heard, _died: died }
    }

    /// The page itself, which evaluates between other things.
    fn page(&self) -> Staff {
        let crew = Weak::clone(&self.me);
        Staff::Page(Desk::new(clock, move |instance, word| {
            let Some(crew) = crew.upgrade() else { return };
            match word {
                Word::Begun(_) => {}
                Word::Found(generation, overview) => {
                    if let Some(link) = crew.link(instance) {
                        link.found(generation, overview);
                    }
                }
                Word::Read(imported) => {
                    if let Some(reading) = crew.reading(instance) {
                        reading.done(imported);
                    }
                }
            }
        }))
    }

    fn link(&self, instance: u32) -> Option<Rc<Link>> {
        self.links.borrow().get(&instance)?.upgrade()
    }

    fn hear(&self, bytes: &[u8]) {
        self.silence.set(0);
        match Reply::read(bytes) {
            Some(Reply::Ready) => {
                self.proven.set(true);
                if let Staff::Worker(hired) = &mut *self.staff.borrow_mut() {
                    hired.ready = true;
                }
                self.advance();
            }
            Some(Reply::Begun { text }) => {
                self.at_work.replace(Some(text.to_owned()));
            }
            Some(Reply::Overview { instance, generation, rest }) => {
                self.fruitless.set(0);
                if let Some(text) = self.at_work.take() {
                    self.blamed.borrow_mut().remove(&text);
                }
                if let Some(link) = self.link(instance) {
                    link.received(generation, rest);
                }
            }
            Some(Reply::Imported { instance, rest }) => {
                if let Some(reading) = self.reading(instance) {
                    reading.begin(rest);
                }
            }
            Some(Reply::People { instance, rest }) => {
                if let Some(reading) = self.reading(instance) {
                    reading.add(rest);
                }
            }
            Some(Reply::Alive) | None => {}
        }
    }

    /// The worker is dead: another takes its place.
    fn lose(&self) {
        // Whoever read a text may have died of it.
        let readings = std::mem::take(&mut *self.readings.borrow_mut());
        for reading in readings.values().filter_map(|(reading, _)| reading.upgrade()) {
            reading.fail();
        }
        let blamed = self.at_work.take().filter(|_| self.is_awaited());
        let has_culprit = blamed.is_some();
        if let Some(text) = blamed {
            self.blame(text);
        }
        self.fruitless.set(self.fruitless.get() + 1);
        self.trouble.borrow_mut().restarts += 1;
        self.dismiss();
        if !self.proven.get() || (!has_culprit && self.fruitless.get() >= CHANCES) {
            self.make.replace(None);
            if !self.proven.get() {
                // That there is no worker is no trouble.
                self.trouble.take();
            }
        }
        // Not from within the worker's own event, whose closure goes with it.
        self.engage_soon();
        let links: Vec<_> = self.links.borrow().values().filter_map(Weak::upgrade).collect();
        for link in links {
            link.troubled(&self.trouble());
        }
    }

    fn blame(&self, text: String) {
        let mut blamed = self.blamed.borrow_mut();
        let Some(count) = blamed.or_insert(text.clone(), || 0) else { return };
        *count += 1;
        if *count >= CHANCES {
            blamed.remove(&text);
            self.trouble.borrow_mut().paused.push(text);
        }
    }

    /// Forgets which of the paused texts nobody has any more.
    pub(super) fn forget_unused(&self) {
        if self.trouble.borrow().paused.is_empty() {
            return;
        }
        let links: Vec<_> = self.links.borrow().values().filter_map(Weak::upgrade).collect();
        let is_used = |text: &String| links.iter().any(|link| link.uses(text));
        self.trouble.borrow_mut().paused.retain(is_used);
    }

    /// Whether somebody waits for an answer.
    fn is_awaited(&self) -> bool {
        !self.readings.borrow().is_empty()
            || self.links.borrow().values().filter_map(Weak::upgrade).any(|link| link.is_waiting())
    }

    /// Looks now and then whether the worker lives, as long as somebody waits for it.
    fn watch(&self) {
        if !self.is_watching.replace(true) {
            let crew = Weak::clone(&self.me);
            Timeout::new(LOOK, move || {
                if let Some(crew) = crew.upgrade() {
                    crew.look();
                }
            })
            .forget();
        }
    }

    fn look(&self) {
        self.is_watching.set(false);
        let patience = match &*self.staff.borrow() {
            Staff::Worker(hired) if hired.ready => PATIENCE,
            Staff::Worker(_) => PATIENCE_AT_FIRST,
            Staff::Nobody | Staff::Page(_) => return,
        };
        if !self.is_awaited() {
            self.silence.set(0);
            return;
        }
        self.silence.set(self.silence.get() + 1);
        if self.silence.get() >= patience {
            self.lose();
        } else {
            self.watch();
        }
    }
}
