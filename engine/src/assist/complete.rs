//! What can be written at the caret: roots, attributes, functions, methods, values.

use super::callee::{enclosing, receiver_type};
use super::caret::{Frame, Kind, Pieces, is_name_character};
use super::expect::expected;
use super::samples::{SampleAttribute, Samples};
use super::values;
use crate::check::names::IDENTITY_USER;
use crate::check::type_of;
use crate::dialect::{Dialect, canonical_root};
use crate::environment::{Environment, KnownRoot};
use crate::functions::{self, Form, Function, Name};
use crate::text::{Letters, Span};
use crate::types::Type;

/// Something that can be written at the caret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Completion {
    /// What is shown.
    pub label: String,
    /// What it is.
    pub kind: CompletionKind,
    /// More about it: type, share of the people, sample value, signature.
    pub detail: String,
    /// What is written.
    pub insert: String,
    /// The part of the text that it replaces.
    pub span: Span,
}

/// What a completion is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum CompletionKind {
    /// A value between quotes.
    Value,
    /// A group between quotes.
    Group,
    /// An attribute.
    Attribute,
    /// A root.
    Root,
    /// A method.
    Method,
    /// A function.
    Function,
    /// An operator or another word of the language.
    Keyword,
}

impl CompletionKind {
    /// Its id in JavaScript.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Value => "value",
            Self::Group => "group",
            Self::Attribute => "attribute",
            Self::Root => "root",
            Self::Method => "method",
            Self::Function => "function",
            Self::Keyword => "keyword",
        }
    }
}

/// Everything that can be written at byte `offset` of `text`, which may be broken; the best first.
///
/// ```
/// use attrmap::assist::{Samples, complete};
/// use attrmap::environment::Environment;
/// let items = complete("String.le", 9, &Environment::default(), &Samples::default());
/// assert_eq!((items[0].label.as_str(), items[0].insert.as_str()), ("len", "len("));
/// ```
pub fn complete(
    text: &str,
    offset: usize,
    environment: &Environment,
    samples: &Samples,
) -> Vec<Completion> {
    let pieces = Pieces::new(text);
    let frames = pieces.frames(offset);
    let at = pieces.at(offset);
    if let Some(index) = at {
        match pieces.kind(index) {
            Some(Kind::Text { .. }) => {
                return values::complete(&pieces, index, &frames, offset, environment, samples);
            }
            Some(Kind::Number) => return Vec::new(),
            _ => {}
        }
    }
    let word = at.and_then(|index| pieces.all.get(index)).map_or(Span::at(offset), |p| p.span);
    let Some(prefix) = text.get(word.start()..offset) else { return Vec::new() };
    let before = pieces.before(word.start());
    let mut list =
        List { environment, samples, text, word, prefix, expected: Type::ANY, found: Vec::new() };
    let dot = before.filter(|dot| pieces.kind(*dot) == Some(Kind::Dot));
    if let Some(dot) = dot {
        if let Some(path) = dot.checked_sub(1).and_then(|last| pieces.path_to(last)) {
            list.behind(path.of(text));
        }
    } else if pieces.ends_operand(before) {
        list.operators();
    } else {
        list.expected = expected(&pieces, before, &frames, environment);
        list.operand(&pieces, &frames);
    }
    list.finish()
}

struct List<'t> {
    environment: &'t Environment,
    samples: &'t Samples,
    text: &'t str,
    word: Span,
    prefix: &'t str,
    expected: Type,
    /// With their rank: smaller is better.
    found: Vec<(usize, Completion)>,
}

