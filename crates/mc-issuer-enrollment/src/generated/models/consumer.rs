// mc-issuer-enrollment: Issuer Enrollment into Click to Pay 0.0.0-reconstructed, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::model! {
    /// A cardholder.
    pub struct Consumer, rename_all = "camelCase" {
        /// What the cardholder is recognised by.
        ///
        /// JSON `consumerIdentity`.
        pub consumer_identity: super::ConsumerIdentity,
        /// Mobile number of the cardholder.
        ///
        /// JSON `mobileNumber`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub mobile_number: Option<super::PhoneNumber>,
        /// Country of the cardholder, as a two-letter code of ISO 3166-1.
        ///
        /// JSON `countryCode`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub country_code: Option<String>,
        /// Language or locale of the cardholder.
        ///
        /// JSON `languageCode`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub language_code: Option<String>,
        /// First name of the cardholder.
        ///
        /// JSON `firstName`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub first_name: Option<mc_core::Sensitive<String>>,
        /// Last name of the cardholder.
        ///
        /// JSON `lastName`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub last_name: Option<mc_core::Sensitive<String>>,
    }
}

impl Consumer {
    /// A value with what is required; the rest is unset.
    #[must_use]
    pub fn new(consumer_identity: impl Into<super::ConsumerIdentity>) -> Self {
        Self {
            consumer_identity: consumer_identity.into(),
            mobile_number: None,
            country_code: None,
            language_code: None,
            first_name: None,
            last_name: None,
            extra: mc_core::Extra::default(),
        }
    }

    /// Sets `consumer_identity`.
    #[must_use]
    pub fn consumer_identity(mut self, value: impl Into<super::ConsumerIdentity>) -> Self {
        self.consumer_identity = value.into();
        self
    }

    /// Sets `mobile_number`.
    #[must_use]
    pub fn mobile_number(mut self, value: impl Into<super::PhoneNumber>) -> Self {
        self.mobile_number = Some(value.into());
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

    /// Sets `first_name`.
    #[must_use]
    pub fn first_name(mut self, value: impl Into<mc_core::Sensitive<String>>) -> Self {
        self.first_name = Some(value.into());
        self
    }

    /// Sets `last_name`.
    #[must_use]
    pub fn last_name(mut self, value: impl Into<mc_core::Sensitive<String>>) -> Self {
        self.last_name = Some(value.into());
        self
    }
}

#[allow(
    clippy::redundant_closure_for_method_calls,
    reason = "what is shown of a field is written the same way for all types of text"
)]
impl std::fmt::Debug for Consumer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        mc_core::debug::Model::new(f, "Consumer")
            .show("consumer_identity", &self.consumer_identity)
            .show_some("mobile_number", self.mobile_number.as_ref().map(|value| value as _))
            .hide("country_code", self.country_code.is_some())
            .hide("language_code", self.language_code.is_some())
            .hide("first_name", self.first_name.is_some())
            .hide("last_name", self.last_name.is_some())
            .extra(&self.extra)
            .finish()
    }
}
