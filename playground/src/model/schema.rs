//! Which attributes the two sides of a mapping set have, and their rules.

use crate::json::{FromJson, Reader, Reading, ToJson, Writer};

/// One attribute of a profile.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct AttributeSchema {
    /// As expressions write it.
    pub(crate) name: String,
    /// `string`, `integer`, `number`, `boolean`, `array`.
    pub(crate) ty: String,
    /// Whether the target refuses a profile without it.
    pub(crate) required: bool,
    /// Whether no two people may have the same value.
    pub(crate) unique: bool,
    /// The longest text allowed, in UTF-16 units.
    pub(crate) max_length: Option<usize>,
    /// The only values allowed, when there are such.
    pub(crate) one_of: Vec<String>,
    /// `email`, `phone`, `country-code`, `state-code`.
    pub(crate) format: Option<String>,
}

/// The system at one end of a mapping set.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Side {
    /// What people call it: `Office@Hand`, `Okta`.
    pub(crate) label: String,
    /// The root under which expressions read its record.
    pub(crate) root: String,
    /// Its attributes.
    pub(crate) attributes: Vec<AttributeSchema>,
}

/// Both ends of a mapping set.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Schema {
    pub(crate) source: Side,
    pub(crate) target: Side,
}

impl Side {
    /// The attribute called `name`.
    pub(crate) fn attribute(&self, name: &str) -> Option<&AttributeSchema> {
        self.attributes.iter().find(|attribute| attribute.name == name)
    }
}

impl FromJson for AttributeSchema {
    fn read(json: Reader<'_>) -> Reading<Self> {
        let mut name = None;
        let mut attribute = Self { ty: "string".to_owned(), ..Self::default() };
        json.object(&mut |field, json| {
            match field {
                "name" => name = Some(String::read(json)?),
                "type" => attribute.ty = String::read(json)?,
                "required" => attribute.required = json.flag()?,
                "unique" => attribute.unique = json.flag()?,
                "maxLength" => attribute.max_length = Option::read(json)?,
                "enum" => attribute.one_of = Vec::read(json)?,
                "format" => attribute.format = Option::read(json)?,
                _ => {}
            }
            Ok(())
        })?;
        Ok(Self { name: name.ok_or_else(|| json.lacking("name"))?, ..attribute })
    }
}

impl ToJson for AttributeSchema {
    fn write(&self, json: &mut Writer) {
        json.object(&mut |json| {
            json.field("name", &self.name);
            json.field("type", &self.ty);
            if self.required {
                json.field("required", &true);
            }
            if self.unique {
                json.field("unique", &true);
            }
            if let Some(length) = &self.max_length {
                json.field("maxLength", length);
            }
            if !self.one_of.is_empty() {
                json.field("enum", &self.one_of);
            }
            if let Some(format) = &self.format {
                json.field("format", format);
            }
        });
    }
}

impl FromJson for Side {
    fn read(json: Reader<'_>) -> Reading<Self> {
        let mut side = Self::default();
        json.object(&mut |field, json| {
            match field {
                "label" => side.label = String::read(json)?,
                "root" => side.root = String::read(json)?,
                "attributes" => side.attributes = Vec::read(json)?,
                _ => {}
            }
            Ok(())
        })?;
        Ok(side)
    }
}

impl ToJson for Side {
    fn write(&self, json: &mut Writer) {
        json.object(&mut |json| {
            json.field("label", &self.label);
            json.field("root", &self.root);
            json.field("attributes", &self.attributes);
        });
    }
}

impl FromJson for Schema {
    fn read(json: Reader<'_>) -> Reading<Self> {
        let mut schema = Self::default();
        json.object(&mut |field, json| {
            match field {
                "source" => schema.source = Side::read(json)?,
                "target" => schema.target = Side::read(json)?,
                _ => {}
            }
            Ok(())
        })?;
        Ok(schema)
    }
}

impl ToJson for Schema {
    fn write(&self, json: &mut Writer) {
        json.object(&mut |json| {
            json.field("source", &self.source);
            json.field("target", &self.target);
        });
    }
}
