// mc-identity-insights: Identity Insights for Accounts 0.2.2, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::model! {
    /// Findings on each piece of contact data.
    #[derive(Default)]
    pub struct UserDetails {
        /// Findings on the e-mail address.
        ///
        /// JSON `email`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub email: Option<super::EmailAnalysis>,
        /// Findings on the phone number.
        ///
        /// JSON `phone`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub phone: Option<super::PhoneAnalysis>,
        /// Findings on the postal address.
        ///
        /// JSON `address`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub address: Option<super::AddressAnalysis>,
    }
}

impl UserDetails {
    /// A value with what is required; the rest is unset.
    #[must_use]
    pub fn new() -> Self {
        Self {
            email: None,
            phone: None,
            address: None,
            extra: mc_core::Extra::default(),
        }
    }

    /// Sets `email`.
    #[must_use]
    pub fn email(mut self, value: impl Into<super::EmailAnalysis>) -> Self {
        self.email = Some(value.into());
        self
    }

    /// Sets `phone`.
    #[must_use]
    pub fn phone(mut self, value: impl Into<super::PhoneAnalysis>) -> Self {
        self.phone = Some(value.into());
        self
    }

    /// Sets `address`.
    #[must_use]
    pub fn address(mut self, value: impl Into<super::AddressAnalysis>) -> Self {
        self.address = Some(value.into());
        self
    }
}

#[allow(
    clippy::redundant_closure_for_method_calls,
    reason = "what is shown of a field is written the same way for all types of text"
)]
impl std::fmt::Debug for UserDetails {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        mc_core::debug::Model::new(f, "UserDetails")
            .show_some("email", self.email.as_ref().map(|value| value as _))
            .show_some("phone", self.phone.as_ref().map(|value| value as _))
            .show_some("address", self.address.as_ref().map(|value| value as _))
            .extra(&self.extra)
            .finish()
    }
}
