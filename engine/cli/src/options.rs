//! Options that several commands take, and what they stand for.

use std::str::FromStr;

use attrmap::dialect::{Dialect, PLACES, Place};
use attrmap::environment::Environment;
use clap::Args;

use crate::outcome::Failure;

/// Which edition of the language an expression is in, and where it is used.
#[derive(Debug, Args)]
pub(crate) struct Language {
    /// Where the expression is used, such as `group_rule`: fixes roots, functions and result
    #[arg(long, value_name = "ID", default_value = "any", value_parser = place)]
    context: Place,
    /// `classic` or `identity`; the context's own where it has one
    #[arg(long, value_name = "ID", value_parser = dialect)]
    dialect: Option<Dialect>,
}

impl Language {
    /// The environment of the dialect and the context.
    pub(crate) fn environment(&self) -> Result<Environment, Failure> {
        let rules = self.context.rules();
        match (self.dialect, rules.dialect) {
            (Some(wanted), Some(only)) if wanted != only => Err(Failure::Usage(format!(
                "the context `{}` belongs to the dialect `{only}`, not `{wanted}`",
                rules.id
            ))),
            (wanted, only) => {
                Ok(Environment::new(wanted.or(only).unwrap_or_default(), self.context))
            }
        }
    }
}

/// The dialect that an id names.
pub(crate) fn dialect(id: &str) -> Result<Dialect, String> {
    Dialect::from_id(id).ok_or_else(|| "the dialects are classic and identity".to_owned())
}

fn place(id: &str) -> Result<Place, String> {
    Place::from_id(id).ok_or_else(|| {
        let ids: Vec<&str> = PLACES.iter().map(|rules| rules.id).collect();
        format!("the contexts are {}", ids.join(", "))
    })
}

/// An attribute and the value it gets: `appuser.extensionNumber=101`.
#[derive(Debug, Clone)]
pub(crate) struct Setting {
    /// The root.
    pub(crate) root: String,
    /// The attribute.
    pub(crate) attribute: String,
    /// JSON where the text is some, else the text.
    pub(crate) value: serde_json::Value,
}

impl FromStr for Setting {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (path, value) = text.split_once('=').ok_or("a setting is `root.attribute=value`")?;
        let (root, attribute) =
            path.split_once('.').ok_or("a setting starts with `root.attribute`")?;
        let value = serde_json::from_str(value).unwrap_or_else(|_| value.into());
        Ok(Self { root: root.to_owned(), attribute: attribute.to_owned(), value })
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_setting_is_json_or_else_text() {
        let value = |text: &str| text.parse::<Setting>().map(|setting| setting.value);
        assert_eq!(value("user.a=1"), Ok(json!(1)));
        assert_eq!(value("user.a=null"), Ok(json!(null)));
        assert_eq!(value("user.a=+1=2"), Ok(json!("+1=2")));
        assert_eq!(value("user.a="), Ok(json!("")));
        assert!(value("user=1").is_err());
    }
}
