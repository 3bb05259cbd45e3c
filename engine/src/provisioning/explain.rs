//! A record and an attribute → why the attribute has its value for this person.

use std::fmt::Write as _;

use serde::Serialize;

use super::app_profile::Request;
use super::codes::code;
use super::output::HubLog;
use super::propose::{Manner, Proposal, propose};
use super::row::{Row, RowError};
use super::run::{Run, State};
use super::service::Service;
use super::work::{RecordId, Work};
use crate::datetime::DateTime;
use crate::mapping::{MappingSet, Push};
use crate::mastering::{Suppressed, owner};
use crate::schema::{Datum, Master};

/// Why an attribute has its value.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Explanation {
    /// The attribute.
    pub attribute: String,
    /// What happened to the record.
    pub row: Row,
    /// Who decides about the attribute: the definition, in words.
    pub master: Option<String>,
    /// The owner for this person.
    pub owner: Option<String>,
    /// The value before the run.
    pub before: Datum,
    /// The value after the run.
    pub after: Datum,
    /// What each source says.
    pub proposals: Vec<ProposalNote>,
    /// What was computed and left out.
    pub suppressed: Vec<Suppressed>,
    /// What is sent to the app under this name.
    pub sent: Option<SentNote>,
}

/// What one source says about the attribute.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct ProposalNote {
    /// The source.
    pub source: String,
    /// The rule's expression; none when the source does not map the attribute.
    pub rule: Option<String>,
    /// `proposed`, `failed`, `create-only`, `dropped` or `unmapped`.
    pub outcome: &'static str,
    /// The value.
    pub value: Datum,
    /// The code of what went wrong.
    pub code: Option<&'static str>,
    /// What exactly went wrong.
    pub detail: Option<String>,
}

/// What is sent to the app.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct SentNote {
    /// The rule's expression.
    pub rule: Option<String>,
    /// The value in the request.
    pub value: Datum,
    /// The errors about it.
    pub errors: Vec<RowError>,
}

impl Run {
    /// Explains an attribute of the hub or the app for one record: by id, login or `path:line`.
    ///
    /// `None` when there is no such record.
    #[must_use]
    pub fn explain(
        &self,
        mut state: State,
        record: &str,
        attribute: &str,
        now: &DateTime,
    ) -> Option<Explanation> {
        let selected = self.select(&state);
        let mut work = Work::new(self, &mut state, &selected, now);
        work.match_records();
        let row = find_row(&work, record)?;
        let candidate = work.candidates.iter().position(|candidate| candidate.row == row);
        let before = hub_value(&work, candidate, attribute);
        let mut proposals = imports(&work, candidate, attribute);
        let mut log = HubLog::default();
        let _counts = work.map_to_hub(&mut log);
        let _memberships = work.assign_app();
        let by_email = work.state.account.by_email();
        let request = candidate.and_then(|index| {
            let candidate = work.candidates.get(index).filter(|candidate| candidate.is_assigned)?;
            Some(work.request(candidate, &by_email))
        });
        let mut service = Service::rehearsal(&work.state.account);
        let mut account = work.provision(&mut service);
        work.deactivate_leavers(&mut service, &mut account);
        proposals.extend(back(&work, candidate, attribute));
        let owner = owner_name(&work, candidate, attribute);
        work.map_back(&mut log);
        let after = hub_value(&work, candidate, attribute);
        let suppressed = suppressed(&work, candidate, attribute, log);
        let row = work.rows.get(row)?.clone();
        let sent = request.and_then(|request| sent(self, &request, &row, attribute));
        let master =
            self.hub_schema.attribute(attribute).map(|attribute| match &attribute.master {
                Master::ProfileSource => "the first linked profile source".to_owned(),
                Master::Hub => "the hub".to_owned(),
                Master::Override(sources) => format!("the first linked of {}", sources.join(", ")),
            });
        let attribute = attribute.to_owned();
        Some(Explanation {
            attribute,
            row,
            master,
            owner,
            before,
            after,
            proposals,
            suppressed,
            sent,
        })
    }
}

