//! The only place that names the engine: texts and people in, findings in the page's words out.

mod assistant;
mod catalog;
mod everybody;
mod formats;
mod people;
mod tokens;
mod trace;

use std::cell::RefCell;
use std::ops::Range;
use std::rc::Rc;

use attrmap::check::check;
use attrmap::country::Country;
use attrmap::diagnostic::{self, Diagnostic};
use attrmap::dialect::{Dialect, Place};
use attrmap::environment::{AllowedValues, Environment, KnownAttribute, KnownRoot};
use attrmap::expression::Expression;
use attrmap::pattern::Pattern;
use attrmap::syntax;
use attrmap::text::Span;
use attrmap::types::Type;
use attrmap::value::Value;

use crate::model::{
    Context, Fix, Outcome, Person, Problem, Read, Schema, Severity, Side, Token, Workspace,
};

pub(crate) use assistant::{Assistant, Loaded};
pub(crate) use catalog::{Entry, catalog};
pub(crate) use everybody::Everybody;
pub(crate) use formats::read_ldif;
pub(crate) use people::Subject;

/// How many people are asked which attributes there are; the rest will be alike.
const ASKED: usize = 100;

/// The version of the engine.
pub(crate) const fn version() -> &'static str {
    env!("CARGO_PKG_VERSION")
}

/// Whether a text is a country's two-letter code.
pub(crate) fn is_country(text: &str) -> bool {
    Country::from_alpha2(text).is_some()
}

/// Whether the whole of a text matches a pattern; a pattern that cannot be read matches nothing.
pub(crate) fn matches(text: &str, pattern: &str) -> bool {
    Pattern::new(pattern).is_ok_and(|pattern| pattern.matches(text).unwrap_or(false))
}

/// What compiling knows before any person: dialect, context, schemas.
#[derive(Debug)]
pub(crate) struct Setting {
    described: Described,
    environment: Environment,
    /// Whom it was made for; the same people need no second look.
    people: RefCell<Rc<Vec<Rc<Person>>>>,
    now: i64,
}

/// What of a workspace an environment is made from.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Described {
    dialect: &'static str,
    context: Context,
    schema: Rc<Schema>,
    /// Roots and attributes that people have.
    present: Vec<(String, String)>,
}

impl Described {
    fn new(workspace: &Workspace) -> Self {
        let mut present: Vec<(&str, &str)> = Vec::new();
        for person in workspace.people.iter().take(ASKED) {
            for (root, record) in person.records.iter() {
                present.extend(record.names().map(|name| (root, name)));
            }
        }
        present.sort_unstable();
        present.dedup();
        let own = |(root, name): (&str, &str)| (root.to_owned(), name.to_owned());
        let present = present.into_iter().map(own).collect();
        Self {
            dialect: workspace.dialect.id(),
            context: workspace.set.context,
            schema: Rc::clone(&workspace.set.schema),
            present,
        }
    }

    fn environment(&self) -> Environment {
        let dialect = Dialect::from_id(self.dialect).unwrap_or_default();
        let place = Place::from_id(self.context.id()).unwrap_or_default();
        let sides = [&self.schema.source, &self.schema.target];
        let mut roots: Vec<&str> = self.present.iter().map(|(root, _)| &**root).collect();
        roots.dedup();
        roots.extend(sides.iter().map(|side| &*side.root).filter(|root| !root.is_empty()));
        let mut environment = Environment::new(dialect, place).with_roots(roots);
        environment.known = sides
            .into_iter()
            .filter(|side| !side.attributes.is_empty())
            .map(|side| self.known(side))
            .collect();
        environment.allowed = sides.into_iter().flat_map(allowed).collect();
        environment
    }

    /// The attributes of a schema, and those that people have besides.
    fn known(&self, side: &Side) -> KnownRoot {
        let mut attributes: Vec<KnownAttribute> = side
            .attributes
            .iter()
            .map(|attribute| KnownAttribute {
                name: attribute.name.clone(),
                ty: type_of(&attribute.ty),
            })
            .collect();
        for (_, name) in self.present.iter().filter(|(root, _)| *root == side.root) {
            if side.attribute(name).is_none() {
                attributes.push(KnownAttribute { name: name.clone(), ty: Type::ANY });
            }
        }
        KnownRoot { root: side.root.clone(), title: side.label.clone(), attributes }
    }
}

