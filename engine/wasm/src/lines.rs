//! JSON lines of people in, JSON lines of what a mapping set gives them out: for files.

use attrmap::bulk::{Bulk, Mapper, Problem, Report};
use attrmap::datetime::DateTime;
use attrmap::formats::read_mapping_set;
use js_sys::{Object, Reflect, Uint8Array};
use serde::Serialize;
use wasm_bindgen::prelude::{JsCast, JsValue, wasm_bindgen};

use crate::fields::Fields;
use crate::{misuse, to_js, words};

/// How many bytes are copied inside at a time; a line that is longer is copied as a whole.
const PIECE: u32 = 1 << 20;

/// A mapping set, made ready for many people. Call `free()` when it is no longer needed.
#[derive(Debug)]
#[wasm_bindgen]
pub struct LineMapper {
    bulk: Bulk,
    now: DateTime,
}

/// What happened to the lines.
#[derive(Debug, Serialize)]
struct Summary {
    lines: usize,
    people: usize,
    problems: Vec<LineProblem>,
    unkept: usize,
}

#[derive(Debug, Serialize)]
struct LineProblem {
    line: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    attr: Option<String>,
    code: &'static str,
    message: String,
}

#[wasm_bindgen]
impl LineMapper {
    /// Compiles the rules of a mapping set, which is JSON or YAML; a rule that is wrong fails for
    /// everybody.
    ///
    /// # Errors
    /// A `TypeError` for what is no mapping set, and for options that do not exist.
    #[wasm_bindgen(constructor)]
    pub fn new(
        #[wasm_bindgen(unchecked_param_type = "string")] set: &JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "LineOptions")] options: &JsValue,
    ) -> Result<Self, JsValue> {
        let set = read_mapping_set(words(set)?.as_bytes())
            .map_err(|error| misuse(&format!("the mapping set: {error}")))?;
        let mut options = Fields::read("options", options)?;
        let root = options.text("root")?;
        let now = match options.text("now")? {
            Some(text) => {
                DateTime::parse_iso(&text).map_err(|_| misuse("options: `now` is no instant"))?
            }
            None => attrmap::context::Context::new().now,
        };
        options.done()?;
        Ok(Self { bulk: Bulk::new(&set, root.as_deref()), now })
    }

    /// Maps the people of JSON lines, one in each, and gives a line for each in the same form: text
    /// for text, bytes for bytes. Bytes cost less.
    ///
    /// A line that is no person is left out, and an attribute whose rule fails is null.
    ///
    /// # Errors
    /// A `TypeError` for anything but text and bytes.
    #[wasm_bindgen(js_name = mapLines, skip_typescript)]
    pub fn map_lines(&self, lines: &JsValue) -> Result<JsValue, JsValue> {
        let mut work =
            Work { mapper: Mapper::new(&self.bulk, self.now.clone()), all: Report::default() };
        let answer: JsValue = if let Some(text) = lines.as_string() {
            let mut out = String::with_capacity(text.len() / 2);
            work.map(text.as_bytes(), &mut out);
            out.into()
        } else if let Some(bytes) = lines.dyn_ref::<Uint8Array>() {
            let mut out = String::new();
            work.map_bytes(bytes, &mut out);
            Uint8Array::from(out.as_bytes()).into()
        } else {
            return Err(misuse("the text of JSON lines, or its bytes, are needed"));
        };
        let summary = to_js(&Summary::from(work.all))?;
        Reflect::set(summary.unchecked_ref::<Object>(), &"output".into(), &answer)?;
        Ok(summary)
    }
}

/// A mapper and what happened so far.
struct Work<'b> {
    mapper: Mapper<'b>,
    all: Report,
}

impl Work<'_> {
    fn map(&mut self, lines: &[u8], out: &mut String) {
        let report = self.mapper.map(lines, out);
        self.all.extend(report);
    }

    /// Maps bytes in pieces of whole lines, so that they are never inside as a whole.
    fn map_bytes(&mut self, bytes: &Uint8Array, out: &mut String) {
        let mut held: Vec<u8> = Vec::new();
        for start in (0..bytes.length()).step_by(PIECE as usize) {
            let part = bytes.subarray(start, bytes.length().min(start.saturating_add(PIECE)));
            let before = held.len();
            held.resize(before + part.length() as usize, 0);
            let (_, room) = held.split_at_mut(before);
            part.copy_to(room);
            let whole = held.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
            let (lines, rest) = held.split_at(whole);
            self.map(lines, out);
            held = rest.to_vec();
        }
        self.map(&held, out);
    }
}

impl From<Report> for Summary {
    fn from(report: Report) -> Self {
        let problem = |problem: Problem| LineProblem {
            line: problem.line,
            code: problem.code(),
            attr: problem.attribute.map(|name| name.to_string()),
            message: problem.message,
        };
        Self {
            lines: report.lines,
            people: report.people,
            problems: report.problems.into_iter().map(problem).collect(),
            unkept: report.unkept,
        }
    }
}
