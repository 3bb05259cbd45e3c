//! A compiled expression as JavaScript holds it.

use attrmap::assist::Tracer;
use attrmap::expression::Expression;
use serde::Deserialize;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

use crate::assist::Node;
use crate::input::Profile;
use crate::options::Settings;
use crate::outcome::{Counts, Outcome, Outcomes, Read};
use crate::problem::Problem;
use crate::{input, misuse, to_js};

/// A compiled expression. A wrong one has problems and gives an error for every person.
#[derive(Debug)]
#[wasm_bindgen]
pub struct Program {
    expression: Option<Expression>,
    problems: Vec<Problem>,
    settings: Settings,
    text: String,
}

/// The part of the people whose results are wanted; the counts are always of all.
#[derive(Debug, Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct Window {
    from: usize,
    count: Option<usize>,
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
        Self { expression, problems, settings, text: text.to_owned() }
    }

    fn outcome(&self, person: Result<Profile, String>) -> Outcome {
        let Some(expression) = &self.expression else {
            return match self.problems.first() {
                Some(problem) => Outcome::failed(problem.clone()),
                None => Outcome::bad_data("the expression has problems".to_owned()),
            };
        };
        match person {
            Ok(profile) => Outcome::of(expression, &self.settings.context(&profile)),
            Err(message) => Outcome::bad_data(message),
        }
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
        to_js(&self.outcome(input::person(person)?))
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

    /// The results of a part of the people, and how many of all have which state.
    ///
    /// # Errors
    /// A `TypeError` for anything that is neither people nor their JSON text or bytes.
    #[wasm_bindgen(js_name = evaluateMany, unchecked_return_type = "Results")]
    pub fn evaluate_many(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Person[] | string | Uint8Array")] people: &JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "Window")] window: &JsValue,
    ) -> Result<JsValue, JsValue> {
        let window: Window = if window.is_undefined() || window.is_null() {
            Window::default()
        } else {
            serde_json::from_str(&input::json_text(window)?)
                .map_err(|error| misuse(&format!("the window: {error}")))?
        };
        let people = input::people(people)?;
        let total = people.len();
        let wanted = window.from..window.from.saturating_add(window.count.unwrap_or(total));
        let mut counts = Counts::default();
        let mut results = Vec::new();
        for (index, person) in people.into_iter().enumerate() {
            let outcome = self.outcome(person);
            counts.add(outcome.state());
            if wanted.contains(&index) {
                results.push(outcome);
            }
        }
        to_js(&Outcomes { total, from: window.from, results, counts })
    }
}
