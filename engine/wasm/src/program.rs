//! A compiled expression as JavaScript holds it.

use attrmap::expression::Expression;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

use crate::input::Profile;
use crate::options::Settings;
use crate::outcome::{Outcome, Read};
use crate::problem::Problem;
use crate::projection::Projection;
use crate::{input, to_js};

/// A compiled expression. A wrong one has problems and gives an error for every person.
#[derive(Debug)]
#[wasm_bindgen]
pub struct Program {
    pub(crate) expression: Option<Expression>,
    /// What of a person comes inside, where that is not everything.
    projection: Option<Projection>,
    pub(crate) problems: Vec<Problem>,
    pub(crate) settings: Settings,
    #[cfg(any(feature = "assist", feature = "people"))]
    pub(crate) text: String,
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
        Self {
            expression,
            projection,
            problems,
            settings,
            #[cfg(any(feature = "assist", feature = "people"))]
            text: text.to_owned(),
        }
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
        let read = match &self.projection {
            Some(projection) => projection.person(person),
            None => input::person(person),
        };
        to_js(&self.outcome(read?))
    }
}
