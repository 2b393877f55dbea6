// mc-mastercom: Mastercom v6, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::model! {
    /// A message of the single-message system, in short.
    #[derive(Default)]
    pub struct SingleMessageSummary, rename_all = "camelCase" {
        /// Acquirer reference number (ARN).
        ///
        /// JSON `acquirerReferenceNumber`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub acquirer_reference_number: Option<String>,
        /// Why an advice message was sent.
        ///
        /// JSON `adviceReasonCode`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub advice_reason_code: Option<String>,
        /// Brand of the card, such as `MD` for Debit Mastercard.
        ///
        /// JSON `brand`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub brand: Option<String>,
        /// Currency of the transaction, three digits.
        ///
        /// JSON `localCurrencyCode`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub local_currency_code: Option<mc_core::values::Currency>,
        /// Amount that was asked for, in that currency.
        ///
        /// JSON `localRequestedAmount`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub local_requested_amount: Option<mc_core::values::Amount>,
        /// Name of the merchant, or of the owner of the cash machine.
        ///
        /// JSON `merchantName`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub merchant_name: Option<String>,
        /// Merchant category code.
        ///
        /// JSON `merchantType`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub merchant_type: Option<String>,
        /// Card number.
        ///
        /// JSON `primaryAccountNumber`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub primary_account_number: Option<mc_core::Sensitive<String>>,
        /// Effect of the transaction on the account, as a code.
        ///
        /// JSON `processingCode`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub processing_code: Option<String>,
        /// How the message was answered.
        ///
        /// JSON `responseCode`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub response_code: Option<String>,
        /// Who declined: `M` the issuer, `S` the single-message system.
        ///
        /// JSON `responseSource`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub response_source: Option<String>,
        /// Settlement day, `MMDDYY`.
        ///
        /// JSON `settlementDate`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub settlement_date: Option<mc_core::values::DateMmddyy>,
        /// Serial number of the transaction in the single-message system.
        ///
        /// JSON `switchSerialNumber`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub switch_serial_number: Option<String>,
        /// When Mastercard passed the transaction on, `MMDDhhmmss`.
        ///
        /// JSON `switchDateTime`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub switch_date_time: Option<mc_core::values::DateTimeMmddyy>,
        /// Number that the sender of the message gave the transaction.
        ///
        /// JSON `trace`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub trace: Option<String>,
        /// Type of the transaction, as a code.
        ///
        /// JSON `tranType`.
        #[serde(rename = "tranType", default, with = "mc_core::__private::lenient")]
        #[serde(skip_serializing_if = "Option::is_none")]
        pub transaction_type: Option<String>,
    }
}

impl SingleMessageSummary {
    /// A value with what is required; the rest is unset.
    #[must_use]
    pub fn new() -> Self {
        Self {
            acquirer_reference_number: None,
            advice_reason_code: None,
            brand: None,
            local_currency_code: None,
            local_requested_amount: None,
            merchant_name: None,
            merchant_type: None,
            primary_account_number: None,
            processing_code: None,
            response_code: None,
            response_source: None,
            settlement_date: None,
            switch_serial_number: None,
            switch_date_time: None,
            trace: None,
            transaction_type: None,
            extra: mc_core::Extra::default(),
        }
    }

    /// Sets `acquirer_reference_number`.
    #[must_use]
    pub fn acquirer_reference_number(mut self, value: impl Into<String>) -> Self {
        self.acquirer_reference_number = Some(value.into());
        self
    }

    /// Sets `advice_reason_code`.
    #[must_use]
    pub fn advice_reason_code(mut self, value: impl Into<String>) -> Self {
        self.advice_reason_code = Some(value.into());
        self
    }

    /// Sets `brand`.
    #[must_use]
    pub fn brand(mut self, value: impl Into<String>) -> Self {
        self.brand = Some(value.into());
        self
    }

    /// Sets `local_currency_code`.
    #[must_use]
    pub fn local_currency_code(mut self, value: mc_core::values::Currency) -> Self {
        self.local_currency_code = Some(value);
        self
    }

