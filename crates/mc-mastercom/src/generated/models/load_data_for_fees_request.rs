// mc-mastercom: Mastercom v6, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::model! {
    /// Which reason to look up fee values for.
    #[derive(Default)]
    pub struct LoadDataForFeesRequest, rename_all = "camelCase" {
        /// Reason code to look values up for.
        ///
        /// JSON `reasonCode`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub reason_code: Option<String>,
    }
}

impl LoadDataForFeesRequest {
    /// A value with what is required; the rest is unset.
    #[must_use]
    pub fn new() -> Self {
        Self {
            reason_code: None,
            extra: mc_core::Extra::default(),
        }
    }

    /// Sets `reason_code`.
    #[must_use]
    pub fn reason_code(mut self, value: impl Into<String>) -> Self {
        self.reason_code = Some(value.into());
        self
    }
}

#[allow(
    clippy::redundant_closure_for_method_calls,
    reason = "what is shown of a field is written the same way for all types of text"
)]
impl std::fmt::Debug for LoadDataForFeesRequest {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        mc_core::debug::Model::new(f, "LoadDataForFeesRequest")
            .show_some("reason_code", self.reason_code.as_ref().map(|value| value as _))
            .extra(&self.extra)
            .finish()
    }
}
