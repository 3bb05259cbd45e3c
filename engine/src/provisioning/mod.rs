//! From the people of a directory to phones and back: a run's files in, what would happen out.
//!
//! A run imports people ([`People`]), selects some, matches them with users of the [`Hub`], maps and
//! merges their profiles, assigns the app, gives phones of the [`Account`], maps what came out back
//! to the hub and to the directory, and says what happened to each record ([`Row`]). Nothing here
//! touches a file or a service: bytes come in through a [`Loader`], everything changes a copy.

mod account;
mod app_profile;
mod apply;
mod assign;
mod back;
mod canonical;
mod codes;
mod compare;
mod config;
mod discover;
mod discover_files;
mod dry_run;
mod explain;
mod groups;
mod hub;
mod import;
mod loops;
mod mapping_tests;
mod matching;
mod minimum;
mod output;
mod peer;
mod people;
mod preflight;
mod propose;
mod provision;
mod report;
mod row;
mod run;
mod scim_account;
mod select;
mod service;
mod static_check;
mod to_hub;
mod validate;
mod work;
mod write_back;

pub use account::{Account, Extension, Number};
pub use apply::{Direction, Mapped, mapped_to_csv, mapped_to_ldif};
pub use assign::Membership;
pub use canonical::{DocumentKind, Spelling, canonical, document_kind};
pub use codes::{Code, Severity, Upstream, code, codes};
pub use compare::Difference;
pub use config::{
    AppConfig, Containers, DirectoryConfig, FileConfig, FileFormat, GroupSelection, HubConfig,
    MappingsConfig, Nulls, Options, Preflight, RunFile, Selection, SpecialColumns,
};
pub use discover::{AttributeStatistics, Statistics, Unreadable, discover_ldif};
pub use discover_files::discover;
pub use dry_run::{Convergence, DryRun, DryRunOptions, RoundCounts};
pub use explain::{Explanation, ProposalNote, SentNote};
pub use groups::Groups;
pub use hub::{GroupRule, Hub, HubUser, Link};
pub use mapping_tests::{MappingTests, TestFailure, TestReport, junit, update_tests};
pub use minimum::MinimumPair;
pub use output::{HubLog, Logged, Round};
pub use peer::{Peer, PeerAnswer, PeerRequest};
pub use people::{Counts, ImportDiagnostic, People, Person, Record, Rejected};
pub use preflight::{DuplicateEmail, PreflightReport};
pub use report::ReportFormat;
pub use row::{Action, Match, Overwritten, Row, RowDiagnostic, RowError, RowWarning, Status};
pub use run::{LoadError, Loader, Run, State};
pub use static_check::{CheckReport, Finding, Loop, check_mapping};
pub use to_hub::HubCounts;
pub use write_back::{Patch, PatchOperation, WriteBack, WrittenValue};
