//! Expression → the attributes it reads, and the values worth trying for them, the smallest first.

use crate::check::typed::{Root, Typed, TypedKind};
use crate::text::Letters;
use crate::types::Type;
use crate::value::{Value, same};

/// How many texts and numbers of the expression are taken as hints.
const HINTS: usize = 12;

/// The longest text that is made for a number in the expression.
const LONGEST: usize = 300;

/// An attribute, or a part of one, that an expression reads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) root: Root,
    /// From the root: `profile`, `city`.
    pub(super) path: Vec<String>,
    pub(super) ty: Type,
}

/// Something to try for an attribute.
#[derive(Debug, Clone)]
pub(super) struct Candidate {
    /// `None` for an attribute that is not there.
    pub(super) value: Option<Value<'static>>,
    /// What it is, behind `city is`.
    pub(super) words: String,
}

/// What an expression reads and speaks of.
#[derive(Debug, Default)]
pub(super) struct Hints {
    pub(super) places: Vec<Place>,
    texts: Vec<String>,
    numbers: Vec<usize>,
}

impl Hints {
    pub(super) fn of(typed: &Typed) -> Self {
        let mut hints = Self::default();
        hints.collect(typed);
        hints
    }

    fn collect(&mut self, typed: &Typed) {
        if let Some((root, path)) = path_of(typed) {
            let place = Place { root: root.clone(), path, ty: typed.ty.without(Type::NULL) };
            if !self.places.iter().any(|known| known.root == place.root && known.path == place.path)
            {
                self.places.push(place);
            }
            return;
        }
        match typed.literal() {
            Some(Value::Text(text))
                if (1..=64).contains(&text.len())
                    && self.texts.len() < HINTS
                    && !self.texts.iter().any(|known| *known == **text) =>
            {
                self.texts.push(text.to_string());
            }
            Some(Value::Integer(number)) => {
                let number = usize::try_from(*number).unwrap_or(0);
                if (1..=LONGEST).contains(&number)
                    && self.numbers.len() < HINTS
                    && !self.numbers.contains(&number)
                {
                    self.numbers.push(number);
                }
            }
            _ => {}
        }
        typed.for_each_child(|child| self.collect(child));
    }

    /// Values that people usually have, the likeliest first.
    pub(super) fn usual(&self, ty: Type) -> Vec<Value<'static>> {
        let length = self.numbers.iter().max().copied().unwrap_or(0);
        let parts = self.texts.iter().fold("ab".to_owned(), |all, text| format!("{all}{text}cd"));
        let mut values = vec![
            Value::from(if length > 4 { "x".repeat(length + 1) } else { "value".to_owned() }),
            Value::from(parts),
            Value::from("7"),
            Value::from("US"),
            Value::from("2015-07-31T17:18:37.979Z"),
            Value::Integer(7),
            Value::from(vec![Value::from("a"), Value::from("b")]),
            Value::from(true),
        ];
        values.extend(self.texts.iter().map(|text| Value::from(text.clone())));
        values.retain(|value| ty.intersects(value.ty()));
        values
    }

    /// What to try for an attribute, the smallest first.
    pub(super) fn candidates(&self, ty: Type) -> Vec<Candidate> {
        let mut all = vec![Candidate { value: None, words: "missing".to_owned() }];
        let mut add = |value: Value<'static>, words: String| {
            let known = |candidate: &Candidate| {
                candidate.value.as_ref().is_some_and(|other| same(other, &value))
            };
            if (value.is_null() || ty.intersects(value.ty())) && !all.iter().any(known) {
                all.push(Candidate { value: Some(value), words });
            }
        };
        add(Value::Null, "null".to_owned());
        let mut text = |text: String, words: String| add(Value::from(text), words);
        text(String::new(), "empty text".to_owned());
        text(" ".to_owned(), "a blank".to_owned());
        text("a".to_owned(), "one letter".to_owned());
        for hint in &self.texts {
            text(hint.clone(), format!("`{hint}`"));
            text(format!("a{hint}b"), format!("`a{hint}b`, with `{hint}` inside"));
            text(format!("{hint}b"), format!("`{hint}b`, with nothing before `{hint}`"));
            text(hint.upper(), format!("`{}`, in upper case", hint.upper()));
            text(hint.lower(), format!("`{}`, in lower case", hint.lower()));
            text(format!(" {hint}"), format!("` {hint}`, with a blank before"));
            text(format!("{hint} "), format!("`{hint} `, with a blank behind"));
        }
        for number in &self.numbers {
            for length in [number.saturating_sub(1), *number, number + 1] {
                text("x".repeat(length), format!("a text of {length} characters"));
            }
            text(number.to_string(), format!("`{number}`, a number as text"));
        }
        for (value, words) in [
            (" a ", "` a `, with blanks around"),
            ("é", "`é`, not ASCII"),
            ("😀", "`😀`, a pair of UTF-16 units"),
            ("A", "`A`, in upper case"),
            ("007", "`007`, a number with leading zeros"),
            ("9007199254740993", "`9007199254740993`, a big number as text"),
            ("US", "`US`, the code of a country"),
            ("2015-07-31T17:18:37.979Z", "a date and time as text"),
        ] {
            text(value.to_owned(), words.to_owned());
        }
        add(Value::Integer(0), "the number 0".to_owned());
        add(Value::Integer(-1), "the number -1".to_owned());
        for number in &self.numbers {
            let whole = i32::try_from(*number).unwrap_or(i32::MAX);
            for value in [whole, whole.saturating_add(1)] {
                add(Value::Integer(value), format!("the number {value}"));
            }
        }
        add(Value::Long(9_007_199_254_740_993), "the number 9007199254740993".to_owned());
        add(Value::from(true), "true".to_owned());
        add(Value::from(false), "false".to_owned());
        for count in [0, 1, 3] {
            let items = ["a", "b", "c"].into_iter().take(count).map(Value::from);
            add(Value::from(items.collect::<Vec<_>>()), format!("a list of {count}"));
        }
        for hint in &self.texts {
            add(Value::from(vec![Value::from(hint.clone())]), format!("a list with `{hint}`"));
        }
        all
    }
}

/// The root and the names behind it, where a part is nothing else.
fn path_of(typed: &Typed) -> Option<(&Root, Vec<String>)> {
    match &typed.kind {
        TypedKind::Attribute { root, name, .. } => Some((root, vec![name.to_string()])),
        TypedKind::Member { target, name, .. } => {
            let (root, mut path) = path_of(target)?;
            path.push(name.to_string());
            Some((root, path))
        }
        _ => None,
    }
}
