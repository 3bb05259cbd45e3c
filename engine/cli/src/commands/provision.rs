//! `attrmap provision`: a run file → what happens to everybody, as files; a peer takes the calls.

use std::io::Write;
use std::path::{Path, PathBuf};

use attrmap::datetime::DateTime;
use attrmap::provisioning::{
    DryRun, DryRunOptions, Preflight, ReportFormat, Round, Status as RowStatus, code,
};
use clap::{Args, ValueEnum};

use crate::files::replace;
use crate::outcome::{Failure, Outcome, Status};
use crate::output::{Format, Output};
use crate::peer::ScimService;
use crate::progress::Progress;
use crate::runs::{LoadedRun, clock, instant, loader, print_import, unusable};

/// Rehearse a provisioning run, or let a service take its calls
///
/// A rehearsal changes nothing outside the output folder. With `--peer scim URL` the users of a
/// SCIM 2.0 service are created, changed and switched off as the run says; a token for it is taken
/// from the variable `ATTRMAP_PEER_TOKEN`.
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// The run file
    run: String,
    /// Rehearse
    #[arg(long, conflicts_with = "peer")]
    dry_run: bool,
    /// The service that takes the calls: its kind, `scim`, and its address
    #[arg(long, num_args = 2, value_names = ["KIND", "URL"])]
    peer: Option<Vec<String>>,
    /// The folder for the results
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Repeat the run on its own result until nothing changes
    #[arg(long)]
    settle: bool,
    /// What to do about mails that are not unique, instead of what the run file says
    #[arg(long, value_enum)]
    preflight: Option<PreflightMode>,
    /// Print the report to the administrator
    #[arg(long, value_enum)]
    report: Option<ReportKind>,
    /// Show values that failed, which may be private
    #[arg(long)]
    show_values: bool,
    /// The time that expressions see; now if left out
    #[arg(long, value_name = "TIME", value_parser = instant)]
    now: Option<DateTime>,
    /// The form of the answer
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum PreflightMode {
    /// Stop before the first change
    Block,
    /// Go on; only users with such a mail fail
    Report,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum ReportKind {
    Mail,
    Md,
    Html,
}

/// Runs, writes the files, and says how it went.
pub(crate) fn run(arguments: &Arguments, output: &mut Output) -> Outcome {
    let peer = peer(arguments)?;
    let loaded = LoadedRun::load(&arguments.run)?;
    let options = DryRunOptions {
        now: arguments.now.clone().unwrap_or_else(clock),
        settle: arguments.settle,
        preflight: arguments.preflight.map(|mode| match mode {
            PreflightMode::Block => Preflight::Block,
            PreflightMode::Report => Preflight::Report,
        }),
    };
    let mut progress = Progress::new();
    let mut files = loader(&arguments.run, &mut progress);
    let dry_run = match peer {
        None => loaded.run.dry_run(&options, &mut files),
        Some(mut peer) => loaded.run.provision(&options, &mut files, &mut peer),
    };
    drop(files);
    progress.clear();
    let dry_run = dry_run.map_err(|error| unusable(&arguments.run, &error))?;
    let results = write_files(arguments.out.as_deref(), &loaded, &dry_run)?;
    print_import(&dry_run.state, output)?;
    answer(arguments, &loaded, &dry_run, &results, output)?;
    if let Some(why) = &dry_run.closed {
        writeln!(output.err, "the service takes no calls: {why}; whoever was left is put off")?;
    }
    Ok(match &dry_run.round {
        None => Status::Blocked,
        Some(round) => {
            let settles = dry_run.convergence.as_ref().is_none_or(|found| found.code.is_none());
            Status::fine_if(round.is_fine() && settles)
        }
    })
}

/// The service that takes the calls; none for a rehearsal.
fn peer(arguments: &Arguments) -> Result<Option<ScimService>, Failure> {
    match arguments.peer.as_deref() {
        None if arguments.dry_run => Ok(None),
        None => {
            let message =
                "say --dry-run to rehearse, or --peer scim URL for a service that takes the calls";
            Err(Failure::Usage(message.to_owned()))
        }
        Some([kind, address]) if kind == "scim" => ScimService::new(address).map(Some),
        Some(_) => Err(Failure::Usage("--peer: the only kind of service is `scim`".to_owned())),
    }
}

fn write_files(
    folder: Option<&Path>,
    loaded: &LoadedRun,
    dry_run: &DryRun,
) -> Result<String, Failure> {
    if let Some(folder) = folder {
        std::fs::create_dir_all(folder).map_err(|error| {
            Failure::file(
                &folder.to_string_lossy(),
                &[],
                format_args!("it can not be made: {error}"),
            )
        })?;
    }
    let mut progress = Progress::new();
    let mut written = Ok(());
    let mut results = String::new();
    dry_run.write_files(&loaded.run, &mut |name, text| {
        if matches!(name, "preflight.json" | "results.json") {
            text.clone_into(&mut results);
        }
        if let (Some(folder), Ok(())) = (folder, &written) {
            progress.say(&format!("writing {name}"));
            written = replace(folder.join(name), text.as_bytes());
        }
    });
    written.map(|()| results)
}

fn answer(
    arguments: &Arguments,
    loaded: &LoadedRun,
    dry_run: &DryRun,
    results: &str,
    output: &mut Output,
) -> std::io::Result<()> {
    if arguments.format == Format::Json {
        return write!(output.out, "{results}");
    }
    if let Some(kind) = arguments.report {
        let format = match kind {
            ReportKind::Mail => ReportFormat::Mail,
            ReportKind::Md => ReportFormat::Markdown,
            ReportKind::Html => ReportFormat::Html,
        };
        let report = dry_run.report(&loaded.run, format, arguments.show_values);
        return write!(output.out, "{report}");
    }
    for duplicate in &dry_run.preflight.duplicates {
        let ids = duplicate.extensions.join(", ");
        writeln!(output.out, "{}: on several extension records: {ids}", duplicate.email)?;
    }
    match &dry_run.round {
        None => writeln!(output.out, "stopped before the first change: make these mails unique"),
        Some(round) => print_round(round, dry_run, output),
    }
}

fn print_round(round: &Round, dry_run: &DryRun, output: &mut Output) -> std::io::Result<()> {
    for row in &round.rows {
        for error in &row.errors {
            let (file, line, id) = (&row.file, row.line, error.code);
            writeln!(output.err, "{file}:{line}: {id} error {}", error.message)?;
        }
        for found in row.diagnostics.iter().filter(|_| row.status == RowStatus::Failed) {
            let message = code(found.code).map(|code| code.template.as_str()).unwrap_or_default();
            let attribute = found.attribute.as_deref().unwrap_or_default();
            let (file, line) = (&row.file, row.line);
            writeln!(output.err, "{file}:{line}: {} error {message} ({attribute})", found.code)?;
        }
    }
    let statuses = RowStatus::ALL.map(|status| {
        let count = round.rows.iter().filter(|row| row.status == status).count();
        format!("{count} {}", status.word())
    });
    writeln!(output.out, "{}", statuses.join(", "))?;
    let hub = round.hub_counts;
    writeln!(
        output.out,
        "hub: {} created, {} updated, {} unchanged; {} records written back",
        hub.created,
        hub.updated,
        hub.unchanged,
        round.written_records()
    )?;
    match dry_run.convergence.as_ref().map(|found| found.converged_at) {
        None => Ok(()),
        Some(Some(round)) => writeln!(output.out, "settled in round {round}"),
        Some(None) => {
            let moving = dry_run.convergence.iter().flat_map(|found| &found.moving);
            let moving: Vec<&str> = moving.map(String::as_str).collect();
            writeln!(output.out, "never settles (LOOP-102): {}", moving.join(", "))
        }
    }
}
