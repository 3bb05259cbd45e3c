//! Of a person, what a program reads: the rest of an object stays outside, of a text it is skipped.
//!
//! To bring one attribute inside costs far less than to write and read the JSON of a whole person.

mod text;

use attrmap::expression::Expression;
use js_sys::{Array, JsString, Object, Reflect};
use wasm_bindgen::prelude::{JsCast, JsValue};

use crate::input::{self, Profile};

/// The names of the attributes that a program reads, as we and as JavaScript have them.
#[derive(Debug)]
pub(crate) struct Projection {
    names: Vec<Box<str>>,
    js_names: Vec<JsString>,
    enumerable: JsString,
    to_json: JsString,
}

impl Projection {
    /// `None` where more of a person counts than attributes, or nothing.
    pub(crate) fn new(expression: &Expression) -> Option<Self> {
        if !expression.reads_only_attributes() {
            return None;
        }
        let mut names: Vec<&str> = expression.reads().filter_map(|read| read.attribute).collect();
        names.sort_unstable();
        names.dedup();
        if names.is_empty() {
            return None;
        }
        Some(Self {
            js_names: names.iter().copied().map(JsString::from).collect(),
            names: names.into_iter().map(Box::from).collect(),
            enumerable: "enumerable".into(),
            to_json: "toJSON".into(),
        })
    }

    /// A person as [`input::person`] reads it, but with only the attributes that count.
    pub(crate) fn person(&self, person: &JsValue) -> Result<Result<Profile, String>, JsValue> {
        let text = match self.of(person) {
            Some(part) => input::json_text(&part)?,
            None => input::json_text(person)?,
        };
        Ok(text::person(&text, &self.names).map_or_else(|| input::parse(&text), Ok))
    }

    /// An object with the same roots, which have the attributes that are read and no others.
    ///
    /// `None` where JSON would see something else than the own properties of plain objects, or where
    /// a property cannot be read: then the whole person has to come inside.
    fn of(&self, person: &JsValue) -> Option<Object> {
        let person = self.plain(person)?;
        let projected = bare();
        for root in Object::keys(person) {
            let value = Reflect::get(person, &root).ok()?;
            let is_special = root.as_string()?.starts_with('$');
            let kept = if is_special || !value.is_object() || Array::is_array(&value) {
                value
            } else {
                self.attributes(self.plain(&value)?)?.into()
            };
            Reflect::set(&projected, &root, &kept).ok()?;
        }
        Some(projected)
    }

    fn attributes(&self, profile: &Object) -> Option<Object> {
        let projected = bare();
        for name in &self.js_names {
            let own = Reflect::get_own_property_descriptor(profile, name).ok()?;
            if own.is_object() && Reflect::get(&own, &self.enumerable).ok()?.is_truthy() {
                let value = Reflect::get(profile, name).ok()?;
                Reflect::set(&projected, name, &value).ok()?;
            }
        }
        Some(projected)
    }

    /// An object that JSON takes as it stands.
    fn plain<'v>(&self, value: &'v JsValue) -> Option<&'v Object> {
        let object = value.dyn_ref::<Object>().filter(|_| value.is_object())?;
        let is_special =
            Array::is_array(object) || Reflect::get(object, &self.to_json).ok()?.is_function();
        (!is_special).then_some(object)
    }
}

/// An object of which nothing is inherited, so that every name can be set.
fn bare() -> Object {
    Object::create(JsValue::NULL.unchecked_ref())
}
