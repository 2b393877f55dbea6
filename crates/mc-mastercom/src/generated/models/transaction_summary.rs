// mc-mastercom: Mastercom v6, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::model! {
    /// What a transaction search found.
    #[derive(Default)]
    pub struct TransactionSummary, rename_all = "camelCase" {
        /// Number of authorizations in this answer.
        ///
        /// JSON `authorizationSummaryCount`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub authorization_summary_count: Option<mc_core::values::NumberText>,
        /// How many records the search returned, in words.
        ///
        /// JSON `message`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub message: Option<String>,
        /// The authorizations, each with its clearing records.
        ///
        /// JSON `authorizationSummary`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub authorization_summary: Option<Vec<super::AuthorizationSummary>>,
    }
}

impl TransactionSummary {
    /// A value with what is required; the rest is unset.
    #[must_use]
    pub fn new() -> Self {
        Self {
            authorization_summary_count: None,
            message: None,
            authorization_summary: None,
            extra: mc_core::Extra::default(),
        }
    }

    /// Sets `authorization_summary_count`.
    #[must_use]
    pub fn authorization_summary_count(mut self, value: mc_core::values::NumberText) -> Self {
        self.authorization_summary_count = Some(value);
        self
    }

    /// Sets `message`.
    #[must_use]
    pub fn message(mut self, value: impl Into<String>) -> Self {
        self.message = Some(value.into());
        self
    }

    /// Sets `authorization_summary`.
    #[must_use]
    pub fn authorization_summary(mut self, value: impl Into<Vec<super::AuthorizationSummary>>) -> Self {
        self.authorization_summary = Some(value.into());
        self
    }
}

#[allow(
    clippy::redundant_closure_for_method_calls,
    reason = "what is shown of a field is written the same way for all types of text"
)]
impl std::fmt::Debug for TransactionSummary {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        mc_core::debug::Model::new(f, "TransactionSummary")
            .show_text(
                "authorization_summary_count",
                self.authorization_summary_count.as_ref().map(|text| text.as_str()),
            )
            .show_some("message", self.message.as_ref().map(|value| value as _))
            .show_some(
                "authorization_summary",
                self.authorization_summary.as_ref().map(|value| value as _),
            )
            .extra(&self.extra)
            .finish()
    }
}
