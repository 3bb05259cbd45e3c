//! Checked tree → program: names resolved to slots, constants folded, joins flattened, patterns
//! compiled.

pub(crate) mod direct;
mod join;
pub(crate) mod layout;
mod logic;
mod lower;
pub(crate) mod program;

use crate::check::{Checked, check};
use crate::diagnostic::Diagnostic;
use crate::dialect::Dialect;
use crate::environment::Environment;
use crate::limits::Limits;
use layout::Layout;
use program::Program;

/// For what a program is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// To be evaluated often.
    Evaluate,
    /// To tell the value of every part: nothing is folded or flattened.
    Trace,
}

/// The program of a checked expression that has no blocking problem.
///
/// Its slots are those of `layout`, which grows by what the program reads besides.
pub(crate) fn compile(
    checked: &Checked,
    environment: &Environment,
    purpose: Purpose,
    layout: &mut Layout,
) -> Program {
    lower::lower(&checked.typed, environment, purpose, layout)
}

/// The program of a group expression, or what is wrong with it first.
pub(crate) fn group_expression(
    text: &str,
    dialect: Dialect,
    limits: &Limits,
) -> Result<Program, Box<Diagnostic>> {
    let environment = Environment::group_expression(dialect, *limits);
    let checked = check(text, &environment);
    match checked.diagnostics.iter().find(|found| found.is_blocking()) {
        Some(found) => Err(Box::new(found.clone())),
        None => Ok(compile(&checked, &environment, Purpose::Evaluate, &mut Layout::default())),
    }
}
