// mc-issuer-enrollment: Issuer Enrollment into Click to Pay 0.0.0-reconstructed, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::model! {
    /// What a cardholder is recognised by, masked. Unconfirmed; taken from sibling APIs.
    ///
    /// Unconfirmed: taken from sibling APIs, not from a published file of this one.
    #[derive(Default)]
    pub struct MaskedConsumerIdentity, rename_all = "camelCase" {
        /// What kind of identity it is.
        ///
        /// JSON `identityType`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub identity_type: Option<super::MaskedConsumerIdentityIdentityType>,
        /// The e-mail address, phone number or id, masked.
        ///
        /// JSON `maskedIdentityValue`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub masked_identity_value: Option<mc_core::Sensitive<String>>,
    }
}

impl MaskedConsumerIdentity {
    /// A value with what is required; the rest is unset.
    #[must_use]
    pub fn new() -> Self {
        Self {
            identity_type: None,
            masked_identity_value: None,
            extra: mc_core::Extra::default(),
        }
    }

    /// Sets `identity_type`.
    #[must_use]
    pub fn identity_type(mut self, value: impl Into<super::MaskedConsumerIdentityIdentityType>) -> Self {
        self.identity_type = Some(value.into());
        self
    }

    /// Sets `masked_identity_value`.
    #[must_use]
    pub fn masked_identity_value(mut self, value: impl Into<mc_core::Sensitive<String>>) -> Self {
        self.masked_identity_value = Some(value.into());
        self
    }
}

#[allow(
    clippy::redundant_closure_for_method_calls,
    reason = "what is shown of a field is written the same way for all types of text"
)]
impl std::fmt::Debug for MaskedConsumerIdentity {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        mc_core::debug::Model::new(f, "MaskedConsumerIdentity")
            .show_some("identity_type", self.identity_type.as_ref().map(|value| value as _))
            .hide("masked_identity_value", self.masked_identity_value.is_some())
            .extra(&self.extra)
            .finish()
    }
}
