// mc-issuer-enrollment: Issuer Enrollment into Click to Pay 0.0.0-reconstructed, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::model! {
    /// What a cardholder is recognised by.
    pub struct ConsumerIdentity, rename_all = "camelCase" {
        /// What kind of identity it is. A known issuer's client sends `EMAIL_ADDRESS`; the other values are
        /// those of sibling APIs and unconfirmed.
        ///
        /// JSON `identityType`.
        pub identity_type: super::ConsumerIdentityIdentityType,
        /// The e-mail address, phone number or id itself.
        ///
        /// JSON `identityValue`; at most 255 characters.
        pub identity_value: mc_core::Sensitive<String>,
    }
}

impl ConsumerIdentity {
    /// A value with what is required; the rest is unset.
    #[must_use]
    pub fn new(
        identity_type: impl Into<super::ConsumerIdentityIdentityType>,
        identity_value: impl Into<mc_core::Sensitive<String>>,
    ) -> Self {
        Self {
            identity_type: identity_type.into(),
            identity_value: identity_value.into(),
            extra: mc_core::Extra::default(),
        }
    }

    /// Sets `identity_type`.
    #[must_use]
    pub fn identity_type(mut self, value: impl Into<super::ConsumerIdentityIdentityType>) -> Self {
        self.identity_type = value.into();
        self
    }

    /// Sets `identity_value`.
    #[must_use]
    pub fn identity_value(mut self, value: impl Into<mc_core::Sensitive<String>>) -> Self {
        self.identity_value = value.into();
        self
    }
}

#[allow(
    clippy::redundant_closure_for_method_calls,
    reason = "what is shown of a field is written the same way for all types of text"
)]
impl std::fmt::Debug for ConsumerIdentity {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        mc_core::debug::Model::new(f, "ConsumerIdentity")
            .show("identity_type", &self.identity_type)
            .hide("identity_value", true)
            .extra(&self.extra)
            .finish()
    }
}
