//! Expression → the people worth testing: small changes to one person, each of which reaches a
//! branch, an error or a printed null that nothing before it reached.

use super::candidates::{Candidate, Hints, Place};
use super::reach::{Map, Reach};
use super::trace::Tracer;
use crate::check::typed::Profiles;
use crate::context::Context;
use crate::environment::Environment;
use crate::eval::EvalError;
use crate::sorted::Sorted;
use crate::text::Span;
use crate::value::{Object, ObjectRef, Value};

/// How many people are tried at most.
const RUNS: usize = 3_000;

/// How many people are kept at most.
const KEPT: usize = 64;

/// How many candidates of an attribute are tried together with those of another.
const TOGETHER: usize = 16;

/// The people worth testing.
#[derive(Debug, Clone, Default)]
pub struct EdgeCases {
    /// The people, the smallest changes first.
    pub cases: Vec<EdgeCase>,
    /// Branches that nobody reached.
    pub unreached: Vec<Span>,
    /// How many people were tried.
    pub tried: usize,
}

/// A person worth testing.
#[derive(Debug, Clone)]
pub struct EdgeCase {
    /// What differs from the person that was started from.
    pub changes: Vec<Change>,
    /// The same in words: `extensionNumber is null`.
    pub reason: String,
    /// The value of the expression for this person.
    pub result: Result<Value<'static>, EvalError>,
    /// What is reached that nothing before reached, at least one.
    pub reaches: Vec<Reach>,
}

/// An attribute of a person that is worth testing.
#[derive(Debug, Clone)]
pub struct Change {
    /// The root.
    pub root: String,
    /// The names behind it.
    pub path: Vec<String>,
    /// The value; `None` where the attribute is not there.
    pub value: Option<Value<'static>>,
}

/// The people worth testing for `text`: changes to `base`, or to somebody invented.
///
/// None for an expression that cannot be compiled.
///
/// ```
/// use attrmap::assist::edge_cases;
/// use attrmap::environment::Environment;
/// let found = edge_cases("'#' + appuser.extensionNumber", &Environment::default(), None);
/// assert_eq!(found.cases[0].reason, "extensionNumber is missing");
/// assert_eq!(found.cases[0].result.as_ref().unwrap().as_text(), Some("#null"));
/// ```
pub fn edge_cases(text: &str, environment: &Environment, base: Option<&Context>) -> EdgeCases {
    let Ok(tracer) = Tracer::new(text, environment) else { return EdgeCases::default() };
    let hints = Hints::of(tracer.typed());
    let mut search = Search {
        map: Map::of(tracer.typed()),
        tracer: &tracer,
        seen: Sorted::default(),
        found: EdgeCases::default(),
    };
    let base = match base {
        Some(base) => base.clone(),
        None => search.somebody(&hints),
    };
    let _ = search.see(&base);
    search.one_change(&base, &hints);
    search.two_changes(&base, &hints);
    let seen = search.seen;
    let branches = search.map.branches();
    search.found.unreached = branches
        .filter(|branch| !seen.contains(&branch.key()))
        .filter_map(|branch| match branch {
            Reach::Branch(span) => Some(span),
            _ => None,
        })
        .collect();
    search.found
}

/// What goes wrong for a person; less is better, and the later an error comes.
#[derive(Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Trouble {
    error: Option<std::cmp::Reverse<usize>>,
    bad: usize,
}

struct Search<'t> {
    tracer: &'t Tracer,
    map: Map<'t>,
    seen: Sorted<(u8, usize, usize, &'static str), ()>,
    found: EdgeCases,
}

