// mc-identity-insights: Identity Insights for Accounts 0.2.2, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::model! {
    /// Findings on a postal address.
    pub struct AddressAnalysis, rename_all = "camelCase" {
        /// How far down the address could be confirmed.
        ///
        /// JSON `validityLevel`.
        pub validity_level: super::AddressAnalysisValidityLevel,
        /// Whether the address belongs with the name.
        ///
        /// JSON `matchToName`.
        pub match_to_name: super::MatchToName,
    }
}

impl AddressAnalysis {
    /// A value with what is required; the rest is unset.
    #[must_use]
    pub fn new(
        validity_level: impl Into<super::AddressAnalysisValidityLevel>,
        match_to_name: impl Into<super::MatchToName>,
    ) -> Self {
        Self {
            validity_level: validity_level.into(),
            match_to_name: match_to_name.into(),
            extra: mc_core::Extra::default(),
        }
    }

    /// Sets `validity_level`.
    #[must_use]
    pub fn validity_level(mut self, value: impl Into<super::AddressAnalysisValidityLevel>) -> Self {
        self.validity_level = value.into();
        self
    }

    /// Sets `match_to_name`.
    #[must_use]
    pub fn match_to_name(mut self, value: impl Into<super::MatchToName>) -> Self {
        self.match_to_name = value.into();
        self
    }
}

#[allow(
    clippy::redundant_closure_for_method_calls,
    reason = "what is shown of a field is written the same way for all types of text"
)]
impl std::fmt::Debug for AddressAnalysis {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        mc_core::debug::Model::new(f, "AddressAnalysis")
            .show("validity_level", &self.validity_level)
            .show("match_to_name", &self.match_to_name)
            .extra(&self.extra)
            .finish()
    }
}
