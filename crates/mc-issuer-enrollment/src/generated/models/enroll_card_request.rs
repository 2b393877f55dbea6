// mc-issuer-enrollment: Issuer Enrollment into Click to Pay 0.0.0-reconstructed, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::model! {
    /// Request to enrol a card. Give exactly one of `encryptedCard` and `enrolmentReferenceData`.
    pub struct EnrollCardRequest, rename_all = "camelCase" {
        /// Id of the integrating party.
        ///
        /// JSON `srcClientId`; a UUID.
        pub src_client_id: String,
        /// Your id of the session.
        ///
        /// JSON `srcCorrelationId`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub src_correlation_id: Option<String>,
        /// Id of the program. A sibling API requires it.
        ///
        /// JSON `serviceId`; at most 255 characters.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub service_id: Option<String>,
        /// The cardholder.
        ///
        /// JSON `consumer`.
        pub consumer: super::Consumer,
        /// A reference to a card that Mastercard has already received.
        ///
        /// JSON `enrolmentReferenceData`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub enrolment_reference_data: Option<super::EnrolmentReferenceData>,
        /// Where the card comes from; for an issuer `ISSUER`. A sibling API requires it.
        ///
        /// JSON `cardSource`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub card_source: Option<super::CardSource>,
        /// What the cardholder has agreed to.
        ///
        /// JSON `complianceSettings`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub compliance_settings: Option<super::ComplianceSettings>,
        /// Fingerprint of the encryption key. Unconfirmed; taken from a sibling API.
        ///
        /// JSON `keyFingerprintId`.
        ///
        /// Unconfirmed: taken from sibling APIs, not from a published file of this one.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub key_fingerprint_id: Option<String>,
        /// The card. It never leaves like this: the client's encryption layer replaces it by a compact JWE, for
        /// the key that Mastercard publishes as `src-fpan-encryption`, and without such a layer the request is
        /// not sent. A card that is a JWE already cannot be given.
        ///
        /// JSON `encryptedCard`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub encrypted_card: Option<super::Card>,
    }
}

impl EnrollCardRequest {
    /// A value with what is required; the rest is unset.
    #[must_use]
    pub fn new(src_client_id: impl Into<String>, consumer: impl Into<super::Consumer>) -> Self {
        Self {
            src_client_id: src_client_id.into(),
            src_correlation_id: None,
            service_id: None,
            consumer: consumer.into(),
            enrolment_reference_data: None,
            card_source: None,
            compliance_settings: None,
            key_fingerprint_id: None,
            encrypted_card: None,
            extra: mc_core::Extra::default(),
        }
    }

    /// Sets `src_client_id`.
    #[must_use]
    pub fn src_client_id(mut self, value: impl Into<String>) -> Self {
        self.src_client_id = value.into();
        self
    }

    /// Sets `src_correlation_id`.
    #[must_use]
    pub fn src_correlation_id(mut self, value: impl Into<String>) -> Self {
        self.src_correlation_id = Some(value.into());
        self
    }

    /// Sets `service_id`.
    #[must_use]
    pub fn service_id(mut self, value: impl Into<String>) -> Self {
        self.service_id = Some(value.into());
        self
    }

    /// Sets `consumer`.
    #[must_use]
    pub fn consumer(mut self, value: impl Into<super::Consumer>) -> Self {
        self.consumer = value.into();
        self
    }

    /// Sets `enrolment_reference_data`.
    #[must_use]
    pub fn enrolment_reference_data(mut self, value: impl Into<super::EnrolmentReferenceData>) -> Self {
        self.enrolment_reference_data = Some(value.into());
        self
    }

    /// Sets `card_source`.
    #[must_use]
    pub fn card_source(mut self, value: impl Into<super::CardSource>) -> Self {
        self.card_source = Some(value.into());
        self
    }

    /// Sets `compliance_settings`.
    #[must_use]
    pub fn compliance_settings(mut self, value: impl Into<super::ComplianceSettings>) -> Self {
        self.compliance_settings = Some(value.into());
        self
    }

    /// Sets `key_fingerprint_id`.
    #[must_use]
    pub fn key_fingerprint_id(mut self, value: impl Into<String>) -> Self {
        self.key_fingerprint_id = Some(value.into());
        self
    }

    /// Sets `encrypted_card`.
    #[must_use]
    pub fn encrypted_card(mut self, value: impl Into<super::Card>) -> Self {
        self.encrypted_card = Some(value.into());
        self
    }
}

#[allow(
    clippy::redundant_closure_for_method_calls,
    reason = "what is shown of a field is written the same way for all types of text"
)]
impl std::fmt::Debug for EnrollCardRequest {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        mc_core::debug::Model::new(f, "EnrollCardRequest")
            .show("src_client_id", &self.src_client_id)
            .show_some(
                "src_correlation_id",
                self.src_correlation_id.as_ref().map(|value| value as _),
            )
            .show_some("service_id", self.service_id.as_ref().map(|value| value as _))
            .show("consumer", &self.consumer)
            .show_some(
                "enrolment_reference_data",
                self.enrolment_reference_data.as_ref().map(|value| value as _),
            )
            .show_some("card_source", self.card_source.as_ref().map(|value| value as _))
            .show_some(
                "compliance_settings",
                self.compliance_settings.as_ref().map(|value| value as _),
            )
            .show_some(
                "key_fingerprint_id",
                self.key_fingerprint_id.as_ref().map(|value| value as _),
            )
            .show_some("encrypted_card", self.encrypted_card.as_ref().map(|value| value as _))
            .extra(&self.extra)
            .finish()
    }
}
