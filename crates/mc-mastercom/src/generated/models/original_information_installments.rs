// mc-mastercom: Mastercom v6, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::model! {
    /// Terms of the original instalment purchase.
    #[derive(Default)]
    pub struct OriginalInformationInstallments, rename_all = "camelCase" {
        /// Amount of the purchase.
        ///
        /// JSON `amountOfPurchase`; at most 12 characters.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub amount_of_purchase: Option<mc_core::values::MinorUnits>,
        /// Interest rate in per cent.
        ///
        /// JSON `transactionInterestRate`; at most 4 characters.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub transaction_interest_rate: Option<mc_core::values::NumberText>,
        /// Amount of each month.
        ///
        /// JSON `installmentAmount`; at most 12 characters.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub installment_amount: Option<mc_core::values::Amount>,
    }
}

impl OriginalInformationInstallments {
    /// A value with what is required; the rest is unset.
    #[must_use]
    pub fn new() -> Self {
        Self {
            amount_of_purchase: None,
            transaction_interest_rate: None,
            installment_amount: None,
            extra: mc_core::Extra::default(),
        }
    }

    /// Sets `amount_of_purchase`.
    #[must_use]
    pub fn amount_of_purchase(mut self, value: mc_core::values::MinorUnits) -> Self {
        self.amount_of_purchase = Some(value);
        self
    }

    /// Sets `transaction_interest_rate`.
    #[must_use]
    pub fn transaction_interest_rate(mut self, value: mc_core::values::NumberText) -> Self {
        self.transaction_interest_rate = Some(value);
        self
    }

    /// Sets `installment_amount`.
    #[must_use]
    pub fn installment_amount(mut self, value: mc_core::values::Amount) -> Self {
        self.installment_amount = Some(value);
        self
    }
}

#[allow(
    clippy::redundant_closure_for_method_calls,
    reason = "what is shown of a field is written the same way for all types of text"
)]
impl std::fmt::Debug for OriginalInformationInstallments {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        mc_core::debug::Model::new(f, "OriginalInformationInstallments")
            .hide("amount_of_purchase", self.amount_of_purchase.is_some())
            .hide("transaction_interest_rate", self.transaction_interest_rate.is_some())
            .hide("installment_amount", self.installment_amount.is_some())
            .extra(&self.extra)
            .finish()
    }
}