impl List<'_> {
    fn finish(mut self) -> Vec<Completion> {
        self.found.sort_by(|(rank, one), (other_rank, other)| {
            (rank, one.kind, &one.label).cmp(&(other_rank, other.kind, &other.label))
        });
        self.found.dedup_by(|(_, one), (_, other)| one.label == other.label);
        self.found.into_iter().map(|(_, item)| item).collect()
    }

    fn add(
        &mut self,
        kind: CompletionKind,
        label: &str,
        insert: &str,
        detail: String,
        rank: usize,
    ) {
        let Some(near) = nearness(label, self.prefix) else { return };
        let completion = Completion {
            label: label.to_owned(),
            kind,
            detail,
            insert: insert.to_owned(),
            span: self.word,
        };
        self.found.push((near * 100 + rank, completion));
    }

    /// How badly a type suits what is expected.
    fn misfit(&self, ty: Type) -> usize {
        let ty = ty.without(Type::NULL);
        match () {
            () if self.expected == Type::ANY || ty.is_never() => 1,
            () if self.expected.contains(ty) => 0,
            () if self.expected.intersects(ty) => 1,
            () => 2,
        }
    }

    /// What a value can start with.
    fn operand(&mut self, pieces: &Pieces<'_>, frames: &[Frame]) {
        if let Some(frame) = frames.last().filter(|frame| pieces.written(frame.open).len() > 1) {
            self.element(pieces, frame);
            return;
        }
        self.roots();
        self.bare_attributes();
        let environment = self.environment;
        let allowed = functions::names(environment.dialect).filter(|(name, function)| {
            name.form == Form::Function && function.places.contains(environment.place)
        });
        if environment.only_roots.is_none() {
            for (name, function) in allowed {
                self.function(name, function, name.text, CompletionKind::Function);
            }
        }
        for (word, ty) in [
            ("null", Type::NULL),
            ("true", Type::BOOLEAN),
            ("false", Type::BOOLEAN),
            ("not", Type::BOOLEAN),
        ] {
            let insert = if word == "not" { "not " } else { word };
            let rank = 60 + self.misfit(ty);
            self.add(CompletionKind::Keyword, word, insert, String::new(), rank);
        }
    }

    /// What an element has, inside the brackets of a projection or selection.
    fn element(&mut self, pieces: &Pieces<'_>, frame: &Frame) {
        let target = frame.open.checked_sub(1).and_then(|last| pieces.path_to(last));
        let target = target.map_or("", |span| span.of(self.text));
        if target.contains("roup") {
            self.group_attributes();
        }
        self.methods(Type::ANY);
    }

    fn group_attributes(&mut self) {
        for name in ["id", "name", "description", "type", "profile", "created", "lastUpdated"] {
            self.add(CompletionKind::Attribute, name, name, "of the group".to_owned(), 0);
        }
    }

    fn root_names(&self) -> Vec<&str> {
        let environment = self.environment;
        let rules = environment.place.rules();
        let mut roots = environment.only_roots.unwrap_or(rules.roots).to_vec();
        if rules.named_apps && environment.only_roots.is_none() {
            roots.extend(environment.apps.iter().map(String::as_str));
        }
        roots
    }

    fn roots(&mut self) {
        let environment = self.environment;
        let roots: Vec<String> = self.root_names().into_iter().map(str::to_owned).collect();
        for root in roots {
            let known = environment.known_root(&root).map_or("", |known| known.title.as_str());
            let rank = if self.misfit(Type::OBJECT) == 0 { 5 } else { 10 };
            self.add(CompletionKind::Root, &root, &root, known.to_owned(), rank);
            if !self.prefix.is_empty() {
                self.attributes(&root, &[&root], &format!("{root}."), 15);
            }
        }
    }

    /// Attributes of the source profile, which need no root.
    fn bare_attributes(&mut self) {
        let environment = self.environment;
        let rules = environment.place.rules();
        if rules.bare_names
            && environment.dialect == Dialect::Classic
            && environment.only_roots.is_none()
            && (environment.place != crate::dialect::Place::Any || !self.prefix.is_empty())
        {
            self.attributes("source", &["source"], "", 20);
        }
    }

    /// What can stand behind the dot of `path`.
    fn behind(&mut self, path: &str) {
        let dialect = self.environment.dialect;
        let family = format!("{path}.");
        let place = self.environment.place;
        for (name, function) in functions::names(dialect) {
            if let Some(short) = name.text.strip_prefix(&family)
                && name.form == Form::Function
                && function.places.contains(place)
            {
                self.function(name, function, short, CompletionKind::Function);
            }
        }
        let names: Vec<&str> =
            path.split("?.").flat_map(|part| part.split('.')).map(str::trim).collect();
        let is_path =
            names.iter().all(|name| !name.is_empty() && name.chars().all(is_name_character));
        if let (true, [root, ..]) = (is_path, names.as_slice())
            && self.root_names().contains(&canonical_root(root))
        {
            if canonical_root(root) == "group" {
                self.group_attributes();
            } else {
                self.attributes(canonical_root(root), &names, "", 0);
            }
        }
        if dialect == Dialect::IdentityEngine && !functions::is_namespace(dialect, path) {
            let ty = type_of(path, self.environment);
            self.methods(ty.without(Type::NULL));
        }
    }

    fn methods(&mut self, receiver: Type) {
        for (name, function) in functions::names(self.environment.dialect) {
            if name.form == Form::Method
                && function.places.contains(self.environment.place)
                && receiver_type(function).intersects(receiver)
            {
                self.function(name, function, name.text, CompletionKind::Method);
            }
        }
    }

    fn function(&mut self, name: &Name, function: &Function, label: &str, kind: CompletionKind) {
        let called =
            self.text.get(self.word.end()..).unwrap_or_default().trim_start().starts_with('(');
        let insert = if called { label.to_owned() } else { format!("{label}(") };
        let detail = match name.instead {
            Some(instead) => format!("deprecated: write {instead}"),
            None => format!("→ {} · {}", function.signature.returns, function.summary),
        };
        let deprecated = if name.instead.is_some() { 20 } else { 0 };
        let rank = 30 + deprecated + self.misfit(function.signature.returns);
        self.add(kind, label, &insert, detail, rank);
    }

    /// The attributes of the object at `path`, from the schema and from the people.
    fn attributes(&mut self, root: &str, path: &[&str], before: &str, rank: usize) {
        let environment = self.environment;
        let identity_user = root == "user" && environment.dialect == Dialect::IdentityEngine;
        let fixed = match path {
            [_] if identity_user => IDENTITY_USER,
            [_] => {
                let paths = environment.place.rules().paths;
                paths
                    .iter()
                    .find(|(known, _)| *known == root)
                    .map_or(&[] as &[_], |(_, names)| names)
            }
            _ => &[],
        };
        let roots = profiles(environment, root);
        let samples = self.samples;
        let object = samples.object(&roots, path.get(1..).unwrap_or_default());
        let sample = |name: &str| object.and_then(|object| object.attribute(name));
        let known = known_root(environment, &roots).filter(|_| match path {
            [_] => !identity_user,
            [_, "profile"] => identity_user,
            _ => false,
        });
        let mut names: Vec<(&str, Option<Type>)> = fixed.iter().map(|name| (*name, None)).collect();
        if let Some(known) = known {
            names
                .extend(known.attributes.iter().map(|known| (known.name.as_str(), Some(known.ty))));
        }
        if fixed.is_empty()
            && let Some(object) = object
        {
            names.extend(object.attributes().map(|(name, _)| (name, None)));
        }
        for (name, ty) in names {
            let (insert, label) = (format!("{before}{name}"), format!("{before}{name}"));
            let found = sample(name);
            let ty = ty.or(found.map(|sample| sample.ty).filter(|ty| !ty.is_never()));
            let rank = rank + self.misfit(ty.unwrap_or(Type::ANY));
            let detail = detail(ty, found, samples);
            self.add(CompletionKind::Attribute, &label, &insert, detail, rank);
        }
    }

    fn operators(&mut self) {
        for (word, detail) in [
            ("AND", "both hold"),
            ("OR", "one of them holds"),
            ("==", "equal"),
            ("!=", "not equal"),
            ("?:", "the right side where the left is null or empty"),
            ("?", "a condition, with `:` before the other value"),
            ("+", "joins texts, adds numbers"),
            ("matches", "the whole text matches a pattern"),
        ] {
            self.add(CompletionKind::Keyword, word, &format!("{word} "), detail.to_owned(), 0);
        }
    }
}

