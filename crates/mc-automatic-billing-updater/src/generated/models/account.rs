// mc-automatic-billing-updater: Automatic Billing Updater 1.0.0, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::model! {
    /// A card account by number and expiry date. Responses are also understood when they name the fields
    /// `number` and `expiry`, as the published examples do.
    pub struct Account, rename_all = "camelCase" {
        /// The account number; in a response the current one.
        ///
        /// JSON `accountNumber`; 13 to 19 characters.
        #[serde(alias = "number")]
        pub account_number: mc_core::Sensitive<String>,
        /// Month and year of expiry as `MMYY`; in a response the current one.
        ///
        /// JSON `expiryDate`; 4 characters.
        #[serde(alias = "expiry")]
        pub expiry_date: mc_core::Sensitive<String>,
    }
}

impl Account {
    /// A value with what is required; the rest is unset.
    #[must_use]
    pub fn new(
        account_number: impl Into<mc_core::Sensitive<String>>,
        expiry_date: impl Into<mc_core::Sensitive<String>>,
    ) -> Self {
        Self {
            account_number: account_number.into(),
            expiry_date: expiry_date.into(),
            extra: mc_core::Extra::default(),
        }
    }

    /// Sets `account_number`.
    #[must_use]
    pub fn account_number(mut self, value: impl Into<mc_core::Sensitive<String>>) -> Self {
        self.account_number = value.into();
        self
    }

    /// Sets `expiry_date`.
    #[must_use]
    pub fn expiry_date(mut self, value: impl Into<mc_core::Sensitive<String>>) -> Self {
        self.expiry_date = value.into();
        self
    }
}

#[allow(
    clippy::redundant_closure_for_method_calls,
    reason = "what is shown of a field is written the same way for all types of text"
)]
impl std::fmt::Debug for Account {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        mc_core::debug::Model::new(f, "Account")
            .hide("account_number", true)
            .hide("expiry_date", true)
            .extra(&self.extra)
            .finish()
    }
}
