// mc-mastercom: Mastercom v6, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::model! {
    /// Which transactions to search for. Give a card number or an acquirer reference number, and a range of
    /// dates.
    pub struct TransactionSearchRequest, rename_all = "camelCase" {
        /// Acquirer reference number (ARN), 23 digits. Not together with `bankNetRefNumber`.
        ///
        /// JSON `acquirerRefNumber`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub acquirer_ref_number: Option<String>,
        /// Network code and Banknet reference, nine characters. Needs a card number beside it.
        ///
        /// JSON `bankNetRefNumber`.
        #[serde(rename = "bankNetRefNumber", default, with = "mc_core::__private::lenient")]
        #[serde(skip_serializing_if = "Option::is_none")]
        pub banknet_ref_number: Option<String>,
        /// Card number, 11 to 19 digits. Needed unless an acquirer reference number is given.
        ///
        /// JSON `primaryAccountNum`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub primary_account_num: Option<mc_core::Sensitive<String>>,
        /// Lowest amount.
        ///
        /// JSON `transAmountFrom`.
        #[serde(rename = "transAmountFrom", skip_serializing_if = "Option::is_none")]
        pub transaction_amount_from: Option<mc_core::values::MinorUnits>,
        /// Highest amount.
        ///
        /// JSON `transAmountTo`.
        #[serde(rename = "transAmountTo", skip_serializing_if = "Option::is_none")]
        pub transaction_amount_to: Option<mc_core::values::MinorUnits>,
        /// First day of the range, up to 730 days back.
        ///
        /// JSON `tranStartDate`; a date, `YYYY-MM-DD`.
        #[serde(rename = "tranStartDate")]
        pub transaction_start_date: mc_core::values::Date,
        /// Last day of the range, 30 days after the first at most.
        ///
        /// JSON `tranEndDate`; a date, `YYYY-MM-DD`.
        #[serde(rename = "tranEndDate")]
        pub transaction_end_date: mc_core::values::Date,
    }
}

impl TransactionSearchRequest {
    /// A value with what is required; the rest is unset.
    #[must_use]
    pub fn new(transaction_start_date: mc_core::values::Date, transaction_end_date: mc_core::values::Date) -> Self {
        Self {
            acquirer_ref_number: None,
            banknet_ref_number: None,
            primary_account_num: None,
            transaction_amount_from: None,
            transaction_amount_to: None,
            transaction_start_date,
            transaction_end_date,
            extra: mc_core::Extra::default(),
        }
    }

    /// Sets `acquirer_ref_number`.
    #[must_use]
    pub fn acquirer_ref_number(mut self, value: impl Into<String>) -> Self {
        self.acquirer_ref_number = Some(value.into());
        self
    }

    /// Sets `banknet_ref_number`.
    #[must_use]
    pub fn banknet_ref_number(mut self, value: impl Into<String>) -> Self {
        self.banknet_ref_number = Some(value.into());
        self
    }

    /// Sets `primary_account_num`.
    #[must_use]
    pub fn primary_account_num(mut self, value: impl Into<mc_core::Sensitive<String>>) -> Self {
        self.primary_account_num = Some(value.into());
        self
    }

    /// Sets `transaction_amount_from`.
    #[must_use]
    pub fn transaction_amount_from(mut self, value: mc_core::values::MinorUnits) -> Self {
        self.transaction_amount_from = Some(value);
        self
    }

    /// Sets `transaction_amount_to`.
    #[must_use]
    pub fn transaction_amount_to(mut self, value: mc_core::values::MinorUnits) -> Self {
        self.transaction_amount_to = Some(value);
        self
    }

    /// Sets `transaction_start_date`.
    #[must_use]
    pub fn transaction_start_date(mut self, value: mc_core::values::Date) -> Self {
        self.transaction_start_date = value;
        self
    }

    /// Sets `transaction_end_date`.
    #[must_use]
    pub fn transaction_end_date(mut self, value: mc_core::values::Date) -> Self {
        self.transaction_end_date = value;
        self
    }
}

#[allow(
    clippy::redundant_closure_for_method_calls,
    reason = "what is shown of a field is written the same way for all types of text"
)]
impl std::fmt::Debug for TransactionSearchRequest {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        mc_core::debug::Model::new(f, "TransactionSearchRequest")
            .show_some(
                "acquirer_ref_number",
                self.acquirer_ref_number.as_ref().map(|value| value as _),
            )
            .show_some(
                "banknet_ref_number",
                self.banknet_ref_number.as_ref().map(|value| value as _),
            )
            .hide("primary_account_num", self.primary_account_num.is_some())
            .hide("transaction_amount_from", self.transaction_amount_from.is_some())
            .hide("transaction_amount_to", self.transaction_amount_to.is_some())
            .show_text("transaction_start_date", Some(self.transaction_start_date.as_str()))
            .show_text("transaction_end_date", Some(self.transaction_end_date.as_str()))
            .extra(&self.extra)
            .finish()
    }
}