/// The attributes of a side that may have certain values only.
fn allowed(side: &Side) -> impl Iterator<Item = AllowedValues> {
    let restricted = side.attributes.iter().filter(|attribute| !attribute.one_of.is_empty());
    restricted.map(|attribute| AllowedValues {
        root: side.root.clone(),
        attribute: attribute.name.clone(),
        values: attribute.one_of.clone(),
    })
}

fn type_of(word: &str) -> Type {
    match word {
        "string" => Type::TEXT,
        "boolean" => Type::BOOLEAN,
        "integer" => Type::INTEGER.union(Type::LONG),
        "number" => Type::NUMBER,
        "array" => Type::ARRAY,
        _ => Type::ANY,
    }
}

impl Setting {
    /// The setting of a workspace; `now` is the clock of all evaluations, in milliseconds of Unix
    /// time.
    pub(crate) fn new(workspace: &Workspace, now: i64) -> Self {
        let described = Described::new(workspace);
        let environment = described.environment();
        Self { described, environment, people: RefCell::new(Rc::clone(&workspace.people)), now }
    }

    /// Whether it still describes `workspace`.
    pub(crate) fn fits(&self, workspace: &Workspace) -> bool {
        let described = &self.described;
        let same = described.context == workspace.set.context
            && described.dialect == workspace.dialect.id()
            && described.schema == workspace.set.schema
            && Rc::ptr_eq(&self.people.borrow(), &workspace.people);
        let fits = same || *described == Described::new(workspace);
        if fits && !same {
            self.people.replace(Rc::clone(&workspace.people));
        }
        fits
    }
}

/// What the engine knows about one text.
#[derive(Debug)]
pub(crate) struct Analysis {
    pub(crate) problems: Vec<Problem>,
    pub(crate) reads: Vec<Read>,
    pub(crate) tokens: Vec<Token>,
    /// The text in its canonical form, when it is valid.
    pub(crate) formatted: Option<String>,
    expression: Option<Expression>,
}

impl Analysis {
    /// Checks and compiles a text.
    pub(crate) fn new(text: &str, setting: &Setting) -> Self {
        let checked = check(text, &setting.environment);
        let problems = checked.diagnostics.iter().map(problem).collect();
        let tokens = tokens::of(text, &checked.tree);
        let formatted = checked.is_valid().then(|| syntax::format(text, &checked.tree));
        let expression = Expression::from_checked(text, checked, &setting.environment).ok();
        let reads = expression.iter().flat_map(|expression| reads(expression, setting)).collect();
        Self { problems, reads, tokens, formatted, expression }
    }

    /// Whether it can be evaluated.
    pub(crate) fn is_valid(&self) -> bool {
        self.expression.is_some()
    }

    /// What it gives for one person; nothing when the text is not valid.
    pub(crate) fn evaluate(&self, subject: &Subject) -> Option<Outcome> {
        self.expression.as_ref().map(|expression| outcome(expression, subject))
    }
}

fn outcome(expression: &Expression, subject: &Subject) -> Outcome {
    match expression.evaluate(&subject.context) {
        Ok(value) => outcome_of(&value),
        Err(error) => Outcome::Failed(problem(&error.to_diagnostic())),
    }
}

fn outcome_of(value: &Value<'_>) -> Outcome {
    Outcome::Value { ty: value.type_name(), value: people::tagged(value) }
}

/// The attributes read, with bare names and `source` under the root that they stand for.
fn reads(expression: &Expression, setting: &Setting) -> Vec<Read> {
    let source = &setting.described.schema.source.root;
    expression
        .reads()
        .filter_map(|read| {
            let root = if read.root == "source" { source } else { read.root };
            Some(Read { root: root.to_owned(), attribute: read.attribute?.to_owned() })
        })
        .collect()
}

fn problem(diagnostic: &Diagnostic) -> Problem {
    let severity = match diagnostic.severity() {
        diagnostic::Severity::Warning => Severity::Warning,
        _ => Severity::Error,
    };
    Problem {
        code: diagnostic.code.id().to_owned(),
        severity,
        message: diagnostic.message.clone(),
        help: diagnostic.help.clone(),
        span: range(diagnostic.span),
        also: diagnostic.also.iter().map(|place| range(*place)).collect(),
        fixes: diagnostic.fixes.iter().map(fix).collect(),
    }
}

