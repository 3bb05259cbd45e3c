//! Provisioned users → what the account gave them, mapped back to the hub.

use std::collections::BTreeMap;

use super::output::HubLog;
use super::propose::{Manner, propose};
use super::work::Work;
use crate::mastering::{Merge, Owner, owner};

impl Work<'_> {
    /// Maps the live app profile of every provisioned user back to the hub.
    pub(super) fn map_back(&mut self, log: &mut HubLog) {
        let run = self.run;
        let Some(set) = run.to_hub.get(run.app_name()) else { return };
        for index in 0..self.candidates.len() {
            self.map_candidate_back(index, set, log);
        }
    }

    fn map_candidate_back(
        &mut self,
        index: usize,
        set: &crate::mapping::MappingSet,
        log: &mut HubLog,
    ) -> Option<()> {
        let candidate = self.candidates.get(index)?;
        let live = super::provision::live(self, candidate.extension?);
        let user = candidate.user?;
        let current = self.state.hub.users.get(user)?.profile.clone();
        let context = self.context(set, candidate, &current, &live);
        let app = self.run.app_name();
        let keeps_nulls = self.run.keeps_nulls(&format!("toOkta.{app}"));
        let manner = Manner { creating: false, keeps_nulls };
        let proposal = propose(set, &self.run.hub_schema, &context, manner);
        let linked = self.linked(candidate);
        let profile_sources = &self.run.file.okta.profile_sources;
        let is_owned = |name: &str| {
            let attribute = self.run.hub_schema.attribute(name);
            owner(attribute, profile_sources, &linked) == Owner::Source(app)
        };
        let mut diagnostics = proposal.diagnostics;
        diagnostics.sort_by(|a, b| (&a.attribute, a.code).cmp(&(&b.attribute, b.code)));
        let has_error = diagnostics
            .iter()
            .any(|diagnostic| diagnostic.attribute.as_deref().is_some_and(is_owned));
        let merge = Merge {
            schema: &self.run.hub_schema,
            profile_sources,
            linked: &linked,
            creating: false,
        };
        let proposals = BTreeMap::from([(app, proposal.values)]);
        let merged = merge.apply(&current, &proposals);
        let (login, row) = (candidate.login.clone(), candidate.row);
        if let Some(row) = self.rows.get_mut(row) {
            row.diagnostics.extend(diagnostics);
        }
        log.add("back", &login, &merged, !has_error);
        if !has_error {
            self.state.hub.update(user, merged.profile);
        }
        Some(())
    }
}
