//! Target attributes with their expressions, and all of them for one direction.

use std::rc::Rc;

use super::{Check, Context, Pairs, Schema, Tagged};
use crate::json::{FromJson, Reader, Reading, ToJson, Writer};

/// When a mapping is applied.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Apply {
    #[default]
    CreateAndUpdate,
    Create,
}

/// A target attribute and the expression that fills it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Mapping {
    /// The target attribute.
    pub(crate) to: String,
    /// The expression, as typed.
    pub(crate) expr: String,
    pub(crate) apply: Apply,
    /// What is taken when the result is null.
    pub(crate) default: Option<Tagged>,
    /// Words for the next reader.
    pub(crate) note: String,
}

/// All mappings of one direction, with what belongs to them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct MappingSet {
    /// Where the expressions will live.
    pub(crate) context: Context,
    pub(crate) mappings: Vec<Rc<Mapping>>,
    /// By target attribute: which source wins, best first.
    pub(crate) priority: Pairs<Vec<String>>,
    pub(crate) schema: Rc<Schema>,
    pub(crate) checks: Vec<Rc<Check>>,
}

impl MappingSet {
    /// The mapping that fills `target`.
    pub(crate) fn mapping(&self, target: &str) -> Option<&Rc<Mapping>> {
        self.mappings.iter().find(|mapping| mapping.to == target)
    }

    /// The label of this direction, for instance `Office@Hand → Okta`.
    pub(crate) fn label(&self) -> String {
        format!("{} → {}", self.schema.source.label, self.schema.target.label)
    }
}

impl Apply {
    const ALL: [Self; 2] = [Self::CreateAndUpdate, Self::Create];

    /// The name in files.
    const fn id(self) -> &'static str {
        match self {
            Self::CreateAndUpdate => "create-and-update",
            Self::Create => "create",
        }
    }
}

impl ToJson for Apply {
    fn write(&self, json: &mut Writer) {
        json.text(self.id());
    }
}

impl FromJson for Mapping {
    fn read(json: Reader<'_>) -> Reading<Self> {
        let mut to = None;
        let mut mapping = Self::default();
        json.object(&mut |field, json| {
            match field {
                "to" => to = Some(String::read(json)?),
                "expr" => mapping.expr = String::read(json)?,
                "apply" => mapping.apply = json.one_of(&Apply::ALL, Apply::id)?,
                "default" => mapping.default = Option::read(json)?,
                "note" => mapping.note = String::read(json)?,
                _ => {}
            }
            Ok(())
        })?;
        Ok(Self { to: to.ok_or_else(|| json.lacking("to"))?, ..mapping })
    }
}

impl ToJson for Mapping {
    fn write(&self, json: &mut Writer) {
        json.object(&mut |json| {
            json.field("to", &self.to);
            json.field("expr", &self.expr);
            json.field("apply", &self.apply);
            if let Some(default) = &self.default {
                json.field("default", default);
            }
            if !self.note.is_empty() {
                json.field("note", &self.note);
            }
        });
    }
}

impl MappingSet {
    /// Reads a field of a set; others are passed over.
    pub(super) fn read_field(&mut self, field: &str, json: Reader<'_>) -> Reading<()> {
        match field {
            "context" => self.context = Context::read(json)?,
            "mappings" => self.mappings = Vec::read(json)?,
            "priority" => self.priority = Pairs::read(json)?,
            "schema" => self.schema = Rc::read(json)?,
            "checks" => self.checks = Vec::read(json)?,
            _ => {}
        }
        Ok(())
    }

    /// Writes what stands before the people, where there are such.
    pub(super) fn write_rules(&self, json: &mut Writer) {
        json.field("mappings", &self.mappings);
        if !self.priority.is_empty() {
            json.field("priority", &self.priority);
        }
        json.field("schema", &self.schema);
    }

    /// Writes what stands behind them.
    pub(super) fn write_checks(&self, json: &mut Writer) {
        if !self.checks.is_empty() {
            json.field("checks", &self.checks);
        }
    }
}

impl FromJson for MappingSet {
    fn read(json: Reader<'_>) -> Reading<Self> {
        let mut set = Self::default();
        let mut has_context = false;
        json.object(&mut |field, json| {
            has_context |= field == "context";
            set.read_field(field, json)
        })?;
        if has_context { Ok(set) } else { Err(json.lacking("context")) }
    }
}

impl ToJson for MappingSet {
    fn write(&self, json: &mut Writer) {
        json.object(&mut |json| {
            json.field("context", &self.context);
            self.write_rules(json);
            self.write_checks(json);
        });
    }
}
