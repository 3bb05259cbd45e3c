//! A compiled expression as JavaScript holds it.

use std::ops::Range;
use std::rc::Rc;

use attrmap::assist::Tracer;
use attrmap::expression::Expression;
use attrmap::people::{Failure, People as Table, Results};
use serde::Deserialize;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

use crate::answers::{Answers, Counts, view};
use crate::assist::Node;
use crate::input::Profile;
use crate::options::Settings;
use crate::outcome::{Outcome, Outcomes, Read};
use crate::people::{self, People, no_room};
use crate::problem::Problem;
use crate::projection::Projection;
use crate::{input, misuse, to_js};

/// A compiled expression. A wrong one has problems and gives an error for every person.
#[derive(Debug)]
#[wasm_bindgen]
pub struct Program {
    expression: Option<Expression>,
    /// What of a person comes inside, where that is not everything.
    projection: Option<Projection>,
    problems: Vec<Problem>,
    settings: Settings,
    text: String,
}

/// The part of the people whose results are wanted; the counts are always of all.
#[derive(Debug, Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Window {
    pub(crate) from: usize,
    count: Option<usize>,
}

impl Window {
    /// The window that JavaScript asks for; all people where it says nothing.
    pub(crate) fn of(window: &JsValue) -> Result<Self, JsValue> {
        if window.is_undefined() || window.is_null() {
            return Ok(Self::default());
        }
        serde_json::from_str(&input::json_text(window)?)
            .map_err(|error| misuse(&format!("the window: {error}")))
    }

    /// The rows of so many in all that are wanted.
    pub(crate) fn rows(&self, total: usize) -> Range<usize> {
        let from = self.from.min(total);
        from..self.from.saturating_add(self.count.unwrap_or(total)).clamp(from, total)
    }
}

impl Program {
    pub(crate) fn new(text: &str, settings: Settings) -> Self {
        let (expression, problems) = match Expression::compile(text, &settings.environment) {
            Ok(expression) => {
                let problems = Problem::all(text, expression.diagnostics());
                (Some(expression), problems)
            }
            Err(found) => (None, Problem::all(text, found.all())),
        };
        let projection = expression.as_ref().and_then(Projection::new);
        Self { expression, projection, problems, settings, text: text.to_owned() }
    }

    fn outcome(&self, person: Result<Profile, String>) -> Outcome {
        let Some(expression) = &self.expression else {
            return Outcome::without_program(self.problems.first());
        };
        match person {
            Ok(profile) => Outcome::of(expression, &self.settings.context(&profile)),
            Err(message) => Outcome::bad_data(message),
        }
    }

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
    /// Whether it can be evaluated.
    #[must_use]
    #[wasm_bindgen(getter)]
    pub fn ok(&self) -> bool {
        self.expression.is_some()
    }

    /// Its problems and warnings.
    ///
    /// # Errors
    /// None.
    #[wasm_bindgen(getter, unchecked_return_type = "Problem[]")]
    pub fn problems(&self) -> Result<JsValue, JsValue> {
        to_js(&self.problems)
    }

    /// The type of its value, in words.
    #[must_use]
    #[wasm_bindgen(getter, js_name = "type")]
    pub fn ty(&self) -> String {
        self.expression.as_ref().map_or_else(String::new, |e| e.ty().to_string())
    }

    /// The attributes it reads.
    ///
    /// # Errors
    /// None.
    #[wasm_bindgen(getter, unchecked_return_type = "Read[]")]
    pub fn reads(&self) -> Result<JsValue, JsValue> {
        let reads = self.expression.iter().flat_map(Expression::reads);
        to_js(&reads.map(Read::from).collect::<Vec<_>>())
    }

    /// The result for one person: an object with a profile for each root, or its JSON text, which
    /// keeps the digits of its numbers.
    ///
    /// # Errors
    /// A `TypeError` for anything else.
    #[wasm_bindgen(unchecked_return_type = "Result")]
    pub fn evaluate(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Person | string | Uint8Array")] person: &JsValue,
    ) -> Result<JsValue, JsValue> {
        let projected = self.projection.as_ref().and_then(|projection| projection.of(person));
        let read = projected.map_or_else(|| input::person(person), |part| input::person(&part))?;
        to_js(&self.outcome(read))
    }

    /// The value of every part of the expression for one person, with what was not evaluated.
    ///
    /// # Errors
    /// A `TypeError` for anything that is no person.
    #[wasm_bindgen(unchecked_return_type = "Node")]
    pub fn trace(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Person | string | Uint8Array")] person: &JsValue,
    ) -> Result<JsValue, JsValue> {
        let profile = input::person(person)?;
        let tracer = Tracer::new(&self.text, &self.settings.environment);
        let node = match (tracer, profile) {
            (Ok(tracer), Ok(profile)) => {
                Node::new(&self.text, &tracer.trace(&self.settings.context(&profile)))
            }
            (Err(_), _) => Node::failed(&self.text, self.problems.first().cloned(), None),
            (_, Err(message)) => Node::failed(&self.text, None, Some(message)),
        };
        to_js(&node)
    }

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
