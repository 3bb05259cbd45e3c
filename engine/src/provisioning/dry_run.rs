//! The whole run on a copy of the world, without touching anything outside but a peer.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::config::{FileFormat, Preflight};
use super::discover::{Statistics, discover_ldif};
use super::output::{HubLog, Round};
use super::peer::Peer;
use super::preflight::{PreflightReport, preflight};
use super::run::{LoadError, Loader, Run, State};
use super::scim_account::ScimAccount;
use super::select::select;
use super::service::Service;
use super::static_check::Loop;
use super::work::{Selected, Work};
use super::write_back::apply_to_people;
use crate::datetime::DateTime;

/// How a dry run goes.
#[derive(Debug, Clone)]
pub struct DryRunOptions {
    /// The time that expressions see.
    pub now: DateTime,
    /// Whether the run is repeated on its own result until nothing changes.
    pub settle: bool,
    /// What happens when mails are not unique, instead of what the run file says.
    pub preflight: Option<Preflight>,
}

/// What a dry run gives.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct DryRun {
    /// The mails that are not unique, and whether that stopped the run.
    pub preflight: PreflightReport,
    /// The first round; none when the run was stopped.
    pub round: Option<Round>,
    /// The world after the first round.
    pub state: State,
    /// The codes against each person of each directory.
    pub selected: Vec<Vec<Option<&'static str>>>,
    /// Whether and when the data settled, where that was asked for.
    pub convergence: Option<Convergence>,
    /// What the people of each LDIF file look like.
    pub discovered: BTreeMap<String, Statistics>,
    /// Why the peer took no more calls; whoever was left is put off.
    pub closed: Option<String>,
}

/// Whether running again changes anything.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Convergence {
    /// The circles of the mappings.
    #[serde(rename = "static")]
    pub loops: Vec<Loop>,
    /// How much each round changed.
    pub rounds: Vec<RoundCounts>,
    /// The first round after the first one that changed nothing.
    pub converged_at: Option<usize>,
    /// LOOP-102 when there is none.
    pub code: Option<&'static str>,
    /// What the last round still changed.
    pub moving: BTreeSet<String>,
}

/// How much one round changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct RoundCounts {
    /// Values of the hub.
    pub hub_changes: usize,
    /// Phones.
    pub app_changes: usize,
    /// Records of directories.
    pub write_back: usize,
    /// All of them.
    pub total: usize,
}

impl Run {
    /// Runs everything on a copy of the world.
    ///
    /// # Errors
    ///
    /// [`LoadError`] for the first file of the hub, the account or a directory that can not be used.
    pub fn dry_run(
        &self,
        options: &DryRunOptions,
        loader: &mut Loader<'_>,
    ) -> Result<DryRun, LoadError> {
        let state = self.load_state(loader)?;
        let service = Service::rehearsal(&state.account);
        self.with_discovery(self.run_on(state, options, service), loader)
    }

    /// Runs everything, and makes a SCIM service's users like the people who are provisioned.
    ///
    /// The world stays a copy, as in a rehearsal: the service takes the account's calls, and a
    /// number that it gives counts instead of the inventory's. Users are found by user name, so a
    /// run that was cut off may be repeated. Later rounds of settling are rehearsed.
    ///
    /// # Errors
    ///
    /// [`LoadError`] for the first file that can not be used. What the service refuses is an error
    /// of a row; a service that takes no calls at all is told in [`DryRun::closed`].
    pub fn provision(
        &self,
        options: &DryRunOptions,
        loader: &mut Loader<'_>,
        peer: &mut dyn Peer,
    ) -> Result<DryRun, LoadError> {
        let state = self.load_state(loader)?;
        let service = Service::Scim(ScimAccount::new(&self.app_schema, peer));
        self.with_discovery(self.run_on(state, options, service), loader)
    }

    fn with_discovery(
        &self,
        mut run: DryRun,
        loader: &mut Loader<'_>,
    ) -> Result<DryRun, LoadError> {
        if run.round.is_some() {
            run.discovered = self.discover(loader)?;
        }
        Ok(run)
    }

    /// Runs everything on a world that was loaded before.
    #[must_use]
    pub fn dry_run_on(&self, state: State, options: &DryRunOptions) -> DryRun {
        let service = Service::rehearsal(&state.account);
        self.run_on(state, options, service)
    }

