//! The results of a program for all people: they stay inside, windows and counts go out.

use std::rc::Rc;

use attrmap::context::Context;
use attrmap::expression::Expression;
use attrmap::people::{Change, Failure, People as Table, Results, State};
use attrmap::text::utf16_len;
use js_sys::{Int32Array, Object, Reflect, Uint8Array, Uint32Array};
use serde::Serialize;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

use crate::many::Window;
use crate::outcome::Outcome;
use crate::people::places;
use crate::problem::Problem;
use crate::{misuse, to_js, words};

/// The results of a program for people. Call `free()` when they are no longer needed.
#[derive(Debug)]
#[wasm_bindgen]
pub struct Answers {
    pub(crate) results: Results,
    pub(crate) table: Rc<Table>,
    pub(crate) expression: Option<Expression>,
    pub(crate) base: Context,
    pub(crate) problem: Option<Problem>,
}

#[wasm_bindgen]
impl Answers {
    /// How many results there are.
    #[must_use]
    #[wasm_bindgen(getter)]
    pub fn length(&self) -> usize {
        self.results.len()
    }

    /// How many results have each state.
    ///
    /// # Errors
    /// None.
    #[wasm_bindgen(getter, unchecked_return_type = "Counts")]
    pub fn counts(&self) -> Result<JsValue, JsValue> {
        to_js(&Counts::of(&self.results))
    }

    /// The state of every result: 0 value, 1 null, 2 empty, 3 missing, 4 error.
    #[must_use]
    #[wasm_bindgen(getter)]
    pub fn states(&self) -> Vec<u8> {
        self.results.states().to_vec()
    }

    /// The results of a part of the people, as one text.
    ///
    /// # Errors
    /// A `TypeError` for a window that is none.
    #[wasm_bindgen(unchecked_return_type = "PeopleResults")]
    pub fn window(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "Window")] window: &JsValue,
    ) -> Result<JsValue, JsValue> {
        view(&self.results, &Window::of(window)?, self.text())
    }

    /// The result for one person, with its value as JSON and its problem.
    ///
    /// # Errors
    /// A `TypeError` where there is no such person.
    #[wasm_bindgen(unchecked_return_type = "Result")]
    pub fn get(&self, index: usize) -> Result<JsValue, JsValue> {
        let Some(answer) = self.results.get(index) else {
            return Err(misuse(&format!("there is no person {index}")));
        };
        to_js(&match (&self.expression, answer.failure) {
            (None, _) => Outcome::without_program(self.problem.as_ref()),
            (_, Some(Failure::Person(message))) => Outcome::bad_data(message.to_string()),
            (Some(expression), _) => {
                Outcome::of(expression, &self.table.context(index, &self.base))
            }
        })
    }

    /// The places of the results that have a state, in order.
    ///
    /// # Errors
    /// A `TypeError` where there is no such state.
    #[wasm_bindgen(js_name = withState)]
    pub fn with_state(
        &self,
        #[wasm_bindgen(unchecked_param_type = "State")] state: &JsValue,
    ) -> Result<Vec<u32>, JsValue> {
        let state = words(state)?;
        let found = State::ALL.into_iter().find(|known| known.name() == state);
        let state = found.ok_or_else(|| misuse(&format!("there is no state `{state}`")))?;
        Ok(places(&self.results.with_state(state)))
    }

    /// The places of the results that contain a text, small and large letters being the same.
    ///
    /// # Errors
    /// A `TypeError` for what is no text.
    pub fn containing(
        &self,
        #[wasm_bindgen(unchecked_param_type = "string")] text: &JsValue,
    ) -> Result<Vec<u32>, JsValue> {
        Ok(places(&self.results.containing(&words(text)?)))
    }

    /// The places of the results that are `true`.
    #[must_use]
    #[wasm_bindgen(js_name = isTrue)]
    pub fn is_true(&self) -> Vec<u32> {
        places(&self.results.is_true())
    }

    /// The results that several people have; null, empty and failed ones do not count.
    ///
    /// # Errors
    /// None.
    #[wasm_bindgen(unchecked_return_type = "Duplicates")]
    pub fn duplicates(&self) -> Result<JsValue, JsValue> {
        let found = self.results.duplicates();
        object([
            ("count", found.count().into()),
            ("values", found.values().into()),
            ("others", Uint32Array::from(found.others()).into()),
        ])
    }

    /// What became of earlier results of the same people.
    ///
    /// # Errors
    /// None.
    #[wasm_bindgen(unchecked_return_type = "Diff")]
    pub fn diff(&self, earlier: &Self) -> Result<JsValue, JsValue> {
        let diff = self.results.diff(&earlier.results);
        let counts = Change::ALL.map(|change| (change.name(), diff.count(change).into()));
        object([("counts", object(counts)?), ("changes", Uint8Array::from(diff.changes()).into())])
    }

    fn text(&self) -> &str {
        self.expression.as_ref().map_or("", Expression::text)
    }
}

