//! People that stay inside: they come in once, and little goes out.

use std::rc::Rc;

use attrmap::people::{Error, Feed, People as Table};
use js_sys::{Array, Reflect, Uint8Array};
use wasm_bindgen::convert::TryFromJsValue;
use wasm_bindgen::prelude::{JsCast, JsValue, wasm_bindgen};

use crate::fields::Fields;
use crate::program::Program;
use crate::{input, misuse};

/// How many bytes are copied at a time.
const PIECE: u32 = 1 << 18;

/// Many people, read once and evaluated often. Call `free()` when they are no longer needed.
#[derive(Debug, Clone)]
#[wasm_bindgen]
pub struct People {
    table: Rc<Table>,
}

/// How people are read.
#[derive(Debug)]
struct Reading {
    /// The root of the profiles, where a person is nothing but one profile.
    root: Option<String>,
    delimiter: Option<String>,
}

impl Reading {
    fn of(options: &JsValue) -> Result<Self, JsValue> {
        let mut options = Fields::read("options", options)?;
        let (root, delimiter) = (options.text("root")?, options.text("delimiter")?);
        options.done()?;
        Ok(Self { root, delimiter })
    }

    /// The byte between the values of a row.
    fn delimiter(&self) -> Result<u8, JsValue> {
        match self.delimiter.as_deref().unwrap_or(",").as_bytes() {
            [delimiter] => Ok(*delimiter),
            _ => Err(misuse("options: the delimiter is one ASCII character")),
        }
    }
}

#[wasm_bindgen]
impl People {
    /// The people of JSON lines, or of a JSON array: text, or its bytes in UTF-8, which cost less
    /// memory.
    ///
    /// # Errors
    /// A `TypeError` for anything else, a `RangeError` where there are too many.
    #[wasm_bindgen(js_name = fromLines)]
    pub fn from_lines(
        #[wasm_bindgen(unchecked_param_type = "string | Uint8Array")] lines: &JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "{ root?: string }")] options: &JsValue,
    ) -> Result<Self, JsValue> {
        let reading = Reading::of(options)?;
        let mut feed = reading.root.as_deref().map_or_else(Feed::new, Feed::under);
        let mut table = Table::new();
        if let Some(text) = lines.as_string() {
            read_text(&mut table, &mut feed, &text, reading.root.is_some())?;
        } else if let Some(bytes) = lines.dyn_ref::<Uint8Array>() {
            read_bytes(&mut table, &mut feed, bytes, reading.root.is_some())?;
        } else {
            return Err(misuse("the text of JSON lines, or its bytes, are needed"));
        }
        Ok(Self::new(table))
    }

    /// People from an array of objects or of their JSON texts; text costs less time.
    ///
    /// # Errors
    /// As [`People::from_lines`].
    #[wasm_bindgen(js_name = fromObjects)]
    pub fn from_objects(
        #[wasm_bindgen(unchecked_param_type = "(Person | string)[]")] people: &JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "{ root?: string }")] options: &JsValue,
    ) -> Result<Self, JsValue> {
        let reading = Reading::of(options)?;
        let people = people.dyn_ref::<Array>().ok_or_else(|| misuse("an array is needed"))?;
        let mut table = Table::new();
        for person in people.iter() {
            push(&mut table, &input::json_text(&person)?, reading.root.as_deref())?;
        }
        Ok(Self::new(table))
    }

    /// The people of a CSV file, whose first row names the attributes of the profile under `root`
    /// (`user` by default). Every value is text.
    ///
    /// # Errors
    /// As [`People::from_lines`].
    #[wasm_bindgen(js_name = fromCsv)]
    pub fn from_csv(
        #[wasm_bindgen(unchecked_param_type = "string | Uint8Array")] file: &JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "{ root?: string, delimiter?: string }")]
        options: &JsValue,
    ) -> Result<Self, JsValue> {
        let reading = Reading::of(options)?;
        let bytes = match (file.as_string(), file.dyn_ref::<Uint8Array>()) {
            (Some(text), _) => text.into_bytes(),
            (None, Some(bytes)) => bytes.to_vec(),
            (None, None) => return Err(misuse("the text of a CSV file, or its bytes, are needed")),
        };
        let delimiter = reading.delimiter()?;
        let mut table = Table::new();
        let root = reading.root.as_deref().unwrap_or("user");
        table.read_csv(&bytes, delimiter, root).map_err(no_room)?;
        Ok(Self::new(table))
    }

