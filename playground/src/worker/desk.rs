//! The work on everybody, for all playgrounds: what is told comes in, and is done slice by slice.
//!
//! It runs in the worker, and in the page where there can be no worker.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::fmt;
use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

use super::few::Few;
use super::request::Request;
use crate::services::import::{self, Imported};
use crate::services::overview::{Maker, Overview, Pace};

/// What comes of the work.
#[derive(Debug)]
pub(super) enum Word<'a> {
    /// This expression is evaluated next.
    Begun(&'a str),
    /// What was found out for a generation.
    Found(u32, Overview),
    /// What was read of a text.
    Read(Imported),
}

/// What was told and not yet done.
#[derive(Debug, Default)]
struct Inbox {
    requests: RefCell<VecDeque<(u32, Request)>>,
    /// Whose request is being worked on.
    current: Cell<u32>,
}

impl Inbox {
    /// Whether something newer came for the playground that is being worked for.
    fn is_outdated(&self) -> bool {
        let current = self.current.get();
        self.requests.borrow().iter().any(|(instance, _)| *instance == current)
    }
}

/// The desk.
pub(super) struct Desk {
    inbox: Rc<Inbox>,
    pace: Rc<Pace>,
    work: RefCell<Pin<Box<dyn Future<Output = ()>>>>,
}

impl fmt::Debug for Desk {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Desk").field("inbox", &self.inbox).finish_non_exhaustive()
    }
}

