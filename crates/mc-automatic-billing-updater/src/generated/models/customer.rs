// mc-automatic-billing-updater: Automatic Billing Updater 1.0.0, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::model! {
    /// The merchant for which ABU is asked. A payment facilitator names itself as the merchant and, if it
    /// likes, the business behind it as sub-merchant.
    pub struct Customer, rename_all = "camelCase" {
        /// The acquirer's ICA number.
        ///
        /// JSON `ica`; 4 to 15 characters.
        pub ica: String,
        /// The merchant's id, or that of a payment facilitator.
        ///
        /// JSON `merchantId`; 15 characters.
        pub merchant_id: String,
        /// The business behind a payment facilitator, if that is to be named.
        ///
        /// JSON `subMerchantId`; 15 characters.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub sub_merchant_id: Option<String>,
    }
}

impl Customer {
    /// A value with what is required; the rest is unset.
    #[must_use]
    pub fn new(ica: impl Into<String>, merchant_id: impl Into<String>) -> Self {
        Self {
            ica: ica.into(),
            merchant_id: merchant_id.into(),
            sub_merchant_id: None,
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

    /// Sets `sub_merchant_id`.
    #[must_use]
    pub fn sub_merchant_id(mut self, value: impl Into<String>) -> Self {
        self.sub_merchant_id = Some(value.into());
        self
    }
}

#[allow(
    clippy::redundant_closure_for_method_calls,
    reason = "what is shown of a field is written the same way for all types of text"
)]
impl std::fmt::Debug for Customer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        mc_core::debug::Model::new(f, "Customer")
            .show("ica", &self.ica)
            .show("merchant_id", &self.merchant_id)
            .show_some("sub_merchant_id", self.sub_merchant_id.as_ref().map(|value| value as _))
            .extra(&self.extra)
            .finish()
    }
}