    /// Sets `local_requested_amount`.
    #[must_use]
    pub fn local_requested_amount(mut self, value: mc_core::values::Amount) -> Self {
        self.local_requested_amount = Some(value);
        self
    }

    /// Sets `merchant_name`.
    #[must_use]
    pub fn merchant_name(mut self, value: impl Into<String>) -> Self {
        self.merchant_name = Some(value.into());
        self
    }

    /// Sets `merchant_type`.
    #[must_use]
    pub fn merchant_type(mut self, value: impl Into<String>) -> Self {
        self.merchant_type = Some(value.into());
        self
    }

    /// Sets `primary_account_number`.
    #[must_use]
    pub fn primary_account_number(mut self, value: impl Into<mc_core::Sensitive<String>>) -> Self {
        self.primary_account_number = Some(value.into());
        self
    }

    /// Sets `processing_code`.
    #[must_use]
    pub fn processing_code(mut self, value: impl Into<String>) -> Self {
        self.processing_code = Some(value.into());
        self
    }

    /// Sets `response_code`.
    #[must_use]
    pub fn response_code(mut self, value: impl Into<String>) -> Self {
        self.response_code = Some(value.into());
        self
    }

    /// Sets `response_source`.
    #[must_use]
    pub fn response_source(mut self, value: impl Into<String>) -> Self {
        self.response_source = Some(value.into());
        self
    }

    /// Sets `settlement_date`.
    #[must_use]
    pub fn settlement_date(mut self, value: mc_core::values::DateMmddyy) -> Self {
        self.settlement_date = Some(value);
        self
    }

    /// Sets `switch_serial_number`.
    #[must_use]
    pub fn switch_serial_number(mut self, value: impl Into<String>) -> Self {
        self.switch_serial_number = Some(value.into());
        self
    }

    /// Sets `switch_date_time`.
    #[must_use]
    pub fn switch_date_time(mut self, value: mc_core::values::DateTimeMmddyy) -> Self {
        self.switch_date_time = Some(value);
        self
    }

    /// Sets `trace`.
    #[must_use]
    pub fn trace(mut self, value: impl Into<String>) -> Self {
        self.trace = Some(value.into());
        self
    }

    /// Sets `transaction_type`.
    #[must_use]
    pub fn transaction_type(mut self, value: impl Into<String>) -> Self {
        self.transaction_type = Some(value.into());
        self
    }
}

#[allow(
    clippy::redundant_closure_for_method_calls,
    reason = "what is shown of a field is written the same way for all types of text"
)]
impl std::fmt::Debug for SingleMessageSummary {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        mc_core::debug::Model::new(f, "SingleMessageSummary")
            .show_some(
                "acquirer_reference_number",
                self.acquirer_reference_number.as_ref().map(|value| value as _),
            )
            .show_some(
                "advice_reason_code",
                self.advice_reason_code.as_ref().map(|value| value as _),
            )
            .show_some("brand", self.brand.as_ref().map(|value| value as _))
            .show_text(
                "local_currency_code",
                self.local_currency_code.as_ref().map(|text| text.as_str()),
            )
            .hide("local_requested_amount", self.local_requested_amount.is_some())
            .hide("merchant_name", self.merchant_name.is_some())
            .show_some("merchant_type", self.merchant_type.as_ref().map(|value| value as _))
            .hide("primary_account_number", self.primary_account_number.is_some())
            .show_some("processing_code", self.processing_code.as_ref().map(|value| value as _))
            .show_some("response_code", self.response_code.as_ref().map(|value| value as _))
            .show_some("response_source", self.response_source.as_ref().map(|value| value as _))
            .show_text(
                "settlement_date",
                self.settlement_date.as_ref().map(|text| text.as_str()),
            )
            .show_some(
                "switch_serial_number",
                self.switch_serial_number.as_ref().map(|value| value as _),
            )
            .show_text(
                "switch_date_time",
                self.switch_date_time.as_ref().map(|text| text.as_str()),
            )
            .hide("trace", self.trace.is_some())
            .show_some(
                "transaction_type",
                self.transaction_type.as_ref().map(|value| value as _),
            )
            .extra(&self.extra)
            .finish()
    }
}
