//! The workspaces that ship with the page; everybody in them is invented.

mod names;
#[cfg(test)]
mod random;

use std::rc::Rc;

use crate::model::Workspace;
use crate::state::State;
use crate::words::Word;

/// One of the shipped workspaces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Scenario {
    OfficeAtHand,
    GroupRules,
    UserNames,
    TokenClaims,
}

impl Scenario {
    /// In the order of the menu.
    pub(crate) const ALL: [Self; 4] =
        [Self::OfficeAtHand, Self::GroupRules, Self::UserNames, Self::TokenClaims];

    /// The name by which the address asks for it: `?scenario=groups`.
    pub(crate) const fn id(self) -> &'static str {
        match self {
            Self::OfficeAtHand => "office-at-hand",
            Self::GroupRules => "groups",
            Self::UserNames => "names",
            Self::TokenClaims => "claims",
        }
    }

    /// What the menu calls it.
    pub(crate) const fn word(self) -> Word {
        match self {
            Self::OfficeAtHand => Word::ScenarioOfficeAtHand,
            Self::GroupRules => Word::ScenarioGroupRules,
            Self::UserNames => Word::ScenarioUserNames,
            Self::TokenClaims => Word::ScenarioTokenClaims,
        }
    }

    const fn json(self) -> &'static str {
        match self {
            Self::OfficeAtHand => include_str!("../../scenarios/office_at_hand.json"),
            Self::GroupRules => include_str!("../../scenarios/group_rules.json"),
            Self::UserNames => include_str!("../../scenarios/user_names.json"),
            Self::TokenClaims => include_str!("../../scenarios/token_claims.json"),
        }
    }

    /// The state in which it is first shown.
    pub(crate) fn open(self) -> State {
        let mut workspace = Workspace::read(self.json()).unwrap_or_default();
        match self {
            // The vendor's own rule, and the person for whom it is wrong.
            Self::OfficeAtHand => State::open(workspace, "primaryPhone", "farah"),
            Self::UserNames => {
                workspace.people = Rc::new(names::people());
                State::open(workspace, "", "")
            }
            Self::GroupRules | Self::TokenClaims => State::open(workspace, "", ""),
        }
    }
}

/// The first screen.
pub(crate) fn office_at_hand() -> State {
    Scenario::OfficeAtHand.open()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Severity;
    use crate::services::findings::Finder;
    use crate::services::overview;

    fn errors(scenario: Scenario) -> Vec<String> {
        let state = scenario.open();
        let findings = Finder::new(0).find(&state, |_| {});
        let mappings = state.workspace.set.mappings.iter().zip(&findings.analyses);
        mappings
            .filter(|(_, analysis)| {
                analysis.problems.iter().any(|problem| problem.severity == Severity::Error)
            })
            .map(|(mapping, _)| mapping.to.clone())
            .collect()
    }

    #[test]
    fn each_scenario_shows_the_faults_it_is_about_and_no_others() {
        assert_eq!(errors(Scenario::OfficeAtHand), [""; 0]);
        assert_eq!(errors(Scenario::UserNames), [""; 0]);
        assert_eq!(errors(Scenario::GroupRules), ["Support title", "Long numbers"]);
        assert_eq!(errors(Scenario::TokenClaims), ["crm"]);
    }

    #[test]
    fn the_groups_of_the_token_claims_are_found() {
        let table = overview::at_once(&Scenario::TokenClaims.open(), 0).table;
        let groups = &table.targets[0];
        assert_eq!(groups.name, "groups");
        let texts: Vec<_> =
            (0..2).filter_map(|row| groups.column.cell(row)).map(|it| it.1).collect();
        assert_eq!(texts, [r#"["app_crm_admin"]"#, r#"["app_crm_user"]"#]);
    }

    #[test]
    fn three_hundred_names_collide() {
        let state = Scenario::UserNames.open();
        assert_eq!(state.workspace.people.len(), 300);
        let table = overview::at_once(&state, 0).table;
        assert!(table.count(crate::state::Flag::Duplicate) > 50);
    }
}
