//! Long work in short slices: between them others have their turn, and may make it needless.

use std::cell::Cell;
use std::fmt;
use std::future::{Future, poll_fn};
use std::pin::pin;
use std::task::{Context, Poll, Waker};

/// Nobody waits for the work any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Stopped;

/// How long a slice may be, in milliseconds.
const SLICE: f64 = 8.0;

/// When to pause, and whether to go on.
pub(crate) struct Pace {
    clock: Box<dyn Fn() -> f64>,
    /// When the present slice ends.
    end: Cell<f64>,
    /// Whether others asked for something newer.
    stops: Box<dyn Fn() -> bool>,
    /// Is told which expression is evaluated next.
    begins: Box<dyn Fn(&str)>,
}

impl fmt::Debug for Pace {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Pace").field("end", &self.end).finish_non_exhaustive()
    }
}

impl Pace {
    /// Slices by a clock in milliseconds.
    pub(crate) fn new(
        clock: impl Fn() -> f64 + 'static,
        stops: impl Fn() -> bool + 'static,
        begins: impl Fn(&str) + 'static,
    ) -> Self {
        Self {
            clock: Box::new(clock),
            end: Cell::new(0.0),
            stops: Box::new(stops),
            begins: Box::new(begins),
        }
    }

    /// One slice without an end.
    pub(crate) fn endless() -> Self {
        let pace = Self::new(|| 0.0, || false, |_| {});
        pace.begin_slice();
        pace
    }

    /// Begins a slice.
    pub(crate) fn begin_slice(&self) {
        self.end.set((self.clock)() + SLICE);
    }

    /// Whether the present slice is over.
    pub(crate) fn is_over(&self) -> bool {
        (self.clock)() >= self.end.get()
    }

    /// Tells which expression is evaluated next.
    pub(super) fn begin(&self, text: &str) {
        (self.begins)(text);
    }

    /// Waits for the next slice when this one is over.
    pub(crate) async fn rest(&self) {
        if self.is_over() {
            let mut rested = false;
            poll_fn(|_| {
                if std::mem::replace(&mut rested, true) { Poll::Ready(()) } else { Poll::Pending }
            })
            .await;
        }
    }

    /// The same, unless nobody waits any more.
    pub(super) async fn breathe(&self) -> Result<(), Stopped> {
        self.rest().await;
        if (self.stops)() { Err(Stopped) } else { Ok(()) }
    }
}

/// What comes of work that never waits.
pub(super) fn at_once<T>(work: impl Future<Output = Result<T, Stopped>>) -> Result<T, Stopped> {
    match pin!(work).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(result) => result,
        Poll::Pending => Err(Stopped),
    }
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use super::*;

    #[test]
    fn work_waits_when_its_slice_is_over_and_stops_when_told() {
        let (time, stops) = (Rc::new(Cell::new(0.0)), Rc::new(Cell::new(false)));
        let pace = {
            let (time, stops) = (Rc::clone(&time), Rc::clone(&stops));
            Pace::new(move || time.get(), move || stops.get(), |_| {})
        };
        pace.begin_slice();
        let mut work = pin!(async {
            pace.breathe().await?;
            time.set(SLICE);
            pace.breathe().await?;
            pace.breathe().await
        });
        let mut poll = || work.as_mut().poll(&mut Context::from_waker(Waker::noop()));
        assert_eq!(poll(), Poll::Pending);
        stops.set(true);
        pace.begin_slice();
        assert_eq!(poll(), Poll::Ready(Err(Stopped)));
    }
}
