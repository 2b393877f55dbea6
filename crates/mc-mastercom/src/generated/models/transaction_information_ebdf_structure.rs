// mc-mastercom: Mastercom v6, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::model! {
    /// The disputed transaction, as it goes into a dispute form.
    #[derive(Default)]
    pub struct TransactionInformationEbdfStructure, rename_all = "camelCase" {
        /// Acquirer reference data or switch serial number.
        ///
        /// JSON `acquirerRefDataOrSwitchSerialNum`; at most 23 characters.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub acquirer_ref_data_or_switch_serial_num: Option<String>,
        /// Name of the merchant.
        ///
        /// JSON `merchantName`; at most 22 characters.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub merchant_name: Option<String>,
        /// Day of the transaction or settlement, written like `16-Feb-2018`.
        ///
        /// JSON `transactionOrSettlementDate`; at most 11 characters.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub transaction_or_settlement_date: Option<mc_core::values::DateDdMmmYyyy>,
        /// Amount in dispute.
        ///
        /// JSON `disputedAmount`; at most 11 characters.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub disputed_amount: Option<mc_core::values::Amount>,
    }
}

impl TransactionInformationEbdfStructure {
    /// A value with what is required; the rest is unset.
    #[must_use]
    pub fn new() -> Self {
        Self {
            acquirer_ref_data_or_switch_serial_num: None,
            merchant_name: None,
            transaction_or_settlement_date: None,
            disputed_amount: None,
            extra: mc_core::Extra::default(),
        }
    }

    /// Sets `acquirer_ref_data_or_switch_serial_num`.
    #[must_use]
    pub fn acquirer_ref_data_or_switch_serial_num(mut self, value: impl Into<String>) -> Self {
        self.acquirer_ref_data_or_switch_serial_num = Some(value.into());
        self
    }

    /// Sets `merchant_name`.
    #[must_use]
    pub fn merchant_name(mut self, value: impl Into<String>) -> Self {
        self.merchant_name = Some(value.into());
        self
    }

    /// Sets `transaction_or_settlement_date`.
    #[must_use]
    pub fn transaction_or_settlement_date(mut self, value: mc_core::values::DateDdMmmYyyy) -> Self {
        self.transaction_or_settlement_date = Some(value);
        self
    }

    /// Sets `disputed_amount`.
    #[must_use]
    pub fn disputed_amount(mut self, value: mc_core::values::Amount) -> Self {
        self.disputed_amount = Some(value);
        self
    }
}

#[allow(
    clippy::redundant_closure_for_method_calls,
    reason = "what is shown of a field is written the same way for all types of text"
)]
impl std::fmt::Debug for TransactionInformationEbdfStructure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        mc_core::debug::Model::new(f, "TransactionInformationEbdfStructure")
            .show_some(
                "acquirer_ref_data_or_switch_serial_num",
                self.acquirer_ref_data_or_switch_serial_num
                    .as_ref()
                    .map(|value| value as _),
            )
            .hide("merchant_name", self.merchant_name.is_some())
            .show_text(
                "transaction_or_settlement_date",
                self.transaction_or_settlement_date.as_ref().map(|text| text.as_str()),
            )
            .hide("disputed_amount", self.disputed_amount.is_some())
            .extra(&self.extra)
            .finish()
    }
}
