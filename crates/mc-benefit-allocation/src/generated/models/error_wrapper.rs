// mc-benefit-allocation: Benefit Allocation Service 1.0.0, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::model! {
    /// Body of an error response.
    pub struct ErrorWrapper {
        /// The errors found.
        ///
        /// JSON `Errors`.
        #[serde(rename = "Errors")]
        pub errors: super::Errors,
    }
}

impl ErrorWrapper {
    /// A value with what is required; the rest is unset.
    #[must_use]
    pub fn new(errors: impl Into<super::Errors>) -> Self {
        Self {
            errors: errors.into(),
            extra: mc_core::Extra::default(),
        }
    }

    /// Sets `errors`.
    #[must_use]
    pub fn errors(mut self, value: impl Into<super::Errors>) -> Self {
        self.errors = value.into();
        self
    }
}

#[allow(
    clippy::redundant_closure_for_method_calls,
    reason = "what is shown of a field is written the same way for all types of text"
)]
impl std::fmt::Debug for ErrorWrapper {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        mc_core::debug::Model::new(f, "ErrorWrapper")
            .show("errors", &self.errors)
            .extra(&self.extra)
            .finish()
    }
}