fn find_row(work: &Work<'_>, record: &str) -> Option<usize> {
    let wanted = crate::formats::Dn::parse(record).filter(|_| record.contains('='));
    let is_named = |row: &Row| {
        row.record == record
            || row.login.as_deref().is_some_and(|login| login.eq_ignore_ascii_case(record))
            || format!("{}:{}", row.file, row.line) == record
    };
    let is_same = |row: &Row| wanted.is_some() && crate::formats::Dn::parse(&row.record) == wanted;
    let rows = || work.rows.iter();
    rows().position(is_named).or_else(|| rows().position(is_same))
}

fn hub_value(work: &Work<'_>, candidate: Option<usize>, attribute: &str) -> Datum {
    let user = candidate.and_then(|index| work.candidates.get(index)?.user);
    let user = user.and_then(|user| work.state.hub.users.get(user));
    user.and_then(|user| user.profile.get(attribute).cloned()).unwrap_or_default()
}

fn owner_name(work: &Work<'_>, candidate: Option<usize>, attribute: &str) -> Option<String> {
    let candidate = candidate.and_then(|index| work.candidates.get(index))?;
    let definition = work.run.hub_schema.attribute(attribute)?;
    let linked = work.linked(candidate);
    owner(Some(definition), &work.run.file.okta.profile_sources, &linked).name()
}

/// What the directories of the record say.
fn imports(work: &Work<'_>, candidate: Option<usize>, attribute: &str) -> Vec<ProposalNote> {
    let Some(candidate) = candidate.and_then(|index| work.candidates.get(index)) else {
        return Vec::new();
    };
    let current = candidate.user.and_then(|user| work.state.hub.users.get(user));
    let current = current.map(|user| user.profile.clone()).unwrap_or_default();
    let note = |id: &RecordId| {
        let source = work.directory_name(id.0);
        let set = work.run.to_hub.get(source)?;
        let proposal = work.propose_record(candidate, *id, &current);
        Some(note(source, set, attribute, &proposal, candidate.creating))
    };
    candidate.records.iter().filter_map(note).collect()
}

/// What the app says after provisioning.
fn back(work: &Work<'_>, candidate: Option<usize>, attribute: &str) -> Option<ProposalNote> {
    let candidate = work.candidates.get(candidate?)?;
    let app = work.run.app_name();
    let set = work.run.to_hub.get(app)?;
    let live = work.state.account.profile(candidate.extension?);
    let user = work.state.hub.users.get(candidate.user?)?;
    let context = work.context(set, candidate, &user.profile, &live);
    let manner =
        Manner { creating: false, keeps_nulls: work.run.keeps_nulls(&format!("toOkta.{app}")) };
    let proposal = propose(set, &work.run.hub_schema, &context, manner);
    Some(note(app, set, attribute, &proposal, false))
}

fn note(
    source: &str,
    set: &MappingSet,
    attribute: &str,
    proposal: &Proposal,
    creating: bool,
) -> ProposalNote {
    let rule = set.rule(attribute).filter(|rule| rule.is_mapped());
    let value = proposal.values.get(attribute);
    let mut own = proposal.diagnostics.iter();
    let failure = own.find(|found| found.attribute.as_deref() == Some(attribute));
    let outcome = match (rule, value, failure) {
        (None, ..) => "unmapped",
        (_, Some(_), _) => "proposed",
        (_, _, Some(_)) => "failed",
        (Some(rule), ..) if !creating && rule.push == Push::Create => "create-only",
        _ => "dropped",
    };
    ProposalNote {
        source: source.to_owned(),
        rule: rule.and_then(|rule| rule.text.clone()),
        outcome,
        value: value.cloned().unwrap_or_default(),
        code: failure.map(|found| found.code),
        detail: failure.and_then(|found| found.detail.clone()),
    }
}

fn suppressed(
    work: &Work<'_>,
    candidate: Option<usize>,
    attribute: &str,
    log: HubLog,
) -> Vec<Suppressed> {
    let login = candidate.and_then(|index| work.candidates.get(index)).map(|c| c.login.as_str());
    let entries = log.suppressed.into_iter();
    let own = entries.filter(|entry| Some(entry.login.as_str()) == login);
    own.map(|entry| entry.entry).filter(|entry| entry.attribute.as_ref() == attribute).collect()
}

