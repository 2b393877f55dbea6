// mc-mastercom: Mastercom v6, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::model! {
    /// Which debit transactions to search for.
    pub struct TransactionSingleSearchRequest, rename_all = "camelCase" {
        /// Card number, 12 to 19 digits.
        ///
        /// JSON `primaryAccountNumber`.
        #[serde(with = "mc_core::__private::lenient")]
        pub primary_account_number: mc_core::Sensitive<String>,
        /// First settlement day of the range, up to 180 days back.
        ///
        /// JSON `settlementFromDate`; a date, `YYYY-MM-DD`.
        pub settlement_from_date: mc_core::values::Date,
        /// Last settlement day of the range, 30 days after the first at most.
        ///
        /// JSON `settlementToDate`; a date, `YYYY-MM-DD`.
        pub settlement_to_date: mc_core::values::Date,
        /// Acquirer reference number (ARN).
        ///
        /// JSON `acquirerRefNumber`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub acquirer_ref_number: Option<String>,
        /// Serial number of the transaction in the single-message system, nine digits.
        ///
        /// JSON `switchSerialNumber`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub switch_serial_number: Option<String>,
    }
}

impl TransactionSingleSearchRequest {
    /// A value with what is required; the rest is unset.
    #[must_use]
    pub fn new(
        primary_account_number: impl Into<mc_core::Sensitive<String>>,
        settlement_from_date: mc_core::values::Date,
        settlement_to_date: mc_core::values::Date,
    ) -> Self {
        Self {
            primary_account_number: primary_account_number.into(),
            settlement_from_date,
            settlement_to_date,
            acquirer_ref_number: None,
            switch_serial_number: None,
            extra: mc_core::Extra::default(),
        }
    }

    /// Sets `primary_account_number`.
    #[must_use]
    pub fn primary_account_number(mut self, value: impl Into<mc_core::Sensitive<String>>) -> Self {
        self.primary_account_number = value.into();
        self
    }

    /// Sets `settlement_from_date`.
    #[must_use]
    pub fn settlement_from_date(mut self, value: mc_core::values::Date) -> Self {
        self.settlement_from_date = value;
        self
    }

    /// Sets `settlement_to_date`.
    #[must_use]
    pub fn settlement_to_date(mut self, value: mc_core::values::Date) -> Self {
        self.settlement_to_date = value;
        self
    }

    /// Sets `acquirer_ref_number`.
    #[must_use]
    pub fn acquirer_ref_number(mut self, value: impl Into<String>) -> Self {
        self.acquirer_ref_number = Some(value.into());
        self
    }

    /// Sets `switch_serial_number`.
    #[must_use]
    pub fn switch_serial_number(mut self, value: impl Into<String>) -> Self {
        self.switch_serial_number = Some(value.into());
        self
    }
}

#[allow(
    clippy::redundant_closure_for_method_calls,
    reason = "what is shown of a field is written the same way for all types of text"
)]
impl std::fmt::Debug for TransactionSingleSearchRequest {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        mc_core::debug::Model::new(f, "TransactionSingleSearchRequest")
            .hide("primary_account_number", true)
            .show_text("settlement_from_date", Some(self.settlement_from_date.as_str()))
            .show_text("settlement_to_date", Some(self.settlement_to_date.as_str()))
            .show_some(
                "acquirer_ref_number",
                self.acquirer_ref_number.as_ref().map(|value| value as _),
            )
            .show_some(
                "switch_serial_number",
                self.switch_serial_number.as_ref().map(|value| value as _),
            )
            .extra(&self.extra)
            .finish()
    }
}