impl Desk {
    /// Works by a clock in milliseconds, and tells what comes of it for which playground.
    pub(super) fn new(
        clock: impl Fn() -> f64 + 'static,
        tell: impl Fn(u32, Word<'_>) + 'static,
    ) -> Self {
        let (inbox, tell) = (Rc::new(Inbox::default()), Rc::new(tell));
        let pace = {
            let (outdated, begun) = (Rc::clone(&inbox), Rc::clone(&inbox));
            let tell = Rc::clone(&tell);
            Rc::new(Pace::new(
                clock,
                move || outdated.is_outdated(),
                move |text| tell(begun.current.get(), Word::Begun(text)),
            ))
        };
        let work = serve(Rc::clone(&inbox), Rc::clone(&pace), tell);
        Self { inbox, pace, work: RefCell::new(Box::pin(work)) }
    }

    /// Takes what is told.
    pub(super) fn take(&self, instance: u32, request: Request) {
        self.inbox.requests.borrow_mut().push_back((instance, request));
    }

    /// Works for one slice; whether there is more to do.
    pub(super) fn work(&self) -> bool {
        self.pace.begin_slice();
        let Ok(mut work) = self.work.try_borrow_mut() else { return true };
        let _never_ends = work.as_mut().poll(&mut Context::from_waker(Waker::noop()));
        self.pace.is_over() || !self.inbox.requests.borrow().is_empty()
    }
}

async fn serve(inbox: Rc<Inbox>, pace: Rc<Pace>, tell: Rc<impl Fn(u32, Word<'_>)>) {
    let mut makers = Few::<u32, Maker>::default();
    loop {
        pace.rest().await;
        let (instance, request) = poll_fn(|_| match inbox.requests.borrow_mut().pop_front() {
            Some(next) => Poll::Ready(next),
            None => Poll::Pending,
        })
        .await;
        inbox.current.set(instance);
        if let Request::Read { text, how } = &request {
            tell(instance, Word::Read(import::read(text, how)));
            continue;
        }
        let Some(maker) = makers.or_insert(instance, || Maker::new(0)) else { continue };
        match request {
            Request::Open(now) => *maker = Maker::new(now),
            Request::Load { from, people } => maker.load(from, people),
            Request::Replace { row, person } => maker.replace(row, person),
            Request::Pin(baseline) => maker.pin(baseline),
            Request::Ask { generation, ask } => {
                if let Ok(overview) = maker.make(&ask, &pace).await {
                    tell(instance, Word::Found(generation, overview));
                }
            }
            Request::Close | Request::Read { .. } => {
                makers.remove(&instance);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenarios;
    use crate::services::overview::{self, Ask};

    /// What was told: for which playground, and the generation or the text.
    type Told = Rc<RefCell<Vec<(u32, String)>>>;

    /// A desk whose every look at the clock ends the slice.
    fn desk() -> (Desk, Told) {
        let (time, told) = (Cell::new(0.0), Told::default());
        let heard = Rc::clone(&told);
        let clock = move || {
            time.set(time.get() + 100.0);
            time.get()
        };
        let desk = Desk::new(clock, move |instance, word| {
            let word = match word {
                Word::Begun(text) => text.to_owned(),
                Word::Read(imported) => imported.kind.label().to_owned(),
                Word::Found(generation, found) => {
                    assert_eq!(found.rows.len(), found.table.flags().len());
                    generation.to_string()
                }
            };
            heard.borrow_mut().push((instance, word));
        });
        (desk, told)
    }

    fn open(desk: &Desk, instance: u32) -> Ask {
        let state = scenarios::office_at_hand();
        desk.take(instance, Request::Open(0));
        desk.take(instance, Request::Load { from: 0, people: state.workspace.people.to_vec() });
        Ask::of(&state, Vec::new())
    }

    fn generations(told: &Told) -> Vec<(u32, u32)> {
        let told = told.borrow();
        told.iter().filter_map(|(instance, word)| Some((*instance, word.parse().ok()?))).collect()
    }

    #[test]
    fn a_newer_generation_takes_the_place_of_the_older() {
        let (desk, told) = desk();
        let ask = open(&desk, 1);
        desk.take(1, Request::Ask { generation: 1, ask: ask.clone() });
        for _ in 0..6 {
            assert!(desk.work());
        }
        desk.take(1, Request::Ask { generation: 2, ask });
        (0..1_000).for_each(|_| {
            desk.work();
        });
        assert_eq!(generations(&told), [(1, 2)]);
    }

    #[test]
    fn playgrounds_do_not_disturb_each_other() {
        let (desk, told) = desk();
        for instance in [1, 2] {
            let ask = open(&desk, instance);
            desk.take(instance, Request::Ask { generation: 7, ask });
        }
        desk.take(1, Request::Close);
        (0..1_000).for_each(|_| {
            desk.work();
        });
        // The first was closed before it was served.
        assert_eq!(generations(&told), [(2, 7)]);
    }

    #[test]
    fn what_is_paused_is_never_begun() {
        let (desk, told) = desk();
        let ask = open(&desk, 1);
        let paused = vec![ask.set.mappings[4].expr.clone()];
        desk.take(1, Request::Ask { generation: 1, ask: Ask { paused: paused.clone(), ..ask } });
        (0..1_000).for_each(|_| {
            desk.work();
        });
        assert_eq!(generations(&told), [(1, 1)]);
        assert!(!told.borrow().iter().any(|(_, word)| paused.contains(word)));
    }

    #[test]
    fn slices_give_what_one_go_gives() {
        let found = Rc::new(RefCell::new(None));
        let desk = {
            let (found, time) = (Rc::clone(&found), Cell::new(0.0));
            let clock = move || {
                time.set(time.get() + 3.0);
                time.get()
            };
            Desk::new(clock, move |_, word| {
                if let Word::Found(_, overview) = word {
                    *found.borrow_mut() = Some(overview);
                }
            })
        };
        let mut state = scenarios::Scenario::UserNames.open();
        state.view.sort = Some((2, true));
        desk.take(1, Request::Open(0));
        desk.take(1, Request::Load { from: 0, people: state.workspace.people.to_vec() });
        desk.take(1, Request::Ask { generation: 1, ask: Ask::of(&state, Vec::new()) });
        let mut slices = 0;
        while found.borrow().is_none() {
            desk.work();
            slices += 1;
        }
        assert!(slices > 5, "{slices}");
        assert_eq!(found.borrow_mut().take(), Some(overview::at_once(&state, 0)));
    }
}
