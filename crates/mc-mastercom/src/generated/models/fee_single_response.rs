// mc-mastercom: Mastercom v6, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::model! {
    /// Whether the handling fee of a debit chargeback was filed.
    #[derive(Default)]
    pub struct FeeSingleResponse {
        /// Outcome, such as `Success`.
        ///
        /// JSON `status`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub status: Option<String>,
    }
}

impl FeeSingleResponse {
    /// A value with what is required; the rest is unset.
    #[must_use]
    pub fn new() -> Self {
        Self {
            status: None,
            extra: mc_core::Extra::default(),
        }
    }

    /// Sets `status`.
    #[must_use]
    pub fn status(mut self, value: impl Into<String>) -> Self {
        self.status = Some(value.into());
        self
    }
}

#[allow(
    clippy::redundant_closure_for_method_calls,
    reason = "what is shown of a field is written the same way for all types of text"
)]
impl std::fmt::Debug for FeeSingleResponse {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        mc_core::debug::Model::new(f, "FeeSingleResponse")
            .show_some("status", self.status.as_ref().map(|value| value as _))
            .extra(&self.extra)
            .finish()
    }
}
