//! The race: attrmap beside hand-written code and other engines, in a crate outside the workspace.

use crate::arguments::RaceOptions;
use crate::process::{cargo, program, run};
use crate::step::{Outcome, root, step, target};

/// Compiles the race and runs it; its tables go to standard output.
pub(crate) fn all(options: &RaceOptions) -> Outcome<()> {
    let folder = target().join("race");
    step("compile the race", || {
        let mut build = cargo();
        build.args(["build", "--release", "--locked", "--manifest-path"]);
        build.arg(root().join("engine/benches/race/Cargo.toml"));
        if options.no_peers {
            build.arg("--no-default-features");
        }
        run(build.env("CARGO_TARGET_DIR", &folder))
    })?;
    step("race", || run(program(folder.join("release/attrmap-race")).args(&options.words)))
}
