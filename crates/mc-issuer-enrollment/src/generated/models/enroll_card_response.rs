// mc-issuer-enrollment: Issuer Enrollment into Click to Pay 0.0.0-reconstructed, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::model! {
    /// Answer to the enrolment of a card. The fields are those of a sibling API and unconfirmed.
    #[derive(Default)]
    pub struct EnrollCardResponse, rename_all = "camelCase" {
        /// Id of the session.
        ///
        /// JSON `srcCorrelationId`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub src_correlation_id: Option<String>,
        /// The card as it is now held.
        ///
        /// JSON `maskedCard`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub masked_card: Option<super::MaskedCard>,
        /// The cardholder as now held.
        ///
        /// JSON `maskedConsumer`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub masked_consumer: Option<super::MaskedConsumer>,
    }
}

impl EnrollCardResponse {
    /// A value with what is required; the rest is unset.
    #[must_use]
    pub fn new() -> Self {
        Self {
            src_correlation_id: None,
            masked_card: None,
            masked_consumer: None,
            extra: mc_core::Extra::default(),
        }
    }

    /// Sets `src_correlation_id`.
    #[must_use]
    pub fn src_correlation_id(mut self, value: impl Into<String>) -> Self {
        self.src_correlation_id = Some(value.into());
        self
    }

    /// Sets `masked_card`.
    #[must_use]
    pub fn masked_card(mut self, value: impl Into<super::MaskedCard>) -> Self {
        self.masked_card = Some(value.into());
        self
    }

    /// Sets `masked_consumer`.
    #[must_use]
    pub fn masked_consumer(mut self, value: impl Into<super::MaskedConsumer>) -> Self {
        self.masked_consumer = Some(value.into());
        self
    }
}

#[allow(
    clippy::redundant_closure_for_method_calls,
    reason = "what is shown of a field is written the same way for all types of text"
)]
impl std::fmt::Debug for EnrollCardResponse {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        mc_core::debug::Model::new(f, "EnrollCardResponse")
            .show_some(
                "src_correlation_id",
                self.src_correlation_id.as_ref().map(|value| value as _),
            )
            .show_some("masked_card", self.masked_card.as_ref().map(|value| value as _))
            .show_some("masked_consumer", self.masked_consumer.as_ref().map(|value| value as _))
            .extra(&self.extra)
            .finish()
    }
}