fn sent(run: &Run, request: &Request, row: &Row, attribute: &str) -> Option<SentNote> {
    run.app_schema.attribute(attribute)?;
    let set = run.to_app.get(run.app_name())?;
    let is_about = |error: &&RowError| error.parameter.as_deref() == Some(attribute);
    Some(SentNote {
        rule: set.rule(attribute).and_then(|rule| rule.text.clone()),
        value: request.profile.get(attribute).cloned().unwrap_or_default(),
        errors: row.errors.iter().filter(is_about).cloned().collect(),
    })
}

impl Explanation {
    /// The explanation in sentences.
    #[must_use]
    pub fn to_text(&self) -> String {
        let mut text = String::new();
        let who = self.row.login.as_deref().unwrap_or(&self.row.record);
        let (file, line) = (&self.row.file, self.row.line);
        let attribute = &self.attribute;
        // Writing to a text does not fail.
        let _ = writeln!(text, "{attribute} of {who} ({file}:{line})");
        if let Some(reason) = self.row.reason {
            let words = code(reason).map(|code| code.template.as_str()).unwrap_or_default();
            let _ = writeln!(text, "  The record is left out: {words} ({reason})");
        }
        if let Some(master) = &self.master {
            let owner = self.owner.as_deref().unwrap_or("nobody");
            let _ = writeln!(text, "  Who decides: {master}. For this person: {owner}.");
        }
        for proposal in &self.proposals {
            let _ = writeln!(text, "  {}", proposal.sentence(attribute));
        }
        for suppressed in &self.suppressed {
            let Suppressed { source, value, .. } = suppressed;
            let owner = suppressed.owner.as_deref().unwrap_or("nobody who is linked");
            let _ = writeln!(
                text,
                "  {} from {source} is left out, because {owner} owns the attribute (MST-101).",
                quote(value)
            );
        }
        if self.master.is_some() {
            let (before, after) = (quote(&self.before), quote(&self.after));
            let _ = writeln!(text, "  Before the run: {before}. After it: {after}.");
        }
        if let Some(sent) = &self.sent {
            let rule = sent.rule.as_deref().unwrap_or("no rule");
            let _ = writeln!(text, "  Sent to the app: {} by {rule}", quote(&sent.value));
            for error in &sent.errors {
                let _ = writeln!(text, "  {} {}", error.code, error.message);
                if let Some(hint) = &error.hint {
                    let _ = writeln!(text, "  Perhaps {hint} was meant.");
                }
            }
        }
        for diagnostic in &self.row.diagnostics {
            if diagnostic.attribute.as_deref() == Some(attribute) {
                let words = code(diagnostic.code).map(|code| code.template.as_str());
                let detail = diagnostic.detail.as_deref().unwrap_or(words.unwrap_or_default());
                let _ = writeln!(text, "  {} {detail}", diagnostic.code);
            }
        }
        text
    }
}

impl ProposalNote {
    fn sentence(&self, attribute: &str) -> String {
        let rule = self.rule.as_deref().unwrap_or_default();
        let source = &self.source;
        match self.outcome {
            "unmapped" => format!("{source} does not map {attribute}."),
            "proposed" => format!("{source} proposes {} by {rule}", quote(&self.value)),
            "create-only" => {
                format!("{source} maps it when a user is created only (DONT_PUSH): {rule}")
            }
            "dropped" => format!("{source} gives null, which leaves the old value alone: {rule}"),
            _ => {
                let code = self.code.unwrap_or_default();
                let words = super::codes::code(code).map(|code| code.template.as_str());
                let detail = self.detail.as_deref().or(words).unwrap_or_default();
                format!("{source} fails with {code} ({detail}): {rule}")
            }
        }
    }
}

fn quote(value: &Datum) -> String {
    if value.is_null() { "no value".to_owned() } else { serde_json::json!(value).to_string() }
}