    /// How many people there are, also of those who could not be read.
    #[must_use]
    #[wasm_bindgen(getter)]
    pub fn length(&self) -> usize {
        self.table.len()
    }

    /// The bytes of memory that the people take, nearly.
    #[must_use]
    #[wasm_bindgen(getter)]
    pub fn bytes(&self) -> usize {
        self.table.bytes()
    }

    /// What is wrong with a person who could not be read.
    #[must_use]
    pub fn fault(&self, index: usize) -> Option<String> {
        self.table.fault(index).map(str::to_owned)
    }

    /// The places of the people of whom a program's value is `true`, in order.
    ///
    /// # Errors
    /// A `RangeError` where the results take too much room.
    pub fn filter(&self, program: &Program) -> Result<Vec<u32>, JsValue> {
        let results = program.results(&self.table)?;
        Ok(places(&results.is_true()))
    }

    /// The same people again, for methods that take people or something else.
    #[must_use]
    #[wasm_bindgen(js_name = _share, skip_typescript)]
    pub fn share(&self) -> Self {
        self.clone()
    }
}

impl People {
    fn new(mut table: Table) -> Self {
        table.shrink();
        Self { table: Rc::new(table) }
    }

    pub(crate) fn table(&self) -> &Rc<Table> {
        &self.table
    }

    /// The people that a JavaScript value holds, if it is such an object.
    ///
    /// # Errors
    /// A `TypeError` for people who are freed.
    pub(crate) fn from_js(value: &JsValue) -> Result<Option<Self>, JsValue> {
        if !value.is_object() {
            return Ok(None);
        }
        let share = Reflect::get(value, &"_share".into())?;
        let Some(share) = share.dyn_ref::<js_sys::Function>() else { return Ok(None) };
        let shared = share.call0(value).map_err(|_| misuse("these people are freed"))?;
        Ok(Self::try_from_js_value(shared).ok())
    }
}

/// Reads people in any form but [`People`]: an array of objects, JSON text or its bytes.
pub(crate) fn read(people: &JsValue) -> Result<Table, JsValue> {
    let mut table = Table::new();
    if let Some(array) = people.dyn_ref::<Array>() {
        for person in array.iter() {
            push(&mut table, &input::json_text(&person)?, None)?;
        }
    } else {
        table.read(&input::json_text(people)?).map_err(no_room)?;
    }
    Ok(table)
}

/// Adds one person, whatever the text is.
fn push(table: &mut Table, text: &str, root: Option<&str>) -> Result<(), JsValue> {
    if text.trim().is_empty() {
        return table.push_fault("there is no person").map_err(no_room);
    }
    match root {
        Some(root) => table.read_profile(root, text.as_bytes()),
        None => table.read_line(text.as_bytes()),
    }
    .map_err(no_room)
}

fn read_text(table: &mut Table, feed: &mut Feed, text: &str, flat: bool) -> Result<(), JsValue> {
    if !flat && text.trim_start().starts_with('[') {
        return table.read(text).map_err(no_room);
    }
    feed.push(table, text.as_bytes()).and_then(|()| feed.finish(table)).map_err(no_room)
}

/// Reads bytes in pieces, so that they are never inside as a whole.
fn read_bytes(
    table: &mut Table,
    feed: &mut Feed,
    bytes: &Uint8Array,
    flat: bool,
) -> Result<(), JsValue> {
    let blank = |byte: u8| byte.is_ascii_whitespace();
    let first = (0..bytes.length()).map(|at| bytes.get_index(at)).find(|byte| !blank(*byte));
    if !flat && first == Some(b'[') {
        let text = String::from_utf8_lossy(&bytes.to_vec()).into_owned();
        return table.read(&text).map_err(no_room);
    }
    let mut piece = Vec::new();
    for start in (0..bytes.length()).step_by(PIECE as usize) {
        let part = bytes.subarray(start, bytes.length().min(start + PIECE));
        piece.resize(part.length() as usize, 0);
        part.copy_to(&mut piece);
        feed.push(table, &piece).map_err(no_room)?;
    }
    feed.finish(table).map_err(no_room)
}

/// The places of a selection for JavaScript.
pub(crate) fn places(selection: &attrmap::people::Selection) -> Vec<u32> {
    selection.rows().filter_map(|row| u32::try_from(row).ok()).collect()
}

/// What is thrown where there is no room.
pub(crate) fn no_room(error: Error) -> JsValue {
    js_sys::RangeError::new(&error.to_string()).into()
}
