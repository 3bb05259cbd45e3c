//! A long text that is read in the worker, so that the page stays alive.

use std::cell::RefCell;
use std::fmt;
use std::rc::Rc;

use yew::Callback;

use super::crew::Crew;
use super::imported::{Head, read_group, read_head};
use super::request::Request;
use super::wire::Reader;
use crate::model::Person;
use crate::services::import::{How, Imported};

/// What is heard of a text that is being read.
#[derive(Clone, Debug)]
pub(crate) enum Progress {
    /// It is read, and so many of so many people are here.
    Arrived(usize, usize),
    Done(Rc<Imported>),
    /// The worker died of it.
    Failed,
}

/// A text that is being read, until this is dropped.
pub(crate) struct Reading {
    crew: Rc<Crew>,
    instance: u32,
    arrived: RefCell<Option<(Head, Vec<Rc<Person>>)>>,
    tell: Callback<Progress>,
}

impl fmt::Debug for Reading {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Reading").field("instance", &self.instance).finish_non_exhaustive()
    }
}

impl Drop for Reading {
    fn drop(&mut self) {
        self.crew.give_up(self.instance);
    }
}

impl Reading {
    /// Reads a text, as [`read`](crate::services::import::read) does.
    pub(crate) fn new(text: &str, how: How, tell: Callback<Progress>) -> Rc<Self> {
        let crew = Crew::of_page();
        Rc::new_cyclic(|reading| {
            let request = Request::Read { text: text.into(), how };
            let instance = crew.ask_to_read(reading, request);
            Self { crew, instance, arrived: RefCell::default(), tell }
        })
    }

    /// Takes what the text is.
    pub(super) fn begin(&self, mut rest: Reader<'_>) {
        if let Some(head) = read_head(&mut rest) {
            self.arrived.replace(Some((head, Vec::new())));
            self.go_on(Vec::new());
        } else {
            self.fail();
        }
    }

    /// Takes some of its people.
    pub(super) fn add(&self, mut rest: Reader<'_>) {
        match read_group(&mut rest) {
            Some(people) => self.go_on(people),
            None => self.fail(),
        }
    }

    fn go_on(&self, more: Vec<Rc<Person>>) {
        let Some((head, mut people)) = self.arrived.take() else { return };
        people.extend(more);
        if people.len() >= head.count {
            self.done(head.with_people(people));
        } else {
            let progress = Progress::Arrived(people.len(), head.count);
            self.arrived.replace(Some((head, people)));
            self.tell.emit(progress);
        }
    }

    /// All is here.
    pub(super) fn done(&self, imported: Imported) {
        self.crew.finish_reading(self.instance);
        self.tell.emit(Progress::Done(Rc::new(imported)));
    }

    /// Nothing will come.
    pub(super) fn fail(&self) {
        self.crew.finish_reading(self.instance);
        self.tell.emit(Progress::Failed);
    }
}
