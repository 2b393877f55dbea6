// mc-issuer-enrollment: Issuer Enrollment into Click to Pay 0.0.0-reconstructed, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::model! {
    /// A cardholder as Click to Pay holds them. Unconfirmed; taken from sibling APIs.
    ///
    /// Unconfirmed: taken from sibling APIs, not from a published file of this one.
    #[derive(Default)]
    pub struct MaskedConsumer, rename_all = "camelCase" {
        /// Mastercard's id of the consumer, named in the documentation of batch status.
        ///
        /// JSON `srcConsumerId`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub src_consumer_id: Option<mc_core::Sensitive<String>>,
        /// What the cardholder is recognised by, masked.
        ///
        /// JSON `maskedConsumerIdentity`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub masked_consumer_identity: Option<super::MaskedConsumerIdentity>,
        /// E-mail address of the cardholder, masked.
        ///
        /// JSON `maskedEmailAddress`; at most 255 characters.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub masked_email_address: Option<mc_core::Sensitive<String>>,
        /// Mobile number of the cardholder, masked.
        ///
        /// JSON `maskedMobileNumber`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub masked_mobile_number: Option<super::PhoneNumber>,
        /// What the cardholder has agreed to.
        ///
        /// JSON `complianceSettings`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub compliance_settings: Option<super::ComplianceSettings>,
        /// Country of the cardholder.
        ///
        /// JSON `countryCode`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub country_code: Option<String>,
        /// Language of the cardholder.
        ///
        /// JSON `languageCode`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub language_code: Option<String>,
        /// The state of the profile.
        ///
        /// JSON `status`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub status: Option<super::MaskedConsumerStatus>,
        /// First name of the cardholder, masked.
        ///
        /// JSON `maskedFirstName`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub masked_first_name: Option<mc_core::Sensitive<String>>,
        /// Last name of the cardholder, masked.
        ///
        /// JSON `maskedLastName`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub masked_last_name: Option<mc_core::Sensitive<String>>,
        /// Full name of the cardholder, masked.
        ///
        /// JSON `maskedFullName`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub masked_full_name: Option<mc_core::Sensitive<String>>,
        /// When the cardholder was added, in a form that is not known.
        ///
        /// JSON `dateConsumerAdded`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub date_consumer_added: Option<String>,
        /// When the profile was last used, in a form that is not known.
        ///
        /// JSON `dateConsumerLastUsed`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub date_consumer_last_used: Option<String>,
    }
}

impl MaskedConsumer {
    /// A value with what is required; the rest is unset.
    #[must_use]
    pub fn new() -> Self {
        Self {
            src_consumer_id: None,
            masked_consumer_identity: None,
            masked_email_address: None,
            masked_mobile_number: None,
            compliance_settings: None,
            country_code: None,
            language_code: None,
            status: None,
            masked_first_name: None,
            masked_last_name: None,
            masked_full_name: None,
            date_consumer_added: None,
            date_consumer_last_used: None,
            extra: mc_core::Extra::default(),
        }
    }

    /// Sets `src_consumer_id`.
    #[must_use]
    pub fn src_consumer_id(mut self, value: impl Into<mc_core::Sensitive<String>>) -> Self {
        self.src_consumer_id = Some(value.into());
        self
    }

    /// Sets `masked_consumer_identity`.
    #[must_use]
    pub fn masked_consumer_identity(mut self, value: impl Into<super::MaskedConsumerIdentity>) -> Self {
        self.masked_consumer_identity = Some(value.into());
        self
    }

    /// Sets `masked_email_address`.
    #[must_use]
    pub fn masked_email_address(mut self, value: impl Into<mc_core::Sensitive<String>>) -> Self {
        self.masked_email_address = Some(value.into());
        self
    }

    /// Sets `masked_mobile_number`.
    #[must_use]
    pub fn masked_mobile_number(mut self, value: impl Into<super::PhoneNumber>) -> Self {
        self.masked_mobile_number = Some(value.into());
        self
    }

    /// Sets `compliance_settings`.
    #[must_use]
    pub fn compliance_settings(mut self, value: impl Into<super::ComplianceSettings>) -> Self {
        self.compliance_settings = Some(value.into());
        self
    }

    /// Sets `country_code`.
    #[must_use]
    pub fn country_code(mut self, value: impl Into<String>) -> Self {
        self.country_code = Some(value.into());
        self
    }

    /// Sets `language_code`.
    #[must_use]
    pub fn language_code(mut self, value: impl Into<String>) -> Self {
        self.language_code = Some(value.into());
        self
    }

    /// Sets `status`.
    #[must_use]
    pub fn status(mut self, value: impl Into<super::MaskedConsumerStatus>) -> Self {
        self.status = Some(value.into());
        self
    }

    /// Sets `masked_first_name`.
    #[must_use]
    pub fn masked_first_name(mut self, value: impl Into<mc_core::Sensitive<String>>) -> Self {
        self.masked_first_name = Some(value.into());
        self
    }

    /// Sets `masked_last_name`.
    #[must_use]
    pub fn masked_last_name(mut self, value: impl Into<mc_core::Sensitive<String>>) -> Self {
        self.masked_last_name = Some(value.into());
        self
    }

    /// Sets `masked_full_name`.
    #[must_use]
    pub fn masked_full_name(mut self, value: impl Into<mc_core::Sensitive<String>>) -> Self {
        self.masked_full_name = Some(value.into());
        self
    }

    /// Sets `date_consumer_added`.
    #[must_use]
    pub fn date_consumer_added(mut self, value: impl Into<String>) -> Self {
        self.date_consumer_added = Some(value.into());
        self
    }

    /// Sets `date_consumer_last_used`.
    #[must_use]
    pub fn date_consumer_last_used(mut self, value: impl Into<String>) -> Self {
        self.date_consumer_last_used = Some(value.into());
        self
    }
}

#[allow(
    clippy::redundant_closure_for_method_calls,
    reason = "what is shown of a field is written the same way for all types of text"
)]
impl std::fmt::Debug for MaskedConsumer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        mc_core::debug::Model::new(f, "MaskedConsumer")
            .hide("src_consumer_id", self.src_consumer_id.is_some())
            .show_some(
                "masked_consumer_identity",
                self.masked_consumer_identity.as_ref().map(|value| value as _),
            )
            .hide("masked_email_address", self.masked_email_address.is_some())
            .show_some(
                "masked_mobile_number",
                self.masked_mobile_number.as_ref().map(|value| value as _),
            )
            .show_some(
                "compliance_settings",
                self.compliance_settings.as_ref().map(|value| value as _),
            )
            .hide("country_code", self.country_code.is_some())
            .hide("language_code", self.language_code.is_some())
            .show_some("status", self.status.as_ref().map(|value| value as _))
            .hide("masked_first_name", self.masked_first_name.is_some())
            .hide("masked_last_name", self.masked_last_name.is_some())
            .hide("masked_full_name", self.masked_full_name.is_some())
            .show_some(
                "date_consumer_added",
                self.date_consumer_added.as_ref().map(|value| value as _),
            )
            .hide("date_consumer_last_used", self.date_consumer_last_used.is_some())
            .extra(&self.extra)
            .finish()
    }
}
