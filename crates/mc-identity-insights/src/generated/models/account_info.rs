// mc-identity-insights: Identity Insights for Accounts 0.2.2, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::model! {
    /// The account to be opened.
    #[derive(Default)]
    pub struct AccountInfo, rename_all = "camelCase" {
        /// Your id of the account, hashed. Send the same value whenever you ask about the same sign-up again.
        ///
        /// JSON `hashedAccountId`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub hashed_account_id: Option<mc_core::Sensitive<String>>,
        /// When the applicant signed up, in UTC. By the product's documentation it is written `YYYY-MM-DD HH:MM`,
        /// with a space in the middle.
        ///
        /// JSON `signupTime`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub signup_time: Option<String>,
    }
}

impl AccountInfo {
    /// A value with what is required; the rest is unset.
    #[must_use]
    pub fn new() -> Self {
        Self {
            hashed_account_id: None,
            signup_time: None,
            extra: mc_core::Extra::default(),
        }
    }

    /// Sets `hashed_account_id`.
    #[must_use]
    pub fn hashed_account_id(mut self, value: impl Into<mc_core::Sensitive<String>>) -> Self {
        self.hashed_account_id = Some(value.into());
        self
    }

    /// Sets `signup_time`.
    #[must_use]
    pub fn signup_time(mut self, value: impl Into<String>) -> Self {
        self.signup_time = Some(value.into());
        self
    }
}

#[allow(
    clippy::redundant_closure_for_method_calls,
    reason = "what is shown of a field is written the same way for all types of text"
)]
impl std::fmt::Debug for AccountInfo {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        mc_core::debug::Model::new(f, "AccountInfo")
            .hide("hashed_account_id", self.hashed_account_id.is_some())
            .show_some("signup_time", self.signup_time.as_ref().map(|value| value as _))
            .extra(&self.extra)
            .finish()
    }
}