impl Search<'_> {
    fn result(&mut self, person: &Context) -> (Vec<Reach>, Result<Value<'static>, EvalError>) {
        self.found.tried += 1;
        let (parts, result) = self.tracer.parts(person);
        (self.map.reached(&parts, &result), result)
    }

    /// Notes what a person reaches; gives what is new.
    fn see(&mut self, person: &Context) -> (Vec<Reach>, Result<Value<'static>, EvalError>) {
        let (mut reached, result) = self.result(person);
        reached.retain(|reach| self.seen.insert(reach.key(), ()));
        (reached, result)
    }

    /// Somebody for whom the expression does what it is meant for, as far as that is found soon.
    fn somebody(&mut self, hints: &Hints) -> Context {
        let mut person = Context::new();
        for place in &hints.places {
            put(&mut person, place, hints.usual(place.ty).first().cloned());
        }
        for place in &hints.places {
            let mut least = self.trouble(&person);
            for value in hints.usual(place.ty) {
                if least == Trouble::default() || self.found.tried > RUNS / 2 {
                    return person;
                }
                let mut other = person.clone();
                put(&mut other, place, Some(value));
                let trouble = self.trouble(&other);
                if trouble < least {
                    (person, least) = (other, trouble);
                }
            }
        }
        person
    }

    /// What goes wrong for a person.
    fn trouble(&mut self, person: &Context) -> Trouble {
        let (reached, result) = self.result(person);
        let is_bad = |reach: &&Reach| matches!(reach, Reach::PrintsNull(_) | Reach::Lint { .. });
        let error = result.err().map(|error| std::cmp::Reverse(error.span().start()));
        Trouble { error, bad: reached.iter().filter(is_bad).count() }
    }

    fn one_change(&mut self, base: &Context, hints: &Hints) {
        let all: Vec<Vec<Candidate>> =
            hints.places.iter().map(|place| hints.candidates(place.ty)).collect();
        let longest = all.iter().map(Vec::len).max().unwrap_or(0);
        for size in 0..longest {
            for (place, candidates) in hints.places.iter().zip(&all) {
                if let Some(candidate) = candidates.get(size) {
                    self.try_changes(base, &[(place, candidate)]);
                }
            }
        }
    }

    fn two_changes(&mut self, base: &Context, hints: &Hints) {
        for (index, first) in hints.places.iter().enumerate() {
            let mut one = hints.candidates(first.ty);
            one.truncate(TOGETHER);
            for second in hints.places.iter().skip(index + 1) {
                let mut other = hints.candidates(second.ty);
                other.truncate(TOGETHER);
                for candidate in &one {
                    for beside in &other {
                        self.try_changes(base, &[(first, candidate), (second, beside)]);
                    }
                }
            }
        }
    }

    fn try_changes(&mut self, base: &Context, changes: &[(&Place, &Candidate)]) {
        if self.found.tried >= RUNS || self.found.cases.len() >= KEPT {
            return;
        }
        let mut person = base.clone();
        for (place, candidate) in changes {
            put(&mut person, place, candidate.value.clone());
        }
        let (reaches, result) = self.see(&person);
        if reaches.is_empty() {
            return;
        }
        let reasons = changes
            .iter()
            .map(|(place, candidate)| format!("{} is {}", place.path.join("."), candidate.words));
        let reason = reasons.collect::<Vec<_>>().join(" and ");
        let changes = changes.iter().map(|(place, candidate)| Change {
            root: profile_name(base, place).to_owned(),
            path: place.path.clone(),
            value: candidate.value.clone(),
        });
        let case = EdgeCase { changes: changes.collect(), reason, result, reaches };
        self.found.cases.push(case);
    }
}

/// The name of the profile that an attribute is read from.
fn profile_name<'p>(person: &Context, place: &'p Place) -> &'p str {
    match place.root.profiles {
        Profiles::Own => &place.root.name,
        Profiles::FirstOf(names) => {
            let there = names.iter().find(|name| person.root(name).is_some());
            there.or(names.first()).copied().unwrap_or("source")
        }
    }
}