fn fix(fix: &diagnostic::Fix) -> Fix {
    let edits = fix.edits.iter().map(|edit| (range(edit.span), edit.text.clone())).collect();
    Fix { title: fix.title.clone(), edits }
}

fn range(span: Span) -> Range<usize> {
    span.range()
}

/// The person as an evaluation sees them.
impl Subject {
    pub(crate) fn new(person: &Person, setting: &Setting) -> Self {
        Self { context: people::context(person, setting.now) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Tagged;
    use crate::scenarios;
    use crate::services::editor::apply_edits;

    fn result(text: &str, person: &str) -> Outcome {
        let state = scenarios::office_at_hand();
        let setting = Setting::new(&state.workspace, 0);
        let person = state.workspace.person(person).unwrap();
        Analysis::new(text, &setting).evaluate(&Subject::new(person, &setting)).unwrap()
    }

    fn text_of(outcome: Outcome) -> String {
        match outcome {
            Outcome::Value { value, .. } => value.to_line(),
            Outcome::Failed(problem) => problem.code,
        }
    }

    fn seed() -> String {
        scenarios::office_at_hand().mapping().unwrap().expr.clone()
    }

    #[test]
    fn the_vendors_rule_is_wrong_for_farah_alone() {
        let expected = [
            ("dana", "+15550100123#101"),
            ("eli", "#102"),
            ("farah", "+15550100125#null"),
            ("wei", "+15550100126#104"),
            ("hana", "#105"),
            ("ivo", "#106"),
            ("juergen", "+15550100128# 107 "),
        ];
        for (person, phone) in expected {
            assert_eq!(text_of(result(&seed(), person)), phone);
        }
    }

    #[test]
    fn the_missing_guard_is_a_warning_whose_fix_removes_it() {
        let state = scenarios::office_at_hand();
        let setting = Setting::new(&state.workspace, 0);
        let analysis = Analysis::new(&seed(), &setting);
        assert_eq!(analysis.problems.len(), 1);
        assert_eq!(analysis.problems[0].severity, Severity::Warning);
        let part = seed().get(analysis.problems[0].span.clone()).map(str::to_owned);
        assert_eq!(part.as_deref(), Some("appuser.extensionNumber"));
        let fixed = apply_edits(&seed(), &analysis.problems[0].fixes[0].edits);
        assert!(Analysis::new(&fixed, &setting).problems.is_empty(), "{fixed}");
        assert_eq!(text_of(result(&fixed, "farah")), "+15550100125#");
        assert_eq!(text_of(result(&fixed, "dana")), "+15550100123#101");
    }

    #[test]
    fn it_tells_what_is_read() {
        let state = scenarios::office_at_hand();
        let setting = Setting::new(&state.workspace, 0);
        let reads = Analysis::new(&seed(), &setting).reads;
        let names: Vec<_> = reads.iter().map(|read| (&*read.root, &*read.attribute)).collect();
        assert_eq!(names, [("appuser", "directNumber"), ("appuser", "extensionNumber")]);
    }

    #[test]
    fn every_mapping_of_every_direction_is_valid() {
        let mut state = scenarios::office_at_hand();
        for _ in 0..=state.workspace.others.len() {
            let setting = Setting::new(&state.workspace, 0);
            for mapping in &state.workspace.set.mappings {
                let analysis = Analysis::new(&mapping.expr, &setting);
                assert!(analysis.is_valid(), "{}: {:?}", mapping.expr, analysis.problems);
            }
            state = state.reduce(&crate::state::Edit::SwitchDirection.into());
        }
    }

    #[test]
    fn big_integers_keep_their_digits() {
        let mut state = scenarios::office_at_hand();
        for digits in ["133520736000000000", "9007199254740993"] {
            let value = Tagged::Integer(digits.to_owned());
            let edit = crate::state::Edit::SetValue {
                person: "dana".to_owned(),
                root: "appuser".to_owned(),
                attribute: "stamp".to_owned(),
                value: value.clone(),
            };
            state = state.reduce(&edit.into());
            let setting = Setting::new(&state.workspace, 0);
            let subject = Subject::new(state.workspace.person("dana").unwrap(), &setting);
            match Analysis::new("appuser.stamp", &setting).evaluate(&subject) {
                Some(Outcome::Value { value: result, .. }) => assert_eq!(result, value),
                other => panic!("{other:?}"),
            }
        }
    }
}
