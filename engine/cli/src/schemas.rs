//! A schema file → what the checker knows about a root.

use attrmap::dialect::Place;
use attrmap::environment::{KnownAttribute, KnownRoot};
use attrmap::formats::read_schema;
use attrmap::schema::{Attribute, AttributeType, Schema};
use attrmap::types::Type;

use crate::input::read;
use crate::outcome::Failure;

/// Reads `ROOT=FILE`; without a root it is `user` for Okta's own schema, else `appuser`.
pub(crate) fn known_root(option: &str, place: Place) -> Result<KnownRoot, Failure> {
    let (root, file) = match option.split_once('=') {
        Some((root, file)) => (Some(root), file),
        None => (None, option),
    };
    let schema = read_schema(&read(file)?).map_err(|error| {
        let place: Vec<usize> = error.line.into_iter().collect();
        Failure::file(file, &place, &error.message)
    })?;
    let root = root.map_or_else(|| guess(&schema, place), str::to_owned);
    let title = schema.title.clone().or_else(|| schema.name.clone());
    Ok(KnownRoot {
        title: title.unwrap_or_else(|| format!("`{root}`")),
        attributes: schema.attributes().map(known).collect(),
        root,
    })
}

fn guess(schema: &Schema, place: Place) -> String {
    let roots = place.rules().roots;
    let of_okta = schema.attribute("login").is_some();
    let allowed = |root: &str| roots.contains(&root);
    let root = match (allowed("user"), allowed("appuser")) {
        (true, false) => "user",
        (false, true) => "appuser",
        _ if of_okta => "user",
        _ => "appuser",
    };
    root.to_owned()
}

fn known(attribute: &Attribute) -> KnownAttribute {
    let ty = match attribute.ty {
        AttributeType::String => Type::TEXT,
        AttributeType::Boolean => Type::BOOLEAN,
        AttributeType::Integer => Type::INTEGER | Type::LONG,
        AttributeType::Number => Type::NUMBER,
        AttributeType::Array => Type::ARRAY,
        _ => Type::ANY,
    };
    KnownAttribute { name: attribute.name.to_string(), ty }
}
