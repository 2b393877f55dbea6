// mc-mastercom: Mastercom v6, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::model! {
    /// A claim to open on a transaction. The ids come from a transaction search.
    pub struct CreateClaimRequest, rename_all = "camelCase" {
        /// Amount of the original transaction (DE 4 of the clearing record).
        ///
        /// JSON `disputedAmount`.
        pub disputed_amount: mc_core::values::Amount,
        /// Currency of that amount, as letters or as digits.
        ///
        /// JSON `disputedCurrency`.
        pub disputed_currency: mc_core::values::Currency,
        /// Type of the claim; `Standard` is the only one.
        ///
        /// JSON `claimType`.
        pub claim_type: super::NewClaimType,
        /// Id of the clearing record that the search found.
        ///
        /// JSON `clearingTransactionId`.
        #[serde(with = "mc_core::__private::lenient")]
        pub clearing_transaction_id: String,
        /// Id of the authorization that the search found.
        ///
        /// JSON `authTransactionId`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub auth_transaction_id: Option<String>,
    }
}

impl CreateClaimRequest {
    /// A value with what is required; the rest is unset.
    #[must_use]
    pub fn new(
        disputed_amount: mc_core::values::Amount,
        disputed_currency: mc_core::values::Currency,
        claim_type: impl Into<super::NewClaimType>,
        clearing_transaction_id: impl Into<String>,
    ) -> Self {
        Self {
            disputed_amount,
            disputed_currency,
            claim_type: claim_type.into(),
            clearing_transaction_id: clearing_transaction_id.into(),
            auth_transaction_id: None,
            extra: mc_core::Extra::default(),
        }
    }

    /// Sets `disputed_amount`.
    #[must_use]
    pub fn disputed_amount(mut self, value: mc_core::values::Amount) -> Self {
        self.disputed_amount = value;
        self
    }

    /// Sets `disputed_currency`.
    #[must_use]
    pub fn disputed_currency(mut self, value: mc_core::values::Currency) -> Self {
        self.disputed_currency = value;
        self
    }

    /// Sets `claim_type`.
    #[must_use]
    pub fn claim_type(mut self, value: impl Into<super::NewClaimType>) -> Self {
        self.claim_type = value.into();
        self
    }

    /// Sets `clearing_transaction_id`.
    #[must_use]
    pub fn clearing_transaction_id(mut self, value: impl Into<String>) -> Self {
        self.clearing_transaction_id = value.into();
        self
    }

    /// Sets `auth_transaction_id`.
    #[must_use]
    pub fn auth_transaction_id(mut self, value: impl Into<String>) -> Self {
        self.auth_transaction_id = Some(value.into());
        self
    }
}

#[allow(
    clippy::redundant_closure_for_method_calls,
    reason = "what is shown of a field is written the same way for all types of text"
)]
impl std::fmt::Debug for CreateClaimRequest {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        mc_core::debug::Model::new(f, "CreateClaimRequest")
            .hide("disputed_amount", true)
            .show_text("disputed_currency", Some(self.disputed_currency.as_str()))
            .show("claim_type", &self.claim_type)
            .hide("clearing_transaction_id", true)
            .hide("auth_transaction_id", self.auth_transaction_id.is_some())
            .extra(&self.extra)
            .finish()
    }
}
