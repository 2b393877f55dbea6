// mc-identity-insights: Identity Insights for Accounts 0.2.2, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::model! {
    /// What the applicant has entered. By the product's documentation the account is needed and, with it,
    /// an e-mail address or a phone number.
    pub struct UserInput {
        /// The account to be opened. Always needed.
        ///
        /// JSON `account`.
        pub account: super::AccountInfo,
        /// Full name of the applicant.
        ///
        /// JSON `name`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub name: Option<mc_core::Sensitive<String>>,
        /// E-mail address of the applicant. Needed when there is no phone number.
        ///
        /// JSON `email`; 3 to 254 characters.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub email: Option<mc_core::Sensitive<String>>,
        /// Phone number of the applicant. Needed when there is no e-mail address.
        ///
        /// JSON `phone`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub phone: Option<super::PhoneNumber>,
        /// Postal address of the applicant.
        ///
        /// JSON `address`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub address: Option<super::Address>,
    }
}

impl UserInput {
    /// A value with what is required; the rest is unset.
    #[must_use]
    pub fn new(account: impl Into<super::AccountInfo>) -> Self {
        Self {
            account: account.into(),
            name: None,
            email: None,
            phone: None,
            address: None,
            extra: mc_core::Extra::default(),
        }
    }

    /// Sets `account`.
    #[must_use]
    pub fn account(mut self, value: impl Into<super::AccountInfo>) -> Self {
        self.account = value.into();
        self
    }

    /// Sets `name`.
    #[must_use]
    pub fn name(mut self, value: impl Into<mc_core::Sensitive<String>>) -> Self {
        self.name = Some(value.into());
        self
    }

    /// Sets `email`.
    #[must_use]
    pub fn email(mut self, value: impl Into<mc_core::Sensitive<String>>) -> Self {
        self.email = Some(value.into());
        self
    }

    /// Sets `phone`.
    #[must_use]
    pub fn phone(mut self, value: impl Into<super::PhoneNumber>) -> Self {
        self.phone = Some(value.into());
        self
    }

    /// Sets `address`.
    #[must_use]
    pub fn address(mut self, value: impl Into<super::Address>) -> Self {
        self.address = Some(value.into());
        self
    }
}

#[allow(
    clippy::redundant_closure_for_method_calls,
    reason = "what is shown of a field is written the same way for all types of text"
)]
impl std::fmt::Debug for UserInput {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        mc_core::debug::Model::new(f, "UserInput")
            .show("account", &self.account)
            .hide("name", self.name.is_some())
            .hide("email", self.email.is_some())
            .show_some("phone", self.phone.as_ref().map(|value| value as _))
            .show_some("address", self.address.as_ref().map(|value| value as _))
            .extra(&self.extra)
            .finish()
    }
}
