// mc-mastercom: Mastercom v6, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::model! {
    /// Error body of Mastercom. Here the list stands directly under `Errors`; the gateway nests it one
    /// level deeper, and the shared error type reads both.
    #[derive(Default)]
    pub struct ServiceErrors {
        /// The errors, seldom more than one.
        ///
        /// JSON `Errors`.
        #[serde(rename = "Errors", skip_serializing_if = "Option::is_none")]
        pub errors: Option<Vec<super::ServiceError>>,
    }
}

impl ServiceErrors {
    /// A value with what is required; the rest is unset.
    #[must_use]
    pub fn new() -> Self {
        Self {
            errors: None,
            extra: mc_core::Extra::default(),
        }
    }

    /// Sets `errors`.
    #[must_use]
    pub fn errors(mut self, value: impl Into<Vec<super::ServiceError>>) -> Self {
        self.errors = Some(value.into());
        self
    }
}

#[allow(
    clippy::redundant_closure_for_method_calls,
    reason = "what is shown of a field is written the same way for all types of text"
)]
impl std::fmt::Debug for ServiceErrors {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        mc_core::debug::Model::new(f, "ServiceErrors")
            .show_some("errors", self.errors.as_ref().map(|value| value as _))
            .extra(&self.extra)
            .finish()
    }
}

/// The specification's own name of [`ServiceErrors`].
pub type Errors = ServiceErrors;
