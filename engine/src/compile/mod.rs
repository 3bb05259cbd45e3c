//! Checked tree → program: names resolved to slots, constants folded, joins flattened, patterns
//! compiled.

mod lower;
pub(crate) mod program;

use crate::check::Checked;
use crate::environment::Environment;
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
pub(crate) fn compile(checked: &Checked, environment: &Environment, purpose: Purpose) -> Program {
    lower::lower(&checked.typed, environment, purpose)
}
