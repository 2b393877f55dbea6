// mc-issuer-enrollment: Issuer Enrollment into Click to Pay 0.0.0-reconstructed, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::model! {
    /// Body of an error of the API gateway.
    #[derive(Default)]
    pub struct GatewayErrors {
        /// The errors found. The platform sends an object with the list `Error`; this product's page prints a
        /// list of objects that hold one error each.
        ///
        /// JSON `Errors`.
        #[serde(rename = "Errors", skip_serializing_if = "Option::is_none")]
        pub errors: Option<mc_core::RawJson>,
    }
}

impl GatewayErrors {
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
    pub fn errors(mut self, value: impl Into<mc_core::RawJson>) -> Self {
        self.errors = Some(value.into());
        self
    }
}

#[allow(
    clippy::redundant_closure_for_method_calls,
    reason = "what is shown of a field is written the same way for all types of text"
)]
impl std::fmt::Debug for GatewayErrors {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        mc_core::debug::Model::new(f, "GatewayErrors")
            .hide("errors", self.errors.is_some())
            .extra(&self.extra)
            .finish()
    }
}
