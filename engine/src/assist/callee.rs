//! A name in front of a bracket → the function that is called, also in broken text.

use super::caret::{Frame, Kind, Pieces};
use crate::check::type_of;
use crate::environment::Environment;
use crate::functions::{self, Form, Function, Name, Parameter};
use crate::text::Span;
use crate::types::Type;

/// A function where it is called or named.
#[derive(Debug, Clone, Copy)]
pub(super) struct Callee {
    pub(super) name: &'static Name,
    pub(super) function: &'static Function,
    /// Where its name stands, with its family.
    pub(super) span: Span,
}

impl Callee {
    /// The parameters that stand between the brackets.
    pub(super) fn parameters(&self) -> &'static [Parameter] {
        let parameters = self.function.signature.parameters;
        match self.name.form {
            Form::Function => parameters,
            Form::Method => parameters.get(1..).unwrap_or_default(),
        }
    }

    /// The index of the parameter that the value after `commas` commas is for.
    pub(super) fn active(&self, commas: usize) -> Option<usize> {
        let parameters = self.parameters();
        let last = parameters.len().checked_sub(1)?;
        match parameters.last() {
            Some(parameter) if parameter.repeats() => {
                // Keys and values of pairs take turns.
                let first = parameters.iter().position(Parameter::repeats).unwrap_or(last);
                let round = parameters.len() - first;
                Some(if commas < first { commas } else { first + (commas - first) % round })
            }
            _ => (commas <= last).then_some(commas),
        }
    }
}

/// The function that the name at `index` calls.
pub(super) fn callee(
    pieces: &Pieces<'_>,
    index: usize,
    environment: &Environment,
) -> Option<Callee> {
    let dialect = environment.dialect;
    let own = pieces.all.get(index)?.span;
    let text = own.of(pieces.text);
    let dot = index.checked_sub(1).filter(|dot| pieces.kind(*dot) == Some(Kind::Dot));
    let Some(before) = dot.and_then(|dot| dot.checked_sub(1)) else {
        let (name, function) = functions::find(dialect, text)?;
        return Some(Callee { name, function, span: own });
    };
    let receiver = pieces.path_to(before)?;
    let written = receiver.of(pieces.text);
    if let Some((name, function)) = functions::find(dialect, &format!("{written}.{text}")) {
        return Some(Callee { name, function, span: receiver.to(own) });
    }
    let ty = type_of(written, environment);
    let fits = |function: &Function| receiver_type(function).intersects(ty);
    let (name, function) = functions::methods(dialect, text)
        .find(|(_, function)| fits(function))
        .or_else(|| functions::methods(dialect, text).next())?;
    Some(Callee { name, function, span: own })
}

/// The innermost call around the caret that is known.
pub(super) fn enclosing<'f>(
    pieces: &Pieces<'_>,
    frames: &'f [Frame],
    environment: &Environment,
) -> Option<(Callee, &'f Frame)> {
    frames
        .iter()
        .rev()
        .find_map(|frame| callee(pieces, frame.name?, environment).map(|callee| (callee, frame)))
}

/// What a method is called on.
pub(super) fn receiver_type(function: &Function) -> Type {
    function.signature.parameters.first().map_or(Type::ANY, |parameter| parameter.ty)
}
