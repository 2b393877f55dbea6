// mc-automatic-billing-updater: Automatic Billing Updater 1.0.0, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::model! {
    /// Request to look up an account.
    pub struct Inquiry, rename_all = "camelCase" {
        /// Your own reference for this request. Push notifications repeat it, so it can tie them to the
        /// subscription.
        ///
        /// JSON `requestId`; 1 to 64 characters.
        pub request_id: String,
        /// The party for which the account is looked up or watched.
        ///
        /// JSON `customer`.
        pub customer: super::Customer,
        /// The account as you have it on file.
        ///
        /// JSON `account`.
        pub account: super::Account,
    }
}

impl Inquiry {
    /// A value with what is required; the rest is unset.
    #[must_use]
    pub fn new(
        request_id: impl Into<String>,
        customer: impl Into<super::Customer>,
        account: impl Into<super::Account>,
    ) -> Self {
        Self {
            request_id: request_id.into(),
            customer: customer.into(),
            account: account.into(),
            extra: mc_core::Extra::default(),
        }
    }

    /// Sets `request_id`.
    #[must_use]
    pub fn request_id(mut self, value: impl Into<String>) -> Self {
        self.request_id = value.into();
        self
    }

    /// Sets `customer`.
    #[must_use]
    pub fn customer(mut self, value: impl Into<super::Customer>) -> Self {
        self.customer = value.into();
        self
    }

    /// Sets `account`.
    #[must_use]
    pub fn account(mut self, value: impl Into<super::Account>) -> Self {
        self.account = value.into();
        self
    }
}

#[allow(
    clippy::redundant_closure_for_method_calls,
    reason = "what is shown of a field is written the same way for all types of text"
)]
impl std::fmt::Debug for Inquiry {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        mc_core::debug::Model::new(f, "Inquiry")
            .show("request_id", &self.request_id)
            .show("customer", &self.customer)
            .show("account", &self.account)
            .extra(&self.extra)
            .finish()
    }
}
