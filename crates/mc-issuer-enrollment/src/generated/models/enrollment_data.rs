// mc-issuer-enrollment: Issuer Enrollment into Click to Pay 0.0.0-reconstructed, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::model! {
    /// A card and its holder in a batch, before encryption. By the documentation it also holds e-mail
    /// address, mobile number, card number and expiry date, postal address, name and locale, under names
    /// that are not known.
    #[derive(Default)]
    pub struct EnrollmentData, rename_all = "camelCase" {
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
        /// E-mail address or mobile number, for the flexible variant only. Unconfirmed: its form is not known.
        ///
        /// JSON `linkedIdentities`.
        ///
        /// Unconfirmed: taken from sibling APIs, not from a published file of this one.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub linked_identities: Option<mc_core::RawJson>,
    }
}

impl EnrollmentData {
    /// A value with what is required; the rest is unset.
    #[must_use]
    pub fn new() -> Self {
        Self {
            external_consumer_id: None,
            external_card_id: None,
            linked_identities: None,
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

    /// Sets `linked_identities`.
    #[must_use]
    pub fn linked_identities(mut self, value: impl Into<mc_core::RawJson>) -> Self {
        self.linked_identities = Some(value.into());
        self
    }
}

#[allow(
    clippy::redundant_closure_for_method_calls,
    reason = "what is shown of a field is written the same way for all types of text"
)]
impl std::fmt::Debug for EnrollmentData {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        mc_core::debug::Model::new(f, "EnrollmentData")
            .hide("external_consumer_id", self.external_consumer_id.is_some())
            .hide("external_card_id", self.external_card_id.is_some())
            .hide("linked_identities", self.linked_identities.is_some())
            .extra(&self.extra)
            .finish()
    }
}
