// mc-identity-insights: Identity Insights for Accounts 0.2.2, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

/// The score of the applicant's identity.
#[derive(Clone, PartialEq, serde::Serialize, serde::Deserialize)]
#[non_exhaustive]
pub struct UserScores {
    /// How risky the identity is, from 0 to 500.
    ///
    /// JSON `identityRisk`; value 0 to 500.
    #[serde(rename = "identityRisk")]
    pub identity_risk: i64,
    /// What arrived under names that the specification does not know; sent back as it came.
    #[serde(flatten)]
    pub extra: mc_core::Extra,
}

impl UserScores {
    /// A value with what is required; the rest is unset.
    #[must_use]
    pub fn new(identity_risk: i64) -> Self {
        Self {
            identity_risk,
            extra: mc_core::Extra::default(),
        }
    }

    /// Sets `identity_risk`.
    #[must_use]
    pub fn identity_risk(mut self, value: i64) -> Self {
        self.identity_risk = value;
        self
    }
}

impl std::fmt::Debug for UserScores {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        mc_core::debug::Model::new(f, "UserScores")
            .hide("identity_risk", true)
            .extra(&self.extra)
            .finish()
    }
}

impl mc_core::Generated for UserScores {
    fn unknown_fields(&self) -> usize {
        self.extra.len()
    }
}
