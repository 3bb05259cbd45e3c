//! `attrmap playground`: the page that is part of this program → a port of this machine.

use clap::Args;

use crate::outcome::Outcome;
use crate::output::Output;

/// Serve the playground on this machine
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// The port on 127.0.0.1; 0 takes a free one
    #[arg(long, value_name = "N", default_value_t = 8080)]
    port: u16,
}

/// Serves the page until the program is interrupted, and prints the address first.
#[cfg(feature = "playground")]
pub(crate) fn run(arguments: &Arguments, output: &mut Output) -> Outcome {
    use std::io::Write;

    use crate::outcome::{Failure, Status};

    let server = attrmap_server::Server::open(arguments.port).map_err(Failure::Usage)?;
    writeln!(output.out, "http://{}/   (Ctrl+C ends it)", server.address())?;
    output.out.flush()?;
    server.answer_all(&page::Page);
    Ok(Status::Fine)
}

/// Says what to do for a program that has the page.
#[cfg(not(feature = "playground"))]
pub(crate) fn run(_: &Arguments, _: &mut Output) -> Outcome {
    let message = "this program was built without the page: run `cargo xtask serve` in its \
        repository, or `cargo xtask build` and then `cargo install --path engine/cli --features \
        playground`";
    Err(crate::outcome::Failure::Usage(message.to_owned()))
}

#[cfg(feature = "playground")]
mod page {
    use std::borrow::Cow;

    /// The built site, in the order of the names.
    const FILES: &[(&str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/site.rs"));

    /// The files of the built site.
    pub(super) struct Page;

    impl attrmap_server::Site for Page {
        fn read(&self, path: &str) -> Option<Cow<'_, [u8]>> {
            let index = FILES.binary_search_by(|(name, _)| (*name).cmp(path)).ok()?;
            FILES.get(index).map(|(_, bytes)| Cow::Borrowed(*bytes))
        }
    }
}
