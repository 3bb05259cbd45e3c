//! One playground's side: what the worker knows about it, and what it is asked next.

use std::cell::RefCell;
use std::fmt;
use std::rc::Rc;

use yew::Callback;

use super::crew::{Crew, Trouble};
use super::reply::{Kept, read_overview};
use super::request::Request;
use super::wire::Reader;
use crate::model::Person;
use crate::services::diff::Baseline;
use crate::services::findings::Shared;
use crate::services::overview::{Ask, Overview};
use crate::services::timing::{clock, measure};
use crate::state::State;

/// So many people cross in one message.
const GROUP: usize = 200;

/// So long the page may write people down in one go, in milliseconds.
const SLICE: f64 = 6.0;

/// Of so many people who changed each is told alone.
const FEW: usize = 100;

/// What was found out about everybody, and in which state.
#[derive(Debug)]
pub(crate) struct Delivered {
    pub(crate) generation: u32,
    /// A state with these people, mappings and filters; the present one may have others already.
    pub(crate) state: Shared<State>,
    pub(crate) overview: Overview,
}

/// What a playground hears.
#[derive(Debug)]
pub(crate) enum News {
    Delivered(Delivered),
    Trouble(Trouble),
}

/// The link of one playground to whoever evaluates everybody.
pub(crate) struct Link {
    crew: Rc<Crew>,
    instance: u32,
    /// The clock of all evaluations, in milliseconds of Unix time.
    now: i64,
    on_news: Callback<News>,
    known: RefCell<Known>,
}

/// What is wanted, and what the worker knows of it.
#[derive(Debug, Default)]
struct Known {
    wanted: Option<(Shared<State>, Ask)>,
    /// The number of what is wanted.
    generation: u32,
    /// When it was first wanted.
    since: f64,
    /// Whether the worker was asked for it.
    is_asked: bool,
    is_answered: bool,
    is_open: bool,
    loaded: Vec<Rc<Person>>,
    /// The people that are being loaded, and how many of them already are.
    loading: Option<(Rc<Vec<Rc<Person>>>, usize)>,
    pinned: Option<Rc<Baseline>>,
    kept: Kept,
}

impl fmt::Debug for Link {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Link").field("instance", &self.instance).finish_non_exhaustive()
    }
}

impl Drop for Link {
    fn drop(&mut self) {
        self.crew.leave(self.instance);
    }
}

impl Link {
    /// A link of its own for a playground.
    pub(crate) fn new(now: i64, on_news: Callback<News>) -> Rc<Self> {
        let crew = Crew::of_page();
        Rc::new_cyclic(|link| {
            let instance = crew.enter(link);
            Self { crew, instance, now, on_news, known: RefCell::default() }
        })
    }

    /// Finds out about everybody in this state, unless that is known or on its way.
    pub(crate) fn want(&self, state: &Shared<State>) -> u32 {
        self.crew.forget_unused();
        let ask = Ask::of(state, self.crew.trouble().paused);
        let mut known = self.known.borrow_mut();
        let same = known.wanted.as_ref().is_some_and(|(old, asked)| {
            Rc::ptr_eq(&old.workspace.people, &state.workspace.people)
                && Rc::ptr_eq(&asked.set, &ask.set)
                && old.view.baseline == state.view.baseline
                && asked.lens == ask.lens
                && asked.dialect == ask.dialect
                && asked.paused == ask.paused
        });
        if !same {
            known.generation = known.generation.wrapping_add(1);
            known.since = clock();
            known.is_asked = false;
            known.is_answered = false;
            known.wanted = Some((state.clone(), ask));
        }
        let generation = known.generation;
        drop(known);
        self.advance();
        generation
    }

    /// What went wrong until now, and still does.
    pub(crate) fn trouble(&self) -> Trouble {
        self.crew.trouble()
    }

    /// Whether an answer is on its way.
    pub(super) fn is_waiting(&self) -> bool {
        let known = self.known.borrow();
        known.wanted.is_some() && !known.is_answered
    }

    /// Whether a mapping or the filter has this text.
    pub(super) fn uses(&self, text: &str) -> bool {
        self.known.borrow().wanted.as_ref().is_some_and(|(_, ask)| {
            ask.lens.filter.trim() == text || ask.set.mappings.iter().any(|one| one.expr == text)
        })
    }

