// mc-issuer-enrollment: Issuer Enrollment into Click to Pay 0.0.0-reconstructed, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::model! {
    /// Answer to the deletion of a card. Unconfirmed; taken from a sibling API.
    ///
    /// Unconfirmed: taken from sibling APIs, not from a published file of this one.
    #[derive(Default)]
    pub struct DeleteCardResponse, rename_all = "camelCase" {
        /// Id of the session.
        ///
        /// JSON `srcCorrelationId`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub src_correlation_id: Option<String>,
    }
}

impl DeleteCardResponse {
    /// A value with what is required; the rest is unset.
    #[must_use]
    pub fn new() -> Self {
        Self {
            src_correlation_id: None,
            extra: mc_core::Extra::default(),
        }
    }

    /// Sets `src_correlation_id`.
    #[must_use]
    pub fn src_correlation_id(mut self, value: impl Into<String>) -> Self {
        self.src_correlation_id = Some(value.into());
        self
    }
}

#[allow(
    clippy::redundant_closure_for_method_calls,
    reason = "what is shown of a field is written the same way for all types of text"
)]
impl std::fmt::Debug for DeleteCardResponse {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        mc_core::debug::Model::new(f, "DeleteCardResponse")
            .show_some(
                "src_correlation_id",
                self.src_correlation_id.as_ref().map(|value| value as _),
            )
            .extra(&self.extra)
            .finish()
    }
}
