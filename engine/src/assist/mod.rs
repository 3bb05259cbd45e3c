//! What editors ask while an expression is written: the value of every part, an explanation in
//! words, completion, hover, signatures, and the people worth testing.
//!
//! Everything works on broken text too, at every offset, and decides from the tree, the environment
//! and the catalog alone.

mod callee;
mod candidates;
mod caret;
mod complete;
mod edge_cases;
mod expect;
mod explain;
mod format;
mod hover;
mod reach;
mod samples;
mod signature;
mod trace;
mod values;
mod words;

pub use complete::{Completion, CompletionKind, complete};
pub use edge_cases::{Change, EdgeCase, EdgeCases, edge_cases};
pub use explain::{Sentence, explain};
pub use format::format;
pub use hover::{Hover, hover};
pub use reach::Reach;
pub use samples::Samples;
pub use signature::{SignatureHelp, signature};
pub use trace::{Evaluated, TraceNode, Tracer, trace};
