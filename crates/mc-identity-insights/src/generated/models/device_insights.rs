// mc-identity-insights: Identity Insights for Accounts 0.2.2, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::model! {
    /// Insights about the device.
    pub struct DeviceInsights {
        /// The scores of the device.
        ///
        /// JSON `scores`.
        pub scores: super::DeviceScores,
        /// Findings on the device.
        ///
        /// JSON `details`.
        pub details: super::DeviceDetails,
    }
}

impl DeviceInsights {
    /// A value with what is required; the rest is unset.
    #[must_use]
    pub fn new(scores: impl Into<super::DeviceScores>, details: impl Into<super::DeviceDetails>) -> Self {
        Self {
            scores: scores.into(),
            details: details.into(),
            extra: mc_core::Extra::default(),
        }
    }

    /// Sets `scores`.
    #[must_use]
    pub fn scores(mut self, value: impl Into<super::DeviceScores>) -> Self {
        self.scores = value.into();
        self
    }

    /// Sets `details`.
    #[must_use]
    pub fn details(mut self, value: impl Into<super::DeviceDetails>) -> Self {
        self.details = value.into();
        self
    }
}

#[allow(
    clippy::redundant_closure_for_method_calls,
    reason = "what is shown of a field is written the same way for all types of text"
)]
impl std::fmt::Debug for DeviceInsights {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        mc_core::debug::Model::new(f, "DeviceInsights")
            .show("scores", &self.scores)
            .show("details", &self.details)
            .extra(&self.extra)
            .finish()
    }
}
