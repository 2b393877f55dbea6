// mc-issuer-enrollment: Issuer Enrollment into Click to Pay 0.0.0-reconstructed, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::model! {
    /// What has become of one record of a batch. The name of its status field is not known.
    #[derive(Default)]
    pub struct BatchStatusItem, rename_all = "camelCase" {
        /// Your id of the consumer.
        ///
        /// JSON `externalConsumerId`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub external_consumer_id: Option<mc_core::Sensitive<String>>,
        /// Your id of the card.
        ///
        /// JSON `externalCardId`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub external_card_id: Option<String>,
        /// Mastercard's id of the card, if it was enrolled.
        ///
        /// JSON `srcDigitalCardId`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub src_digital_card_id: Option<String>,
        /// Mastercard's id of the consumer, if the card was enrolled.
        ///
        /// JSON `srcConsumerId`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub src_consumer_id: Option<mc_core::Sensitive<String>>,
    }
}

impl BatchStatusItem {
    /// A value with what is required; the rest is unset.
    #[must_use]
    pub fn new() -> Self {
        Self {
            external_consumer_id: None,
            external_card_id: None,
            src_digital_card_id: None,
            src_consumer_id: None,
            extra: mc_core::Extra::default(),
        }
    }

    /// Sets `external_consumer_id`.
    #[must_use]
    pub fn external_consumer_id(mut self, value: impl Into<mc_core::Sensitive<String>>) -> Self {
        self.external_consumer_id = Some(value.into());
        self
    }

    /// Sets `external_card_id`.
    #[must_use]
    pub fn external_card_id(mut self, value: impl Into<String>) -> Self {
        self.external_card_id = Some(value.into());
        self
    }

    /// Sets `src_digital_card_id`.
    #[must_use]
    pub fn src_digital_card_id(mut self, value: impl Into<String>) -> Self {
        self.src_digital_card_id = Some(value.into());
        self
    }

    /// Sets `src_consumer_id`.
    #[must_use]
    pub fn src_consumer_id(mut self, value: impl Into<mc_core::Sensitive<String>>) -> Self {
        self.src_consumer_id = Some(value.into());
        self
    }
}

#[allow(
    clippy::redundant_closure_for_method_calls,
    reason = "what is shown of a field is written the same way for all types of text"
)]
impl std::fmt::Debug for BatchStatusItem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        mc_core::debug::Model::new(f, "BatchStatusItem")
            .hide("external_consumer_id", self.external_consumer_id.is_some())
            .hide("external_card_id", self.external_card_id.is_some())
            .hide("src_digital_card_id", self.src_digital_card_id.is_some())
            .hide("src_consumer_id", self.src_consumer_id.is_some())
            .extra(&self.extra)
            .finish()
    }
}
