// mc-automatic-billing-updater: Automatic Billing Updater 1.0.0, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::model! {
    /// What identifies a registered merchant and its acquirer.
    pub struct BaseCustomer, rename_all = "camelCase" {
        /// The acquirer's ICA number.
        ///
        /// JSON `ica`; 4 to 15 characters.
        pub ica: String,
        /// The merchant's id, or that of a payment facilitator.
        ///
        /// JSON `merchantId`; 15 characters.
        pub merchant_id: String,
    }
}

impl BaseCustomer {
    /// A value with what is required; the rest is unset.
    #[must_use]
    pub fn new(ica: impl Into<String>, merchant_id: impl Into<String>) -> Self {
        Self {
            ica: ica.into(),
            merchant_id: merchant_id.into(),
            extra: mc_core::Extra::default(),
        }
    }

    /// Sets `ica`.
    #[must_use]
    pub fn ica(mut self, value: impl Into<String>) -> Self {
        self.ica = value.into();
        self
    }

    /// Sets `merchant_id`.
    #[must_use]
    pub fn merchant_id(mut self, value: impl Into<String>) -> Self {
        self.merchant_id = value.into();
        self
    }
}

#[allow(
    clippy::redundant_closure_for_method_calls,
    reason = "what is shown of a field is written the same way for all types of text"
)]
impl std::fmt::Debug for BaseCustomer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        mc_core::debug::Model::new(f, "BaseCustomer")
            .show("ica", &self.ica)
            .show("merchant_id", &self.merchant_id)
            .extra(&self.extra)
            .finish()
    }
}