/// How many results have each state.
#[derive(Debug, Serialize)]
pub(crate) struct Counts {
    value: usize,
    null: usize,
    empty: usize,
    missing: usize,
    error: usize,
}

impl Counts {
    pub(crate) fn of(results: &Results) -> Self {
        let [value, null, empty, missing, error] = State::ALL.map(|state| results.count(state));
        Self { value, null, empty, missing, error }
    }
}

/// A failure of some of the people in a window.
#[derive(Debug, Serialize)]
struct Shown {
    message: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    problem: Option<Problem>,
}

/// The results of a window as typed arrays and one text; `text` is that of the expression.
pub(crate) fn view(results: &Results, window: &Window, text: &str) -> Result<JsValue, JsValue> {
    let rows = window.rows(results.len());
    let start = rows.start.checked_sub(1).and_then(|before| results.ends().get(before));
    let end = rows.end.checked_sub(1).and_then(|last| results.ends().get(last));
    let bytes = |offset: Option<&u32>| offset.map_or(0, |offset| *offset as usize);
    let shown = results.text().get(bytes(start)..bytes(end)).unwrap_or_default();
    let mut failures: Vec<usize> = Vec::new();
    let mut failed = Vec::with_capacity(rows.len());
    let mut ends = Vec::with_capacity(rows.len());
    let mut units = 0;
    for row in rows.clone() {
        units += utf16_len(results.text_of(row));
        ends.push(u32::try_from(units).unwrap_or(u32::MAX));
        failed.push(results.failure_index(row).map_or(-1, |failure| {
            let at = failures.iter().position(|known| *known == failure).unwrap_or_else(|| {
                failures.push(failure);
                failures.len() - 1
            });
            i32::try_from(at).unwrap_or(i32::MAX)
        }));
    }
    let failures: Vec<Shown> = failures
        .iter()
        .filter_map(|at| results.failures().get(*at))
        .map(|failure| Shown::of(failure, text))
        .collect();
    object([
        ("total", results.len().into()),
        ("from", window.from.into()),
        ("text", shown.into()),
        ("ends", Uint32Array::from(ends.as_slice()).into()),
        ("states", Uint8Array::from(results.states().get(rows).unwrap_or_default()).into()),
        ("failed", Int32Array::from(failed.as_slice()).into()),
        ("failures", to_js(&failures)?),
        ("counts", to_js(&Counts::of(results))?),
    ])
}

impl Shown {
    fn of(failure: &Failure, text: &str) -> Self {
        let problem = match failure {
            Failure::Expression(error) => Some(Problem::new(text, &error.to_diagnostic())),
            _ => None,
        };
        Self { message: failure.message().to_owned(), problem }
    }
}

/// A plain object.
fn object<const N: usize>(fields: [(&str, JsValue); N]) -> Result<JsValue, JsValue> {
    let object = Object::new();
    for (name, value) in fields {
        Reflect::set(&object, &name.into(), &value)?;
    }
    Ok(object.into())
}
