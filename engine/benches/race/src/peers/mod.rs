//! Other engines, each with the rules in its own language and people in its own prepared form.

mod cel;
mod evalexpr;
mod minijinja;
mod rhai;
mod zen;

use serde_json::{Value, json};

use crate::field::Field;
use crate::people::Profile;
use crate::stopwatch::Entrant;
use crate::workload::Workload;

/// Enters every peer.
pub(crate) fn enter(field: &mut Field<'_>, workload: Workload) {
    zen::enter(field, workload);
    rhai::enter(field, workload);
    cel::enter(field, workload);
    evalexpr::enter(field, workload);
    minijinja::enter(field, workload);
}

/// A name and what compiles a workload's expression once.
type Compiler = (&'static str, Box<dyn FnMut()>);

/// Every peer compiling a workload's expression.
pub(crate) fn compilers(workload: Workload) -> Vec<Entrant> {
    let compilers: [Compiler; 5] = [
        (zen::NAME, zen::compiler(workload)),
        (rhai::NAME, rhai::compiler(workload)),
        (cel::NAME, cel::compiler(workload)),
        (evalexpr::NAME, evalexpr::compiler(workload)),
        (minijinja::NAME, minijinja::compiler(workload)),
    ];
    let entrant = |(name, pass): Compiler| Entrant {
        name: name.to_owned(),
        note: String::new(),
        items: 1,
        pass,
    };
    compilers.into_iter().map(entrant).collect()
}

/// Attributes that the rules read and that some people lack.
const OPTIONAL: [&str; 2] = ["email", "directNumber"];

/// The profile under `user`. What is missing is null: some peers refuse to read what is missing.
fn user(profile: &Profile) -> Value {
    let mut profile = profile.clone();
    for name in OPTIONAL {
        profile.entry(name).or_insert(Value::Null);
    }
    json!({ "user": profile })
}