    fn run_on(
        &self,
        mut state: State,
        options: &DryRunOptions,
        mut service: Service<'_>,
    ) -> DryRun {
        let mode = options.preflight.unwrap_or(self.file.options.preflight);
        let preflight = preflight(&state.account, mode);
        let selected = self.select(&state);
        let mut round = None;
        let mut convergence = None;
        if !preflight.blocked {
            let first = self.round(&mut state, &selected, &options.now, &mut service);
            if options.settle {
                convergence = Some(self.settle(state.clone(), &selected, &first, &options.now));
            }
            round = Some(first);
        }
        let closed = service.closed().map(str::to_owned);
        let discovered = BTreeMap::new();
        DryRun { preflight, round, state, selected, convergence, discovered, closed }
    }

    /// The codes against each person of each directory.
    #[must_use]
    pub fn select(&self, state: &State) -> Vec<Vec<Option<&'static str>>> {
        let configs = self.file.directories.iter();
        configs.zip(&state.people).map(|(config, people)| select(people, &config.select)).collect()
    }

    fn discover(&self, loader: &mut Loader<'_>) -> Result<BTreeMap<String, Statistics>, LoadError> {
        let files = self.file.directories.iter().flat_map(|directory| &directory.files);
        let mut discovered = BTreeMap::new();
        for file in files.filter(|file| file.format == FileFormat::Ldif) {
            let bytes =
                loader(&file.path).map_err(|message| LoadError::unreadable(&file.path, message))?;
            discovered.insert(file.path.clone(), discover_ldif(&bytes));
        }
        Ok(discovered)
    }

    /// One round: match, map to the hub, assign, provision, map back, write back.
    fn round(
        &self,
        state: &mut State,
        selected: &Selected,
        now: &DateTime,
        service: &mut Service<'_>,
    ) -> Round {
        let mut hub = HubLog::default();
        let mut work = Work::new(self, state, selected, now);
        work.match_records();
        let hub_counts = work.map_to_hub(&mut hub);
        let memberships = work.assign_app();
        let mut account = work.provision(service);
        work.deactivate_leavers(service, &mut account);
        work.map_back(&mut hub);
        let write_back = work.write_back();
        Round {
            rows: work.rows,
            memberships,
            hub,
            hub_counts,
            activation_emails: account.activation_emails,
            numbers_assigned: account.numbers_assigned,
            extensions_assigned: account.extensions_assigned,
            backoff_seconds: account.backoff_seconds,
            write_back,
        }
    }

    /// Repeats the run on its own result.
    fn settle(
        &self,
        mut state: State,
        selected: &Selected,
        first: &Round,
        now: &DateTime,
    ) -> Convergence {
        let mut rounds = vec![RoundCounts::of(first)];
        let mut moving = moving(first);
        apply_to_people(&mut state, &first.write_back);
        let mut converged_at = None;
        while converged_at.is_none() && rounds.len() < self.file.options.max_rounds {
            let mut service = Service::rehearsal(&state.account);
            let round = self.round(&mut state, selected, now, &mut service);
            apply_to_people(&mut state, &round.write_back);
            let counts = RoundCounts::of(&round);
            rounds.push(counts);
            moving = self::moving(&round);
            converged_at = (counts.total == 0).then_some(rounds.len());
        }
        let code = converged_at.is_none().then_some("LOOP-102");
        Convergence { loops: self.check().loops, rounds, converged_at, code, moving }
    }
}

impl RoundCounts {
    fn of(round: &Round) -> Self {
        let hub_changes = round.hub.changes.len();
        let app_changes = round.app_changes();
        let write_back = round.written_records();
        let total = hub_changes + app_changes + write_back;
        Self { hub_changes, app_changes, write_back, total }
    }
}

/// The attributes that a round changed in the hub and in directories.
fn moving(round: &Round) -> BTreeSet<String> {
    let hub = round.hub.changes.iter().map(|change| format!("okta.{}", change.entry.attribute));
    let directories = round.write_back.iter().flat_map(|written| {
        written.values.iter().map(|value| format!("{}.{}", written.directory, value.attribute))
    });
    hub.chain(directories).collect()
}
