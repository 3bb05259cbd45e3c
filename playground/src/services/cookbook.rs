//! Expressions for what mappings are often asked for.

use crate::model::Dialect;
use crate::words::Word;

/// An expression with what it is for. `{root}` stands for the root of the source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Recipe {
    pub(crate) title: Word,
    pub(crate) dialect: Dialect,
    text: &'static str,
}

impl Recipe {
    /// The expression, for a source that is read under `root`.
    pub(crate) fn text(&self, root: &str) -> String {
        self.text.replace("{root}", if root.is_empty() { "user" } else { root })
    }
}

const fn classic(title: Word, text: &'static str) -> Recipe {
    Recipe { title, dialect: Dialect::Classic, text }
}

const fn identity(title: Word, text: &'static str) -> Recipe {
    Recipe { title, dialect: Dialect::Identity, text }
}

/// All of them.
pub(crate) const RECIPES: [Recipe; 14] = [
    classic(Word::RecipeGuard, r#"{root}.mobilePhone != null ? {root}.mobilePhone : """#),
    classic(Word::RecipeFirst, r#"{root}.displayName ?: {root}.firstName + " " + {root}.lastName"#),
    classic(
        Word::RecipeLogin,
        "String.toLowerCase(String.substring({root}.firstName, 0, 1) + {root}.lastName)",
    ),
    classic(Word::RecipeSwap, r#"String.substringBefore({root}.email, "@") + "@example.com""#),
    classic(Word::RecipeDomain, r#"String.substringAfter({root}.email, "@")"#),
    classic(Word::RecipeSpaces, "String.removeSpaces({root}.displayName)"),
    classic(Word::RecipeChoose, r#"{root}.department == "Sales" ? "EMEA" : "HQ""#),
    classic(
        Word::RecipeCap,
        "String.len({root}.lastName) > 20 ? String.substring({root}.lastName, 0, 20) : {root}.lastName",
    ),
    classic(Word::RecipeDigits, r#"String.replace({root}.mobilePhone, "-", "")"#),
    classic(
        Word::RecipeExtension,
        r##"({root}.mobilePhone != null ? {root}.mobilePhone : "") + ({root}.department != null ? "#" + {root}.department : "")"##,
    ),
    identity(
        Word::RecipeLogin,
        "user.profile.firstName.toLowerCase() + user.profile.lastName.toLowerCase()",
    ),
    identity(Word::RecipeSwap, r#"user.profile.email.substringBefore("@") + "@example.com""#),
    identity(Word::RecipeDomain, r#"user.profile.email.substringAfter("@")"#),
    identity(Word::RecipeChoose, r#"user.profile.department == "Sales" ? "EMEA" : "HQ""#),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Workspace;
    use crate::services::engine::{Analysis, Setting};

    #[test]
    fn every_recipe_is_valid_in_its_dialect() {
        for recipe in RECIPES {
            let workspace = Workspace { dialect: recipe.dialect, ..Workspace::default() };
            let setting = Setting::new(&workspace, 0);
            let text = recipe.text("");
            let analysis = Analysis::new(&text, &setting);
            assert!(analysis.is_valid(), "{text}: {:?}", analysis.problems);
        }
    }
}
