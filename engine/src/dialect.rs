//! Dialect and place of use → allowed roots and result type.

use std::fmt;

use crate::types::Type;

/// An edition of the language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
#[non_exhaustive]
pub enum Dialect {
    /// Profile mappings, user names, group rules, SAML and OIDC: `String.len(user.city)`.
    #[default]
    Classic,
    /// Identity Engine policies and governance: `user.profile.city.length()`.
    IdentityEngine,
}

impl Dialect {
    /// Its id in files and on the command line: `classic` or `identity`.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Classic => "classic",
            Self::IdentityEngine => "identity",
        }
    }

    /// The dialect with this id.
    pub fn from_id(id: &str) -> Option<Self> {
        match id {
            "classic" => Some(Self::Classic),
            "identity" => Some(Self::IdentityEngine),
            _ => None,
        }
    }

    /// Its name for people.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Classic => "Classic",
            Self::IdentityEngine => "Identity Engine",
        }
    }
}

impl fmt::Display for Dialect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}

/// A place where an expression is used, which the language reference calls its context; it fixes
/// the roots, the functions and the result.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
#[non_exhaustive]
pub enum Place {
    /// No restriction.
    #[default]
    Any,
    /// Profile mapping, app to Okta.
    ProfileMappingToOkta,
    /// Profile mapping, Okta to app.
    ProfileMappingToApp,
    /// Application user name format.
    AppUsername,
    /// Group rule condition.
    GroupRule,
    /// SAML attribute statement.
    SamlAttribute,
    /// OAuth 2.0 or OIDC custom claim.
    OidcClaim,
    /// User name transform of an identity provider.
    IdpUsername,
    /// App sign-in policy condition.
    SigninPolicy,
    /// Access certification campaign scope.
    AccessCertification,
    /// Access certification reviewer.
    AccessCertificationReviewer,
    /// Entitlement policy rule.
    EntitlementPolicy,
    /// Federated claim.
    FederatedClaim,
    /// Okta account management policy condition.
    AccountManagementPolicy,
    /// Dynamic identity provider routing rule.
    IdpRouting,
    /// Event hook filter.
    EventHookFilter,
}

/// What the final value has to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum ResultRule {
    /// Anything.
    Any,
    /// True or false.
    Boolean,
    /// Text; a number or Boolean is turned into text.
    Text,
    /// Text as it is.
    TextOnly,
    /// Null, Boolean, number, text, or a list of those.
    Attribute,
    /// As an attribute, or a map.
    Claim,
    /// As a claim, or a date-time or country.
    FederatedClaim,
}

impl ResultRule {
    /// The types that it accepts.
    pub const fn accepts(self) -> Type {
        let scalar = Type::NULL.union(Type::BOOLEAN).union(Type::NUMBER).union(Type::TEXT);
        match self {
            Self::Any => Type::ANY,
            Self::Boolean => Type::BOOLEAN,
            Self::Text => Type::TEXT.union(Type::NUMBER).union(Type::BOOLEAN),
            Self::TextOnly => Type::TEXT,
            Self::Attribute => scalar.union(Type::ARRAY),
            Self::Claim => scalar.union(Type::ARRAY).union(Type::MAP),
            Self::FederatedClaim => scalar
                .union(Type::ARRAY)
                .union(Type::MAP)
                .union(Type::DATE_TIME)
                .union(Type::COUNTRY),
        }
    }

    /// The types that a list in the result may hold.
    pub const fn accepts_in_list(self) -> Type {
        self.accepts()
    }
}

