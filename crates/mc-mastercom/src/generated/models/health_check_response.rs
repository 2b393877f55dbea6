// mc-mastercom: Mastercom v6, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::model! {
    /// Whether the Mastercom APIs are up.
    #[derive(Default)]
    pub struct HealthCheckResponse {
        /// The text `true` when they are.
        ///
        /// JSON `status`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub status: Option<mc_core::values::TrueFalse>,
    }
}

impl HealthCheckResponse {
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
    pub fn status(mut self, value: mc_core::values::TrueFalse) -> Self {
        self.status = Some(value);
        self
    }
}

#[allow(
    clippy::redundant_closure_for_method_calls,
    reason = "what is shown of a field is written the same way for all types of text"
)]
impl std::fmt::Debug for HealthCheckResponse {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        mc_core::debug::Model::new(f, "HealthCheckResponse")
            .show_text("status", self.status.as_ref().map(|text| text.as_str()))
            .extra(&self.extra)
            .finish()
    }
}
