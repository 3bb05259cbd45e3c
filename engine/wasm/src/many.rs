//! A compiled expression and many people.

use std::ops::Range;
use std::rc::Rc;

use attrmap::people::{Failure, People as Table, Results};
use serde::Serialize;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

use crate::answers::{Answers, Counts, view};
use crate::fields::Fields;
use crate::outcome::Outcome;
use crate::people::{self, People, no_room};
use crate::program::Program;
use crate::to_js;

/// The part of the people whose results are wanted; the counts are always of all.
#[derive(Debug)]
pub(crate) struct Window {
    pub(crate) from: usize,
    count: Option<usize>,
}

impl Window {
    /// The window that JavaScript asks for; all people where it says nothing.
    pub(crate) fn of(window: &JsValue) -> Result<Self, JsValue> {
        let mut fields = Fields::read("the window", window)?;
        let from = fields.count("from")?.unwrap_or_default();
        let count = fields.count("count")?;
        fields.done()?;
        Ok(Self { from, count })
    }

    /// The rows of so many in all that are wanted.
    pub(crate) fn rows(&self, total: usize) -> Range<usize> {
        let from = self.from.min(total);
        from..self.from.saturating_add(self.count.unwrap_or(total)).clamp(from, total)
    }
}

/// What `evaluateMany` gives for people that come and go.
#[derive(Debug, Serialize)]
struct Outcomes {
    total: usize,
    from: usize,
    results: Vec<Outcome>,
    counts: Counts,
}

impl Program {
    /// The results for all people; of a wrong expression, that everybody failed.
    pub(crate) fn results(&self, people: &Table) -> Result<Results, JsValue> {
        match &self.expression {
            Some(expression) => people.evaluate(expression, &self.settings.base()),
            None => Results::failed(people.len(), &self.complaint()),
        }
        .map_err(no_room)
    }

    /// What is wrong with the expression first.
    fn complaint(&self) -> String {
        self.problems.first().map_or_else(String::new, |problem| problem.message().to_owned())
    }

    /// The results of people who come and go, in full for a part of them.
    fn outcomes(&self, people: &Table, window: &Window) -> Result<Outcomes, JsValue> {
        let all = self.results(people)?;
        let base = self.settings.base();
        let outcome = |row: usize| match (&self.expression, all.get(row)?.failure) {
            (None, _) => Some(Outcome::without_program(self.problems.first())),
            (_, Some(Failure::Person(message))) => Some(Outcome::bad_data(message.to_string())),
            (Some(expression), _) => Some(Outcome::of(expression, &people.context(row, &base))),
        };
        let results = window.rows(all.len()).filter_map(outcome).collect();
        Ok(Outcomes { total: all.len(), from: window.from, results, counts: Counts::of(&all) })
    }
}

#[wasm_bindgen]
impl Program {
    /// The results of a part of the people, and how many of all have which state: for [`People`] as
    /// typed arrays and one text, for other people as objects.
    ///
    /// # Errors
    /// A `TypeError` for anything that is neither people nor their JSON text or bytes; a
    /// `RangeError` where there is no room.
    #[wasm_bindgen(js_name = evaluateMany, skip_typescript)]
    pub fn evaluate_many(&self, people: &JsValue, window: &JsValue) -> Result<JsValue, JsValue> {
        let window = Window::of(window)?;
        match People::from_js(people)? {
            Some(people) => view(&self.results(people.table())?, &window, &self.text),
            None => to_js(&self.outcomes(&people::read(people)?, &window)?),
        }
    }

    /// The results for all people, which stay inside to be looked at, compared and searched.
    ///
    /// # Errors
    /// A `RangeError` where they take too much room.
    #[wasm_bindgen(js_name = evaluateAll)]
    pub fn evaluate_all(&self, people: &People) -> Result<Answers, JsValue> {
        Ok(Answers {
            results: self.results(people.table())?,
            table: Rc::clone(people.table()),
            expression: self.expression.clone(),
            base: self.settings.base(),
            problem: self.problems.first().cloned(),
        })
    }
}
