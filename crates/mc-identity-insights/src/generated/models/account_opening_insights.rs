// mc-identity-insights: Identity Insights for Accounts 0.2.2, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::model! {
    /// The answer, with all insights that could be produced.
    pub struct AccountOpeningInsights, rename_all = "camelCase" {
        /// Mastercard's id of the request, also sent as header `X-MC-Correlation-ID`.
        ///
        /// JSON `requestRefId`.
        pub request_ref_id: String,
        /// The insights, by what they are about.
        ///
        /// JSON `insights`.
        pub insights: super::InsightsList,
        /// What was wrong with the input, without stopping the request.
        ///
        /// JSON `warnings`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub warnings: Option<Vec<super::Warning>>,
        /// Which parts could not be produced, as sentences.
        ///
        /// JSON `alerts`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub alerts: Option<Vec<String>>,
    }
}

impl AccountOpeningInsights {
    /// A value with what is required; the rest is unset.
    #[must_use]
    pub fn new(request_ref_id: impl Into<String>, insights: impl Into<super::InsightsList>) -> Self {
        Self {
            request_ref_id: request_ref_id.into(),
            insights: insights.into(),
            warnings: None,
            alerts: None,
            extra: mc_core::Extra::default(),
        }
    }

    /// Sets `request_ref_id`.
    #[must_use]
    pub fn request_ref_id(mut self, value: impl Into<String>) -> Self {
        self.request_ref_id = value.into();
        self
    }

    /// Sets `insights`.
    #[must_use]
    pub fn insights(mut self, value: impl Into<super::InsightsList>) -> Self {
        self.insights = value.into();
        self
    }

    /// Sets `warnings`.
    #[must_use]
    pub fn warnings(mut self, value: impl Into<Vec<super::Warning>>) -> Self {
        self.warnings = Some(value.into());
        self
    }

    /// Sets `alerts`.
    #[must_use]
    pub fn alerts(mut self, value: impl Into<Vec<String>>) -> Self {
        self.alerts = Some(value.into());
        self
    }
}

#[allow(
    clippy::redundant_closure_for_method_calls,
    reason = "what is shown of a field is written the same way for all types of text"
)]
impl std::fmt::Debug for AccountOpeningInsights {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        mc_core::debug::Model::new(f, "AccountOpeningInsights")
            .show("request_ref_id", &self.request_ref_id)
            .show("insights", &self.insights)
            .show_some("warnings", self.warnings.as_ref().map(|value| value as _))
            .show_some("alerts", self.alerts.as_ref().map(|value| value as _))
            .extra(&self.extra)
            .finish()
    }
}