/// `text · in 7 of 9 · "Rome"`
fn detail(ty: Option<Type>, sample: Option<&SampleAttribute>, samples: &Samples) -> String {
    let mut parts: Vec<String> =
        ty.iter().filter(|ty| **ty != Type::ANY).map(Type::to_string).collect();
    if let Some(sample) = sample {
        parts.push(samples.share(sample));
        parts.extend(sample.shown.clone());
    } else if samples.people() > 0 {
        parts.push(format!("in 0 of {}", samples.people()));
    }
    parts.join(" · ")
}

/// The profiles that a root reads, the first that is there.
pub(super) fn profiles<'r>(environment: &Environment, root: &'r str) -> Vec<&'r str> {
    match root {
        "source" => environment.place.rules().source.to_vec(),
        other => vec![other],
    }
}

fn known_root<'e>(environment: &'e Environment, roots: &[&str]) -> Option<&'e KnownRoot> {
    roots.iter().find_map(|root| environment.known_root(root))
}

/// How far a label is from what has been typed; `None` where it does not fit.
pub(super) fn nearness(label: &str, prefix: &str) -> Option<usize> {
    let (label, typed) = (label.lower(), prefix.lower());
    let last = label.rsplit('.').next().unwrap_or_default();
    match () {
        () if label.starts_with(&typed) => Some(0),
        () if last.starts_with(&typed) => Some(1),
        () if label.contains(&typed) => Some(2),
        () => None,
    }
}

/// The parameter type that the innermost call expects at the caret.
pub(super) fn parameter_type(
    pieces: &Pieces<'_>,
    frames: &[Frame],
    environment: &Environment,
) -> Option<Type> {
    let frame = frames.last().filter(|frame| frame.name.is_some())?;
    let (callee, frame) = enclosing(pieces, std::slice::from_ref(frame), environment)?;
    let parameter = callee.parameters().get(callee.active(frame.commas)?)?;
    Some(parameter.ty)
}

#[cfg(test)]
#[path = "complete_tests.rs"]
mod tests;
