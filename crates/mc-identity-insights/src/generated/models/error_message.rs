// mc-identity-insights: Identity Insights for Accounts 0.2.2, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::model! {
    /// Body of an error response.
    pub struct ErrorMessage {
        /// The errors found.
        ///
        /// JSON `Errors`.
        #[serde(rename = "Errors")]
        pub errors: super::ErrorList,
    }
}

impl ErrorMessage {
    /// A value with what is required; the rest is unset.
    #[must_use]
    pub fn new(errors: impl Into<super::ErrorList>) -> Self {
        Self {
            errors: errors.into(),
            extra: mc_core::Extra::default(),
        }
    }

    /// Sets `errors`.
    #[must_use]
    pub fn errors(mut self, value: impl Into<super::ErrorList>) -> Self {
        self.errors = value.into();
        self
    }
}

#[allow(
    clippy::redundant_closure_for_method_calls,
    reason = "what is shown of a field is written the same way for all types of text"
)]
impl std::fmt::Debug for ErrorMessage {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        mc_core::debug::Model::new(f, "ErrorMessage")
            .show("errors", &self.errors)
            .extra(&self.extra)
            .finish()
    }
}
