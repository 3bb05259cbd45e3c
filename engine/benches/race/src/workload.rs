//! The four expressions of the races for one person at a time.

/// One of them.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Workload {
    W1,
    W2,
    W3,
    W4,
}

impl Workload {
    pub(crate) const ALL: [Self; 4] = [Self::W1, Self::W2, Self::W3, Self::W4];

    /// Its short name.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::W1 => "W1",
            Self::W2 => "W2",
            Self::W3 => "W3",
            Self::W4 => "W4",
        }
    }

    /// Its name and what it is.
    pub(crate) fn title(self) -> &'static str {
        match self {
            Self::W1 => "W1, the seed rule",
            Self::W2 => "W2, a name",
            Self::W3 => "W3, a user name",
            Self::W4 => "W4, a group rule",
        }
    }

    /// The root that the profile stands under.
    pub(crate) fn root(self) -> &'static str {
        match self {
            Self::W1 => "appuser",
            Self::W2 | Self::W3 | Self::W4 => "user",
        }
    }

    /// Whether the answer is a boolean; a text otherwise.
    pub(crate) fn is_boolean(self) -> bool {
        self == Self::W4
    }

    /// The expression in attrmap's language.
    pub(crate) fn text(self) -> &'static str {
        match self {
            Self::W1 => {
                "(appuser.directNumber != null ? appuser.directNumber : \"\") + \"#\" + appuser.extensionNumber"
            }
            Self::W2 => "user.lastName + \", \" + user.firstName",
            Self::W3 => {
                "(user.email != null ? String.toLowerCase(String.substringBefore(user.email, \"@\")) : \"\") \
                 + \".\" + (user.lastName != null ? String.substring(user.lastName, 0, 3) : \"\")"
            }
            Self::W4 => {
                "user.salary > 1000000 AND !user.isContractor OR String.stringContains(user.department, \"Sales\")"
            }
        }
    }
}