    /// The worker is another one, which knows nothing.
    pub(super) fn begin_anew(&self) {
        let mut known = self.known.borrow_mut();
        known.is_open = false;
        known.is_asked = false;
        known.loading = None;
        known.pinned = None;
        known.loaded.clear();
        known.kept.clear();
    }

    /// Tells the page what went wrong, and asks anew without what is paused.
    pub(super) fn troubled(&self, trouble: &Trouble) {
        if let Some((_, ask)) = &mut self.known.borrow_mut().wanted {
            ask.paused.clone_from(&trouble.paused);
        }
        self.on_news.emit(News::Trouble(trouble.clone()));
    }

    /// Tells the worker the next part of what it has to know, and then asks.
    pub(super) fn advance(&self) {
        let mut known = self.known.borrow_mut();
        let known = &mut *known;
        let Some((state, ask)) = known.wanted.clone().filter(|_| !known.is_asked) else { return };
        if !self.crew.is_ready() {
            return;
        }
        if !known.is_open {
            self.crew.tell(self.instance, Request::Open(self.now));
            known.is_open = true;
        }
        if !self.load(known, &state.workspace.people) {
            return self.crew.beat();
        }
        if known.pinned != state.view.baseline {
            known.pinned.clone_from(&state.view.baseline);
            self.crew.tell(self.instance, Request::Pin(known.pinned.clone()));
        }
        let generation = known.generation;
        known.is_asked = true;
        self.crew.tell(self.instance, Request::Ask { generation, ask });
    }

    /// Brings people over for a while; whether all are there.
    fn load(&self, known: &mut Known, people: &Rc<Vec<Rc<Person>>>) -> bool {
        let start = clock();
        let mut there = match &known.loading {
            Some((of, there)) if Rc::ptr_eq(of, people) => *there,
            _ => self.common(known, people),
        };
        while there < people.len() && clock() - start < SLICE {
            let group: Vec<_> = people.iter().skip(there).take(GROUP).cloned().collect();
            known.loaded.truncate(there);
            known.loaded.extend(group.iter().cloned());
            self.crew.tell(self.instance, Request::Load { from: there, people: group });
            there = known.loaded.len();
        }
        known.loading = Some((Rc::clone(people), there));
        there >= people.len()
    }

    /// How many of these people the worker has from the start on, after it was told of the few
    /// who changed.
    fn common(&self, known: &mut Known, people: &[Rc<Person>]) -> usize {
        let differs = |row: &usize| match (known.loaded.get(*row), people.get(*row)) {
            (Some(one), Some(other)) => !Rc::ptr_eq(one, other),
            _ => true,
        };
        let end = known.loaded.len().max(people.len());
        let different: Vec<usize> = (0..end).filter(differs).take(FEW + 1).collect();
        if known.loaded.len() == people.len() && different.len() <= FEW {
            for row in different {
                if let (Some(slot), Some(person)) = (known.loaded.get_mut(row), people.get(row)) {
                    *slot = Rc::clone(person);
                    let person = Rc::clone(person);
                    self.crew.tell(self.instance, Request::Replace { row, person });
                }
            }
            return people.len();
        }
        let there = different.first().copied().unwrap_or(end);
        if there >= people.len() {
            known.loaded.truncate(there);
            self.crew.tell(self.instance, Request::Load { from: there, people: Vec::new() });
        }
        there
    }

    /// Takes an overview from the worker.
    pub(super) fn received(&self, generation: u32, rest: Reader<'_>) {
        let overview = read_overview(rest, &mut self.known.borrow_mut().kept);
        // One that cannot be read is waited for, until the worker is taken for dead.
        if let Some(overview) = overview {
            self.found(generation, overview);
        }
    }

    /// Takes an overview, unless something newer is wanted by now.
    pub(super) fn found(&self, generation: u32, overview: Overview) {
        let mut known = self.known.borrow_mut();
        let Some((state, _)) = known.wanted.clone() else { return };
        if generation != known.generation || known.is_answered {
            return;
        }
        known.is_answered = true;
        let since = known.since;
        drop(known);
        measure("attrmap:eval-all", since, generation);
        self.on_news.emit(News::Delivered(Delivered { generation, state, overview }));
    }
}