/// Changes an attribute of a person, making the profile where there is none.
fn put(person: &mut Context, place: &Place, value: Option<Value<'static>>) {
    let root = profile_name(person, place);
    if person.root(root).is_none() {
        person.set(root, Object::new());
    }
    if let (Some(profile), [names @ .., last]) = (person.root_mut(root), place.path.as_slice()) {
        put_inside(profile, names, last, value);
    }
}

fn put_inside(object: &mut Object, names: &[String], last: &str, value: Option<Value<'static>>) {
    match (names, value) {
        ([], Some(value)) => object.set(last, value),
        ([], None) => object.remove(last),
        ([first, rest @ ..], value) => {
            let mut inside = match object.get(first) {
                Some(Value::Object(inside)) => (**inside).clone(),
                _ => Object::new(),
            };
            put_inside(&mut inside, rest, last, value);
            object
                .set(first.as_str(), Value::Object(ObjectRef::Shared(std::sync::Arc::new(inside))));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Code;

    fn found(text: &str) -> Vec<String> {
        let found = edge_cases(text, &Environment::default(), None);
        assert!(found.tried <= RUNS + 100);
        found.cases.into_iter().map(|case| case.reason).collect()
    }

    #[test]
    fn the_vendors_rule_needs_two_people() {
        let text = "(appuser.directNumber != null ? appuser.directNumber : \"\") + \"#\" + appuser.extensionNumber";
        let found = edge_cases(text, &Environment::default(), None);
        let reasons: Vec<&str> = found.cases.iter().map(|case| case.reason.as_str()).collect();
        assert_eq!(reasons, ["directNumber is missing", "extensionNumber is missing"]);
        assert!(
            matches!(&found.cases[0].reaches[..], [Reach::Branch(span)] if span.of(text) == "\"\"")
        );
        assert!(matches!(&found.cases[1].reaches[..], [Reach::PrintsNull(_)]));
        assert_eq!(found.unreached, []);
    }

    #[test]
    fn errors_are_found_with_the_smallest_input() {
        let found = edge_cases("Convert.toInt(user.size) + 1", &Environment::default(), None);
        assert!(found.cases.iter().any(|case| case.result.is_err()), "{found:?}");
    }

    #[test]
    fn a_branch_behind_a_value_of_the_expression_is_reached() {
        let reasons = found("user.city == 'Rome' and user.zip == '1' ? 'x' : 'y'");
        assert_eq!(reasons, ["city is `Rome`", "city is `Rome` and zip is `1`"]);
    }

    #[test]
    fn inputs_that_warnings_are_about_are_found() {
        for (text, wanted) in [
            ("String.substringBefore(user.mail, '@')", Code::SeparatorMayBeAbsent),
            ("String.substring(user.city, 0, 5)", Code::PositionPastEnd),
        ] {
            let found = edge_cases(text, &Environment::default(), None);
            let lint = |reach: &Reach| matches!(reach, Reach::Lint { code, .. } if *code == wanted);
            assert!(found.cases.iter().any(|case| case.reaches.iter().any(lint)), "{found:?}");
        }
    }

    #[test]
    fn a_branch_that_nobody_reaches_is_told() {
        let text = "user.a == 'x' and user.a == 'y' ? 1 : 2";
        let found = edge_cases(text, &Environment::default(), None);
        assert_eq!(found.unreached.iter().map(|span| span.of(text)).collect::<Vec<_>>(), ["1"]);
    }

    #[test]
    fn attributes_inside_of_attributes_are_changed_there() {
        let environment =
            Environment::new(crate::dialect::Dialect::IdentityEngine, crate::dialect::Place::Any);
        let found = edge_cases("user.profile.city.length() > 3", &environment, None);
        let case = found.cases.iter().find(|case| case.result.is_err()).unwrap();
        assert_eq!(case.changes[0].path, ["profile", "city"]);
    }

    #[test]
    fn what_cannot_be_compiled_has_no_edge_cases() {
        assert!(edge_cases("user.", &Environment::default(), None).cases.is_empty());
    }
}
