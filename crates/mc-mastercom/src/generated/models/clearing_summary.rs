// mc-mastercom: Mastercom v6, made by OpenAPI Generator 7.26.0 and codegen/templates. Do not edit.

mc_core::model! {
    /// A clearing record that a transaction search found. Its transaction id is what `create_claim` wants.
    #[derive(Default)]
    pub struct ClearingSummary, rename_all = "camelCase" {
        /// Card number.
        ///
        /// JSON `primaryAccountNumber`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub primary_account_number: Option<mc_core::Sensitive<String>>,
        /// Amount in the currency of the transaction, without a decimal point.
        ///
        /// JSON `transactionAmountLocal`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub transaction_amount_local: Option<mc_core::values::MinorUnits>,
        /// Local time of the transaction, `YYMMDDhhmmss`; the seconds are always `00`.
        ///
        /// JSON `dateAndTimeLocal`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub date_and_time_local: Option<mc_core::values::DateTimeYymmdd>,
        /// How the terminal can read cards, as a code.
        ///
        /// JSON `cardDataInputCapability`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub card_data_input_capability: Option<String>,
        /// How the terminal can verify cardholders, as a code.
        ///
        /// JSON `cardholderAuthenticationCapability`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub cardholder_authentication_capability: Option<String>,
        /// Whether the card was present, as a code.
        ///
        /// JSON `cardPresent`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub card_present: Option<String>,
        /// Acquirer reference number (ARN).
        ///
        /// JSON `acquirerReferenceNumber`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub acquirer_reference_number: Option<String>,
        /// Name of the merchant.
        ///
        /// JSON `cardAcceptorName`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub card_acceptor_name: Option<String>,
        /// Currency of the transaction, three digits.
        ///
        /// JSON `currencyCode`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub currency_code: Option<mc_core::values::Currency>,
        /// Instalment data of a transaction within Brazil.
        ///
        /// JSON `installmentPaymentDataBrazil`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub installment_payment_data_brazil: Option<String>,
        /// Id of the record, opaque, for `create_claim` and `get_clearing_detail`.
        ///
        /// JSON `transactionId`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub transaction_id: Option<String>,
        /// Whether the transaction is settled through Mastercard, as a code.
        ///
        /// JSON `settlementIndicator`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub settlement_indicator: Option<String>,
        /// Set when the record reverses an earlier one.
        ///
        /// JSON `messageReversalIndicator`.
        #[serde(default, with = "mc_core::__private::lenient", skip_serializing_if = "Option::is_none")]
        pub message_reversal_indicator: Option<String>,
    }
}

impl ClearingSummary {
    /// A value with what is required; the rest is unset.
    #[must_use]
    pub fn new() -> Self {
        Self {
            primary_account_number: None,
            transaction_amount_local: None,
            date_and_time_local: None,
            card_data_input_capability: None,
            cardholder_authentication_capability: None,
            card_present: None,
            acquirer_reference_number: None,
            card_acceptor_name: None,
            currency_code: None,
            installment_payment_data_brazil: None,
            transaction_id: None,
            settlement_indicator: None,
            message_reversal_indicator: None,
            extra: mc_core::Extra::default(),
        }
    }

    /// Sets `primary_account_number`.
    #[must_use]
    pub fn primary_account_number(mut self, value: impl Into<mc_core::Sensitive<String>>) -> Self {
        self.primary_account_number = Some(value.into());
        self
    }

    /// Sets `transaction_amount_local`.
    #[must_use]
    pub fn transaction_amount_local(mut self, value: mc_core::values::MinorUnits) -> Self {
        self.transaction_amount_local = Some(value);
        self
    }

    /// Sets `date_and_time_local`.
    #[must_use]
    pub fn date_and_time_local(mut self, value: mc_core::values::DateTimeYymmdd) -> Self {
        self.date_and_time_local = Some(value);
        self
    }

    /// Sets `card_data_input_capability`.
    #[must_use]
    pub fn card_data_input_capability(mut self, value: impl Into<String>) -> Self {
        self.card_data_input_capability = Some(value.into());
        self
    }

    /// Sets `cardholder_authentication_capability`.
    #[must_use]
    pub fn cardholder_authentication_capability(mut self, value: impl Into<String>) -> Self {
        self.cardholder_authentication_capability = Some(value.into());
        self
    }

    /// Sets `card_present`.
    #[must_use]
    pub fn card_present(mut self, value: impl Into<String>) -> Self {
        self.card_present = Some(value.into());
        self
    }

    /// Sets `acquirer_reference_number`.
    #[must_use]
    pub fn acquirer_reference_number(mut self, value: impl Into<String>) -> Self {
        self.acquirer_reference_number = Some(value.into());
        self
    }

    /// Sets `card_acceptor_name`.
    #[must_use]
    pub fn card_acceptor_name(mut self, value: impl Into<String>) -> Self {
        self.card_acceptor_name = Some(value.into());
        self
    }

    /// Sets `currency_code`.
    #[must_use]
    pub fn currency_code(mut self, value: mc_core::values::Currency) -> Self {
        self.currency_code = Some(value);
        self
    }

    /// Sets `installment_payment_data_brazil`.
    #[must_use]
    pub fn installment_payment_data_brazil(mut self, value: impl Into<String>) -> Self {
        self.installment_payment_data_brazil = Some(value.into());
        self
    }

    /// Sets `transaction_id`.
    #[must_use]
    pub fn transaction_id(mut self, value: impl Into<String>) -> Self {
        self.transaction_id = Some(value.into());
        self
    }

    /// Sets `settlement_indicator`.
    #[must_use]
    pub fn settlement_indicator(mut self, value: impl Into<String>) -> Self {
        self.settlement_indicator = Some(value.into());
        self
    }

    /// Sets `message_reversal_indicator`.
    #[must_use]
    pub fn message_reversal_indicator(mut self, value: impl Into<String>) -> Self {
        self.message_reversal_indicator = Some(value.into());
        self
    }
}

#[allow(
    clippy::redundant_closure_for_method_calls,
    reason = "what is shown of a field is written the same way for all types of text"
)]
impl std::fmt::Debug for ClearingSummary {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        mc_core::debug::Model::new(f, "ClearingSummary")
            .hide("primary_account_number", self.primary_account_number.is_some())
            .hide("transaction_amount_local", self.transaction_amount_local.is_some())
            .show_text(
                "date_and_time_local",
                self.date_and_time_local.as_ref().map(|text| text.as_str()),
            )
            .hide("card_data_input_capability", self.card_data_input_capability.is_some())
            .hide(
                "cardholder_authentication_capability",
                self.cardholder_authentication_capability.is_some(),
            )
            .hide("card_present", self.card_present.is_some())
            .show_some(
                "acquirer_reference_number",
                self.acquirer_reference_number.as_ref().map(|value| value as _),
            )
            .hide("card_acceptor_name", self.card_acceptor_name.is_some())
            .show_text("currency_code", self.currency_code.as_ref().map(|text| text.as_str()))
            .hide(
                "installment_payment_data_brazil",
                self.installment_payment_data_brazil.is_some(),
            )
            .hide("transaction_id", self.transaction_id.is_some())
            .show_some(
                "settlement_indicator",
                self.settlement_indicator.as_ref().map(|value| value as _),
            )
            .show_some(
                "message_reversal_indicator",
                self.message_reversal_indicator.as_ref().map(|value| value as _),
            )
            .extra(&self.extra)
            .finish()
    }
}