/// What a place allows: one row a place.
#[derive(Debug)]
#[non_exhaustive]
pub struct PlaceRules {
    /// The place.
    pub place: Place,
    /// Its id in files and on the command line.
    pub id: &'static str,
    /// Its name for people.
    pub title: &'static str,
    /// Its dialect; `None` for both.
    pub dialect: Option<Dialect>,
    /// Roots by their own names.
    pub roots: &'static [&'static str],
    /// Whether named apps, `<app>` and `<app>_app`, can be read.
    pub named_apps: bool,
    /// Whether a bare name is an attribute of the source profile.
    pub bare_names: bool,
    /// What `source` and bare names read: the first profile that is there.
    pub source: &'static [&'static str],
    /// Whether projections and selections work.
    pub collections: bool,
    /// The only second names behind some roots.
    pub paths: &'static [(&'static str, &'static [&'static str])],
    /// What the final value has to be.
    pub result: ResultRule,
}

static EVERY_ROOT: &[&str] = &[
    "user",
    "source",
    "appuser",
    "app",
    "org",
    "idpuser",
    "session",
    "access",
    "device",
    "security",
    "login",
    "accessRequest",
    "event",
];

const BASE: PlaceRules = PlaceRules {
    place: Place::Any,
    id: "any",
    title: "No restriction",
    dialect: None,
    roots: EVERY_ROOT,
    named_apps: true,
    bare_names: true,
    source: &["source", "user", "appuser"],
    collections: true,
    paths: &[],
    result: ResultRule::Any,
};

const CLASSIC: PlaceRules = PlaceRules {
    dialect: Some(Dialect::Classic),
    named_apps: false,
    bare_names: false,
    source: &["source"],
    ..BASE
};

const IDENTITY: PlaceRules = PlaceRules { dialect: Some(Dialect::IdentityEngine), ..CLASSIC };

const TO_APP: PlaceRules = PlaceRules {
    place: Place::ProfileMappingToApp,
    id: "profile_mapping_to_app",
    title: "Profile mapping, Okta to app",
    roots: &["user", "source", "app", "org"],
    named_apps: true,
    bare_names: true,
    source: &["source", "user"],
    result: ResultRule::Attribute,
    ..CLASSIC
};

/// Every place, in the order of [`Place`].
pub static PLACES: &[PlaceRules] = &[
    BASE,
    PlaceRules {
        place: Place::ProfileMappingToOkta,
        id: "profile_mapping_to_okta",
        title: "Profile mapping, app to Okta",
        roots: &["source", "appuser", "app", "org"],
        named_apps: true,
        bare_names: true,
        source: &["source", "appuser"],
        result: ResultRule::Attribute,
        ..CLASSIC
    },
    TO_APP,
    PlaceRules {
        place: Place::AppUsername,
        id: "app_username",
        title: "Application user name format",
        bare_names: false,
        result: ResultRule::Text,
        ..TO_APP
    },
    PlaceRules {
        place: Place::GroupRule,
        id: "group_rule",
        title: "Group rule condition",
        roots: &["user"],
        collections: false,
        result: ResultRule::Boolean,
        ..CLASSIC
    },
    PlaceRules {
        place: Place::SamlAttribute,
        id: "saml_attribute",
        title: "SAML attribute statement",
        roots: &["user", "appuser", "app", "org", "session"],
        named_apps: true,
        result: ResultRule::Attribute,
        ..CLASSIC
    },
    PlaceRules {
        place: Place::OidcClaim,
        id: "oidc_claim",
        title: "OAuth 2.0 or OIDC custom claim",
        roots: &["user", "appuser", "app", "org", "session", "access"],
        result: ResultRule::Claim,
        ..CLASSIC
    },
    PlaceRules {
        place: Place::IdpUsername,
        id: "idp_username",
        title: "User name transform of an identity provider",
        roots: &["idpuser", "appuser"],
        result: ResultRule::Text,
        ..CLASSIC
    },
    PlaceRules {
        place: Place::SigninPolicy,
        id: "signin_policy",
        title: "App sign-in policy condition",
        roots: &["user", "device", "security", "session", "login"],
        result: ResultRule::Boolean,
        ..IDENTITY
    },
    PlaceRules {
        place: Place::AccessCertification,
        id: "access_certification",
        title: "Access certification campaign scope",
        roots: &["user"],
        result: ResultRule::Boolean,
        ..IDENTITY
    },
    PlaceRules {
        place: Place::AccessCertificationReviewer,
        id: "access_certification_reviewer",
        title: "Access certification reviewer",
        roots: &["user"],
        result: ResultRule::TextOnly,
        ..IDENTITY
    },
    PlaceRules {
        place: Place::EntitlementPolicy,
        id: "entitlement_policy",
        title: "Entitlement policy rule",
        roots: &["user"],
        result: ResultRule::Boolean,
        ..IDENTITY
    },
    PlaceRules {
        place: Place::FederatedClaim,
        id: "federated_claim",
        title: "Federated claim",
        roots: &["user", "appuser", "device", "session"],
        paths: &[("device", &["profile"]), ("appuser", &["entitlements"])],
        result: ResultRule::FederatedClaim,
        ..IDENTITY
    },
    PlaceRules {
        place: Place::AccountManagementPolicy,
        id: "account_management_policy",
        title: "Okta account management policy condition",
        roots: &["user", "device", "accessRequest", "login"],
        result: ResultRule::Boolean,
        ..IDENTITY
    },
    PlaceRules {
        place: Place::IdpRouting,
        id: "idp_routing",
        title: "Dynamic identity provider routing rule",
        roots: &["login"],
        result: ResultRule::Text,
        ..IDENTITY
    },
    PlaceRules {
        place: Place::EventHookFilter,
        id: "event_hook_filter",
        title: "Event hook filter",
        roots: &["event"],
        result: ResultRule::Boolean,
        ..IDENTITY
    },
];

