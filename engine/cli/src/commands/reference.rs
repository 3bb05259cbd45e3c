//! `attrmap reference`: the pages of the language reference → a folder.

use std::fs;
use std::io::Write;
use std::path::PathBuf;

use clap::Args;

use crate::outcome::{Failure, Outcome, Status};
use crate::output::Output;
use crate::reference::pages;

/// Write the reference of functions and diagnostics as HTML
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// The folder; it belongs beside the page's `index.html` and `style`
    #[arg(long, value_name = "DIR")]
    output: PathBuf,
}

/// Writes every page.
pub(crate) fn run(arguments: &Arguments, output: &mut Output) -> Outcome {
    let pages = pages();
    for page in &pages {
        let file = arguments.output.join(&page.path);
        let written = match file.parent() {
            Some(folder) => fs::create_dir_all(folder),
            None => Ok(()),
        };
        written.and_then(|()| fs::write(&file, &page.html)).map_err(|error| {
            let why = format_args!("cannot be written: {error}");
            Failure::file(&file.display().to_string(), &[], why)
        })?;
    }
    writeln!(output.out, "{} pages in {}", pages.len(), arguments.output.display())?;
    Ok(Status::Fine)
}
