//! How a text is to be read: under which root, what blanks become, and where its columns go.

use crate::model::Side;

/// What a field without quotes and without text becomes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Blank {
    #[default]
    Missing,
    Empty,
}

/// What is known before reading.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct How {
    /// Where people come who have no root of their own.
    pub(crate) root: String,
    pub(crate) blank: Blank,
    /// Where the columns of a table go; those beyond go under the root by their own names.
    pub(crate) columns: Vec<Column>,
    /// The column that names the person, where it is not to be guessed.
    pub(crate) name: Option<usize>,
}

/// Where a column goes; without an attribute it is left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Column {
    pub(crate) root: String,
    pub(crate) attribute: String,
}

impl Column {
    /// Where a column of this name goes: what the name says itself (`user.email`), else an
    /// attribute of the sides that is spelled like it (`First name`), else its own name.
    pub(crate) fn of(header: &str, root: &str, sides: &[&Side]) -> Self {
        if let Some((own, attribute)) = header.split_once('.')
            && super::ROOTS.contains(&own)
        {
            return Self { root: own.to_owned(), attribute: attribute.to_owned() };
        }
        let attributes =
            || sides.iter().filter(|side| side.root == root).flat_map(|side| &side.attributes);
        let wanted = folded(header);
        let known = attributes()
            .find(|attribute| attribute.name == header)
            .or_else(|| attributes().find(|attribute| folded(&attribute.name) == wanted));
        let attribute = known.map_or(header, |attribute| &attribute.name).to_owned();
        Self { root: root.to_owned(), attribute }
    }
}

/// Letters and digits in lower case.
fn folded(name: &str) -> String {
    name.chars().filter(|one| one.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenarios;

    #[test]
    fn columns_go_where_their_names_say() {
        let state = scenarios::office_at_hand();
        let schema = &state.workspace.set.schema;
        let place = |header| {
            let column = Column::of(header, "appuser", &[&schema.source, &schema.target]);
            format!("{}.{}", column.root, column.attribute)
        };
        assert_eq!(place("user.email"), "user.email");
        assert_eq!(place("Extension Number"), "appuser.extensionNumber");
        assert_eq!(place("extensionNumber"), "appuser.extensionNumber");
        assert_eq!(place("cost center"), "appuser.cost center");
        assert_eq!(place("name.givenName"), "appuser.name.givenName");
        assert_eq!(Column::of("", "appuser", &[]).attribute, "");
    }
}
