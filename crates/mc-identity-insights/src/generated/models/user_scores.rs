// mc-identity-insights: Identity Insights for Accounts 0.2.2, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::model! {
    /// The score of the applicant's identity.
    pub struct UserScores, rename_all = "camelCase" {
        /// How risky the identity is, from 0 to 500.
        ///
        /// JSON `identityRisk`; value 0 to 500.
        #[serde(deserialize_with = "mc_core::__private::whole")]
        pub identity_risk: i64,
    }
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

#[allow(
    clippy::redundant_closure_for_method_calls,
    reason = "what is shown of a field is written the same way for all types of text"
)]
impl std::fmt::Debug for UserScores {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        mc_core::debug::Model::new(f, "UserScores")
            .hide("identity_risk", true)
            .extra(&self.extra)
            .finish()
    }
}
