//! Where an expression will live, and which edition of the language that means.

use crate::json::{FromJson, Reader, Reading, ToJson, Writer};
use crate::words::Word;

/// Which edition of the language.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Dialect {
    #[default]
    Classic,
    Identity,
}

impl Dialect {
    /// Both.
    pub(crate) const ALL: [Self; 2] = [Self::Classic, Self::Identity];

    /// The id that files and the engine know it by.
    pub(crate) const fn id(self) -> &'static str {
        match self {
            Self::Classic => "classic",
            Self::Identity => "identity",
        }
    }

    /// What the page calls it.
    pub(crate) const fn word(self) -> Word {
        match self {
            Self::Classic => Word::DialectClassic,
            Self::Identity => Word::DialectIdentity,
        }
    }
}

macro_rules! contexts {
    ($($name:ident $id:literal $dialect:ident $word:ident;)*) => {
        /// Where an expression will live: fixes roots, functions, result type and limits.
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
        pub(crate) enum Context {
            /// No restriction.
            #[default]
            Any,
            $($name,)*
        }

        impl Context {
            /// All of them.
            pub(crate) const ALL: &'static [Self] = &[Self::Any, $(Self::$name,)*];

            /// The id that files and the engine know it by.
            pub(crate) const fn id(self) -> &'static str {
                match self { Self::Any => "any", $(Self::$name => $id,)* }
            }

            /// The only dialect it exists in, if there is one.
            pub(crate) const fn dialect(self) -> Option<Dialect> {
                match self { Self::Any => None, $(Self::$name => Some(Dialect::$dialect),)* }
            }

            /// What the page calls it; `{source}` and `{target}` stand for the two systems.
            pub(crate) const fn word(self) -> Word {
                match self { Self::Any => Word::ContextAny, $(Self::$name => Word::$word,)* }
            }
        }
    };
}

// One declaration per context: id, dialect and name cannot drift apart.
contexts! {
    ToOkta "profile_mapping_to_okta" Classic ContextToOkta;
    ToApp "profile_mapping_to_app" Classic ContextToApp;
    AppUsername "app_username" Classic ContextAppUsername;
    GroupRule "group_rule" Classic ContextGroupRule;
    SamlAttribute "saml_attribute" Classic ContextSamlAttribute;
    OidcClaim "oidc_claim" Classic ContextOidcClaim;
    IdpUsername "idp_username" Classic ContextIdpUsername;
    SigninPolicy "signin_policy" Identity ContextSigninPolicy;
    AccessCertification "access_certification" Identity ContextAccessCertification;
    CertificationReviewer "access_certification_reviewer" Identity ContextCertificationReviewer;
    EntitlementPolicy "entitlement_policy" Identity ContextEntitlementPolicy;
    FederatedClaim "federated_claim" Identity ContextFederatedClaim;
    AccountManagement "account_management_policy" Identity ContextAccountManagement;
    IdpRouting "idp_routing" Identity ContextIdpRouting;
    EventHook "event_hook_filter" Identity ContextEventHook;
}

impl Context {
    /// The context with this id.
    pub(crate) fn of_id(id: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|context| context.id() == id)
    }
}

impl FromJson for Context {
    fn read(json: Reader<'_>) -> Reading<Self> {
        json.one_of(Self::ALL, Self::id)
    }
}

impl ToJson for Context {
    fn write(&self, json: &mut Writer) {
        json.text(self.id());
    }
}

impl FromJson for Dialect {
    fn read(json: Reader<'_>) -> Reading<Self> {
        json.one_of(&Self::ALL, Self::id)
    }
}

impl ToJson for Dialect {
    fn write(&self, json: &mut Writer) {
        json.text(self.id());
    }
}
