//! A mapping set and its rules: what it says, compiled, and applied to one person.

use std::collections::BTreeSet;

use crate::context::Context;
use crate::dialect::{Dialect, Place};
use crate::environment::Environment;
use crate::expression::{Expression, Layout};
use crate::schema::{Datum, Name};

use super::values::datum_of;

/// When a rule is applied.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Push {
    /// When a profile is created and when it is updated.
    #[default]
    Always,
    /// When a profile is created.
    Create,
    /// A word that means nothing; such a rule is applied as if it said nothing.
    Unknown(String),
}

/// One side of a mapping set.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Party {
    /// Its id in the hub.
    pub id: Option<String>,
    /// Its name.
    pub name: String,
    /// Whether it is the hub or an app.
    pub ty: PartyType,
    /// What the hub's API says about where to find it: kept, never read.
    pub(crate) links: Option<serde_json::Value>,
}

/// Whether a side of a mapping set is the hub or an app.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum PartyType {
    /// The hub: `user`.
    #[default]
    User,
    /// An app: `appuser`.
    AppUser,
}

impl PartyType {
    /// The word in files.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::User => "user",
            Self::AppUser => "appuser",
        }
    }
}

/// One rule: a target attribute and the expression that gives its value.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Rule {
    /// The target attribute.
    pub target: Name,
    /// The text of the expression; without one the attribute is not mapped.
    pub text: Option<String>,
    /// When it is applied.
    pub push: Push,
    /// What the author says about it.
    pub description: Option<String>,
    program: Option<Result<Expression, String>>,
}

impl Rule {
    /// A rule that is not compiled yet.
    #[must_use]
    pub fn new(target: &str, text: Option<String>, push: Push) -> Self {
        Self { target: target.into(), text, push, description: None, program: None }
    }

    /// The compiled expression, when it is mapped and could be compiled.
    #[must_use]
    pub fn expression(&self) -> Option<&Expression> {
        self.program.as_ref().and_then(|program| program.as_ref().ok())
    }

    /// Whether the rule maps its attribute.
    #[must_use]
    pub fn is_mapped(&self) -> bool {
        self.text.is_some()
    }

    fn compile(&mut self, environment: &Environment) {
        self.program = self.compile_in(environment, &mut Layout::default());
    }

    /// The expression for rows of a layout, or the first thing that is wrong with it; `None` where
    /// the attribute is not mapped.
    pub(crate) fn compile_in(
        &self,
        environment: &Environment,
        layout: &mut Layout,
    ) -> Option<Result<Expression, String>> {
        self.text.as_ref().map(|text| {
            Expression::compile_in(text, environment, layout).map_err(|diagnostics| {
                let first = diagnostics.all().first();
                first.map(ToString::to_string).unwrap_or_default()
            })
        })
    }

    /// The value of the attribute for one person.
    ///
    /// # Errors
    ///
    /// [`Failure`] when the expression can not be compiled or its evaluation fails.
    pub fn evaluate(&self, context: &Context) -> Result<Outcome, Failure> {
        match &self.program {
            None => Ok(Outcome::Value(Datum::Null)),
            Some(Err(message)) => Err(Failure { message: message.clone() }),
            Some(Ok(expression)) => match expression.evaluate(context) {
                Ok(value) => Ok(datum_of(&value).map_or(Outcome::Unfit, Outcome::Value)),
                Err(error) => Err(Failure { message: error.to_string() }),
            },
        }
    }
}

/// What an expression gave.
#[derive(Debug, Clone, PartialEq)]
pub enum Outcome {
    /// A value that a profile can hold.
    Value(Datum),
    /// A map or an object, which no attribute can hold.
    Unfit,
}

/// An expression that failed for one person (MAP-101).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// Why, in one sentence.
    pub message: String,
}

/// Rules from one side to the other, one per target attribute.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct MappingSet {
    /// Its id in the hub, or its name.
    pub name: String,
    /// What it reads.
    pub source: Party,
    /// What it writes.
    pub target: Party,
    /// Its rules, in the order of the file.
    pub rules: Vec<Rule>,
    /// What the hub's API says about where to find it: kept, never read.
    pub(crate) links: Option<serde_json::Value>,
    roots: BTreeSet<String>,
}

impl MappingSet {
    /// Compiles every rule; a rule that can not be compiled fails for everybody.
    ///
    /// `apps` are the names of directories and apps whose profiles expressions can read.
    pub fn compile(&mut self, apps: &[String]) {
        let mut environment = Environment::new(Dialect::Classic, Place::Any);
        environment.apps = apps.to_vec();
        for rule in &mut self.rules {
            rule.compile(&environment);
            let reads = rule.expression().into_iter().flat_map(Expression::reads);
            self.roots.extend(reads.map(|read| read.root.to_owned()));
        }
    }

    /// Whether any rule reads the profile under a root.
    #[must_use]
    pub fn reads_root(&self, root: &str) -> bool {
        self.roots.contains(root)
    }

    /// The rules that count: with an expression, on create all, on update those that push.
    pub fn active_rules(&self, creating: bool) -> impl Iterator<Item = &Rule> {
        self.rules
            .iter()
            .filter(move |rule| rule.is_mapped() && (creating || rule.push != Push::Create))
    }

    /// The rule of an attribute.
    #[must_use]
    pub fn rule(&self, target: &str) -> Option<&Rule> {
        self.rules.iter().find(|rule| rule.target.as_ref() == target)
    }
}