impl PlaceRules {
    /// The place in a sentence: `a group rule condition`, `an OAuth 2.0 or OIDC custom claim`.
    pub fn noun(&self) -> String {
        let article = if self.title.starts_with(['A', 'E', 'I', 'O']) { "an" } else { "a" };
        // Names and abbreviations keep their capitals.
        let keeps = self.title.starts_with("Okta")
            || self.title.chars().nth(1).is_some_and(char::is_uppercase);
        let mut letters = self.title.chars();
        match letters.next() {
            Some(first) if !keeps => {
                format!("{article} {}{}", first.to_ascii_lowercase(), letters.as_str())
            }
            _ => format!("{article} {}", self.title),
        }
    }
}

impl Place {
    /// What it allows.
    pub fn rules(self) -> &'static PlaceRules {
        PLACES.iter().find(|rules| rules.place == self).unwrap_or(&BASE)
    }

    /// The place with this id.
    pub fn from_id(id: &str) -> Option<Self> {
        PLACES.iter().find(|rules| rules.id == id).map(|rules| rules.place)
    }

    const fn bit(self) -> u32 {
        1 << self as u32
    }
}

/// A set of places.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Places(u32);

impl Places {
    /// These places, and always [`Place::Any`].
    pub const fn of(places: &[Place]) -> Self {
        let mut bits = Place::Any.bit();
        let mut rest = places;
        while let [first, more @ ..] = rest {
            bits |= first.bit();
            rest = more;
        }
        Self(bits)
    }

    /// The places of either set.
    #[must_use]
    pub const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether `place` is one of them.
    pub const fn contains(self, place: Place) -> bool {
        self.0 & place.bit() != 0
    }
}

/// The root that a spelling names: `appUser` and `idpUser` are second spellings.
pub fn canonical_root(name: &str) -> &str {
    match name {
        "appUser" => "appuser",
        "idpUser" => "idpuser",
        other => other,
    }
}

/// Whether some place has a root of this name.
pub fn is_root(name: &str) -> bool {
    EVERY_ROOT.contains(&canonical_root(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_has_its_row_in_order() {
        for (index, rules) in PLACES.iter().enumerate() {
            assert_eq!(rules.place as usize, index);
            assert_eq!(Place::from_id(rules.id), Some(rules.place));
        }
    }
}
