//! What compiling knows before any person: dialect, place, named apps, known attributes, limits.

use crate::context::Context;
use crate::dialect::{Dialect, Place, canonical_root, is_root};
use crate::limits::Limits;
use crate::types::Type;

/// Where an expression will live.
///
/// ```
/// use attrmap::dialect::{Dialect, Place};
/// use attrmap::environment::Environment;
/// let environment = Environment::new(Dialect::Classic, Place::GroupRule);
/// assert!(environment.apps.is_empty());
/// ```
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct Environment {
    /// The edition of the language.
    pub dialect: Dialect,
    /// The place of use.
    pub place: Place,
    /// Names of the app instances that can be read as `<app>` and `<app>_app`.
    pub apps: Vec<String>,
    /// What is known about the profiles under the roots.
    pub known: Vec<KnownRoot>,
    /// The values that attributes are restricted to; completion proposes them.
    pub allowed: Vec<AllowedValues>,
    /// Whether some profile answers for bare names and `source`; matters in [`Place::Any`] only.
    pub source: SourceProfile,
    /// The only roots, for texts inside an expression such as the group expression of
    /// `getFilteredGroups`.
    pub only_roots: Option<&'static [&'static str]>,
    /// People against whose values warnings are checked; without them such warnings are silent.
    pub samples: Vec<Context>,
    /// Bounds on sizes.
    pub limits: Limits,
}

/// Whether there is a profile for bare names to read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum SourceProfile {
    /// There is one, or people come later.
    #[default]
    Present,
    /// There is none: a bare name means nothing.
    Absent,
}

/// What is known about the profile under one root.
#[derive(Debug, Clone, PartialEq)]
pub struct KnownRoot {
    /// The root: `user`, `appuser`, an app.
    pub root: String,
    /// Whose profile it is, for messages: `RingCentral Office@Hand`.
    pub title: String,
    /// Its attributes; others do not exist.
    pub attributes: Vec<KnownAttribute>,
}

/// The only values that an attribute may have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AllowedValues {
    /// The root: `user`, `appuser`, an app.
    pub root: String,
    /// The attribute.
    pub attribute: String,
    /// The values, as text.
    pub values: Vec<String>,
}

/// An attribute that a profile may have.
#[derive(Debug, Clone, PartialEq)]
pub struct KnownAttribute {
    /// Its name.
    pub name: String,
    /// What its values are; null is always possible besides.
    pub ty: Type,
}

impl Environment {
    /// A place in a dialect, with nothing known about profiles.
    pub fn new(dialect: Dialect, place: Place) -> Self {
        Self { dialect, place, ..Self::default() }
    }

    /// The environment of a group expression, the text that `getFilteredGroups` takes.
    pub fn group_expression(dialect: Dialect, limits: Limits) -> Self {
        Self {
            source: SourceProfile::Absent,
            only_roots: Some(&["group"]),
            limits,
            ..Self::new(dialect, Place::Any)
        }
    }

    /// The same, with the roots that a profile has: names that are no root of the language are
    /// named apps, and bare names need a source profile.
    #[must_use]
    pub fn with_roots<'r>(mut self, roots: impl IntoIterator<Item = &'r str>) -> Self {
        let sources = self.place.rules().source;
        self.source = SourceProfile::Absent;
        for root in roots {
            if sources.contains(&canonical_root(root)) {
                self.source = SourceProfile::Present;
            }
            if !is_root(root) && !root.starts_with('$') {
                self.apps.push(root.to_owned());
            }
        }
        self
    }

    /// The same, with people whose values warnings may look at.
    #[must_use]
    pub fn with_samples(mut self, samples: impl IntoIterator<Item = Context>) -> Self {
        self.samples = samples.into_iter().collect();
        self
    }

    /// The values that an attribute is restricted to; none where any value is allowed.
    pub fn allowed_values(&self, root: &str, attribute: &str) -> &[String] {
        let root = canonical_root(root);
        let found = self.allowed.iter().find(|a| a.root == root && a.attribute == attribute);
        found.map_or(&[], |allowed| &allowed.values)
    }

    /// What is known about the profile under `root`.
    pub fn known_root(&self, root: &str) -> Option<&KnownRoot> {
        let root = canonical_root(root);
        self.known.iter().find(|known| known.root == root)
    }
}
